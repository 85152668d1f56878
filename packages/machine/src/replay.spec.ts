import {
  ACCESS_WRITE, BACKING_FILE, BACKING_SHMEM, recDescriptorsChanged, recObjectResized, recStorageSet, recStorageDiscarded, recPageRead, recPageStored, recReadAheadPlanned, recFileAccessed,
  CATALOGUE, INVALIDATION_MM, PG_DIRTY, PG_TABLE, PGD, recAccessCompleted, recAnonVmaCreated, recBatchAdded, recBranchTaken,
  recCounterChanged, recCpuSwitched, recEntryQueued, recEntrySet, recFaultEnded, recFlushCompleted, recFlushDeferred,
  recFlushPendingChanged, recFlushRequested, recFlushSent, recHoldCreated, recHoldFreed, recMmPinned, recPageReleased, recPageRetained, recFolioAllocated, recFolioCopied, recFolioFlagged, recFolioFreed,
  recGatherEscalated, recGatherFinished, recGatherPagesFreed, recGatherRmapsFlushed, recGatherStarted, recGatherTablesFreed,
  recGatherTlbFlushed, recGatherVmaStarted, recLruAdded, recMlockCounted, recMmCreated, recMmDestroyed, recObjectCreated, recObjectFreed,
  recPageCacheAdded, recPageCacheRemoved, recPageQueued, recRefChanged, recRmapAdded, recRmapDuplicated, recRmapMoved, recRmapRemoved,
  recShmemFailed, recShmemSwapped, recSwapCacheAdded, recSwapCacheRemoved, recSwapCountChanged, recSwapDeviceAdded, recSwapDeviceFailed, recSwapDeviceRemoved, recSwapDeviceSwitched,
  recSwapLoaded, recSwapSlotAllocated, recSwapSlotFreed, recSwapStored,
  recTableAllocated, recTableFreed, recTableQueued, recTlbEvicted, recTlbFilled, recTlbInvalidated, recVmaAnonVmaSet, recVmaInserted,
  recVmaRemoved, recWalkCacheEvicted, recWalkCacheFilled, REF_GATHER, RULE_IDS, slotOf, threadOn, VM_READ, vmFlagsOf, type MmEvent,
  type RuleNumber, type Thread,
} from '@faultline/contracts';
import { TLB_ENTRIES, WALK_CACHE_ENTRIES } from '@faultline/cpu';
import { EventLog } from '@faultline/event-log';
import { plainStores } from '@faultline/state-kit';
import { describe, expect, it } from 'vitest';
import { MachineError } from './errors';
import type { SimulatedMachine } from './machine';
import { replay, type ReplayLog, type ReplayOptions } from './replay';
import { storesOf } from './state';
import { AT, lab, mapped, MACHINES, ofType, pageAt, prot } from './testing/lab';

const SHARED_AT = AT + 0x40000;
const FILE_AT = SHARED_AT + 0x100;
const SWAPPED_AT = AT + 0x80000;
const SLOTS = 8;
const PAGES = 2048;

/** Two pages on a swap device, of which the second came back. */
function swapOut(machine: SimulatedMachine, mm: number): void {
  machine.swapon(SLOTS);
  machine.mmap(mm, { vpn: SWAPPED_AT, pages: 2, prot: prot('rw'), shared: false, backing: 'anon' });
  for (const page of [0, 1]) machine.access(mm, SWAPPED_AT + page, 'write', 7);
  machine.madvise(mm, SWAPPED_AT, 2, 'pageout');
  machine.access(mm, SWAPPED_AT + 1, 'read');
}

/** Private and shared memory with a page each, a child that came and went, a table that was freed. */
function played(name: (typeof MACHINES)[number] = 'x86-64', cpus = 1): SimulatedMachine {
  const machine = lab(name, { memoryPages: PAGES, cpus });
  const mm = mapped(machine, 'rw', { pages: 4 });
  machine.mmap(mm, { vpn: SHARED_AT, pages: 2, prot: prot('rw'), shared: true, backing: 'anon' });
  for (const vpn of [AT, AT + 1, SHARED_AT]) machine.access(mm, vpn, 'write', 7);
  const child = machine.fork(mm).mm;
  machine.access(child, AT, 'write', 8);
  machine.exit(child);
  machine.mprotect(mm, AT + 1, 1, prot('r'));
  machine.mremap(mm, AT + 1, 1, 1, { vpn: AT + 0x100, dontUnmap: false });
  machine.get(mm, SHARED_AT, 1);
  withFile(machine, mm);
  machine.mlock(mm, SHARED_AT, 1);
  swapOut(machine, mm);
  return machine;
}
/** A file, read, written and cut. */
function withFile(machine: SimulatedMachine, mm: number): void {
  const { file } = machine.createFile({ backing: 'file', pages: 4, content: [1, 2, 3, 4] });
  machine.mmap(mm, { vpn: FILE_AT, pages: 3, prot: prot('rw'), shared: true, backing: 'file', file });
  machine.access(mm, FILE_AT, 'read');
  machine.access(mm, FILE_AT + 1, 'write', 9);
  machine.fileWrite(file, 0, 5);
  machine.fileRead(file, 0);
  machine.msync(mm, FILE_AT, 3);
  machine.fileTruncate(file, 2);
}
const optionsOf = ({ architecture, memoryPages, cpus }: SimulatedMachine): ReplayOptions => ({ architecture, memoryPages, cpus });
const rendered = (machine: SimulatedMachine, state = machine.state): unknown => plainStores(storesOf(state));

