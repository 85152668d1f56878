import { describe, expect, it } from 'vitest';
import { freeBeforeFlush } from './races/free-before-flush';
import { stepWords } from './runner';
import { recorded, run, stageOf, step } from './testing/drive';
import { ARCHES } from './testing/machines';
import { withoutLock } from './testing/mutants';
import { copyOnWrite, PAGE, sharedClean, touchUnmap, twoZaps, unmapReadDrop } from './testing/races';
import type { Transition, World } from './world';

const started = (race: Parameters<typeof stageOf>[0], arch: Parameters<typeof stageOf>[1] = 'x86-64'): World => stageOf(race, arch).world();
const threads = (world: World): string[] =>
  [...new Set(world.enabled().flatMap((each) => (each.kind === 'thread' ? [world.race.threads[each.thread]!.name] : [])))];
const hardware = (world: World): string[] => world.enabled().flatMap((each) => ('vpn' in each ? [`${each.kind} ${each.cpu}`] : []));
const types = (events: readonly { type: string }[]): string[] => events.map(({ type }) => type);
const fill = (world: World, cpu: number): void => world.take({ kind: 'fill', cpu, vpn: PAGE });
const stopOf = (world: World, thread: number): string => stepWords(world.runners[thread]!.at);

describe('locks block', () => {
  it('a thread that wants what another holds, until it is dropped', () => {
    const world = started(unmapReadDrop);
    run(world, 'unmap', 'lock ptl');
    run(world, 'drop', 'lock mmap_lock');
    expect(threads(world)).toEqual(['unmap', 'reader']);
    run(world, 'unmap', 'unlock mmap_lock');
    expect(threads(world)).toEqual(['unmap', 'reader', 'drop']);
  });

  it('no reader of the mmap lock for another', () => {
    const world = started(twoZaps);
    run(world, 'A', 'lock ptl');
    run(world, 'B', 'lock ptl');
    expect(threads(world)).toEqual(['A', 'B']);
    step(world, 'A');
    expect([threads(world), stopOf(world, 1)]).toEqual([['A'], 'lock ptl:208']);
  });
});

describe('a flush', () => {
  it('is waited for until each CPU has done its part, in any order', () => {
    const world = started(unmapReadDrop);
    run(world, 'unmap', 'wait for flush');
    const cpus = (): number[] => world.enabled().flatMap((each) => (each.kind === 'flush' ? [each.cpu] : []));
    expect(cpus()).toEqual([0, 1, 2]);
    for (const place of [1, 1, 0]) {
      expect(threads(world)).not.toContain('unmap');
      world.take(world.enabled().filter((each) => each.kind === 'flush')[place]!);
    }
    expect([cpus(), threads(world).includes('unmap')]).toEqual([[], true]);
  });

  it('drops what a CPU holds when that CPU does its part, not before', () => {
    const world = started(freeBeforeFlush);
    fill(world, 1);
    run(world, 'unmap', 'wait for flush');
    expect(hardware(world)).toContain('evict 1');
    world.take(world.enabled().find((each) => each.kind === 'flush' && each.cpu === 1)!);
    expect(hardware(world)).not.toContain('evict 1');
  });
});

describe('a choice', () => {
  it('is a step for each option', () => {
    const world = started(freeBeforeFlush);
    step(world, 'user');
    expect(world.enabled().filter((each) => each.kind === 'thread' && each.thread === 1)).toEqual([0, 1].map((option) => ({ kind: 'thread', thread: 1, option })));
  });

  it.each([['load', 'read'], ['store', 'write']])('%s', (option, access) => {
    const world = started(freeBeforeFlush);
    step(world, 'user');
    expect(recorded(world, () => step(world, 'user', option)).filter(({ type }) => type === 'AccessCompleted')).toMatchObject([{ access, cpu: 1 }]);
  });
});

