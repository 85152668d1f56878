import { describe, expect, it } from 'vitest';
import { explore } from './explore';
import { freeBeforeFlush } from './races/free-before-flush';
import { run, stageOf, step } from './testing/drive';
import { ARCHES, parts } from './testing/machines';
import { refusesStores } from './testing/mutants';
import { PAGE, storeAlone, touchUnmap } from './testing/races';

/** A search that goes round in circles visits more. */
const FEW_STATES = 4000;

describe.each(ARCHES)('an access that hardware never lets through, on %s', (arch) => {
  const broken = refusesStores(parts(arch));

  it('is a livelock where nothing else can end it, told by the shortest run that faults twice', () => {
    const { verdict, states, violation } = explore({ race: storeAlone, ...broken, maxStates: FEW_STATES });
    expect({ verdict, invariant: violation?.invariant }).toEqual({ verdict: 'violated', invariant: 'livelock' });
    expect(violation!.message).toBe(`writer can never end: the write of page 0x${PAGE.toString(16)} by CPU 1 is refused (protection) again and again; `
      + 'the laws of an architecture tell where its walk and its entries disagree');
    const faults = violation!.run.flatMap(({ events }) => events).filter(({ type }) => type === 'FaultRaised');
    expect([faults.length >= 2, faults.length <= 4, states < 200]).toEqual([true, true, true]);
  });

  it('ends where another thread unmaps the page, and is followed no further than that', () =>
    expect(explore({ race: touchUnmap, ...broken, maxStates: FEW_STATES })).toMatchObject({ verdict: 'holds' }));

  it('makes a race that begins with it impossible to start', () =>
    expect(() => explore({ race: freeBeforeFlush, ...broken })).toThrow(expect.objectContaining({
      name: 'ExploreError', code: 'cannot-start', remedy: expect.stringContaining('conformance'),
      message: `free-before-flush cannot start: an access to page 0x${PAGE.toString(16)} faulted 16 times`,
    })));

  it('counts its faults, from one access to the next', () => {
    const world = stageOf(storeAlone, arch, {}, refusesStores).world();
    step(world, 'writer');
    const counts = Array.from({ length: 3 }, () => {
      run(world, 'writer', 'lock mmap_lock');
      return world.faults;
    });
    expect(counts).toEqual([1, 2, 3]);
  });
});

it.each(ARCHES)('a thread whose access faulted keeps nothing of the tries before: %s', (arch) => {
  const world = stageOf(storeAlone, arch, {}, refusesStores).world();
  step(world, 'writer');
  const histories = Array.from({ length: 4 }, () => {
    run(world, 'writer', 'lock mmap_lock');
    return world.runners[0]!.history;
  });
  expect(histories[0]).not.toBe(histories[1]);
  expect(histories.slice(2)).toEqual([histories[1], histories[1]]);
});