/** A log with records of somebody else's making after its own. */
function continued(log: EventLog, record: (r: Thread) => void): ReplayLog {
  const forged = new EventLog({ checked: false });
  record(threadOn(forged));
  return {
    length: log.length + forged.length,
    forEachRecord(visit, from = 0, to = log.length + forged.length) {
      log.forEachRecord(visit, from, Math.min(to, log.length));
      forged.forEachRecord((words, at, seq) => visit(words, at, seq + log.length), 0, to - log.length);
    },
  };
}

describe.each(MACHINES)('replay of a log of %s', (name) => {
  it.each([1, 3])('gives the state of the machine that wrote it (%i CPUs)', (cpus) => {
    const machine = played(name, cpus);
    expect(rendered(machine, replay(machine.log, optionsOf(machine)))).toEqual(rendered(machine));
  });

  it('stops after the event it is told, or at the end', () => {
    const machine = played(name);
    const states: unknown[] = [];
    const again = lab(name, { memoryPages: PAGES });
    again.events$.subscribe(({ seq }) => void (seq === 5 && states.push(rendered(again))));
    mapped(again, 'rw', { pages: 4 });
    expect(rendered(machine, replay(machine.log, { ...optionsOf(machine), to: 5 }))).toEqual(states[0]);
    expect(rendered(machine, replay(machine.log, { ...optionsOf(machine), to: 10 ** 9 }))).toEqual(rendered(machine));
    expect(rendered(machine, replay(machine.log, { ...optionsOf(machine), to: -1 }))).toEqual(rendered(lab(name, { memoryPages: PAGES })));
  });

  it.each([
    ['less memory', { memoryPages: 4 }], ['another architecture', { architecture: lab(name === 's390' ? 'x86-64' : 's390').architecture }],
  ] as const)('on a machine with %s is refused', (_what, other) => {
    const machine = played(name);
    const wrong = expect.objectContaining({ name: 'MachineError', code: 'cannot-follow' });
    expect(() => replay(machine.log, { ...optionsOf(machine), ...other })).toThrow(wrong);
  });

  it('on a machine with fewer CPUs is refused at the first event of one that is missing, or that asks one', () => {
    const machine = played(name, 2);
    machine.on(1).paths.switchTo(1);
    const { seq } = [...machine.log.events()].find((event) => event.cpu === 1 || (event.type === 'FlushSent' && event.to === 1))!;
    expect(() => replay(machine.log, { ...optionsOf(machine), cpus: 1 })).toThrow(expect.objectContaining({ code: 'cannot-follow', seq }));
  });
});

it.each([['itself', 0], ['a later event', 5], ['no event at all', -7]])('an event that names %s as its cause is refused', (_what, beyond) => {
  const machine = played();
  const { log } = machine;
  const forged = continued(log, (r) => void recMmDestroyed({ ...r, cause: beyond < 0 ? beyond : log.length + beyond }, 1));
  expect(() => replay(forged, optionsOf(machine)))
    .toThrow(expect.objectContaining({ name: 'MachineError', code: 'cannot-follow', seq: log.length, message: expect.stringContaining('does not precede it') as string }));
});

it('a log with more address spaces than a TLB has slots can be replayed', () => {
  const machine = lab('x86-64', { memoryPages: 8192 });
  for (let n = 0; n < TLB_ENTRIES; n++) machine.exit(machine.spawn());
  machine.access(mapped(machine), AT, 'write', 7);
  expect(rendered(machine, replay(machine.log, optionsOf(machine)))).toEqual(rendered(machine));
});

