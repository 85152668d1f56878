import { profileOf, runPath } from '@faultline/contracts';
import { CoreError } from '@faultline/core-mm';
import { createMachine, type MachineOptions, type SimulatedMachine } from '@faultline/machine';
import { ScenarioRun } from '@faultline/scenario';
import fc from 'fast-check';
import { raced } from './cause-races';
import { SCENARIOS, type Subject } from './subjects';
import { firstPair, operation } from './workload';

const WORKLOADS = fc.sample(fc.array(operation, { minLength: 40, maxLength: 60 }), { numRuns: 20, seed: 20230108 });
const PRIVATE = 0x100000;
const SHARED = PRIVATE + 0x10000;
/** More than the first batch of a gather takes. */
const MANY = 40;
const SCARCE = 14;
const RW = { r: true, w: true, x: false } as const;

const machineFor = (subject: Subject, options: Partial<MachineOptions> = {}): SimulatedMachine =>
  createMachine({ architecture: subject.architecture, createMmu: subject.createMmu, memoryPages: 8192, cpus: 2, ...options });

function* scenarios(subject: Subject): Generator<SimulatedMachine> {
  for (const scenario of SCENARIOS) {
    const machine = machineFor(subject);
    for (const _ of new ScenarioRun(scenario, machine).steps());
    yield machine;
  }
}

function* workloads(subject: Subject, options: Partial<MachineOptions> = {}): Generator<SimulatedMachine> {
  for (const operations of WORKLOADS) {
    const machine = machineFor(subject, options);
    const pairs = [firstPair(machine)];
    for (const act of operations) act(machine, pairs);
    for (const { mm } of pairs) machine.exit(mm);
    yield machine;
  }
}

/** Forks until memory for tables runs out: one child comes half-way. */
function shortOfMemory(subject: Subject, memoryPages: number): SimulatedMachine {
  const machine = machineFor(subject, { memoryPages });
  try {
    const mm = machine.spawn();
    machine.mmap(mm, { vpn: PRIVATE, pages: 1, prot: RW, shared: false, backing: 'anon' });
    machine.access(mm, PRIVATE, 'write', 1);
    while (machine.fork(mm).errno === 'ok');
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
  }
  return machine;
}

/**
 * Dropped pages of which the zero page was the last, a walk by speculation that marks an entry, a write that a stale translation refuses, a gather of several batches, a page beyond its
 * object, an anon_vma that a neighbour takes over.
 */
function tour(subject: Subject, options: Partial<MachineOptions> = {}): SimulatedMachine {
  const machine = machineFor(subject, options);
  const mm = machine.spawn();
  machine.mmap(mm, { vpn: PRIVATE, pages: MANY, prot: RW, shared: false, backing: 'anon' });
  machine.access(mm, PRIVATE, 'write', 1);
  machine.access(mm, PRIVATE + 1, 'read');
  machine.madvise(mm, PRIVATE, 2, 'dontneed');
  for (let page = 0; page < MANY; page++) machine.access(mm, PRIVATE + page, 'write', 1);
  const child = machine.fork(mm).mm;
  machine.threadOn(1).unit.speculate(machine.state.core.mm(child), PRIVATE);
  machine.exit(child);
  machine.on(1).access(mm, PRIVATE, 'read');
  for (const cpu of [0, 1]) machine.on(cpu).access(mm, PRIVATE, 'write', 2);
  machine.munmap(mm, PRIVATE, MANY);
  machine.mmap(mm, { vpn: SHARED, pages: 1, prot: RW, shared: true, backing: 'anon' });
  machine.mremap(mm, SHARED, 1, 2);
  machine.access(mm, SHARED + 1, 'write', 1);
  for (const [page, x] of [false, true].entries()) {
    machine.mmap(mm, { vpn: PRIVATE + page, pages: 1, prot: { ...RW, x }, shared: false, backing: 'anon' });
    machine.access(mm, PRIVATE + page, 'write', 1);
  }
  return machine;
}

/** Populated pages in tables of their own, pages that a child freed, and a mapping that no child gets. */
function populated(subject: Subject): SimulatedMachine {
  const machine = machineFor(subject);
  const mm = machine.spawn();
  for (let nth = 0; nth < 3; nth++) machine.mmap(mm, { vpn: PRIVATE * (nth + 1), pages: 2, prot: RW, shared: false, backing: 'anon', populate: true });
  machine.exit(machine.fork(mm).mm);
  machine.madvise(mm, PRIVATE, 1, 'populate_write');
  machine.madvise(mm, PRIVATE, 1, 'dontfork');
  machine.fork(mm);
  return machine;
}

