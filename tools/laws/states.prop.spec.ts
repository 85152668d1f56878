import { CATALOGUE, handleRecord, KIND_NAMES, recGatherEscalated, recGatherFinished, recGatherStarted, recGatherTlbFlushed, recordKind } from '@faultline/contracts';
import { shapeOf } from '@faultline/core-mm';
import {
  equalStates, foldsInto, hashState, initialMachineState, journalOf, packState, snapshotState, unpackState, type MachineState,
  type SimulatedMachine,
} from '@faultline/machine';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { machineOf, SUBJECTS, type Subject } from './subjects';
import { firstPair, operation, type Operation } from './workload';

const CPUS = 2;
const RUNS = 4;
const workload = fc.array(operation, { minLength: 10, maxLength: 40 });

const PAGES = 12;
const AT = { private: 0x20000, shared: 0x30000, file: 0x40000, memory: 0x50000 } as const;
const RW = { r: true, w: true, x: false } as const;

/** What random operations seldom come to: swap, pages shared with a child and taken back, locked pages, whole batches, a VMA that goes by itself, evictions, two gathers at once. */
function tour(machine: SimulatedMachine): void {
  const mm = machine.spawn();
  for (const shared of [false, true]) machine.mmap(mm, { vpn: shared ? AT.shared : AT.private, pages: PAGES, prot: RW, shared, backing: 'anon' });
  for (let page = 0; page < PAGES; page++) for (const at of [AT.private, AT.shared]) machine.access(mm, at + page, 'write', page);
  const { hold } = machine.pin(mm, AT.private + 2, 2, 'write');
  machine.get(mm, AT.shared, 1);
  const child = machine.fork(mm).mm;
  machine.unpin(mm, hold);
  for (const each of [mm, child]) machine.access(each, AT.private, 'write', 1);
  machine.mlock(mm, AT.shared, 2);
  machine.munmap(mm, AT.private + PAGES - 1, 1);
  machine.unit.evict(machine.state.core.mm(mm), AT.private);
  machine.unit.evictTable(machine.state.core.mm(child), AT.private);
  const { file } = machine.createFile({ backing: 'file', pages: PAGES, content: [1, 2, 3] });
  machine.mmap(mm, { vpn: AT.file, pages: PAGES, prot: RW, shared: true, backing: 'file', file });
  machine.access(mm, AT.file, 'write', 9);
  machine.fileRead(file, 1);
  machine.fileSync(file);
  machine.fileTruncate(file, 2);
  recGatherStarted(machine.thread, 0, 0, mm);
  recGatherEscalated(machine.thread, 0);
  recGatherTlbFlushed(machine.thread, 0);
  recGatherFinished(machine.thread, 0);
  swapTour(machine, mm);
  for (const each of [child, mm]) machine.exit(each);
}

/** Pages that went to swap and came back, and a device that fails. */
function swapTour(machine: SimulatedMachine, mm: number): void {
  machine.swapon(PAGES);
  machine.mmap(mm, { vpn: AT.memory, pages: 3, prot: RW, shared: true, backing: 'anon' });
  for (let page = 0; page < 3; page++) machine.access(mm, AT.memory + page, 'write', 1);
  machine.madvise(mm, AT.memory, 3, 'pageout');
  machine.madvise(mm, AT.private, PAGES, 'pageout');
  for (const vpn of [AT.private, AT.memory]) machine.access(mm, vpn, 'read');
  machine.swapBreak();
  machine.access(mm, AT.memory + 1, 'read');
}

function worked(subject: Subject, operations: readonly Operation[]): SimulatedMachine {
  const machine = machineOf(subject, { cpus: CPUS });
  const pairs = [firstPair(machine)];
  for (const act of operations) act(machine, pairs);
  return machine;
}

const before = (machine: SimulatedMachine): MachineState => initialMachineState(shapeOf(machine.architecture), machine.memoryPages, CPUS);

/** Folds records one by one; `step` may do so as often as it likes. */
function folded(machine: SimulatedMachine, state: MachineState, step: (fold: () => void, kind: string) => void, from = 0): void {
  const folds = foldsInto(state);
  machine.log.forEachRecord((words, at, seq) => step(() => void handleRecord(folds, words, at, seq), KIND_NAMES[recordKind(words, at)]!), from);
}

const law = (subject: Subject, holds: (machine: SimulatedMachine, nth: number) => void): void =>
  fc.assert(fc.property(workload, fc.nat(), (operations, nth) => holds(worked(subject, operations), nth)), { numRuns: RUNS, seed: 20261128 });

const seen = new Set<string>();

/** Every record of a log is folded, taken back and folded again; in the end all are taken back. */
function undone(machine: SimulatedMachine): void {
  const state = before(machine);
  const journal = journalOf(state);
  journal.on = true;
  folded(machine, state, (fold, kind) => {
    const [was, mark, hash] = [snapshotState(state), journal.mark(), hashState(state)];
    fold();
    if (journal.mark() > mark) seen.add(kind);
    journal.rollback(mark);
    if (!equalStates(state, was) || hashState(state) !== hash) expect.unreachable(`${kind} is not taken back`);
    fold();
  });
  expect([equalStates(state, machine.state), hashState(state)]).toEqual([true, hashState(machine.state)]);
  journal.rollback(0);
  expect([equalStates(state, before(machine)), hashState(state)]).toEqual([true, hashState(before(machine))]);
}

describe.each(SUBJECTS)('the state of a random workload, on $name', (subject) => {
  it('is as it was, when a record that was folded is taken back, for every record; and in the end as at first', () => {
    law(subject, undone);
  });

  it('is so for every kind of record that changes it', () => {
    const machine = machineOf(subject, { cpus: CPUS });
    tour(machine);
    undone(machine);
  });

  it('folded from a snapshot taken anywhere on is the same', () => {
    law(subject, (machine, nth) => {
      const at = nth % machine.log.length;
      const state = before(machine);
      let [seq, snapshot] = [0, snapshotState(state)];
      folded(machine, state, (fold) => {
        if (seq++ === at) snapshot = snapshotState(state);
        fold();
      });
      folded(machine, snapshot, (fold) => fold(), at);
      expect([equalStates(snapshot, machine.state), hashState(snapshot)]).toEqual([true, hashState(state)]);
    });
  });

  it('has one hash for what is equal, and another for each state that a record leads to', () => {
    law(subject, (machine) => {
      const state = before(machine);
      const journal = journalOf(state);
      journal.on = true;
      const hashes: number[] = [hashState(state)];
      let last = snapshotState(state);
      folded(machine, state, (fold) => {
        fold();
        const now = snapshotState(state);
        if (equalStates(now, last) !== (hashState(now) === hashes.at(-1))) expect.unreachable('equality and hash part');
        hashes.push(hashState(now));
        last = now;
      });
    });
  });

  it('equals what a worker makes of it', () => {
    law(subject, (machine) => {
      const { stores, transfer } = packState(machine.state);
      const there = unpackState(before(machine), structuredClone(stores, { transfer: transfer as ArrayBuffer[] }));
      expect([equalStates(there, machine.state), hashState(there)]).toEqual([true, hashState(machine.state)]);
    });
  });
});

/** Kinds that no operation of these workloads records. */
const NEVER: readonly string[] = [];

afterAll(() => {
  const changing = CATALOGUE.filter(({ owner }) => owner !== 'none').map(({ name }) => name);
  expect(changing.filter((name) => !seen.has(name))).toEqual(NEVER);
});