/** What a forger knows of the machine of `played`. */
interface Known {
  readonly mm: number;
  readonly nobody: number;
  /** Frame of the private page, of the shared page; a frame that is free; one outside memory. */
  readonly pfn: number;
  readonly shared: number;
  /** A file. */
  readonly file: number;
  readonly free: number;
  readonly outside: number;
  /** PTE table of AT, and where its entry stands. */
  readonly table: number;
  readonly index: number;
  readonly entry: { readonly lo: number; readonly hi: number };
  /** What is given next. */
  readonly nextFrame: number;
  readonly nextMm: number;
  readonly nextAnonVma: number;
}

function known(machine: SimulatedMachine): Known {
  const { core } = machine.state;
  const { raw, pfn } = machine.view.entry(1, AT)!;
  const sets = ofType([...machine.log.events()], 'EntrySet').filter(({ mm, level, vpn }) => mm === 1 && level === 0 && vpn === AT);
  const { table, index } = sets.at(-1)!;
  return {
    mm: 1, nobody: 9, file: core.objects().at(-1)!.id, pfn, shared: pageAt(machine, 1, SHARED_AT).pfn, free: core.freeHead[0]!, outside: core.topFrame + 999,
    table, index, entry: slotOf(raw), nextFrame: core.nextFrame, nextMm: core.nextMm, nextAnonVma: core.nextAnonVma,
  };
}

type Forgery = readonly [kind: MmEvent['type'], why: string, record: (r: Thread, k: Known) => void];

