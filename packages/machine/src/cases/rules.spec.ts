import { describe, expect, it } from 'vitest';
import { oddArguments } from '../../../../tools/arch-lab/cases/arguments';
import type { SimulatedMachine } from '../machine';
import { AT, lab, mapped, MACHINES, ofType, recorded, rules, type MachineName } from '../testing/lab';

const machineOf = (name: MachineName): SimulatedMachine => lab(name, { cpus: 2, memoryPages: 256 });

/** Arguments of the rule, each time a zap of one written page of shared memory decided by it. */
function delays(machine: SimulatedMachine): number[] {
  const mm = mapped(machine, 'rw', { shared: true });
  machine.access(mm, AT, 'write', 7);
  const events = recorded(machine, () => machine.madvise(mm, AT, 1, 'dontneed'));
  const named = rules(events);
  return ofType(events, 'BranchTaken').filter((_, at) => named[at] === 'zap_pte_range/dirty-page').map(({ arg }) => arg);
}

/** The other rules are in core-mm, among its cases; this one asks the gather. */
describe.each(MACHINES)('rules that decide on %s', (name) => {
  it('zap_pte_range/dirty-page: two CPUs, written shared memory', () => expect(delays(machineOf(name))).toEqual([name === 's390' ? 0 : 1]));
});

describe('an argument is what the rule says of it', () => {
  it('zap_pte_range/dirty-page: two CPUs, written shared memory', () => {
    const machine = machineOf('x86-64');
    delays(machine);
    expect(oddArguments(machine)).toEqual([]);
  });
});
