import { F_REF, overlocked, ZERO_PFN } from '@faultline/core-mm';
import type { SimulatedMachine } from '@faultline/machine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FoldWatch } from './folds';
import { machineOf, SUBJECTS } from './subjects';
import { ended, firstPair, operation, strayPins, type Pair } from './workload';

const RUNS = 40;

/** Frames that somebody still refers to. */
function framesHeld({ state: { core } }: SimulatedMachine): number[] {
  const held: number[] = [];
  for (let pfn = 0; pfn < core.frames.rows; pfn++) if (pfn !== ZERO_PFN && core.frames.get(pfn, F_REF) !== 0) held.push(pfn);
  return held;
}

describe.each(SUBJECTS)('any sequence of operations, on $name', (subject) => {
  it('shows each process the bytes it wrote, folds to the live state, keeps the invariants and frees everything', () => {
    fc.assert(fc.property(fc.array(operation, { minLength: 10, maxLength: 60 }), (operations) => {
      const machine = machineOf(subject);
      const watch = new FoldWatch(machine);
      const pairs: Pair[] = [firstPair(machine)];
      for (const act of operations) {
        act(machine, pairs);
        watch.settled();
        expect(strayPins(machine, pairs)).toEqual([]);
        expect(overlocked(machine.architecture, machine.state.core)).toEqual([]);
      }
      ended(machine, pairs);
      watch.settled();
      expect(watch.broken).toEqual([]);
      expect(framesHeld(machine)).toEqual([]);
    }), { numRuns: RUNS, seed: 20230108 });
  });
});
