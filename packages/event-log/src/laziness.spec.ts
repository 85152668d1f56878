import { recCpuSwitched, recFlushCompleted, threadOn } from '@faultline/contracts';
import { afterEach, beforeEach, describe, expect, it, vi, type MockInstance } from 'vitest';
import { EventLog } from './event-log';

let freeze: MockInstance<(value: unknown) => unknown>;
beforeEach(() => void (freeze = vi.spyOn(Object, 'freeze')));
afterEach(() => freeze.mockRestore());

/** Events that were built: each is frozen once, and only events have a seq. */
const built = (): number => freeze.mock.calls.filter(([value]) => typeof value === 'object' && value !== null && 'seq' in value).length;
const operate = (log: EventLog): void => {
  log.begin('operation');
  recCpuSwitched(threadOn(log), 1);
  recFlushCompleted(threadOn(log), 1);
  log.end();
};

describe('events are built only for whoever listens', () => {
  it('none without a subscriber', () => {
    operate(new EventLog());
    expect(built()).toBe(0);
  });

  it('none for a subscriber to transactions, until it asks', () => {
    const log = new EventLog();
    const told: unknown[] = [];
    log.transactions$.subscribe(({ root, count }) => void told.push(root, count));
    operate(log);
    expect([told, built()]).toEqual([['CpuSwitched', 2], 0]);
    log.transactions$.subscribe((transaction) => void [...transaction.events()]);
    operate(log);
    expect(built()).toBe(2);
  });

  it('none of a kind that nobody asked for', () => {
    const log = new EventLog();
    log.stream('FlushCompleted').subscribe();
    operate(log);
    expect(built()).toBe(1);
  });

  it('one for all subscribers', () => {
    const log = new EventLog();
    const seen = new Set<object>();
    for (let i = 0; i < 3; i++) log.events$.subscribe((event) => void seen.add(event));
    log.stream('FlushCompleted').subscribe((event) => void seen.add(event));
    operate(log);
    expect([built(), seen.size]).toEqual([2, 2]);
  });

  it('none after the last subscriber left', () => {
    const log = new EventLog();
    log.events$.subscribe().unsubscribe();
    operate(log);
    expect(built()).toBe(0);
  });

  it('none while records are walked', () => {
    const log = new EventLog();
    operate(log);
    log.forEachRecord(() => undefined);
    for (const cursor = log.iterate(); cursor.next();) expect(cursor.words[cursor.at]).not.toBe(0);
    expect(built()).toBe(0);
  });
});
