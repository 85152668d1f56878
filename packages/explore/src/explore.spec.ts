import { describe, expect, it } from 'vitest';
import { explore } from './explore';
import { RACES } from './races';
import { replayRun } from './replay-run';
import { ARCHES, parts } from './testing/machines';
import { deaf } from './testing/mutants';
import { PAGE, unmapAlone, unmapReadDrop, unmapStoreProtect } from './testing/races';

describe('three CPUs: munmap, a reader or writer, and a third that', () => {
  const races = ARCHES.flatMap((arch) => [['drops the page', arch, unmapReadDrop], ['write-protects it', arch, unmapStoreProtect]] as const);

  it.each(races)('%s hold on %s', (_, arch, race) => {
    const found = explore({ race, ...parts(arch) });
    expect(found).toMatchObject({ verdict: 'holds' });
    expect(found.ends).toBeGreaterThan(0);
  });

  it.each(races)('%s do not on %s if CPUs leave out the flushes of others', (_, arch, race) =>
    expect(explore({ race, ...deaf(parts(arch)) }).verdict).toBe('violated'));
});

describe('an exploration', () => {
  const small = (limits: { maxStates?: number; maxDepth?: number } = {}) => explore({ race: unmapAlone, ...parts('x86-64'), ...limits });

  it('gives the same result twice', () => expect(small()).toEqual(small()));

  it('gives the same run twice', () => {
    const found = () => explore({ race: unmapReadDrop, ...deaf(parts('x86-64')) });
    expect(found()).toEqual(found());
  });

  it('is not decided when its states run out, and never visits more', () => {
    const { states } = small();
    expect(small({ maxStates: states }).verdict).toBe('holds');
    expect(small({ maxStates: states - 1 })).toMatchObject({ verdict: 'budget', states: states - 1 });
    expect(small({ maxStates: 1 })).toMatchObject({ verdict: 'budget', states: 1 });
  });

  it('is not decided when its runs get too long', () => {
    const { depth } = small();
    expect(small({ maxDepth: depth }).verdict).toBe('holds');
    expect(small({ maxDepth: depth - 1 })).toMatchObject({ verdict: 'budget', depth: depth - 1 });
  });

  it('tells every bound', () => {
    expect(small({ maxStates: 9, maxDepth: 7 }).bounds).toEqual([
      'for tests', 'H1: a CPU may cache the translation of a page, or the table that maps it, by speculation',
      'invariants judged: I2, I4, I9, I10, I12; deadlock, livelock', 'one step at a time: no reordering of memory accesses',
      'an access that faults as before, with nothing changed but counts, is not followed', 'at most 9 states', 'at most 7 steps a run',
    ]);
  });
});

it.each([...RACES])('%s is built in, with its name, and says its bounds', (name, race) => {
  expect([race.name, race.bounds.length > 0, race.threads.every(({ cpu }) => cpu < race.cpus)]).toEqual([name, true, true]);
});

it('a run that cannot be taken is refused', () => {
  expect(() => replayRun({ race: unmapAlone, ...parts('arm64') }, [{ kind: 'fill', cpu: 0, vpn: PAGE }])).toThrow(expect.objectContaining({ code: 'not-possible' }));
});