/** Locked memory: locked and unlocked as it is mapped, grown, moved, copied for a child's sake, unmapped. */
function locked(subject: Subject): SimulatedMachine {
  const machine = machineFor(subject);
  const mm = machine.spawn();
  for (const [vpn, shared] of [[PRIVATE, false], [SHARED, true]] as const) {
    machine.mmap(mm, { vpn, pages: 2, prot: RW, shared, backing: 'anon', locked: true });
    const child = machine.fork(mm).mm;
    machine.access(mm, vpn, 'write', 1);
    machine.exit(child);
    machine.munlock(mm, vpn, 1);
    machine.mlock(mm, vpn, 2);
  }
  machine.mremap(mm, PRIVATE, 2, 3);
  machine.mremap(mm, PRIVATE, 3, 3, { vpn: PRIVATE * 2, dontUnmap: false });
  machine.munmap(mm, SHARED, 2);
  machine.mmap(mm, { vpn: SHARED, pages: 2, prot: { ...RW, w: false }, shared: false, backing: 'anon', locked: true });
  machine.mprotect(mm, SHARED, 2, RW);
  return machine;
}

/** Pages that a device and a pipe hold, across a fork, and another process's memory. */
function held(subject: Subject): SimulatedMachine {
  const machine = machineFor(subject);
  const mm = machine.spawn();
  machine.mmap(mm, { vpn: PRIVATE, pages: 2, prot: RW, shared: false, backing: 'anon' });
  const { hold: pin } = machine.pin(mm, PRIVATE, 2, 'write');
  for (const marks of ['softDirty', 'referenced'] as const) machine.clearRefs(mm, marks);
  const child = machine.fork(mm).mm;
  machine.unpin(mm, pin);
  machine.get(child, PRIVATE, 1);
  machine.vmWrite(child, mm, PRIVATE, 3);
  machine.peek(mm, child, PRIVATE);
  machine.exit(child);
  return machine;
}

/** A file that is read, written, cut, punched and closed, by mappings and by calls; and memory of the same kind without storage. */
function files(subject: Subject, options: Partial<MachineOptions> = {}): SimulatedMachine {
  const machine = machineFor(subject, options);
  const mm = machine.spawn();
  const { file } = machine.createFile({ backing: 'file', pages: 60, content: [1, 2, 3] });
  const { file: memfd } = machine.createFile({ backing: 'shmem', pages: 4, cached: true, content: [4] });
  for (const [nth, of] of [file, file, memfd].entries()) machine.mmap(mm, { vpn: PRIVATE + nth * 0x100, pages: 40, prot: RW, shared: nth !== 1, backing: 'file', file: of });
  for (const vpn of [PRIVATE, PRIVATE + 24, PRIVATE + 0x200, PRIVATE + 0x23f]) machine.access(mm, vpn, 'read');
  for (const vpn of [PRIVATE, PRIVATE + 1, PRIVATE + 0x100, PRIVATE + 0x130, PRIVATE + 0x201]) machine.access(mm, vpn, 'write', 7);
  for (const page of [0, 1, 50, 70]) {
    machine.fileRead(file, page);
    machine.fileWrite(file, page, 8);
  }
  machine.msync(mm, PRIVATE, 40);
  machine.madvise(mm, PRIVATE, 1, 'remove');
  for (const of of [file, memfd]) {
    machine.filePunch(of, 1, 1);
    machine.fileTruncate(of, 2);
    machine.fileSync(of);
    machine.closeFile(of);
  }
  machine.madvise(mm, PRIVATE, 1, 'random');
  machine.access(mm, PRIVATE + 1, 'read');
  machine.exit(mm);
  machine.createFile({ backing: 'file', pages: 8192, cached: true });
  return machine;
}

