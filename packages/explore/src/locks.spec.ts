import { describe, expect, it } from 'vitest';
import { LockTable } from './locks';

type Mode = 'read' | 'write';

describe('a lock has one writer or any number of readers', () => {
  it.each<[held: Mode, wanted: Mode, can: boolean]>([
    ['read', 'read', true], ['read', 'write', false], ['write', 'read', false], ['write', 'write', false],
  ])('held for %s, wanted for %s', (held, wanted, can) => {
    const locks = new LockTable();
    locks.take('l', held, 0);
    expect([locks.canTake('l', wanted), locks.canTake('other', wanted)]).toEqual([can, true]);
  });

  it('a thread waits for itself like anybody else', () => {
    const locks = new LockTable();
    locks.take('l', 'read', 0);
    expect({ canTake: locks.canTake('l', 'write') }).toEqual({ canTake: false });
  });

  it('the last reader lets a writer in', () => {
    const locks = new LockTable();
    locks.take('l', 'read', 2);
    locks.take('l', 'read', 1);
    expect(locks.holders('l')).toEqual([1, 2]);
    locks.release('l', 1);
    expect({ canTake: locks.canTake('l', 'write') }).toEqual({ canTake: false });
    locks.release('l', 2);
    expect([locks.canTake('l', 'write'), locks.free]).toEqual([true, true]);
  });

  it.each<[who: string, take: (locks: LockTable) => void]>([
    ['nobody', () => undefined], ['another writer', (locks) => locks.take('l', 'write', 1)], ['another reader', (locks) => locks.take('l', 'read', 1)],
  ])('held by %s, it is not dropped', (_, take) => {
    const locks = new LockTable();
    take(locks);
    const key = locks.key();
    expect([locks.release('l', 0), locks.key()]).toEqual([false, key]);
  });
});

describe('the key of a table of locks', () => {
  const keyAfter = (...steps: readonly [lock: string, mode: Mode, thread: number][]): string => {
    const locks = new LockTable();
    for (const [lock, mode, thread] of steps) locks.take(lock, mode, thread);
    return locks.key();
  };

  it('does not tell in which order locks were taken', () => {
    expect(keyAfter(['a', 'read', 0], ['b', 'write', 1], ['a', 'read', 10], ['a', 'read', 2]))
      .toBe(keyAfter(['a', 'read', 2], ['a', 'read', 10], ['a', 'read', 0], ['b', 'write', 1]));
  });

  it('tells locks, modes and holders apart', () => {
    const keys = [keyAfter(), keyAfter(['a', 'read', 0]), keyAfter(['a', 'write', 0]), keyAfter(['a', 'read', 1]), keyAfter(['b', 'read', 0]), keyAfter(['a', 'read', 0], ['a', 'read', 1])];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('forgets a lock that was dropped', () => {
    const locks = new LockTable();
    locks.take('a', 'write', 0);
    locks.release('a', 0);
    expect(locks.key()).toBe(keyAfter());
  });
});
