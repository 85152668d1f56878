import { renderState } from '@faultline/projections/reference';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeBeforeFlush } from '../races/free-before-flush';
import type { Race } from '../race';
import type { Stage } from '../stage';
import { stageOf, walk } from '../testing/drive';
import { ARCHES, ruleOff } from '../testing/machines';
import { copyOnWrite, touchUnmap, twoZaps, unmapReadDrop } from '../testing/races';
import { stepWords } from '../runner';
import type { Transition, World } from '../world';
import { stateKey } from './key';
import { KeyParts } from './parts';

const RACES: readonly Race[] = [freeBeforeFlush, unmapReadDrop, copyOnWrite, touchUnmap, twoZaps];
const SUBJECTS = ARCHES.flatMap((arch) => RACES.map((race) => [race.name, arch, race] as const));
const walks = fc.array(fc.nat(59), { minLength: 1, maxLength: 40 });
const NUM_RUNS = 12;

/** What can be seen of a state without its key. Generations of frames only count. What waits on CPUs is told by its text, in which no numbers of events are. */
function seen(world: World): unknown {
  const { machine, runners, locks } = world;
  return {
    state: { ...renderState(machine.architecture, machine.state), pending: {}, lives: {} },
    at: runners.map(({ at, done }) => [stepWords(at), done]), locks: locks.key(), flushes: world.pendingFlushes().map(({ text }) => text), enabled: world.enabled(),
  };
}

/** Keys of all that can come next. */
const next = (stage: Stage, way: readonly Transition[]): string[] => {
  const steps = stage.reach(way).enabled();
  return steps.map((each) => stateKey(stage.reach([...way, each])));
};

const same = (a: Transition, b: Transition): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Pairs of ways that take two steps in either order and come to states with one key. */
function diamonds(stage: Stage, way: readonly Transition[]): (readonly [Transition[], Transition[]])[] {
  const steps = stage.reach(way).enabled();
  const follows = (a: Transition, b: Transition): boolean => stage.reach([...way, a]).enabled().some((each) => same(each, b));
  const key = (a: Transition, b: Transition): string => stateKey(stage.reach([...way, a, b]));
  return steps.flatMap((a, at) => steps.slice(at + 1)
    .filter((b) => follows(a, b) && follows(b, a) && key(a, b) === key(b, a))
    .map((b) => [[...way, a, b], [...way, b, a]] as const));
}

describe.each(SUBJECTS)('%s on %s', (_, arch, race) => {
  it('the key that is kept up to date is the key written anew', () => {
    const stage = stageOf(race, arch, { profile: ruleOff() });
    fc.assert(fc.property(walks, (choices) => {
      walk(stage.world(), choices, (world) => {
        const kept = stateKey(world);
        expect(stateKey(Object.assign(world, { keyParts: new KeyParts(world.machine, world.staleness, world.numbers, world.out) }))).toBe(kept);
      });
    }), { numRuns: NUM_RUNS });
  });

  it('states with one key look alike and go on alike, whichever way led there', () => {
    const stage = stageOf(race, arch);
    let met = 0;
    fc.assert(fc.property(walks, fc.nat(99), (choices, nth) => {
      const way = walk(stage.world(), choices);
      const both = diamonds(stage, way);
      for (const [one, other] of both.length > 0 ? [both[nth % both.length]!] : []) {
        met++;
        expect(seen(stage.reach(one))).toEqual(seen(stage.reach(other)));
        expect(next(stage, one)).toEqual(next(stage, other));
      }
    }), { numRuns: NUM_RUNS });
    expect(met).toBeGreaterThan(0);
  });
});

const isHardware = (step: Transition): boolean => step.kind === 'fill' || step.kind === 'evict' || step.kind === 'evictTable';

it.each(ARCHES)('hardware steps of two CPUs commute, up to the numbers of their events: %s', (arch) => {
  const stage = stageOf(freeBeforeFlush, arch);
  let pairs = 0;
  fc.assert(fc.property(walks, (choices) => {
    const way = walk(stage.world(), choices);
    const steps = stage.reach(way).enabled().filter(isHardware) as Extract<Transition, { vpn: number }>[];
    for (const a of steps)
      for (const b of steps)
        if (a.cpu < b.cpu) {
          pairs++;
          expect(stateKey(stage.reach([...way, a, b]))).toBe(stateKey(stage.reach([...way, b, a])));
        }
  }), { numRuns: NUM_RUNS });
  expect(pairs).toBeGreaterThan(0);
});
