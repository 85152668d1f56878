import {
  ENUMS, FAULT_FLAG_DEFAULT, HOW_SET, PTE, recRefChanged, recVmaInserted, recVmaRemoved, REF_FAULT, runPath, threadOn, VM_SHARED, vmFlagsOf,
  type Architecture, type Codec, type EntrySlot, type Level, type MmEvent, type VmFlags,
} from '@faultline/contracts';
import { entryFor, handleMmFault, setEntry, vmaLookup, type Core, type CoreView, type MemoryCalls, type PageView, type Prot, type Vma } from '@faultline/core-mm';
import type { EventLog } from '@faultline/event-log';

/** What cases are told of: a core with a log, alone or in a machine. */
export interface Subject extends MemoryCalls {
  readonly architecture: Architecture;
  readonly core: Core;
  readonly log: EventLog;
  readonly view: CoreView;
  spawn(): number;
}

/** What an operation recorded. */
export function recorded(subject: Subject, operation: () => unknown): MmEvent[] {
  const from = subject.log.length;
  operation();
  return [...subject.log.events(from)];
}

/** First page of the mappings of tests: aligned to a fault-around window and to a PTE table. */
export const AT = 0x10000;

/** A protection as `/proc/PID/maps` writes it: `rw`, `r`, `-`. */
export const prot = (text: string): Prot => ({ r: text.includes('r'), w: text.includes('w'), x: text.includes('x') });

/** A fresh process with one mapping. */
export function mapped(subject: Subject, text = 'rw', { at = AT, pages = 1, shared = false, file = 0 } = {}): number {
  const mm = subject.spawn();
  subject.mmap(mm, { vpn: at, pages, prot: prot(text), shared, ...(file === 0 ? { backing: 'anon' } : { backing: 'file', file }) });
  return mm;
}

/** Value of a vmstat counter. */
export const vmstat = (subject: Subject, item: (typeof ENUMS.vmstat)[number]): number =>
  subject.core.state.vmstat[ENUMS.vmstat.indexOf(item)]!;

/** The page mapped at `vpn`. */
export const pageAt = (subject: Subject, mm: number, vpn = AT): PageView => subject.view.page(subject.view.entry(mm, vpn)!.pfn);

/** The core's own record of the VMA at `vpn`. */
export const vmaAt = (subject: Subject, mm: number, vpn = AT): Vma => vmaLookup(subject.core.state.mm(mm).vmas, vpn)!;

/** A fault that no CPU raised, as GUP or KSM make them: `VM_FAULT_*` bits. Task `task` runs it and is charged. */
export function coreFault(subject: Subject, mm: number, flags: number, { vpn = AT, task = mm } = {}): number {
  const { core, architecture: { caps } } = subject;
  core.rec.cause = -1;
  return runPath(handleMmFault(core, core.state.mm(mm), vmaAt(subject, mm, vpn), vpn, FAULT_FLAG_DEFAULT | flags, caps.initialPkru, task));
}

/**
 * Given: the entry of a level at `vpn` was changed so. For states that no call leads to.
 * The tables above it are there.
 */
export function givenEntry(
  subject: Subject, mm: number, change: (codec: Codec, entry: EntrySlot, level: Level) => void, vpn = AT, level: Level = PTE,
): void {
  const { core } = subject;
  const at = entryFor(core, core.state.mm(mm), vpn, level);
  if (at.level !== level) throw new Error(`no table leads to an entry of level ${level} for page ${vpn}`);
  const entry = { ...at.entry };
  change(core.arch.codec, entry, level);
  core.rec.cause = -1;
  setEntry(core, at, HOW_SET, entry);
}

/** Given: the VMA at `vpn` has these flags (and key), and the protection that follows from them. */
export function givenVma(
  subject: Subject, mm: number, flagsOf: (vmFlags: VmFlags) => number, { vpn = AT, pkey = 0, writenotify = false } = {},
): void {
  const { log, architecture } = subject;
  const vma = vmaAt(subject, mm, vpn);
  const vmFlags = vmFlagsOf(flagsOf(vma.vmFlags));
  const protection = { lo: 0, hi: 0 };
  architecture.prot.pageProt(writenotify ? vmFlags & ~VM_SHARED : vmFlags, pkey, protection);
  recVmaRemoved(threadOn(log), mm, vma.start);
  recVmaInserted(threadOn(log), pkey, vma.backing, mm, vmFlags, vma.start, vma.end, vma.pgoff, vma.object, vma.anonVma, protection);
}

/** Given: somebody holds `count` more references to the page (a short-term reference, a remote LRU batch, …). */
export function givenReferences(subject: Subject, pfn: number, count: number): void {
  recRefChanged(threadOn(subject.log), REF_FAULT, pfn, count);
}
