import { cpusOf } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { snapshotState } from './state';
import { AT, lab, mapped, MACHINES, ofType, recorded, type MachineName } from './testing/lab';
import type { SimulatedMachine } from './machine';

const CPUS = 64;

/** A process with a page that these CPUs have in their TLBs; the first of them acts afterwards. */
function onCpus(name: MachineName, cpus: readonly number[]): { machine: SimulatedMachine; mm: number } {
  const machine = lab(name, { cpus: CPUS });
  const mm = mapped(machine);
  machine.on(0).paths.switchTo(0);
  for (const cpu of cpus) machine.on(cpu).access(mm, AT, 'write', cpu);
  return { machine, mm };
}
const holds = ({ state }: SimulatedMachine, cpu: number, mm: number): boolean => state.tlbs[cpu]!.find(mm, AT, 0) >= 0;

describe.each(MACHINES)('64 CPUs on %s', (name) => {
  const broadcast = name.startsWith('arm64');

  it('a flush reaches CPU 63 from CPU 40, and who else holds the mm', () => {
    const { machine, mm } = onCpus(name, [40, 2, 63]);
    expect([cpusOf(machine.state.core.mm(mm).attachedCpus), holds(machine, 63, mm)]).toEqual([[2, 40, 63], true]);
    const parts = ofType(recorded(machine, () => machine.on(40).munmap(mm, AT, 1)), 'TlbInvalidated');
    const reached = [...new Set(parts.map(({ cpu, by }) => `${cpu} ${by}`))].filter((part) => ['2', '40', '63'].includes(part.split(' ')[0]!));
    const remote = name === 'x86-64' ? 'ipi' : 'broadcast';
    expect(reached.sort()).toEqual([`2 ${remote}`, '40 self', `63 ${remote}`]);
    expect([2, 40, 63].map((cpu) => holds(machine, cpu, mm))).toEqual([false, false, false]);
    // CPU 0 made the mapping.
    expect(new Set(parts.map(({ cpu }) => cpu)).size).toBe(broadcast ? CPUS : 4);
  });

  it.each([[[40], true], [[63], true], [[40, 8], false], [[63, 31], false], [[8, 40], false]] as const)('loaded on %j: does one CPU have it to itself? %s', (cpus, alone) => {
    const { machine, mm } = onCpus(name, cpus);
    const events = recorded(machine, () => machine.on(cpus[0]).mprotect(mm, AT, 1, { r: true, w: false, x: false }));
    if (name === 's390') expect(ofType(events, 'FlushDeferred')).toHaveLength(alone ? 1 : 0);
    else expect(ofType(events, 'FlushDeferred')).toEqual([]);
    expect(cpus.filter((cpu) => machine.on(cpu).access(mm, AT, 'write', 1).result === 'ok')).toEqual([]);
  });

  it('a snapshot with work on CPU 63 goes on from its log, and not from another', () => {
    const { machine, mm } = onCpus(name, [40, 63]);
    machine.scheduler.held = true;
    machine.on(40).munmap(mm, AT, 1);
    const options = { cpus: CPUS, initialState: snapshotState(machine.state) };
    expect(() => lab(name, options)).toThrow(expect.objectContaining({ code: 'bad-option', message: expect.stringMatching(/^firstSeq is 0, but/) }));
    const other = lab(name, { ...options, firstSeq: machine.log.length });
    other.scheduler.drain();
    expect([other.log.first, holds(other, 63, mm), holds(machine, 63, mm)]).toEqual([machine.log.length, false, true]);
  });
});
