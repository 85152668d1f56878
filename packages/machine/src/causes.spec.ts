import type { MmEvent } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import type { SimulatedMachine } from './machine';
import { AT, lab, loadEverywhere, mapped, ofType, pageAt, recorded, type MachineName } from './testing/lab';

const PAGES = 4;
const BATCHED = ['x86-64', 'arm64'] as const;
const NAMES = [...BATCHED, 's390'] as const;

/** An event and what led to it: the kinds of events from it up to one that nothing led to. */
function why({ log }: SimulatedMachine, event: MmEvent): string[] {
  const kinds = [event.type];
  for (let { cause } = event; cause !== null; ) {
    const [before] = log.events(cause, cause + 1);
    kinds.push(before!.type);
    ({ cause } = before!);
  }
  return kinds;
}

/** Pages written in an address space that two CPUs have loaded. */
function written(name: MachineName): { machine: SimulatedMachine; mm: number } {
  const machine = lab(name, { cpus: 2 });
  const mm = mapped(machine, 'rw', { pages: PAGES });
  for (let page = 0; page < PAGES; page++) machine.access(mm, AT + page, 'write', 7);
  loadEverywhere(machine, mm);
  return { machine, mm };
}

const FAULT = ['VmaFound', 'FaultDecoded', 'FaultRaised', 'EntryRead', 'AccessStarted'];
const ENTRY_CLEARED = ['EntrySet', 'GatherVmaStarted', 'NotifierCalled', 'GatherStarted', 'VmaRemoved', 'SyscallEntered'];

describe.each(NAMES)('of a munmap of pages on %s', (name) => {
  it('the removal of the VMA and the return name the system call; every other event has something nearer', () => {
    const { machine, mm } = written(name);
    const events = recorded(machine, () => machine.munmap(mm, AT, PAGES));
    const { seq } = ofType(events, 'SyscallEntered')[0]!;
    expect(events.length).toBeGreaterThan(50);
    expect(events.filter(({ cause }) => cause === seq).map(({ type }) => type)).toEqual(['VmaRemoved', 'SyscallReturned']);
    expect(new Set(events.map((event) => why(machine, event).at(-1)))).toEqual(new Set(['SyscallEntered']));
  });
});

/** Why the first of the unmapped pages was freed. */
function whyFreed(name: MachineName): string[] {
  const { machine, mm } = written(name);
  const { pfn } = pageAt(machine, mm);
  const events = recorded(machine, () => machine.munmap(mm, AT, PAGES));
  return why(machine, ofType(events, 'FolioFreed').find((event) => event.pfn === pfn)!);
}

it.each(BATCHED)('on %s a page is freed because its gather was flushed, because a table went, because its entry was cleared', (name) => {
  expect(whyFreed(name)).toEqual([
    'FolioFreed', 'RefChanged', 'GatherTlbFlushed', 'FlushCompleted', 'FlushRequested', 'TableQueued', 'EntrySet', 'GatherStarted', 'VmaRemoved', 'SyscallEntered',
  ]);
});

it.each(BATCHED)('on %s a page whose table stays is freed because its gather was flushed, because pages were queued, because entries were cleared', (name) => {
  const { machine, mm } = written(name);
  const events = recorded(machine, () => machine.munmap(mm, AT, 2));
  expect(why(machine, ofType(events, 'FolioFreed')[0]!)).toEqual([
    'FolioFreed', 'RefChanged', 'GatherTlbFlushed', 'FlushCompleted', 'FlushRequested', 'PageQueued', ...ENTRY_CLEARED,
  ]);
});

it('on s390, which gathers no pages, a page is freed because its entry was cleared, because it was invalidated before', () => {
  expect(whyFreed('s390')).toEqual(['FolioFreed', 'RefChanged', 'EntrySet', ...ENTRY_CLEARED]);
});

describe.each(NAMES)('the first write after a fork on %s', (name) => {
  const write = (): { machine: SimulatedMachine; events: MmEvent[] } => {
    const { machine, mm } = written(name);
    machine.fork(mm);
    loadEverywhere(machine, mm);
    return { machine, events: recorded(machine, () => machine.access(mm, AT, 'write', 8)) };
  };
  const COPIED = ['FolioCopied', 'FolioAllocated', 'BranchTaken', 'BranchTaken', ...FAULT];

  it('sets the entry because the page was copied, because a rule said so, because the access faulted', () => {
    const { machine, events } = write();
    expect(why(machine, ofType(events, 'EntrySet').at(-1)!)).toEqual(['EntrySet', ...COPIED]);
  });

  it('flushes the other CPU because the old entry was cleared', () => {
    const { machine, events } = write();
    expect(why(machine, ofType(events, 'TlbInvalidated').find(({ cpu }) => cpu === 1)!)).toEqual(['TlbInvalidated', 'FlushSent', 'FlushRequested', 'EntrySet', ...COPIED]);
  });

  it('completes because it started, whatever was needed in between', () => {
    const { machine, events } = write();
    expect(why(machine, ofType(events, 'AccessCompleted')[0]!)).toEqual(['AccessCompleted', 'AccessStarted']);
  });
});

it.each(NAMES)('on %s an access fails because of what was found', (name) => {
  const { machine, mm } = written(name);
  const failed = (vpn: number): string[] => why(machine, ofType(recorded(machine, () => machine.access(mm, vpn, 'write', 1)), 'AccessFailed')[0]!);
  expect(failed(AT + PAGES)).toEqual(['AccessFailed', 'VmaMissed', ...FAULT.slice(1)]);
  machine.mprotect(mm, AT, 1, { r: true, w: false, x: false });
  expect(failed(AT)).toEqual(['AccessFailed', 'AccessRefused', ...FAULT]);
});