/** At least one record of each kind that changes state, which cannot follow on the state of `played`. */
const FORGERIES: readonly Forgery[] = [
  ['CpuSwitched', 'no such address space', (r, k) => recCpuSwitched(r, k.nobody)],
  ['CpuSwitched', 'no such CPU', (r, k) => recCpuSwitched({ ...r, cpu: 7 }, k.mm)],
  ['TlbFilled', 'no such slot', (r, k) => recTlbFilled(r, 0, 0, 0, TLB_ENTRIES, k.mm, AT, k.pfn)],
  ['TlbFilled', 'no such address space', (r, k) => recTlbFilled(r, 0, 0, 0, 0, k.nobody, AT, k.pfn)],
  ['TlbFilled', 'no such level', (r, k) => recTlbFilled(r, 0, PGD, 0, 0, k.mm, AT, k.pfn)],
  ['TlbFilled', 'outside memory', (r, k) => recTlbFilled(r, 0, 0, 0, 0, k.mm, AT, k.outside)],
  ['TlbFilled', 'no such CPU', (r, k) => recTlbFilled({ ...r, cpu: 7 }, 0, 0, 0, 0, k.mm, AT, k.pfn)],
  ['TlbEvicted', 'no such slot', (r, k) => recTlbEvicted(r, 0, TLB_ENTRIES, k.mm, AT)],
  ['WalkCacheFilled', 'no such slot', (r, k) => recWalkCacheFilled(r, WALK_CACHE_ENTRIES, k.mm, AT, k.table)],
  ['WalkCacheFilled', 'no table there', (r, k) => recWalkCacheFilled(r, 0, k.mm, AT, k.pfn * 2)],
  ['WalkCacheFilled', 'of no address space', (r, k) => recWalkCacheFilled(r, 0, 0, AT, k.table)],
  ['WalkCacheEvicted', 'no such slot', (r, k) => recWalkCacheEvicted(r, 0, WALK_CACHE_ENTRIES, k.mm, AT)],
  ['WalkCacheEvicted', 'an empty slot', (r) => recWalkCacheEvicted(r, 0, 9, 0, 0)],
  ['FlushSent', 'no such CPU', (r, k) => recFlushSent(r, 7, 1, 0, 0, 0, k.mm, 0, 1)],
  ['FlushSent', 'its request is yet to come', (r, k) => recFlushSent(r, 0, 1, 0, 0, 2 ** 30, k.mm, 0, 1)],
  ['TlbInvalidated', 'nothing waits there', (r, k) => recTlbInvalidated(r, 1, 0, 0, 0, k.mm, 0, 1)],
  ['TlbInvalidated', 'no such CPU', (r, k) => recTlbInvalidated({ ...r, cpu: 7 }, 1, 0, 0, 0, k.mm, 0, 1)],
  ['AccessCompleted', 'outside memory', (r, k) => recAccessCompleted(r, 1, 7, k.outside)],
  ['FaultEnded', 'no such address space', (r, k) => recFaultEnded(r, 1, 0, k.nobody)],
  ['FolioAllocated', 'not the next frame', (r, k) => recFolioAllocated(r, 0, 0, k.nextFrame + 5)],
  ['FolioAllocated', 'outside memory', (r, k) => recFolioAllocated(r, 0, 0, k.outside)],
  ['FolioAllocated', 'a frame in use', (r, k) => recFolioAllocated(r, 0, 0, k.pfn)],
  ['FolioFreed', 'still referenced', (r, k) => recFolioFreed(r, 0, k.pfn)],
  ['FolioFreed', 'outside memory', (r, k) => recFolioFreed(r, 0, k.outside)],
  ['FolioFreed', 'free already', (r, k) => recFolioFreed(r, 0, k.free)],
  ['FolioFreed', 'never allocated', (r, k) => recFolioFreed(r, 0, k.nextFrame + 5)],
  ['RefChanged', 'free', (r, k) => recRefChanged(r, 0, k.free, 1)],
  ['RefChanged', 'below zero', (r, k) => recRefChanged(r, 0, k.pfn, -2)],
  ['RefChanged', 'outside memory', (r, k) => recRefChanged(r, 0, k.outside, 1)],
  ['FolioCopied', 'from outside memory', (r, k) => recFolioCopied(r, k.outside, k.pfn)],
  ['FolioCopied', 'to a free frame', (r, k) => recFolioCopied(r, k.pfn, k.free)],
  ['FolioFlagged', 'free', (r, k) => recFolioFlagged(r, PG_DIRTY, 1, k.free)],
  ['FolioFlagged', 'a page is made a table', (r, k) => recFolioFlagged(r, PG_TABLE, 1, k.pfn)],
  ['LruAdded', 'free', (r, k) => recLruAdded(r, 0, k.free)],
  ['MlockCounted', 'free', (r, k) => recMlockCounted(r, k.free, 1)],
  ['MlockCounted', 'not unevictable', (r, k) => recMlockCounted(r, k.pfn, 1)],
  ['MlockCounted', 'fewer than no locked VMAs', (r, k) => recMlockCounted(r, k.shared, -2)],
  ['TableAllocated', 'no such address space', (r, k) => recTableAllocated(r, 0, k.nobody, k.pfn * 2, AT)],
  ['TableAllocated', 'no such level', (r, k) => recTableAllocated(r, PGD, k.mm, k.pfn * 2, AT)],
  ['TableAllocated', 'free', (r, k) => recTableAllocated(r, 0, k.mm, k.free * 2, AT)],
  ['TableAllocated', 'a table stands there', (r, k) => recTableAllocated(r, 0, k.mm, k.table, AT)],
  ['TableAllocated', 'from within a table', (r, k) => recTableAllocated(r, 0, k.mm, k.table, AT + 1)],
  ['TableAllocated', 'a page of a process is there', (r, k) => recTableAllocated(r, 0, k.mm, k.pfn * 2, AT)],
  ['TableFreed', 'no such address space', (r, k) => recTableFreed(r, 0, k.nobody, k.table)],
  ['TableFreed', 'no table there', (r, k) => recTableFreed(r, 0, k.mm, k.pfn * 2)],
  ['TableFreed', 'below memory', (r, k) => recTableFreed(r, 0, k.mm, 2)],
  ['TableFreed', 'another level', (r, k) => recTableFreed(r, 1, k.mm, k.table)],
  ['TableFreed', 'no such level', (r, k) => recTableFreed(r, PGD, k.mm, k.table)],
  ['EntrySet', 'no table there', (r, k) => recEntrySet(r, 0, 0, 0, k.mm, k.pfn * 2, AT, { lo: 0, hi: 0 }, { lo: 0, hi: 0 })],
  ['EntrySet', 'beyond the table', (r, k) => recEntrySet(r, 0, 0, 512, k.mm, k.table, AT, { lo: 0, hi: 0 }, { lo: 0, hi: 0 })],
  ['EntrySet', 'of another page', (r, k) => recEntrySet(r, 0, 0, k.index, k.mm, k.table, AT + 1, { lo: 0, hi: 0 }, k.entry)],
  ['EntrySet', 'another old value', (r, k) => recEntrySet(r, 0, 0, k.index, k.mm, k.table, AT, { lo: 0, hi: 0 }, { lo: k.entry.lo ^ 1, hi: k.entry.hi })],
  ['EntrySet', 'another level', (r, k) => recEntrySet(r, 1, 0, k.index, k.mm, k.table, AT, { lo: 0, hi: 0 }, { lo: k.entry.lo, hi: k.entry.hi })],
  ['EntrySet', 'no such address space', (r, k) => recEntrySet(r, 1, 0, k.index, k.nobody, k.table, AT, { lo: 0, hi: 0 }, { lo: k.entry.lo, hi: k.entry.hi })],
  ['BranchTaken', 'no such rule', (r) => recBranchTaken(r, RULE_IDS.length as RuleNumber, 0)],
  ['RmapAdded', 'free', (r, k) => recRmapAdded(r, 0, 1, k.free, 1, 0)],
  ['RmapDuplicated', 'free', (r, k) => recRmapDuplicated(r, k.free)],
  ['RmapRemoved', 'not mapped', (r, k) => recRmapRemoved(r, 0, k.table >> 1)],
  ['RmapRemoved', 'outside memory', (r, k) => recRmapRemoved(r, 0, k.outside)],
  ['RmapMoved', 'free', (r, k) => recRmapMoved(r, k.free, 1)],
  ['CounterChanged', 'no such address space', (r, k) => recCounterChanged(r, 0, k.nobody, 1)],
  ['CounterChanged', 'below zero', (r, k) => recCounterChanged(r, 1, k.mm, -9)],
  ['MmCreated', 'a number that is taken', (r, k) => recMmCreated(r, 3, k.mm, 0)],
  ['MmCreated', 'a number far off', (r) => recMmCreated(r, 3, 60000, 0)],
  ['MmCreated', 'no such level', (r, k) => recMmCreated(r, PGD, k.nextMm, 0)],
  ['MmCreated', 'a root below the top', (r, k) => recMmCreated(r, 2, k.nextMm, 0)],
  ['MmDestroyed', 'no such address space', (r, k) => recMmDestroyed(r, k.nobody)],
  ['MmDestroyed', 'gone already', (r) => recMmDestroyed(r, 2)],
  ['VmaInserted', 'no such address space', (r, k) => recVmaInserted(r, 0, 0, k.nobody, vmFlagsOf(VM_READ), 0x500, 0x501, 0, 0, 0, { lo: 0, hi: 0 })],
  ['VmaInserted', 'empty', (r, k) => recVmaInserted(r, 0, 0, k.mm, vmFlagsOf(VM_READ), 0x500, 0x500, 0, 0, 0, { lo: 0, hi: 0 })],
  ['VmaInserted', 'over another', (r, k) => recVmaInserted(r, 0, 0, k.mm, vmFlagsOf(VM_READ), AT - 1, AT + 1, 0, 0, 0, { lo: 0, hi: 0 })],
  ['VmaInserted', 'inside another', (r, k) => recVmaInserted(r, 0, 0, k.mm, vmFlagsOf(VM_READ), AT + 2, AT + 3, 0, 0, 0, { lo: 0, hi: 0 })],
  ['VmaInserted', 'no such object', (r, k) => recVmaInserted(r, 0, 1, k.mm, vmFlagsOf(VM_READ), 0x500, 0x501, 0, 99, 0, { lo: 0, hi: 0 })],
  ['VmaInserted', 'of a file, and the object is shared memory', (r, k) => recVmaInserted(r, 0, BACKING_FILE, k.mm, vmFlagsOf(VM_READ), 0x500, 0x501, 0, 1, 0, { lo: 0, hi: 0 })],
  ['VmaInserted', 'no such anon_vma', (r, k) => recVmaInserted(r, 0, 0, k.mm, vmFlagsOf(VM_READ), 0x500, 0x501, 0, 0, 99, { lo: 0, hi: 0 })],
  ['VmaRemoved', 'none starts there', (r, k) => recVmaRemoved(r, k.mm, AT + 3)],
  ['VmaRemoved', 'no such address space', (r, k) => recVmaRemoved(r, k.nobody, AT)],
  ['VmaAnonVmaSet', 'none starts there', (r, k) => recVmaAnonVmaSet(r, k.mm, AT + 3, 1)],
  ['VmaAnonVmaSet', 'no such anon_vma', (r, k) => recVmaAnonVmaSet(r, k.mm, AT, 99)],
  ['AnonVmaCreated', 'a number that is taken', (r) => recAnonVmaCreated(r, 1, 0)],
  ['AnonVmaCreated', 'a number far off', (r) => recAnonVmaCreated(r, 2 ** 30, 0)],
  ['AnonVmaCreated', 'its own parent', (r, k) => recAnonVmaCreated(r, k.nextAnonVma, k.nextAnonVma)],
  ['ObjectCreated', 'a number far off', (r) => recObjectCreated(r, BACKING_SHMEM, 77, 1)],
  ['DescriptorsChanged', 'no such object', (r) => recDescriptorsChanged(r, 77, 1)],
  ['DescriptorsChanged', 'below zero', (r) => recDescriptorsChanged(r, 1, -1)],
  ['ObjectResized', 'no such object', (r) => recObjectResized(r, 77, 1)],
  ['StorageSet', 'no such object', (r) => recStorageSet(r, 1, 77, 0)],
  ['StorageSet', 'shared memory has none', (r) => recStorageSet(r, 1, 1, 0)],
  ['StorageSet', 'beyond the file', (r, k) => recStorageSet(r, 1, k.file, 99)],
  ['StorageDiscarded', 'shared memory has none', (r) => recStorageDiscarded(r, 1, 0, 1)],
  ['PageRead', 'shared memory is not read', (r, k) => recPageRead(r, 1, 0, k.shared)],
  ['PageRead', 'another page is there', (r, k) => recPageRead(r, k.file, 0, k.pfn)],
  ['PageStored', 'shared memory is not written', (r, k) => recPageStored(r, 1, 0, k.shared)],
  ['PageStored', 'another page is there', (r, k) => recPageStored(r, k.file, 0, k.pfn)],
  ['ReadAheadPlanned', 'shared memory is not read', (r) => recReadAheadPlanned(r, 1, 0, 4, 1)],
  ['FileAccessed', 'no such object', (r, k) => recFileAccessed(r, ACCESS_WRITE, 1, 77, 0, k.shared)],
  ['FileAccessed', 'another page is there', (r, k) => recFileAccessed(r, ACCESS_WRITE, 1, 1, 0, k.pfn)],
  ['FileAccessed', 'the zero page is not written', (r) => recFileAccessed(r, ACCESS_WRITE, 1, 1, 1, 256)],
  ['ObjectFreed', 'no such object', (r) => recObjectFreed(r, 77)],
  ['ObjectFreed', 'still mapped', (r) => recObjectFreed(r, 1)],
  ['ObjectFreed', 'still open', (r, k) => recObjectFreed(r, k.file)],
  ['PageCacheAdded', 'no such object', (r, k) => recPageCacheAdded(r, 77, 0, k.pfn)],
  ['PageCacheAdded', 'the page of an anon_vma', (r, k) => recPageCacheAdded(r, 1, 1, k.pfn)],
  ['PageCacheAdded', 'free', (r, k) => recPageCacheAdded(r, 1, 1, k.free)],
  ['PageCacheAdded', 'the place is taken', (r, k) => recPageCacheAdded(r, 1, 0, k.pfn)],
  ['PageCacheRemoved', 'no such object', (r, k) => recPageCacheRemoved(r, 77, 0, k.shared)],
  ['PageCacheRemoved', 'nothing there', (r, k) => recPageCacheRemoved(r, 1, 1, k.shared)],
  ['PageCacheRemoved', 'it is mapped', (r, k) => recPageCacheRemoved(r, 1, 0, k.shared)],
  ['PageCacheRemoved', 'another page is there', (r, k) => recPageCacheRemoved(r, 1, 0, k.pfn)],
  ['MmPinned', 'no such address space', (r, k) => recMmPinned(r, k.nobody)],
  ['HoldCreated', 'a number that is taken', (r, k) => recHoldCreated(r, 0, 1, k.mm)],
  ['HoldCreated', 'a number far off', (r, k) => recHoldCreated(r, 0, 2 ** 30, k.mm)],
  ['HoldCreated', 'no such address space', (r, k) => recHoldCreated(r, 0, 2, k.nobody)],
  ['PageRetained', 'no such hold', (r, k) => recPageRetained(r, 77, 0, k.pfn)],
  ['PageRetained', 'outside memory', (r, k) => recPageRetained(r, 1, 1, k.outside)],
  ['PageRetained', 'the place is taken', (r, k) => recPageRetained(r, 1, 0, k.pfn)],
  ['PageRetained', 'nobody has a reference to hand over', (r, k) => recPageRetained(r, 1, 1, k.pfn)],
  ['PageReleased', 'no such hold', (r, k) => recPageReleased(r, 77, 0, k.pfn)],
  ['PageReleased', 'another page is there', (r, k) => recPageReleased(r, 1, 0, k.pfn)],
  ['PageReleased', 'nothing there', (r, k) => recPageReleased(r, 1, 1, k.shared)],
  ['HoldFreed', 'no such hold', (r) => recHoldFreed(r, 77)],
  ['HoldFreed', 'it has pages', (r) => recHoldFreed(r, 1)],
  ['SwapDeviceAdded', 'there is one', (r) => recSwapDeviceAdded(r, SLOTS)],
  ['SwapDeviceSwitched', 'it gives slots as it is', (r) => recSwapDeviceSwitched(r, 1)],
  ['SwapDeviceFailed', 'another device', (r) => recSwapDeviceFailed(r, SLOTS + 1)],
  ['SwapDeviceRemoved', 'slots are in use', (r) => recSwapDeviceRemoved(r, SLOTS)],
  ['SwapDeviceRemoved', 'another device', (r) => recSwapDeviceRemoved(r, SLOTS + 1)],
  ['SwapSlotAllocated', 'not the next slot', (r) => recSwapSlotAllocated(r, 5)],
  ['SwapSlotAllocated', 'a slot in use', (r) => recSwapSlotAllocated(r, 1)],
  ['SwapSlotFreed', 'an entry refers to it', (r) => recSwapSlotFreed(r, 1)],
  ['SwapSlotFreed', 'free already', (r) => recSwapSlotFreed(r, 2)],
  ['SwapSlotFreed', 'never given', (r) => recSwapSlotFreed(r, 7)],
  ['SwapCountChanged', 'below zero', (r) => recSwapCountChanged(r, 1, -2)],
  ['SwapCountChanged', 'free', (r) => recSwapCountChanged(r, 2, 1)],
  ['SwapCacheAdded', 'a free frame', (r, k) => recSwapCacheAdded(r, 1, k.free)],
  ['SwapCacheAdded', 'a free slot', (r, k) => recSwapCacheAdded(r, 2, k.pfn)],
  ['SwapCacheRemoved', 'another page is there', (r, k) => recSwapCacheRemoved(r, 1, k.pfn)],
  ['SwapStored', 'a free slot', (r, k) => recSwapStored(r, 2, k.pfn)],
  ['SwapStored', 'a free frame', (r, k) => recSwapStored(r, 1, k.free)],
  ['SwapLoaded', 'a free frame', (r, k) => recSwapLoaded(r, 1, k.free)],
  ['ShmemSwapped', 'no such object', (r) => recShmemSwapped(r, 1, 77, 0)],
  ['ShmemSwapped', 'of a file', (r, k) => recShmemSwapped(r, 1, k.file, 0)],
  ['ShmemSwapped', 'a free slot', (r) => recShmemSwapped(r, 2, 1, 1)],
  ['ShmemSwapped', 'never given', (r) => recShmemSwapped(r, 7, 1, 1)],
  ['ShmemSwapped', 'the page is cached', (r) => recShmemSwapped(r, 1, 1, 0)],
  ['ShmemSwapped', 'back, but it is not there', (r) => recShmemSwapped(r, 0, 1, 1)],
  ['ShmemFailed', 'no such object', (r) => recShmemFailed(r, 77, 0)],
  ['ShmemFailed', 'not on swap', (r) => recShmemFailed(r, 1, 1)],
  ['FlushRequested', 'no such address space', (r, k) => recFlushRequested(r, 2, 0, 0, 12, k.nobody, 0, 1)],
  ['FlushDeferred', 'no such address space', (r, k) => recFlushDeferred(r, k.nobody)],
  ['FlushPendingChanged', 'no such address space', (r, k) => recFlushPendingChanged(r, k.nobody, 1)],
  ['FlushPendingChanged', 'below zero', (r, k) => recFlushPendingChanged(r, k.mm, -1)],
  ['GatherVmaStarted', 'no such gather', (r) => recGatherVmaStarted(r, 0, vmFlagsOf(0))],
  ['EntryQueued', 'no such gather', (r) => recEntryQueued(r, 0, 0, AT, AT + 1)],
  ['PageQueued', 'no such gather', (r, k) => recPageQueued(r, 0, 0, k.pfn)],
  ['BatchAdded', 'no such gather', (r) => recBatchAdded(r, 0, 0, 1)],
  ['TableQueued', 'no such gather', (r, k) => recTableQueued(r, 0, 0, k.table, AT, AT + 1)],
  ['GatherEscalated', 'no such gather', (r) => recGatherEscalated(r, 0)],
  ['GatherTlbFlushed', 'no such gather', (r) => recGatherTlbFlushed(r, 0)],
  ['GatherRmapsFlushed', 'no such gather', (r) => recGatherRmapsFlushed(r, 0, 0)],
  ['GatherTablesFreed', 'no such gather', (r) => recGatherTablesFreed(r, 0, 0, 0)],
  ['GatherPagesFreed', 'no such gather', (r) => recGatherPagesFreed(r, 0, 0)],
  ['GatherFinished', 'no such gather', (r) => recGatherFinished(r, 0)],
];