describe.each(ARCHES)('hardware steps of tlb-and-races §1 on %s', (arch) => {
  it('H1: a walk from the root caches translation and table', () => {
    const world = started(freeBeforeFlush, arch);
    expect(hardware(world)).toEqual(['evict 0', 'evictTable 0', 'fill 1']);
    const events = recorded(world, () => fill(world, 1));
    expect(types(events)).toEqual(expect.arrayContaining(['WalkCacheFilled', 'TlbFilled']));
    expect(hardware(world)).toEqual(expect.arrayContaining(['evict 1', 'evictTable 1']));
  });

  it('H1: a walk through the structure cache reads one entry', () => {
    const world = started(freeBeforeFlush, arch);
    fill(world, 1);
    world.take({ kind: 'evict', cpu: 1, vpn: PAGE });
    expect(types(recorded(world, () => fill(world, 1))).filter((type) => type === 'EntryRead')).toHaveLength(1);
  });

  it('H1: not where no address space is loaded, nor where a walk would find nothing new', () => {
    const world = started(touchUnmap, arch);
    expect(hardware(world)).toEqual([]);
    const other = started(freeBeforeFlush, arch);
    other.machine.on(1).paths.switchTo(0);
    expect(hardware(other)).not.toContain('fill 1');
  });

  it('H1: a table whose entry is empty is cached as long as it hangs in the tree', () => {
    const world = started(freeBeforeFlush, arch);
    run(world, 'unmap', 'free_pgd_range: table unhooked');
    const other = started(freeBeforeFlush, arch);
    run(other, 'unmap', 'unlock ptl');
    expect([hardware(world).includes('fill 1'), hardware(other).includes('fill 1')]).toEqual([false, true]);
    fill(other, 1);
    expect(hardware(other).filter((each) => each.endsWith('1'))).toEqual(['evictTable 1']);
  });

  it('H2: a translation and a cached table go one by one', () => {
    const world = started(freeBeforeFlush, arch);
    fill(world, 1);
    world.take({ kind: 'evictTable', cpu: 1, vpn: PAGE });
    expect(hardware(world).filter((each) => each.endsWith('1'))).toEqual(['evict 1']);
    world.take({ kind: 'evict', cpu: 1, vpn: PAGE });
    expect(hardware(world).filter((each) => each.endsWith('1'))).toEqual(['fill 1']);
  });

  it.each([['H3', 'load'], ['H4', 'store']])('%s: a %s goes through a stale entry without looking at memory', (_, option) => {
    const world = started(freeBeforeFlush, arch);
    fill(world, 1);
    step(world, 'user');
    run(world, 'unmap', arch === 's390' ? 'wait for flush' : 'zap_pte_range: entry cleared');
    expect(types(recorded(world, () => step(world, 'user', option)))).toEqual(['AccessStarted', 'AccessCompleted']);
  });

  it('H6: a store without a translation takes a fault, and waits for the mmap lock', () => {
    const world = started(touchUnmap, arch);
    step(world, 'writer');
    expect(types(recorded(world, () => step(world, 'writer')))).toContain('FaultRaised');
    expect(stopOf(world, 1)).toBe('lock mmap_lock:1');
  });

  it('H6: a store through an entry that forbids it takes a fault', () => {
    const world = started({ ...copyOnWrite, hardware: ['fill'] }, arch);
    fill(world, 0);
    step(world, 'writer');
    expect(types(recorded(world, () => step(world, 'writer')))).toContain('FaultRaised');
  });
});

describe('H5: a store through an entry that is not known to be dirty', () => {
  const clean = (): World => {
    const world = started(sharedClean);
    fill(world, 1);
    step(world, 'writer');
    return world;
  };

  it('sets D in memory in the same step', () => {
    const world = clean();
    const events = recorded(world, () => step(world, 'writer'));
    expect(events).toEqual(expect.arrayContaining([expect.objectContaining({ type: 'EntrySet', how: 'hardware', level: 0 }), expect.objectContaining({ type: 'AccessCompleted' })]));
  });

  it('faults if the entry was cleared meanwhile', () => {
    const world = clean();
    run(world, 'unmap', 'zap_pte_range: entry cleared');
    const events = recorded(world, () => step(world, 'writer'));
    expect(types(events)).toContain('FaultRaised');
    expect(types(events)).not.toContain('EntrySet');
  });
});

describe('an execution', () => {
  it('offers its steps in one order', () => {
    const enabled = (): Transition[] => {
      const world = started(unmapReadDrop);
      run(world, 'unmap', 'wait for flush');
      return world.enabled();
    };
    expect(enabled()).toEqual(enabled());
  });

  it('is finished when every thread has ended and every flush is done', () => {
    const world = started(touchUnmap);
    run(world, 'unmap');
    expect(world).toMatchObject({ finished: false });
    run(world, 'writer');
    expect([world.finished, world.stuck]).toEqual([true, false]);
  });

  it('tells of a lock that is dropped and not held', () => {
    const world = started(withoutLock(touchUnmap, 'unmap', 'mmap_lock', 'lock'));
    run(world, 'unmap', 'unlock mmap_lock');
    expect(world.failure).toBe('unmap drops mmap_lock:1, which it does not hold');
  });

  it('keeps what the model threw', () => {
    const world = started({ ...touchUnmap, threads: [{ name: 'thrower', cpu: 0, path: (machine) => machine.paths.munmap(99, PAGE, 1) }] });
    step(world, 'thrower');
    expect([world.failure, world.finished]).toEqual(['there is no address space 99', true]);
  });
});
