import { snapshotState, type SimulatedMachine } from '@faultline/machine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { machineOf, SUBJECTS, type Subject } from './subjects';

const CPUS = 3;
const RUNS = 12;
const BASE = 0x10000;
/** Pages that operations name lie across the end of a table. */
const page = fc.nat(15).map((nth) => BASE + 504 + nth);
const pages = fc.integer({ min: 1, max: 8 });
const cpu = fc.nat(CPUS - 1);
const RW = { r: true, w: true, x: false } as const;

/** An operation of the process, or a share of a flush that is done: the nth that waits. */
type Step = (machine: SimulatedMachine, mm: number) => unknown;
const shown = (words: string, step: Step): Step => Object.assign(step, { [fc.toStringMethod]: () => words });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.tuple(cpu, page, pages, fc.boolean()).map(([on, vpn, count, shared]) =>
    shown(`mmap on ${on}`, (machine, mm) => machine.on(on).mmap(mm, { vpn, pages: count, prot: RW, shared, backing: 'anon' }))) },
  { weight: 2, arbitrary: fc.tuple(cpu, page, pages).map(([on, vpn, count]) => shown(`munmap on ${on}`, (machine, mm) => machine.on(on).munmap(mm, vpn, count))) },
  { weight: 2, arbitrary: fc.tuple(cpu, page, pages, fc.boolean()).map(([on, vpn, count, w]) =>
    shown(`mprotect on ${on}`, (machine, mm) => machine.on(on).mprotect(mm, vpn, count, { ...RW, w }))) },
  { weight: 1, arbitrary: fc.tuple(cpu, page, pages, page).map(([on, vpn, count, to]) =>
    shown(`mremap on ${on}`, (machine, mm) => machine.on(on).mremap(mm, vpn, count, count, { vpn: to, dontUnmap: false }))) },
  { weight: 1, arbitrary: cpu.map((on) => shown(`fork on ${on}`, (machine, mm) => machine.on(on).fork(mm))) },
  { weight: 6, arbitrary: fc.tuple(cpu, page, fc.constantFrom<'read' | 'write'>('read', 'write')).map(([on, vpn, access]) =>
    shown(`${access} on ${on}`, (machine, mm) => machine.on(on).access(mm, vpn, access, on + 1))) },
  { weight: 2, arbitrary: fc.nat().map((nth) => shown(`share ${nth}`, ({ scheduler }) => {
    const waiting = scheduler.pending;
    const share = waiting[nth % Math.max(waiting.length, 1)];
    if (share !== undefined) scheduler.perform(share.cpu, share.place);
  })) },
  { weight: 1, arbitrary: fc.constant(shown('drain', ({ scheduler }) => scheduler.drain())) },
);

/** A machine on which shares of flushes wait until a step does them, and its process, which every CPU has loaded. */
function held(subject: Subject): { machine: SimulatedMachine; mm: number } {
  const machine = machineOf(subject, { cpus: CPUS });
  const mm = machine.spawn();
  machine.mmap(mm, { vpn: BASE + 504, pages: 16, prot: RW, shared: false, backing: 'anon' });
  for (let on = 0; on < CPUS; on++) for (let nth = 0; nth < 16; nth++) machine.on(on).access(mm, BASE + 504 + nth, 'write', 7);
  machine.scheduler.held = true;
  return { machine, mm };
}

/** A machine that goes on from where another is. */
function resumed(subject: Subject, { state, log }: SimulatedMachine): SimulatedMachine {
  const machine = machineOf(subject, { cpus: CPUS, initialState: snapshotState(state), firstSeq: log.length });
  machine.scheduler.held = true;
  return machine;
}

describe.each(SUBJECTS)('a snapshot taken while shares of flushes wait, on $name', (subject) => {
  it('resumes to the same log, whatever is done first from there', () => {
    let waited = 0;
    fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), fc.array(step, { minLength: 1, maxLength: 16 }), (before, after) => {
      const { machine, mm } = held(subject);
      for (const act of before) act(machine, mm);
      waited += machine.scheduler.pending.length;
      const from = machine.log.length;
      const other = resumed(subject, machine);
      expect(other.scheduler.pending).toEqual(machine.scheduler.pending);
      for (const one of [machine, other]) {
        for (const act of after) act(one, mm);
        one.scheduler.drain();
      }
      expect([...other.log.events()]).toEqual([...machine.log.events(from)]);
    }), { numRuns: RUNS, seed: 20261128 });
    expect(waited).toBeGreaterThan(RUNS);
  });
});