describe('an event that cannot follow is refused, by its seq', () => {
  const machine = played();
  const k = known(machine);
  const attempt = (record: (r: Thread) => void) => () => replay(continued(machine.log, record), optionsOf(machine));

  it('all kinds that change state are here, but one that always can follow and one that needs two events', () => {
    const owned = CATALOGUE.filter(({ owner }) => owner !== 'none').map(({ name }) => name);
    const forged = new Set<string>(FORGERIES.map(([kind]) => kind));
    expect(owned.filter((name) => !forged.has(name))).toEqual(['VmstatCounted', 'GatherStarted']);
  });

  it('what the forger leaves alone is fine', () => {
    expect(attempt(() => undefined)).not.toThrow();
  });

  it.each(FORGERIES)('%s: %s', (kind, _why, record) => {
    const seq = machine.log.length;
    expect(attempt((r) => record(r, k))).toThrow(expect.objectContaining({
      name: 'MachineError', code: 'cannot-follow', seq, message: expect.stringContaining(`event ${seq} (${kind})`),
      remedy: expect.stringMatching(/./),
    }));
  });

  it('GatherStarted: one of this number is in progress', () => {
    const twice = attempt((r) => {
      recGatherStarted(r, 0, 0, k.mm);
      recGatherStarted(r, 0, 0, k.mm);
    });
    expect(twice).toThrow(expect.objectContaining({ code: 'cannot-follow', seq: machine.log.length + 1 }));
  });

  it('FlushCompleted: a share of it waits on a CPU', () => {
    const early = attempt((r) => {
      recFlushSent(r, 0, INVALIDATION_MM, 0, 0, 1, k.mm, 0, 0);
      recFlushCompleted(r, 1);
    });
    expect(early).toThrow(expect.objectContaining({ code: 'cannot-follow', seq: machine.log.length + 1 }));
  });

  it('FolioFreed: it is mapped', () => {
    const freed = attempt((r) => {
      recRefChanged(r, REF_GATHER, k.pfn, -1);
      recFolioFreed(r, 0, k.pfn);
    });
    expect(freed).toThrow(expect.objectContaining({ seq: machine.log.length + 1, message: expect.stringContaining('still mapped') as string }));
  });

  it('a kind that the catalogue does not have', () => {
    const { log } = machine;
    const words = Int32Array.of(CATALOGUE.length + 1, -1, 0);
    const unknown = (): unknown => replay({
      length: log.length + 1,
      forEachRecord(visit) {
        log.forEachRecord(visit);
        visit(words, 0, log.length);
      },
    }, optionsOf(machine));
    expect(unknown).toThrow(expect.objectContaining({ code: 'cannot-follow', seq: machine.log.length }));
  });

  it('the first one counts, and nothing after it is looked at', () => {
    const seq = machine.log.length + 1;
    const three = attempt((r) => {
      recRefChanged(r, 0, k.pfn, 1);
      recRefChanged(r, 0, k.free, 1);
      recMmDestroyed(r, k.nobody);
    });
    expect(three).toThrow(expect.objectContaining({ seq }));
    const log = continued(machine.log, (r) => recMmDestroyed(r, k.nobody));
    expect(() => replay(log, { ...optionsOf(machine), to: machine.log.length - 1 })).not.toThrow();
  });
});