/** Pages on a swap device, shared by a fork, dropped, brought back, and lost with the device. */
function swapped(subject: Subject): SimulatedMachine {
  const machine = machineFor(subject);
  const mm = machine.spawn();
  machine.swapon(MANY);
  machine.mmap(mm, { vpn: PRIVATE, pages: 8, prot: RW, shared: false, backing: 'anon' });
  for (let page = 0; page < 8; page++) machine.access(mm, PRIVATE + page, 'write', page + 1);
  machine.madvise(mm, PRIVATE, 6, 'pageout');
  machine.clearRefs(mm, 'softDirty');
  machine.madvise(mm, PRIVATE + 5, 1, 'willneed');
  for (const access of ['read', 'write'] as const) machine.access(mm, PRIVATE + 5, access, 9);
  const child = machine.fork(mm).mm;
  for (const [who, page] of [[mm, 0], [child, 0], [child, 1]] as const) machine.access(who, PRIVATE + page, 'read');
  for (const who of [mm, child]) machine.access(who, PRIVATE, 'write', 7);
  machine.vmRead(mm, child, PRIVATE + 2);
  machine.madvise(child, PRIVATE, 8, 'free');
  machine.madvise(child, PRIVATE, 8, 'pageout');
  machine.exit(child);
  machine.madvise(mm, PRIVATE, 8, 'pageout');
  machine.swapoff();
  machine.swapon(MANY);
  machine.madvise(mm, PRIVATE, 4, 'pageout');
  machine.swapBreak();
  machine.access(mm, PRIVATE, 'read');
  machine.madvise(mm, PRIVATE, 8, 'pageout');
  machine.swapoff();
  machine.exit(machine.fork(mm).mm);
  machine.madvise(mm, PRIVATE, 2, 'free');
  return machine;
}

/** Shared memory on a swap device: brought back by each way there is, dropped, lost with the device. */
function sharedSwapped(subject: Subject): SimulatedMachine {
  const machine = machineFor(subject);
  machine.swapon(MANY);
  const mm = machine.spawn();
  const { file } = machine.createFile({ backing: 'shmem', pages: 8 });
  machine.mmap(mm, { vpn: SHARED, pages: 8, prot: RW, shared: true, backing: 'file', file });
  for (let page = 0; page < 8; page++) machine.access(mm, SHARED + page, 'write', page + 1);
  machine.madvise(mm, SHARED, 8, 'pageout');
  machine.madvise(mm, SHARED, 2, 'willneed');
  for (const page of [0, 2]) machine.access(mm, SHARED + page, 'read');
  for (const page of [1, 3]) machine.fileRead(file, page);
  machine.fileWrite(file, 4, 9);
  machine.filePunch(file, 5, 1);
  machine.fileTruncate(file, 7);
  machine.mmap(mm, { vpn: PRIVATE, pages: 1, prot: RW, shared: true, backing: 'anon' });
  machine.access(mm, PRIVATE, 'write', 1);
  machine.madvise(mm, PRIVATE, 1, 'pageout');
  machine.munmap(mm, PRIVATE, 1);
  machine.madvise(mm, SHARED + 6, 1, 'willneed');
  machine.swapoff();
  machine.swapon(MANY);
  machine.access(mm, SHARED + 6, 'write', 5);
  machine.madvise(mm, SHARED + 6, 1, 'pageout');
  machine.swapBreak();
  machine.access(mm, SHARED + 6, 'read');
  machine.fileRead(file, 6);
  machine.fileTruncate(file, 6);
  machine.closeFile(file);
  machine.exit(mm);
  return machine;
}

/** A CPU loads the mm while another unmaps: a flush that is owed then comes first. */
function loadedMeanwhile(subject: Subject): SimulatedMachine {
  const machine = machineFor(subject);
  const mm = machine.spawn();
  machine.mmap(mm, { vpn: PRIVATE, pages: 1, prot: RW, shared: false, backing: 'anon' });
  machine.access(mm, PRIVATE, 'write', 1);
  const unmapping = machine.threadOn(0).paths.munmap(mm, PRIVATE, 1);
  const { core } = machine.state;
  for (let step = unmapping.next(); !step.done && !core.mm(mm).flushOwed;) step = unmapping.next();
  machine.on(1).access(mm, PRIVATE, 'read');
  runPath(unmapping);
  return machine;
}

/** Machines that have run what there is to run, with what seldom happens. */
export function* played(subject: Subject): Generator<SimulatedMachine> {
  const unprotected = { profile: { ...profileOf(subject.architecture.kernel), 'flush-before-free': false } };
  yield* scenarios(subject);
  yield* workloads(subject);
  yield* workloads(subject, unprotected);
  for (let pages = SCARCE; pages < SCARCE + 4; pages++) yield shortOfMemory(subject, pages);
  yield tour(subject);
  yield tour(subject, unprotected);
  yield populated(subject);
  yield locked(subject);
  yield held(subject);
  yield files(subject);
  yield files(subject, unprotected);
  yield swapped(subject);
  yield sharedSwapped(subject);
  yield loadedMeanwhile(subject);
  yield* raced(subject);
}