it('a record that is missing is told, whatever it was', () => {
  const machine = played();
  const without = (gone: number): ReplayLog => ({
    length: machine.log.length,
    forEachRecord: (visit, from, to) => machine.log.forEachRecord((words, at, seq) => void (seq !== gone && visit(words, at, seq)), from, to),
  });
  const told = Array.from({ length: machine.log.length }, (_, gone) => {
    try {
      return replay(without(gone), optionsOf(machine));
    } catch (error) {
      return (error as MachineError).message;
    }
  });
  expect(told).toEqual(told.map((_, gone) => `event ${gone} is missing`));
});

describe('damage anywhere in a log', () => {
  /** A log with one word of one record changed. */
  const damaged = (log: EventLog, seq: number, word: number, bit: number): ReplayLog => ({
    length: log.length,
    forEachRecord: (visit, from, to) => log.forEachRecord((words, at, place) => {
      if (place !== seq) return visit(words, at, place);
      const copy = words.slice(at, at + 16);
      copy[word]! ^= 1 << bit;
      visit(copy, 0, place);
    }, from, to),
  });

  it('is survived or told by a MachineError that names an event; no other error ever', () => {
    const machine = played();
    const other: string[] = [];
    const damage = (seq: number, word: number, bit: number): void => {
      try {
        replay(damaged(machine.log, seq, word, bit), optionsOf(machine));
      } catch (error) {
        if (!(error instanceof MachineError)) other.push(`${machine.log.at(seq).type}, word ${word}, bit ${bit}: ${String(error)}`);
      }
    };
    for (let seq = 0; seq < machine.log.length; seq++) for (const word of [0, 2 + (seq % 4)]) damage(seq, word, (seq * 7) % 32);
    expect(other).toEqual([]);
  });
});
