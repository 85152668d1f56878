// Generated from the catalogue by `npm run generate:events`; do not edit.
import { slotOf } from '../arch/entry';
import type { Level } from '../levels';
import { vpnHi, wideOf, wordOf, type AnonVmaId, type Bit, type Byte, type CacheSlot, type Count, type CpuId, type Delta, type FaultFlags, type GatherId, type HoldId, type MmId, type ObjectId, type Order, type Pages, type Pfn, type Pgoff, type Pkey, type RmapOwner, type RuleArg, type RuleNumber, type Seq, type Shift, type SwapSlot, type TableIndex, type TableRef, type TlbFlags, type VmFault, type Vpn } from '../numbers';
import { RULE_IDS, type RuleId } from '../rules/rules.gen';
import type { VmFlags } from '../vmflags';
import { ENUMS, type NameOf, type Place } from './enums';
import { half, RecordError, refuse, whole } from './record-error';
import type { FieldInfo } from './fields';
import { handleNothing, type HandlerTable, type Thread } from './recorder';

/** A 64-bit value as a record has it: an entry, a protection, a syndrome. Both halves are signed 32-bit words. */
export interface EntryHalves {
  /** Bits 31 … 0. */
  readonly lo: number;
  /** Bits 63 … 32. */
  readonly hi: number;
}
/** What every event has. */
export interface EventBase {
  /** Place in the log, from 0. */
  readonly seq: Seq;
  /** Seq of the event that led to this one; null for a root. */
  readonly cause: Seq | null;
  /** CPU that acted. */
  readonly cpu: CpuId;
}

/** Kind of a record. */
export const recordKind = (w: Int32Array, at: number): number => w[at]! & 255;
/** CPU that acted. */
export const recordCpu = (w: Int32Array, at: number): CpuId => (w[at]! >>> 8) & 255;
/** Seq of the event that led to a record; -1 for a root. */
export const recordCause = (w: Int32Array, at: number): number => w[at + 1]!;
const headOf = (kind: number, { type, cpu }: MmEvent): number => (whole(cpu, 0, 255) ? kind | (cpu << 8) : refuse(type, 'cpu', cpu, 'a whole number from 0 to 255'));
const causeWord = ({ type, seq, cause }: MmEvent): number => {
  if (cause === null) return -1;
  return whole(cause, 0, seq - 1) ? cause : refuse(type, 'cause', cause, 'an earlier event, or null');
};
function needWhole(value: unknown, low: number, high: number, kind: number, field: string): void {
  if (!whole(value, low, high)) refuse(KIND_NAMES[kind]!, field, value, `a whole number from ${low} to ${high}`);
}
function needHalves({ lo, hi }: EntryHalves, kind: number, field: string): void {
  if (!half(lo) || !half(hi)) refuse(KIND_NAMES[kind]!, field, `${lo}, ${hi}`, 'two 32-bit halves');
}
const fieldOf = (event: MmEvent, field: string): unknown => (event as unknown as Readonly<Record<string, unknown>>)[field];
/** The place of a name, which has to be there. */
const placeIn = (names: readonly string[], event: MmEvent, field: string): number => {
  const name = fieldOf(event, field);
  const place = names.indexOf(name as string);
  return place < 0 ? refuse(event.type, field, name, `one of ${names.join(', ')}`) : place;
};
/** The halves of a 64-bit value, which an event has as one. */
const halvesOf = (event: MmEvent, field: string): EntryHalves => {
  const value = fieldOf(event, field);
  return typeof value === 'bigint' && value >= 0n && value < 2n ** 64n ? slotOf(value) : refuse(event.type, field, value, 'a bigint from 0 to 2^64-1');
};

const accessNames = ENUMS.access;
const modeNames = ENUMS.mode;
const tlbLookupNames = ENUMS.tlbLookup;
const verdictNames = ENUMS.verdict;
const signalNames = ENUMS.signal;
const sigcodeNames = ENUMS.sigcode;
const walkFaultNames = ENUMS.walkFault;
const opNames = ENUMS.op;
const errnoNames = ENUMS.errno;
const notifierPhaseNames = ENUMS.notifierPhase;
const notifierKindNames = ENUMS.notifierKind;
const evictedByNames = ENUMS.evictedBy;
const invalidationNames = ENUMS.invalidation;
const reachNames = ENUMS.reach;
const accountedNames = ENUMS.accounted;
const vmstatNames = ENUMS.vmstat;
const folioForNames = ENUMS.folioFor;
const refWhyNames = ENUMS.refWhy;
const folioFlagNames = ENUMS.folioFlag;
const lruListNames = ENUMS.lruList;
const howNames = ENUMS.how;
const rmapKindNames = ENUMS.rmapKind;
const counterNames = ENUMS.counter;
const backingNames = ENUMS.backing;
const flushScopeNames = ENUMS.flushScope;
const flushReasonNames = ENUMS.flushReason;
const holdKindNames = ENUMS.holdKind;

/** An access began; `tlb` is what its lookup in the TLB gave. */
export interface AccessStarted extends EventBase {
  /** An access began; `tlb` is what its lookup in the TLB gave. */
  readonly type: 'AccessStarted';
  /** What the access does: read, write, exec. */
  readonly access: NameOf<'access'>;
  /** Who accesses: a program, or the kernel for it: user, kernel. */
  readonly mode: NameOf<'mode'>;
  /** What the TLB held; `refused`: a translation without the right, `clean`: one of a page that is not dirty yet, for a write: miss, hit, refused, clean. */
  readonly tlb: NameOf<'tlbLookup'>;
  /** Address space; 0: none. */
  readonly mm: MmId;
  /** Virtual page number: an address divided by the size of a base page. */
  readonly vpn: Vpn;
}
export const K_ACCESS_STARTED = 1;
/** Records: An access began; `tlb` is what its lookup in the TLB gave. @throws RecordError `out-of-range`, in a checked log */
export function recAccessStarted(t: Thread, access: Place<'access'>, mode: Place<'mode'>, tlb: Place<'tlbLookup'>, mm: MmId, vpn: Vpn): Seq {
  const r = t.log;
  if (r.checked) checkAccessStarted(access, mode, tlb, mm, vpn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 1 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  w[at + 2] = vpn | 0;
  w[at + 3] = (access << 21) | (mode << 27) | (tlb << 24) | vpnHi(vpn);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellAccessStarted(t, seq, access, mode, tlb, mm, vpn);
  return seq;
}
function checkAccessStarted(access: Place<'access'>, mode: Place<'mode'>, tlb: Place<'tlbLookup'>, mm: MmId, vpn: Vpn): void {
  needWhole(access, 0, 2, 1, 'access');
  needWhole(mode, 0, 1, 1, 'mode');
  needWhole(tlb, 0, 3, 1, 'tlb');
  needWhole(mm, 0, 65535, 1, 'mm');
  needWhole(vpn, 0, 4503599627370496, 1, 'vpn');
}
function tellAccessStarted(t: Thread, seq: number, access: Place<'access'>, mode: Place<'mode'>, tlb: Place<'tlbLookup'>, mm: MmId, vpn: Vpn): void {
  const taker = t.log.takers[1];
  if (taker !== undefined) t.log.publisher.publish(makeAccessStarted(seq, t.cause, t.cpu, access, mode, tlb, mm, vpn), taker, seq);
}
export const accessStartedAccess = (w: Int32Array, at: number): Place<'access'> => ((w[at + 3]! >>> 21) & 7) as Place<'access'>;
export const accessStartedMode = (w: Int32Array, at: number): Place<'mode'> => ((w[at + 3]! >>> 27) & 3) as Place<'mode'>;
export const accessStartedTlb = (w: Int32Array, at: number): Place<'tlbLookup'> => ((w[at + 3]! >>> 24) & 7) as Place<'tlbLookup'>;
export const accessStartedMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
export const accessStartedVpn = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 2]!, w[at + 3]! & 2097151)) as Vpn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeAccessStarted(seq: number, cause: number, cpu: number, access: Place<'access'>, mode: Place<'mode'>, tlb: Place<'tlbLookup'>, mm: MmId, vpn: Vpn): AccessStarted {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'AccessStarted', access: accessNames[access]!, mode: modeNames[mode]!, tlb: tlbLookupNames[tlb]!, mm, vpn });
}
const buildAccessStarted = (w: Int32Array, at: number, seq: number): AccessStarted => makeAccessStarted(seq, w[at + 1]!, recordCpu(w, at), accessStartedAccess(w, at), accessStartedMode(w, at), accessStartedTlb(w, at), accessStartedMm(w, at), accessStartedVpn(w, at));
const handleAccessStarted = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[1]!(to.states[1], accessStartedAccess(w, at), accessStartedMode(w, at), accessStartedTlb(w, at), accessStartedMm(w, at), accessStartedVpn(w, at), recordCpu(w, at), seq);
function followAccessStarted(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = accessStartedAccess(w, at), o1 = accessStartedMode(w, at), o2 = accessStartedTlb(w, at), o3 = accessStartedMm(w, at), o4 = accessStartedVpn(w, at), o5 = recordCpu(w, at);
  const wrong = guards.handlers[1]!(guards.states[1], o0, o1, o2, o3, o4, o5, seq);
  if (wrong === undefined) folds.handlers[1]!(folds.states[1], o0, o1, o2, o3, o4, o5, seq);
  return wrong;
}
function putAccessStarted(e: AccessStarted, w: Int32Array, at: number): void {
  const accessPlace = placeIn(accessNames, e, 'access');
  const modePlace = placeIn(modeNames, e, 'mode');
  const tlbPlace = placeIn(tlbLookupNames, e, 'tlb');
  checkAccessStarted(accessPlace as Place<'access'>, modePlace as Place<'mode'>, tlbPlace as Place<'tlbLookup'>, e.mm as MmId, e.vpn as Vpn);
  w[at] = headOf(1, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.vpn | 0);
  w[at + 3] = (accessPlace << 21) | (modePlace << 27) | (tlbPlace << 24) | vpnHi(e.vpn);
}

/** The hardware walker read an entry, with this verdict. */
export interface EntryRead extends EventBase {
  /** The hardware walker read an entry, with this verdict. */
  readonly type: 'EntryRead';
  /** Level of a page table, from the leaf up: 0 is the PTE. */
  readonly level: Level;
  /** What the walker made of the entry: table, leaf, notPresent, reserved. */
  readonly verdict: NameOf<'verdict'>;
  /** Place of an entry in its page table. */
  readonly index: TableIndex;
  /** Place of a page table, in units of 2 KiB. */
  readonly table: TableRef;
  /** Page-table entry, 0 … 2^64-1. */
  readonly entry: bigint;
}
export const K_ENTRY_READ = 2;
/** Records: The hardware walker read an entry, with this verdict. @throws RecordError `out-of-range`, in a checked log */
export function recEntryRead(t: Thread, level: Level, verdict: Place<'verdict'>, index: TableIndex, table: TableRef, entry: EntryHalves): Seq {
  const r = t.log;
  if (r.checked) checkEntryRead(level, verdict, index, table, entry);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 2 | (t.cpu << 8) | (level << 29) | (index << 16);
  w[at + 1] = t.cause;
  w[at + 2] = table | 0;
  w[at + 3] = entry.lo;
  w[at + 4] = entry.hi;
  w[at + 5] = verdict;
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellEntryRead(t, seq, level, verdict, index, table, entry);
  return seq;
}
function checkEntryRead(level: Level, verdict: Place<'verdict'>, index: TableIndex, table: TableRef, entry: EntryHalves): void {
  needWhole(level, 0, 4, 2, 'level');
  needWhole(verdict, 0, 3, 2, 'verdict');
  needWhole(index, 0, 8191, 2, 'index');
  needWhole(table, 0, 2147483647, 2, 'table');
  needHalves(entry, 2, 'entry');
}
function tellEntryRead(t: Thread, seq: number, level: Level, verdict: Place<'verdict'>, index: TableIndex, table: TableRef, entry: EntryHalves): void {
  const taker = t.log.takers[2];
  if (taker !== undefined) t.log.publisher.publish(makeEntryRead(seq, t.cause, t.cpu, level, verdict, index, (table | 0) as TableRef, entry.lo | 0, entry.hi | 0), taker, seq);
}
export const entryReadLevel = (w: Int32Array, at: number): Level => (w[at]! >>> 29) as Level;
export const entryReadVerdict = (w: Int32Array, at: number): Place<'verdict'> => (w[at + 5]! & 7) as Place<'verdict'>;
export const entryReadIndex = (w: Int32Array, at: number): TableIndex => ((w[at]! >>> 16) & 8191) as TableIndex;
export const entryReadTable = (w: Int32Array, at: number): TableRef => (w[at + 2]!) as TableRef;
export const entryReadEntryLo = (w: Int32Array, at: number): number => w[at + 3]!;
export const entryReadEntryHi = (w: Int32Array, at: number): number => w[at + 4]!;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeEntryRead(seq: number, cause: number, cpu: number, level: Level, verdict: Place<'verdict'>, index: TableIndex, table: TableRef, entryLo: number, entryHi: number): EntryRead {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'EntryRead', level, verdict: verdictNames[verdict]!, index, table, entry: wordOf(entryLo, entryHi) });
}
const buildEntryRead = (w: Int32Array, at: number, seq: number): EntryRead => makeEntryRead(seq, w[at + 1]!, recordCpu(w, at), entryReadLevel(w, at), entryReadVerdict(w, at), entryReadIndex(w, at), entryReadTable(w, at), entryReadEntryLo(w, at), entryReadEntryHi(w, at));
const handleEntryRead = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[2]!(to.states[2], entryReadLevel(w, at), entryReadVerdict(w, at), entryReadIndex(w, at), entryReadTable(w, at), entryReadEntryLo(w, at), entryReadEntryHi(w, at), recordCpu(w, at), seq);
function followEntryRead(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = entryReadLevel(w, at), o1 = entryReadVerdict(w, at), o2 = entryReadIndex(w, at), o3 = entryReadTable(w, at), o4 = entryReadEntryLo(w, at), o5 = entryReadEntryHi(w, at), o6 = recordCpu(w, at);
  const wrong = guards.handlers[2]!(guards.states[2], o0, o1, o2, o3, o4, o5, o6, seq);
  if (wrong === undefined) folds.handlers[2]!(folds.states[2], o0, o1, o2, o3, o4, o5, o6, seq);
  return wrong;
}
function putEntryRead(e: EntryRead, w: Int32Array, at: number): void {
  const entryWord = halvesOf(e, 'entry');
  const verdictPlace = placeIn(verdictNames, e, 'verdict');
  checkEntryRead(e.level as Level, verdictPlace as Place<'verdict'>, e.index as TableIndex, e.table as TableRef, entryWord);
  w[at] = headOf(2, e) | (e.level << 29) | (e.index << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.table | 0);
  w[at + 3] = entryWord.lo;
  w[at + 4] = entryWord.hi;
  w[at + 5] = verdictPlace;
}

/** The access ended in a signal, or in EFAULT for the kernel. */
export interface AccessFailed extends EventBase {
  /** The access ended in a signal, or in EFAULT for the kernel. */
  readonly type: 'AccessFailed';
  /** What the task gets: SIGSEGV, SIGBUS, EFAULT. */
  readonly signal: NameOf<'signal'>;
  /** The `si_code` of the signal, without SEGV_ or BUS_: none, MAPERR, ACCERR, PKUERR, ADRERR, MCEERR_AR. */
  readonly code: NameOf<'sigcode'>;
  /** Address space; 0: none. */
  readonly mm: MmId;
  /** Virtual page number: an address divided by the size of a base page. */
  readonly vpn: Vpn;
}
export const K_ACCESS_FAILED = 3;
/** Records: The access ended in a signal, or in EFAULT for the kernel. @throws RecordError `out-of-range`, in a checked log */
export function recAccessFailed(t: Thread, signal: Place<'signal'>, code: Place<'sigcode'>, mm: MmId, vpn: Vpn): Seq {
  const r = t.log;
  if (r.checked) checkAccessFailed(signal, code, mm, vpn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 3 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  w[at + 2] = vpn | 0;
  w[at + 3] = (signal << 25) | (code << 21) | vpnHi(vpn);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellAccessFailed(t, seq, signal, code, mm, vpn);
  return seq;
}
function checkAccessFailed(signal: Place<'signal'>, code: Place<'sigcode'>, mm: MmId, vpn: Vpn): void {
  needWhole(signal, 0, 2, 3, 'signal');
  needWhole(code, 0, 5, 3, 'code');
  needWhole(mm, 0, 65535, 3, 'mm');
  needWhole(vpn, 0, 4503599627370496, 3, 'vpn');
}
function tellAccessFailed(t: Thread, seq: number, signal: Place<'signal'>, code: Place<'sigcode'>, mm: MmId, vpn: Vpn): void {
  const taker = t.log.takers[3];
  if (taker !== undefined) t.log.publisher.publish(makeAccessFailed(seq, t.cause, t.cpu, signal, code, mm, vpn), taker, seq);
}
export const accessFailedSignal = (w: Int32Array, at: number): Place<'signal'> => ((w[at + 3]! >>> 25) & 7) as Place<'signal'>;
export const accessFailedCode = (w: Int32Array, at: number): Place<'sigcode'> => ((w[at + 3]! >>> 21) & 15) as Place<'sigcode'>;
export const accessFailedMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
export const accessFailedVpn = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 2]!, w[at + 3]! & 2097151)) as Vpn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeAccessFailed(seq: number, cause: number, cpu: number, signal: Place<'signal'>, code: Place<'sigcode'>, mm: MmId, vpn: Vpn): AccessFailed {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'AccessFailed', signal: signalNames[signal]!, code: sigcodeNames[code]!, mm, vpn });
}
const buildAccessFailed = (w: Int32Array, at: number, seq: number): AccessFailed => makeAccessFailed(seq, w[at + 1]!, recordCpu(w, at), accessFailedSignal(w, at), accessFailedCode(w, at), accessFailedMm(w, at), accessFailedVpn(w, at));
const handleAccessFailed = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[3]!(to.states[3], accessFailedSignal(w, at), accessFailedCode(w, at), accessFailedMm(w, at), accessFailedVpn(w, at), recordCpu(w, at), seq);
function followAccessFailed(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = accessFailedSignal(w, at), o1 = accessFailedCode(w, at), o2 = accessFailedMm(w, at), o3 = accessFailedVpn(w, at), o4 = recordCpu(w, at);
  const wrong = guards.handlers[3]!(guards.states[3], o0, o1, o2, o3, o4, seq);
  if (wrong === undefined) folds.handlers[3]!(folds.states[3], o0, o1, o2, o3, o4, seq);
  return wrong;
}
function putAccessFailed(e: AccessFailed, w: Int32Array, at: number): void {
  const signalPlace = placeIn(signalNames, e, 'signal');
  const codePlace = placeIn(sigcodeNames, e, 'code');
  checkAccessFailed(signalPlace as Place<'signal'>, codePlace as Place<'sigcode'>, e.mm as MmId, e.vpn as Vpn);
  w[at] = headOf(3, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.vpn | 0);
  w[at + 3] = (signalPlace << 25) | (codePlace << 21) | vpnHi(e.vpn);
}

/** The hardware reported a fault with this syndrome. */
export interface FaultRaised extends EventBase {
  /** The hardware reported a fault with this syndrome. */
  readonly type: 'FaultRaised';
  /** What the access does: read, write, exec. */
  readonly access: NameOf<'access'>;
  /** Who accesses: a program, or the kernel for it: user, kernel. */
  readonly mode: NameOf<'mode'>;
  /** Why hardware did not allow the access: ok, notPresent, protection, accessFlag, reserved, pkey, addressSize, noncanonical. */
  readonly reason: NameOf<'walkFault'>;
  /** Level of a page table, from the leaf up: 0 is the PTE. */
  readonly level: Level;
  /** Virtual page number: an address divided by the size of a base page. */
  readonly vpn: Vpn;
  /** What the CPU reports of a fault, 0 … 2^64-1. */
  readonly syndrome: bigint;
}
export const K_FAULT_RAISED = 4;
/** Records: The hardware reported a fault with this syndrome. @throws RecordError `out-of-range`, in a checked log */
export function recFaultRaised(t: Thread, access: Place<'access'>, mode: Place<'mode'>, reason: Place<'walkFault'>, level: Level, vpn: Vpn, syndrome: EntryHalves): Seq {
  const r = t.log;
  if (r.checked) checkFaultRaised(access, mode, reason, level, vpn, syndrome);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 4 | (t.cpu << 8) | (access << 20) | (mode << 26) | (reason << 16) | (level << 23);
  w[at + 1] = t.cause;
  w[at + 2] = vpn | 0;
  w[at + 3] = syndrome.lo;
  w[at + 4] = syndrome.hi;
  w[at + 5] = vpnHi(vpn);
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellFaultRaised(t, seq, access, mode, reason, level, vpn, syndrome);
  return seq;
}
function checkFaultRaised(access: Place<'access'>, mode: Place<'mode'>, reason: Place<'walkFault'>, level: Level, vpn: Vpn, syndrome: EntryHalves): void {
  needWhole(access, 0, 2, 4, 'access');
  needWhole(mode, 0, 1, 4, 'mode');
  needWhole(reason, 0, 7, 4, 'reason');
  needWhole(level, 0, 4, 4, 'level');
  needWhole(vpn, 0, 4503599627370496, 4, 'vpn');
  needHalves(syndrome, 4, 'syndrome');
}
function tellFaultRaised(t: Thread, seq: number, access: Place<'access'>, mode: Place<'mode'>, reason: Place<'walkFault'>, level: Level, vpn: Vpn, syndrome: EntryHalves): void {
  const taker = t.log.takers[4];
  if (taker !== undefined) t.log.publisher.publish(makeFaultRaised(seq, t.cause, t.cpu, access, mode, reason, level, vpn, syndrome.lo | 0, syndrome.hi | 0), taker, seq);
}
export const faultRaisedAccess = (w: Int32Array, at: number): Place<'access'> => ((w[at]! >>> 20) & 7) as Place<'access'>;
export const faultRaisedMode = (w: Int32Array, at: number): Place<'mode'> => ((w[at]! >>> 26) & 3) as Place<'mode'>;
export const faultRaisedReason = (w: Int32Array, at: number): Place<'walkFault'> => ((w[at]! >>> 16) & 15) as Place<'walkFault'>;
export const faultRaisedLevel = (w: Int32Array, at: number): Level => ((w[at]! >>> 23) & 7) as Level;
export const faultRaisedVpn = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 2]!, w[at + 5]! & 2097151)) as Vpn;
export const faultRaisedSyndromeLo = (w: Int32Array, at: number): number => w[at + 3]!;
export const faultRaisedSyndromeHi = (w: Int32Array, at: number): number => w[at + 4]!;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeFaultRaised(seq: number, cause: number, cpu: number, access: Place<'access'>, mode: Place<'mode'>, reason: Place<'walkFault'>, level: Level, vpn: Vpn, syndromeLo: number, syndromeHi: number): FaultRaised {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'FaultRaised', access: accessNames[access]!, mode: modeNames[mode]!, reason: walkFaultNames[reason]!, level, vpn, syndrome: wordOf(syndromeLo, syndromeHi) });
}
const buildFaultRaised = (w: Int32Array, at: number, seq: number): FaultRaised => makeFaultRaised(seq, w[at + 1]!, recordCpu(w, at), faultRaisedAccess(w, at), faultRaisedMode(w, at), faultRaisedReason(w, at), faultRaisedLevel(w, at), faultRaisedVpn(w, at), faultRaisedSyndromeLo(w, at), faultRaisedSyndromeHi(w, at));
const handleFaultRaised = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[4]!(to.states[4], faultRaisedAccess(w, at), faultRaisedMode(w, at), faultRaisedReason(w, at), faultRaisedLevel(w, at), faultRaisedVpn(w, at), faultRaisedSyndromeLo(w, at), faultRaisedSyndromeHi(w, at), recordCpu(w, at), seq);
function followFaultRaised(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = faultRaisedAccess(w, at), o1 = faultRaisedMode(w, at), o2 = faultRaisedReason(w, at), o3 = faultRaisedLevel(w, at), o4 = faultRaisedVpn(w, at), o5 = faultRaisedSyndromeLo(w, at), o6 = faultRaisedSyndromeHi(w, at), o7 = recordCpu(w, at);
  const wrong = guards.handlers[4]!(guards.states[4], o0, o1, o2, o3, o4, o5, o6, o7, seq);
  if (wrong === undefined) folds.handlers[4]!(folds.states[4], o0, o1, o2, o3, o4, o5, o6, o7, seq);
  return wrong;
}
function putFaultRaised(e: FaultRaised, w: Int32Array, at: number): void {
  const syndromeWord = halvesOf(e, 'syndrome');
  const accessPlace = placeIn(accessNames, e, 'access');
  const modePlace = placeIn(modeNames, e, 'mode');
  const reasonPlace = placeIn(walkFaultNames, e, 'reason');
  checkFaultRaised(accessPlace as Place<'access'>, modePlace as Place<'mode'>, reasonPlace as Place<'walkFault'>, e.level as Level, e.vpn as Vpn, syndromeWord);
  w[at] = headOf(4, e) | (accessPlace << 20) | (modePlace << 26) | (reasonPlace << 16) | (e.level << 23);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.vpn | 0);
  w[at + 3] = syndromeWord.lo;
  w[at + 4] = syndromeWord.hi;
  w[at + 5] = vpnHi(e.vpn);
}

/** The handler read the syndrome: these fault flags go to the core. */
export interface FaultDecoded extends EventBase {
  /** The handler read the syndrome: these fault flags go to the core. */
  readonly type: 'FaultDecoded';
  /** What the handler read from the syndrome. FAULT_FLAG_* bits. */
  readonly flags: FaultFlags;
}
export const K_FAULT_DECODED = 5;
/** Records: The handler read the syndrome: these fault flags go to the core. @throws RecordError `out-of-range`, in a checked log */
export function recFaultDecoded(t: Thread, flags: FaultFlags): Seq {
  const r = t.log;
  if (r.checked) checkFaultDecoded(flags);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 5 | (t.cpu << 8) | (flags << 16);
  w[at + 1] = t.cause;
  r.top = at + 2;
  const seq = r.length++;
  if (r.listeners !== 0) tellFaultDecoded(t, seq, flags);
  return seq;
}
function checkFaultDecoded(flags: FaultFlags): void {
  needWhole(flags, 0, 65535, 5, 'flags');
}
function tellFaultDecoded(t: Thread, seq: number, flags: FaultFlags): void {
  const taker = t.log.takers[5];
  if (taker !== undefined) t.log.publisher.publish(makeFaultDecoded(seq, t.cause, t.cpu, flags), taker, seq);
}
export const faultDecodedFlags = (w: Int32Array, at: number): FaultFlags => (w[at]! >>> 16) as FaultFlags;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeFaultDecoded(seq: number, cause: number, cpu: number, flags: FaultFlags): FaultDecoded {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'FaultDecoded', flags });
}
const buildFaultDecoded = (w: Int32Array, at: number, seq: number): FaultDecoded => makeFaultDecoded(seq, w[at + 1]!, recordCpu(w, at), faultDecodedFlags(w, at));
const handleFaultDecoded = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[5]!(to.states[5], faultDecodedFlags(w, at), recordCpu(w, at), seq);
function followFaultDecoded(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = faultDecodedFlags(w, at), o1 = recordCpu(w, at);
  const wrong = guards.handlers[5]!(guards.states[5], o0, o1, seq);
  if (wrong === undefined) folds.handlers[5]!(folds.states[5], o0, o1, seq);
  return wrong;
}
function putFaultDecoded(e: FaultDecoded, w: Int32Array, at: number): void {
  checkFaultDecoded(e.flags as FaultFlags);
  w[at] = headOf(5, e) | (e.flags << 16);
  w[at + 1] = causeWord(e);
}

/** A VMA covers the address. */
export interface VmaFound extends EventBase {
  /** A VMA covers the address. */
  readonly type: 'VmaFound';
  /** VM_* flags of a VMA. */
  readonly vmFlags: VmFlags;
  /** First page of the VMA. Virtual page number: an address divided by the size of a base page. */
  readonly start: Vpn;
  /** Page after its last. Virtual page number: an address divided by the size of a base page. */
  readonly end: Vpn;
}
export const K_VMA_FOUND = 6;
/** Records: A VMA covers the address. @throws RecordError `out-of-range`, in a checked log */
export function recVmaFound(t: Thread, vmFlags: VmFlags, start: Vpn, end: Vpn): Seq {
  const r = t.log;
  if (r.checked) checkVmaFound(vmFlags, start, end);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 6 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = vmFlags | 0;
  w[at + 3] = start | 0;
  w[at + 4] = end | 0;
  w[at + 5] = vpnHi(vmFlags);
  w[at + 6] = vpnHi(start);
  w[at + 7] = vpnHi(end);
  r.top = at + 8;
  const seq = r.length++;
  if (r.listeners !== 0) tellVmaFound(t, seq, vmFlags, start, end);
  return seq;
}
function checkVmaFound(vmFlags: VmFlags, start: Vpn, end: Vpn): void {
  needWhole(vmFlags, 0, 9007199254740991, 6, 'vmFlags');
  needWhole(start, 0, 4503599627370496, 6, 'start');
  needWhole(end, 0, 4503599627370496, 6, 'end');
}
function tellVmaFound(t: Thread, seq: number, vmFlags: VmFlags, start: Vpn, end: Vpn): void {
  const taker = t.log.takers[6];
  if (taker !== undefined) t.log.publisher.publish(makeVmaFound(seq, t.cause, t.cpu, vmFlags, start, end), taker, seq);
}
export const vmaFoundVmFlags = (w: Int32Array, at: number): VmFlags => (wideOf(w[at + 2]!, w[at + 5]! & 2097151)) as VmFlags;
export const vmaFoundStart = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 3]!, w[at + 6]! & 2097151)) as Vpn;
export const vmaFoundEnd = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 4]!, w[at + 7]! & 2097151)) as Vpn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeVmaFound(seq: number, cause: number, cpu: number, vmFlags: VmFlags, start: Vpn, end: Vpn): VmaFound {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'VmaFound', vmFlags, start, end });
}
const buildVmaFound = (w: Int32Array, at: number, seq: number): VmaFound => makeVmaFound(seq, w[at + 1]!, recordCpu(w, at), vmaFoundVmFlags(w, at), vmaFoundStart(w, at), vmaFoundEnd(w, at));
const handleVmaFound = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[6]!(to.states[6], vmaFoundVmFlags(w, at), vmaFoundStart(w, at), vmaFoundEnd(w, at), recordCpu(w, at), seq);
function followVmaFound(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = vmaFoundVmFlags(w, at), o1 = vmaFoundStart(w, at), o2 = vmaFoundEnd(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[6]!(guards.states[6], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[6]!(folds.states[6], o0, o1, o2, o3, seq);
  return wrong;
}
function putVmaFound(e: VmaFound, w: Int32Array, at: number): void {
  checkVmaFound(e.vmFlags as VmFlags, e.start as Vpn, e.end as Vpn);
  w[at] = headOf(6, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.vmFlags | 0);
  w[at + 3] = (e.start | 0);
  w[at + 4] = (e.end | 0);
  w[at + 5] = vpnHi(e.vmFlags);
  w[at + 6] = vpnHi(e.start);
  w[at + 7] = vpnHi(e.end);
}

/** No VMA covers the address. */
export interface VmaMissed extends EventBase {
  /** No VMA covers the address. */
  readonly type: 'VmaMissed';
  /** Virtual page number: an address divided by the size of a base page. */
  readonly vpn: Vpn;
}
export const K_VMA_MISSED = 7;
/** Records: No VMA covers the address. @throws RecordError `out-of-range`, in a checked log */
export function recVmaMissed(t: Thread, vpn: Vpn): Seq {
  const r = t.log;
  if (r.checked) checkVmaMissed(vpn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 7 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = vpn | 0;
  w[at + 3] = vpnHi(vpn);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellVmaMissed(t, seq, vpn);
  return seq;
}
function checkVmaMissed(vpn: Vpn): void {
  needWhole(vpn, 0, 4503599627370496, 7, 'vpn');
}
function tellVmaMissed(t: Thread, seq: number, vpn: Vpn): void {
  const taker = t.log.takers[7];
  if (taker !== undefined) t.log.publisher.publish(makeVmaMissed(seq, t.cause, t.cpu, vpn), taker, seq);
}
export const vmaMissedVpn = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 2]!, w[at + 3]! & 2097151)) as Vpn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeVmaMissed(seq: number, cause: number, cpu: number, vpn: Vpn): VmaMissed {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'VmaMissed', vpn });
}
const buildVmaMissed = (w: Int32Array, at: number, seq: number): VmaMissed => makeVmaMissed(seq, w[at + 1]!, recordCpu(w, at), vmaMissedVpn(w, at));
const handleVmaMissed = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[7]!(to.states[7], vmaMissedVpn(w, at), recordCpu(w, at), seq);
function followVmaMissed(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = vmaMissedVpn(w, at), o1 = recordCpu(w, at);
  const wrong = guards.handlers[7]!(guards.states[7], o0, o1, seq);
  if (wrong === undefined) folds.handlers[7]!(folds.states[7], o0, o1, seq);
  return wrong;
}
function putVmaMissed(e: VmaMissed, w: Int32Array, at: number): void {
  checkVmaMissed(e.vpn as Vpn);
  w[at] = headOf(7, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.vpn | 0);
  w[at + 3] = vpnHi(e.vpn);
}

/** The architecture refused the access before the core was asked. */
export interface AccessRefused extends EventBase {
  /** The architecture refused the access before the core was asked. */
  readonly type: 'AccessRefused';
  /** The `si_code` of the signal, without SEGV_ or BUS_: none, MAPERR, ACCERR, PKUERR, ADRERR, MCEERR_AR. */
  readonly code: NameOf<'sigcode'>;
  /** VM_* flags of a VMA. */
  readonly vmFlags: VmFlags;
}
export const K_ACCESS_REFUSED = 8;
/** Records: The architecture refused the access before the core was asked. @throws RecordError `out-of-range`, in a checked log */
export function recAccessRefused(t: Thread, code: Place<'sigcode'>, vmFlags: VmFlags): Seq {
  const r = t.log;
  if (r.checked) checkAccessRefused(code, vmFlags);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 8 | (t.cpu << 8) | (code << 16);
  w[at + 1] = t.cause;
  w[at + 2] = vmFlags | 0;
  w[at + 3] = vpnHi(vmFlags);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellAccessRefused(t, seq, code, vmFlags);
  return seq;
}
function checkAccessRefused(code: Place<'sigcode'>, vmFlags: VmFlags): void {
  needWhole(code, 0, 5, 8, 'code');
  needWhole(vmFlags, 0, 9007199254740991, 8, 'vmFlags');
}
function tellAccessRefused(t: Thread, seq: number, code: Place<'sigcode'>, vmFlags: VmFlags): void {
  const taker = t.log.takers[8];
  if (taker !== undefined) t.log.publisher.publish(makeAccessRefused(seq, t.cause, t.cpu, code, vmFlags), taker, seq);
}
export const accessRefusedCode = (w: Int32Array, at: number): Place<'sigcode'> => ((w[at]! >>> 16) & 15) as Place<'sigcode'>;
export const accessRefusedVmFlags = (w: Int32Array, at: number): VmFlags => (wideOf(w[at + 2]!, w[at + 3]! & 2097151)) as VmFlags;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeAccessRefused(seq: number, cause: number, cpu: number, code: Place<'sigcode'>, vmFlags: VmFlags): AccessRefused {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'AccessRefused', code: sigcodeNames[code]!, vmFlags });
}
const buildAccessRefused = (w: Int32Array, at: number, seq: number): AccessRefused => makeAccessRefused(seq, w[at + 1]!, recordCpu(w, at), accessRefusedCode(w, at), accessRefusedVmFlags(w, at));
const handleAccessRefused = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[8]!(to.states[8], accessRefusedCode(w, at), accessRefusedVmFlags(w, at), recordCpu(w, at), seq);
function followAccessRefused(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = accessRefusedCode(w, at), o1 = accessRefusedVmFlags(w, at), o2 = recordCpu(w, at);
  const wrong = guards.handlers[8]!(guards.states[8], o0, o1, o2, seq);
  if (wrong === undefined) folds.handlers[8]!(folds.states[8], o0, o1, o2, seq);
  return wrong;
}
function putAccessRefused(e: AccessRefused, w: Int32Array, at: number): void {
  const codePlace = placeIn(sigcodeNames, e, 'code');
  checkAccessRefused(codePlace as Place<'sigcode'>, e.vmFlags as VmFlags);
  w[at] = headOf(8, e) | (codePlace << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.vmFlags | 0);
  w[at + 3] = vpnHi(e.vmFlags);
}

/** A kernel path asks for a page by a fault of its own (faultin_page), with these fault flags. */
export interface GupFaulted extends EventBase {
  /** A kernel path asks for a page by a fault of its own (faultin_page), with these fault flags. */
  readonly type: 'GupFaulted';
  /** What the path asks for. FAULT_FLAG_* bits. */
  readonly flags: FaultFlags;
  /** Address space; 0: none. */
  readonly mm: MmId;
  /** Virtual page number: an address divided by the size of a base page. */
  readonly vpn: Vpn;
}
export const K_GUP_FAULTED = 9;
/** Records: A kernel path asks for a page by a fault of its own (faultin_page), with these fault flags. @throws RecordError `out-of-range`, in a checked log */
export function recGupFaulted(t: Thread, flags: FaultFlags, mm: MmId, vpn: Vpn): Seq {
  const r = t.log;
  if (r.checked) checkGupFaulted(flags, mm, vpn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 9 | (t.cpu << 8) | (flags << 16);
  w[at + 1] = t.cause;
  w[at + 2] = vpn | 0;
  w[at + 3] = vpnHi(vpn);
  w[at + 4] = mm;
  r.top = at + 5;
  const seq = r.length++;
  if (r.listeners !== 0) tellGupFaulted(t, seq, flags, mm, vpn);
  return seq;
}
function checkGupFaulted(flags: FaultFlags, mm: MmId, vpn: Vpn): void {
  needWhole(flags, 0, 65535, 9, 'flags');
  needWhole(mm, 0, 65535, 9, 'mm');
  needWhole(vpn, 0, 4503599627370496, 9, 'vpn');
}
function tellGupFaulted(t: Thread, seq: number, flags: FaultFlags, mm: MmId, vpn: Vpn): void {
  const taker = t.log.takers[9];
  if (taker !== undefined) t.log.publisher.publish(makeGupFaulted(seq, t.cause, t.cpu, flags, mm, vpn), taker, seq);
}
export const gupFaultedFlags = (w: Int32Array, at: number): FaultFlags => (w[at]! >>> 16) as FaultFlags;
export const gupFaultedMm = (w: Int32Array, at: number): MmId => (w[at + 4]! & 65535) as MmId;
export const gupFaultedVpn = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 2]!, w[at + 3]! & 2097151)) as Vpn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeGupFaulted(seq: number, cause: number, cpu: number, flags: FaultFlags, mm: MmId, vpn: Vpn): GupFaulted {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'GupFaulted', flags, mm, vpn });
}
const buildGupFaulted = (w: Int32Array, at: number, seq: number): GupFaulted => makeGupFaulted(seq, w[at + 1]!, recordCpu(w, at), gupFaultedFlags(w, at), gupFaultedMm(w, at), gupFaultedVpn(w, at));
const handleGupFaulted = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[9]!(to.states[9], gupFaultedFlags(w, at), gupFaultedMm(w, at), gupFaultedVpn(w, at), recordCpu(w, at), seq);
function followGupFaulted(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = gupFaultedFlags(w, at), o1 = gupFaultedMm(w, at), o2 = gupFaultedVpn(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[9]!(guards.states[9], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[9]!(folds.states[9], o0, o1, o2, o3, seq);
  return wrong;
}
function putGupFaulted(e: GupFaulted, w: Int32Array, at: number): void {
  checkGupFaulted(e.flags as FaultFlags, e.mm as MmId, e.vpn as Vpn);
  w[at] = headOf(9, e) | (e.flags << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.vpn | 0);
  w[at + 3] = vpnHi(e.vpn);
  w[at + 4] = e.mm;
}

/** A rule of the specification decided (`RULE_IDS`). */
export interface BranchTaken extends EventBase {
  /** A rule of the specification decided (`RULE_IDS`). */
  readonly type: 'BranchTaken';
  /** Rule of the kernel, by its id. */
  readonly rule: RuleId;
  /** What the rule was applied to; its row says what that is (`faultline rule ID`). A whole number. */
  readonly arg: RuleArg;
}
export const K_BRANCH_TAKEN = 10;
/** Records: A rule of the specification decided (`RULE_IDS`). @throws RecordError `out-of-range`, in a checked log */
export function recBranchTaken(t: Thread, rule: RuleNumber, arg: RuleArg): Seq {
  const r = t.log;
  if (r.checked) checkBranchTaken(rule, arg);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 10 | (t.cpu << 8) | (rule << 16);
  w[at + 1] = t.cause;
  w[at + 2] = arg | 0;
  w[at + 3] = vpnHi(arg);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellBranchTaken(t, seq, rule, arg);
  return seq;
}
function checkBranchTaken(rule: RuleNumber, arg: RuleArg): void {
  if (RULE_IDS[rule] === undefined) refuse('BranchTaken', 'rule', rule, 'the number of a rule (`RULE_IDS`)');
  needWhole(arg, 0, 9007199254740991, 10, 'arg');
}
function tellBranchTaken(t: Thread, seq: number, rule: RuleNumber, arg: RuleArg): void {
  const taker = t.log.takers[10];
  if (taker !== undefined) t.log.publisher.publish(makeBranchTaken(seq, t.cause, t.cpu, rule, arg), taker, seq);
}
export const branchTakenRule = (w: Int32Array, at: number): RuleNumber => (w[at]! >>> 16) as RuleNumber;
export const branchTakenArg = (w: Int32Array, at: number): RuleArg => (wideOf(w[at + 2]!, w[at + 3]! & 2097151)) as RuleArg;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeBranchTaken(seq: number, cause: number, cpu: number, rule: RuleNumber, arg: RuleArg): BranchTaken {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'BranchTaken', rule: RULE_IDS[rule]!, arg });
}
const buildBranchTaken = (w: Int32Array, at: number, seq: number): BranchTaken => makeBranchTaken(seq, w[at + 1]!, recordCpu(w, at), branchTakenRule(w, at), branchTakenArg(w, at));
const handleBranchTaken = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[10]!(to.states[10], branchTakenRule(w, at), branchTakenArg(w, at), recordCpu(w, at), seq);
function followBranchTaken(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = branchTakenRule(w, at), o1 = branchTakenArg(w, at), o2 = recordCpu(w, at);
  const wrong = guards.handlers[10]!(guards.states[10], o0, o1, o2, seq);
  if (wrong === undefined) folds.handlers[10]!(folds.states[10], o0, o1, o2, seq);
  return wrong;
}
function putBranchTaken(e: BranchTaken, w: Int32Array, at: number): void {
  const rulePlace = placeIn(RULE_IDS, e, 'rule');
  checkBranchTaken(rulePlace as RuleNumber, e.arg as RuleArg);
  w[at] = headOf(10, e) | (rulePlace << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.arg | 0);
  w[at + 3] = vpnHi(e.arg);
}

/** A system call began. */
export interface SyscallEntered extends EventBase {
  /** A system call began. */
  readonly type: 'SyscallEntered';
  /** Which system call: mmap, munmap, mprotect, mremap, madvise, fork, exit, mlock, munlock, populate, clearRefs, pin, unpin, get, readGot, dropGot, poke, peek, vmRead, vmWrite, msync, createFile, closeFile, fileRead, fileWrite, fileTruncate, filePunch, fileSync, swapon, swapoff, uffdRegister, uffdUnregister, uffdWp, uffdCopy, uffdZero, uffdPoison. */
  readonly op: NameOf<'op'>;
  /** Address space; 0: none. */
  readonly mm: MmId;
  /** Virtual page number: an address divided by the size of a base page. */
  readonly vpn: Vpn;
  /** Count of base pages. */
  readonly pages: Pages;
  /** The hold that unpin, readGot and dropGot are about, the address space that poke, peek, vmRead and vmWrite reach into, the file that a call on files is about; of mlock 1 for MLOCK_ONFAULT; else 0. A whole number. */
  readonly arg: RuleArg;
}
export const K_SYSCALL_ENTERED = 11;
/** Records: A system call began. @throws RecordError `out-of-range`, in a checked log */
export function recSyscallEntered(t: Thread, op: Place<'op'>, mm: MmId, vpn: Vpn, pages: Pages, arg: RuleArg): Seq {
  const r = t.log;
  if (r.checked) checkSyscallEntered(op, mm, vpn, pages, arg);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 11 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  w[at + 2] = vpn | 0;
  w[at + 3] = pages | 0;
  w[at + 4] = arg | 0;
  w[at + 5] = (op << 21) | vpnHi(vpn);
  w[at + 6] = vpnHi(pages);
  w[at + 7] = vpnHi(arg);
  r.top = at + 8;
  const seq = r.length++;
  if (r.listeners !== 0) tellSyscallEntered(t, seq, op, mm, vpn, pages, arg);
  return seq;
}
function checkSyscallEntered(op: Place<'op'>, mm: MmId, vpn: Vpn, pages: Pages, arg: RuleArg): void {
  needWhole(op, 0, 35, 11, 'op');
  needWhole(mm, 0, 65535, 11, 'mm');
  needWhole(vpn, 0, 4503599627370496, 11, 'vpn');
  needWhole(pages, 0, 4503599627370496, 11, 'pages');
  needWhole(arg, 0, 9007199254740991, 11, 'arg');
}
function tellSyscallEntered(t: Thread, seq: number, op: Place<'op'>, mm: MmId, vpn: Vpn, pages: Pages, arg: RuleArg): void {
  const taker = t.log.takers[11];
  if (taker !== undefined) t.log.publisher.publish(makeSyscallEntered(seq, t.cause, t.cpu, op, mm, vpn, pages, arg), taker, seq);
}
export const syscallEnteredOp = (w: Int32Array, at: number): Place<'op'> => ((w[at + 5]! >>> 21) & 127) as Place<'op'>;
export const syscallEnteredMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
export const syscallEnteredVpn = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 2]!, w[at + 5]! & 2097151)) as Vpn;
export const syscallEnteredPages = (w: Int32Array, at: number): Pages => (wideOf(w[at + 3]!, w[at + 6]! & 2097151)) as Pages;
export const syscallEnteredArg = (w: Int32Array, at: number): RuleArg => (wideOf(w[at + 4]!, w[at + 7]! & 2097151)) as RuleArg;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeSyscallEntered(seq: number, cause: number, cpu: number, op: Place<'op'>, mm: MmId, vpn: Vpn, pages: Pages, arg: RuleArg): SyscallEntered {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'SyscallEntered', op: opNames[op]!, mm, vpn, pages, arg });
}
const buildSyscallEntered = (w: Int32Array, at: number, seq: number): SyscallEntered => makeSyscallEntered(seq, w[at + 1]!, recordCpu(w, at), syscallEnteredOp(w, at), syscallEnteredMm(w, at), syscallEnteredVpn(w, at), syscallEnteredPages(w, at), syscallEnteredArg(w, at));
const handleSyscallEntered = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[11]!(to.states[11], syscallEnteredOp(w, at), syscallEnteredMm(w, at), syscallEnteredVpn(w, at), syscallEnteredPages(w, at), syscallEnteredArg(w, at), recordCpu(w, at), seq);
function followSyscallEntered(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = syscallEnteredOp(w, at), o1 = syscallEnteredMm(w, at), o2 = syscallEnteredVpn(w, at), o3 = syscallEnteredPages(w, at), o4 = syscallEnteredArg(w, at), o5 = recordCpu(w, at);
  const wrong = guards.handlers[11]!(guards.states[11], o0, o1, o2, o3, o4, o5, seq);
  if (wrong === undefined) folds.handlers[11]!(folds.states[11], o0, o1, o2, o3, o4, o5, seq);
  return wrong;
}
function putSyscallEntered(e: SyscallEntered, w: Int32Array, at: number): void {
  const opPlace = placeIn(opNames, e, 'op');
  checkSyscallEntered(opPlace as Place<'op'>, e.mm as MmId, e.vpn as Vpn, e.pages as Pages, e.arg as RuleArg);
  w[at] = headOf(11, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.vpn | 0);
  w[at + 3] = (e.pages | 0);
  w[at + 4] = (e.arg | 0);
  w[at + 5] = (opPlace << 21) | vpnHi(e.vpn);
  w[at + 6] = vpnHi(e.pages);
  w[at + 7] = vpnHi(e.arg);
}

/** A system call returned. */
export interface SyscallReturned extends EventBase {
  /** A system call returned. */
  readonly type: 'SyscallReturned';
  /** Which system call: mmap, munmap, mprotect, mremap, madvise, fork, exit, mlock, munlock, populate, clearRefs, pin, unpin, get, readGot, dropGot, poke, peek, vmRead, vmWrite, msync, createFile, closeFile, fileRead, fileWrite, fileTruncate, filePunch, fileSync, swapon, swapoff, uffdRegister, uffdUnregister, uffdWp, uffdCopy, uffdZero, uffdPoison. */
  readonly op: NameOf<'op'>;
  /** What it returned: ok, ENOMEM, EINVAL, EFAULT, EACCES, EBUSY, EAGAIN, EIO, EOPNOTSUPP, ENOSYS, EPERM, EEXIST, EHWPOISON, ENOENT. */
  readonly errno: NameOf<'errno'>;
  /** Address space; 0: none. */
  readonly mm: MmId;
}
export const K_SYSCALL_RETURNED = 12;
/** Records: A system call returned. @throws RecordError `out-of-range`, in a checked log */
export function recSyscallReturned(t: Thread, op: Place<'op'>, errno: Place<'errno'>, mm: MmId): Seq {
  const r = t.log;
  if (r.checked) checkSyscallReturned(op, errno, mm);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 12 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  w[at + 2] = op | (errno << 7);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellSyscallReturned(t, seq, op, errno, mm);
  return seq;
}
function checkSyscallReturned(op: Place<'op'>, errno: Place<'errno'>, mm: MmId): void {
  needWhole(op, 0, 35, 12, 'op');
  needWhole(errno, 0, 13, 12, 'errno');
  needWhole(mm, 0, 65535, 12, 'mm');
}
function tellSyscallReturned(t: Thread, seq: number, op: Place<'op'>, errno: Place<'errno'>, mm: MmId): void {
  const taker = t.log.takers[12];
  if (taker !== undefined) t.log.publisher.publish(makeSyscallReturned(seq, t.cause, t.cpu, op, errno, mm), taker, seq);
}
export const syscallReturnedOp = (w: Int32Array, at: number): Place<'op'> => (w[at + 2]! & 127) as Place<'op'>;
export const syscallReturnedErrno = (w: Int32Array, at: number): Place<'errno'> => ((w[at + 2]! >>> 7) & 31) as Place<'errno'>;
export const syscallReturnedMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeSyscallReturned(seq: number, cause: number, cpu: number, op: Place<'op'>, errno: Place<'errno'>, mm: MmId): SyscallReturned {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'SyscallReturned', op: opNames[op]!, errno: errnoNames[errno]!, mm });
}
const buildSyscallReturned = (w: Int32Array, at: number, seq: number): SyscallReturned => makeSyscallReturned(seq, w[at + 1]!, recordCpu(w, at), syscallReturnedOp(w, at), syscallReturnedErrno(w, at), syscallReturnedMm(w, at));
const handleSyscallReturned = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[12]!(to.states[12], syscallReturnedOp(w, at), syscallReturnedErrno(w, at), syscallReturnedMm(w, at), recordCpu(w, at), seq);
function followSyscallReturned(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = syscallReturnedOp(w, at), o1 = syscallReturnedErrno(w, at), o2 = syscallReturnedMm(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[12]!(guards.states[12], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[12]!(folds.states[12], o0, o1, o2, o3, seq);
  return wrong;
}
function putSyscallReturned(e: SyscallReturned, w: Int32Array, at: number): void {
  const opPlace = placeIn(opNames, e, 'op');
  const errnoPlace = placeIn(errnoNames, e, 'errno');
  checkSyscallReturned(opPlace as Place<'op'>, errnoPlace as Place<'errno'>, e.mm as MmId);
  w[at] = headOf(12, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = opPlace | (errnoPlace << 7);
}

/** Secondary MMUs were told (mmu_notifier). */
export interface NotifierCalled extends EventBase {
  /** Secondary MMUs were told (mmu_notifier). */
  readonly type: 'NotifierCalled';
  /** Which call of mmu_notifier_ops: a range begins or ends, or pages alone: start, end, invalidate, changePte. */
  readonly phase: NameOf<'notifierPhase'>;
  /** Why (MMU_NOTIFY_*): UNMAP, CLEAR, PROTECTION_VMA, PROTECTION_PAGE, SOFT_DIRTY, RELEASE, MIGRATE, EXCLUSIVE. */
  readonly kind: NameOf<'notifierKind'>;
  /** Address space; 0: none. */
  readonly mm: MmId;
  /** First page of the range. Virtual page number: an address divided by the size of a base page. */
  readonly start: Vpn;
  /** Page after its last. Virtual page number: an address divided by the size of a base page. */
  readonly end: Vpn;
}
export const K_NOTIFIER_CALLED = 13;
/** Records: Secondary MMUs were told (mmu_notifier). @throws RecordError `out-of-range`, in a checked log */
export function recNotifierCalled(t: Thread, phase: Place<'notifierPhase'>, kind: Place<'notifierKind'>, mm: MmId, start: Vpn, end: Vpn): Seq {
  const r = t.log;
  if (r.checked) checkNotifierCalled(phase, kind, mm, start, end);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 13 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  w[at + 2] = start | 0;
  w[at + 3] = end | 0;
  w[at + 4] = (phase << 25) | (kind << 21) | vpnHi(start);
  w[at + 5] = vpnHi(end);
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellNotifierCalled(t, seq, phase, kind, mm, start, end);
  return seq;
}
function checkNotifierCalled(phase: Place<'notifierPhase'>, kind: Place<'notifierKind'>, mm: MmId, start: Vpn, end: Vpn): void {
  needWhole(phase, 0, 3, 13, 'phase');
  needWhole(kind, 0, 7, 13, 'kind');
  needWhole(mm, 0, 65535, 13, 'mm');
  needWhole(start, 0, 4503599627370496, 13, 'start');
  needWhole(end, 0, 4503599627370496, 13, 'end');
}
function tellNotifierCalled(t: Thread, seq: number, phase: Place<'notifierPhase'>, kind: Place<'notifierKind'>, mm: MmId, start: Vpn, end: Vpn): void {
  const taker = t.log.takers[13];
  if (taker !== undefined) t.log.publisher.publish(makeNotifierCalled(seq, t.cause, t.cpu, phase, kind, mm, start, end), taker, seq);
}
export const notifierCalledPhase = (w: Int32Array, at: number): Place<'notifierPhase'> => ((w[at + 4]! >>> 25) & 7) as Place<'notifierPhase'>;
export const notifierCalledKind = (w: Int32Array, at: number): Place<'notifierKind'> => ((w[at + 4]! >>> 21) & 15) as Place<'notifierKind'>;
export const notifierCalledMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
export const notifierCalledStart = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 2]!, w[at + 4]! & 2097151)) as Vpn;
export const notifierCalledEnd = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 3]!, w[at + 5]! & 2097151)) as Vpn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeNotifierCalled(seq: number, cause: number, cpu: number, phase: Place<'notifierPhase'>, kind: Place<'notifierKind'>, mm: MmId, start: Vpn, end: Vpn): NotifierCalled {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'NotifierCalled', phase: notifierPhaseNames[phase]!, kind: notifierKindNames[kind]!, mm, start, end });
}
const buildNotifierCalled = (w: Int32Array, at: number, seq: number): NotifierCalled => makeNotifierCalled(seq, w[at + 1]!, recordCpu(w, at), notifierCalledPhase(w, at), notifierCalledKind(w, at), notifierCalledMm(w, at), notifierCalledStart(w, at), notifierCalledEnd(w, at));
const handleNotifierCalled = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[13]!(to.states[13], notifierCalledPhase(w, at), notifierCalledKind(w, at), notifierCalledMm(w, at), notifierCalledStart(w, at), notifierCalledEnd(w, at), recordCpu(w, at), seq);
function followNotifierCalled(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = notifierCalledPhase(w, at), o1 = notifierCalledKind(w, at), o2 = notifierCalledMm(w, at), o3 = notifierCalledStart(w, at), o4 = notifierCalledEnd(w, at), o5 = recordCpu(w, at);
  const wrong = guards.handlers[13]!(guards.states[13], o0, o1, o2, o3, o4, o5, seq);
  if (wrong === undefined) folds.handlers[13]!(folds.states[13], o0, o1, o2, o3, o4, o5, seq);
  return wrong;
}
function putNotifierCalled(e: NotifierCalled, w: Int32Array, at: number): void {
  const phasePlace = placeIn(notifierPhaseNames, e, 'phase');
  const kindPlace = placeIn(notifierKindNames, e, 'kind');
  checkNotifierCalled(phasePlace as Place<'notifierPhase'>, kindPlace as Place<'notifierKind'>, e.mm as MmId, e.start as Vpn, e.end as Vpn);
  w[at] = headOf(13, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.start | 0);
  w[at + 3] = (e.end | 0);
  w[at + 4] = (phasePlace << 25) | (kindPlace << 21) | vpnHi(e.start);
  w[at + 5] = vpnHi(e.end);
}

/** Every CPU has done its part of the flush. */
export interface FlushCompleted extends EventBase {
  /** Every CPU has done its part of the flush. */
  readonly type: 'FlushCompleted';
  /** The flush request. Seq of another event. */
  readonly request: Seq;
}
export const K_FLUSH_COMPLETED = 14;
/** Records: Every CPU has done its part of the flush. @throws RecordError `out-of-range`, in a checked log */
export function recFlushCompleted(t: Thread, request: Seq): Seq {
  const r = t.log;
  if (r.checked) checkFlushCompleted(request);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 14 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = request | 0;
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellFlushCompleted(t, seq, request);
  return seq;
}
function checkFlushCompleted(request: Seq): void {
  needWhole(request, 0, 2147483647, 14, 'request');
}
function tellFlushCompleted(t: Thread, seq: number, request: Seq): void {
  const taker = t.log.takers[14];
  if (taker !== undefined) t.log.publisher.publish(makeFlushCompleted(seq, t.cause, t.cpu, (request | 0) as Seq), taker, seq);
}
export const flushCompletedRequest = (w: Int32Array, at: number): Seq => (w[at + 2]!) as Seq;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeFlushCompleted(seq: number, cause: number, cpu: number, request: Seq): FlushCompleted {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'FlushCompleted', request });
}
const buildFlushCompleted = (w: Int32Array, at: number, seq: number): FlushCompleted => makeFlushCompleted(seq, w[at + 1]!, recordCpu(w, at), flushCompletedRequest(w, at));
const handleFlushCompleted = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[14]!(to.states[14], flushCompletedRequest(w, at), recordCpu(w, at), seq);
function followFlushCompleted(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = flushCompletedRequest(w, at), o1 = recordCpu(w, at);
  const wrong = guards.handlers[14]!(guards.states[14], o0, o1, seq);
  if (wrong === undefined) folds.handlers[14]!(folds.states[14], o0, o1, seq);
  return wrong;
}
function putFlushCompleted(e: FlushCompleted, w: Int32Array, at: number): void {
  checkFlushCompleted(e.request as Seq);
  w[at] = headOf(14, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.request | 0);
}

/** A translation entered the TLB of this CPU; `flags` are TLB_* bits. `replaced`: the slot held another, which it evicts. */
export interface TlbFilled extends EventBase {
  /** A translation entered the TLB of this CPU; `flags` are TLB_* bits. `replaced`: the slot held another, which it evicts. */
  readonly type: 'TlbFilled';
  /** What the translation allows. TLB_* bits of a translation. */
  readonly flags: TlbFlags;
  /** Level of a page table, from the leaf up: 0 is the PTE. */
  readonly level: Level;
  /** Whether the slot held another, which is gone with it. */
  readonly replaced: boolean;
  /** Place in a TLB or in a structure cache. */
  readonly slot: CacheSlot;
  /** Address space; 0: none. */
  readonly mm: MmId;
  /** Virtual page number: an address divided by the size of a base page. */
  readonly vpn: Vpn;
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
}
export const K_TLB_FILLED = 15;
/** Records: A translation entered the TLB of this CPU; `flags` are TLB_* bits. `replaced`: the slot held another, which it evicts. @throws RecordError `out-of-range`, in a checked log */
export function recTlbFilled(t: Thread, flags: TlbFlags, level: Level, replaced: Bit, slot: CacheSlot, mm: MmId, vpn: Vpn, pfn: Pfn): Seq {
  const r = t.log;
  if (r.checked) checkTlbFilled(flags, level, replaced, slot, mm, vpn, pfn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 15 | (t.cpu << 8) | (flags << 16);
  w[at + 1] = t.cause;
  w[at + 2] = vpn | 0;
  w[at + 3] = pfn | 0;
  w[at + 4] = (level << 21) | (replaced << 24) | vpnHi(vpn);
  w[at + 5] = slot | (mm << 16);
  r.handlers[15]!(r.states[15], flags, level, replaced, slot, mm, vpn, (pfn | 0) as Pfn, t.cpu, r.length);
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellTlbFilled(t, seq, flags, level, replaced, slot, mm, vpn, pfn);
  return seq;
}
function checkTlbFilled(flags: TlbFlags, level: Level, replaced: Bit, slot: CacheSlot, mm: MmId, vpn: Vpn, pfn: Pfn): void {
  needWhole(flags, 0, 65535, 15, 'flags');
  needWhole(level, 0, 4, 15, 'level');
  needWhole(replaced, 0, 1, 15, 'replaced');
  needWhole(slot, 0, 65535, 15, 'slot');
  needWhole(mm, 0, 65535, 15, 'mm');
  needWhole(vpn, 0, 4503599627370496, 15, 'vpn');
  needWhole(pfn, 0, 2147483647, 15, 'pfn');
}
function tellTlbFilled(t: Thread, seq: number, flags: TlbFlags, level: Level, replaced: Bit, slot: CacheSlot, mm: MmId, vpn: Vpn, pfn: Pfn): void {
  const taker = t.log.takers[15];
  if (taker !== undefined) t.log.publisher.publish(makeTlbFilled(seq, t.cause, t.cpu, flags, level, replaced, slot, mm, vpn, (pfn | 0) as Pfn), taker, seq);
}
export const tlbFilledFlags = (w: Int32Array, at: number): TlbFlags => (w[at]! >>> 16) as TlbFlags;
export const tlbFilledLevel = (w: Int32Array, at: number): Level => ((w[at + 4]! >>> 21) & 7) as Level;
export const tlbFilledReplaced = (w: Int32Array, at: number): Bit => ((w[at + 4]! >>> 24) & 1) as Bit;
export const tlbFilledSlot = (w: Int32Array, at: number): CacheSlot => (w[at + 5]! & 65535) as CacheSlot;
export const tlbFilledMm = (w: Int32Array, at: number): MmId => (w[at + 5]! >>> 16) as MmId;
export const tlbFilledVpn = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 2]!, w[at + 4]! & 2097151)) as Vpn;
export const tlbFilledPfn = (w: Int32Array, at: number): Pfn => (w[at + 3]!) as Pfn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeTlbFilled(seq: number, cause: number, cpu: number, flags: TlbFlags, level: Level, replaced: Bit, slot: CacheSlot, mm: MmId, vpn: Vpn, pfn: Pfn): TlbFilled {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'TlbFilled', flags, level, replaced: replaced === 1, slot, mm, vpn, pfn });
}
const buildTlbFilled = (w: Int32Array, at: number, seq: number): TlbFilled => makeTlbFilled(seq, w[at + 1]!, recordCpu(w, at), tlbFilledFlags(w, at), tlbFilledLevel(w, at), tlbFilledReplaced(w, at), tlbFilledSlot(w, at), tlbFilledMm(w, at), tlbFilledVpn(w, at), tlbFilledPfn(w, at));
const handleTlbFilled = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[15]!(to.states[15], tlbFilledFlags(w, at), tlbFilledLevel(w, at), tlbFilledReplaced(w, at), tlbFilledSlot(w, at), tlbFilledMm(w, at), tlbFilledVpn(w, at), tlbFilledPfn(w, at), recordCpu(w, at), seq);
function followTlbFilled(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = tlbFilledFlags(w, at), o1 = tlbFilledLevel(w, at), o2 = tlbFilledReplaced(w, at), o3 = tlbFilledSlot(w, at), o4 = tlbFilledMm(w, at), o5 = tlbFilledVpn(w, at), o6 = tlbFilledPfn(w, at), o7 = recordCpu(w, at);
  const wrong = guards.handlers[15]!(guards.states[15], o0, o1, o2, o3, o4, o5, o6, o7, seq);
  if (wrong === undefined) folds.handlers[15]!(folds.states[15], o0, o1, o2, o3, o4, o5, o6, o7, seq);
  return wrong;
}
function putTlbFilled(e: TlbFilled, w: Int32Array, at: number): void {
  checkTlbFilled(e.flags as TlbFlags, e.level as Level, Number(e.replaced) as Bit, e.slot as CacheSlot, e.mm as MmId, e.vpn as Vpn, e.pfn as Pfn);
  w[at] = headOf(15, e) | (e.flags << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.vpn | 0);
  w[at + 3] = (e.pfn | 0);
  w[at + 4] = (e.level << 21) | (Number(e.replaced) << 24) | vpnHi(e.vpn);
  w[at + 5] = e.slot | (e.mm << 16);
}

/** A translation left the TLB without a flush. */
export interface TlbEvicted extends EventBase {
  /** A translation left the TLB without a flush. */
  readonly type: 'TlbEvicted';
  /** What took it out: the fault that it led to, or the hardware, which may at any time: fault, hardware. */
  readonly by: NameOf<'evictedBy'>;
  /** Place in a TLB or in a structure cache. */
  readonly slot: CacheSlot;
  /** Address space; 0: none. */
  readonly mm: MmId;
  /** Virtual page number: an address divided by the size of a base page. */
  readonly vpn: Vpn;
}
export const K_TLB_EVICTED = 16;
/** Records: A translation left the TLB without a flush. @throws RecordError `out-of-range`, in a checked log */
export function recTlbEvicted(t: Thread, by: Place<'evictedBy'>, slot: CacheSlot, mm: MmId, vpn: Vpn): Seq {
  const r = t.log;
  if (r.checked) checkTlbEvicted(by, slot, mm, vpn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 16 | (t.cpu << 8) | (slot << 16);
  w[at + 1] = t.cause;
  w[at + 2] = vpn | 0;
  w[at + 3] = (by << 21) | vpnHi(vpn);
  w[at + 4] = mm;
  r.handlers[16]!(r.states[16], by, slot, mm, vpn, t.cpu, r.length);
  r.top = at + 5;
  const seq = r.length++;
  if (r.listeners !== 0) tellTlbEvicted(t, seq, by, slot, mm, vpn);
  return seq;
}
function checkTlbEvicted(by: Place<'evictedBy'>, slot: CacheSlot, mm: MmId, vpn: Vpn): void {
  needWhole(by, 0, 1, 16, 'by');
  needWhole(slot, 0, 65535, 16, 'slot');
  needWhole(mm, 0, 65535, 16, 'mm');
  needWhole(vpn, 0, 4503599627370496, 16, 'vpn');
}
function tellTlbEvicted(t: Thread, seq: number, by: Place<'evictedBy'>, slot: CacheSlot, mm: MmId, vpn: Vpn): void {
  const taker = t.log.takers[16];
  if (taker !== undefined) t.log.publisher.publish(makeTlbEvicted(seq, t.cause, t.cpu, by, slot, mm, vpn), taker, seq);
}
export const tlbEvictedBy = (w: Int32Array, at: number): Place<'evictedBy'> => ((w[at + 3]! >>> 21) & 3) as Place<'evictedBy'>;
export const tlbEvictedSlot = (w: Int32Array, at: number): CacheSlot => (w[at]! >>> 16) as CacheSlot;
export const tlbEvictedMm = (w: Int32Array, at: number): MmId => (w[at + 4]! & 65535) as MmId;
export const tlbEvictedVpn = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 2]!, w[at + 3]! & 2097151)) as Vpn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeTlbEvicted(seq: number, cause: number, cpu: number, by: Place<'evictedBy'>, slot: CacheSlot, mm: MmId, vpn: Vpn): TlbEvicted {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'TlbEvicted', by: evictedByNames[by]!, slot, mm, vpn });
}
const buildTlbEvicted = (w: Int32Array, at: number, seq: number): TlbEvicted => makeTlbEvicted(seq, w[at + 1]!, recordCpu(w, at), tlbEvictedBy(w, at), tlbEvictedSlot(w, at), tlbEvictedMm(w, at), tlbEvictedVpn(w, at));
const handleTlbEvicted = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[16]!(to.states[16], tlbEvictedBy(w, at), tlbEvictedSlot(w, at), tlbEvictedMm(w, at), tlbEvictedVpn(w, at), recordCpu(w, at), seq);
function followTlbEvicted(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = tlbEvictedBy(w, at), o1 = tlbEvictedSlot(w, at), o2 = tlbEvictedMm(w, at), o3 = tlbEvictedVpn(w, at), o4 = recordCpu(w, at);
  const wrong = guards.handlers[16]!(guards.states[16], o0, o1, o2, o3, o4, seq);
  if (wrong === undefined) folds.handlers[16]!(folds.states[16], o0, o1, o2, o3, o4, seq);
  return wrong;
}
function putTlbEvicted(e: TlbEvicted, w: Int32Array, at: number): void {
  const byPlace = placeIn(evictedByNames, e, 'by');
  checkTlbEvicted(byPlace as Place<'evictedBy'>, e.slot as CacheSlot, e.mm as MmId, e.vpn as Vpn);
  w[at] = headOf(16, e) | (e.slot << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.vpn | 0);
  w[at + 3] = (byPlace << 21) | vpnHi(e.vpn);
  w[at + 4] = e.mm;
}

/** The paging-structure cache of this CPU took the PTE table that covers a page. */
export interface WalkCacheFilled extends EventBase {
  /** The paging-structure cache of this CPU took the PTE table that covers a page. */
  readonly type: 'WalkCacheFilled';
  /** Place in a TLB or in a structure cache. */
  readonly slot: CacheSlot;
  /** Address space; 0: none. */
  readonly mm: MmId;
  /** Virtual page number: an address divided by the size of a base page. */
  readonly vpn: Vpn;
  /** Place of a page table, in units of 2 KiB. */
  readonly table: TableRef;
}
export const K_WALK_CACHE_FILLED = 17;
/** Records: The paging-structure cache of this CPU took the PTE table that covers a page. @throws RecordError `out-of-range`, in a checked log */
export function recWalkCacheFilled(t: Thread, slot: CacheSlot, mm: MmId, vpn: Vpn, table: TableRef): Seq {
  const r = t.log;
  if (r.checked) checkWalkCacheFilled(slot, mm, vpn, table);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 17 | (t.cpu << 8) | (slot << 16);
  w[at + 1] = t.cause;
  w[at + 2] = vpn | 0;
  w[at + 3] = table | 0;
  w[at + 4] = vpnHi(vpn);
  w[at + 5] = mm;
  r.handlers[17]!(r.states[17], slot, mm, vpn, (table | 0) as TableRef, t.cpu, r.length);
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellWalkCacheFilled(t, seq, slot, mm, vpn, table);
  return seq;
}
function checkWalkCacheFilled(slot: CacheSlot, mm: MmId, vpn: Vpn, table: TableRef): void {
  needWhole(slot, 0, 65535, 17, 'slot');
  needWhole(mm, 0, 65535, 17, 'mm');
  needWhole(vpn, 0, 4503599627370496, 17, 'vpn');
  needWhole(table, 0, 2147483647, 17, 'table');
}
function tellWalkCacheFilled(t: Thread, seq: number, slot: CacheSlot, mm: MmId, vpn: Vpn, table: TableRef): void {
  const taker = t.log.takers[17];
  if (taker !== undefined) t.log.publisher.publish(makeWalkCacheFilled(seq, t.cause, t.cpu, slot, mm, vpn, (table | 0) as TableRef), taker, seq);
}
export const walkCacheFilledSlot = (w: Int32Array, at: number): CacheSlot => (w[at]! >>> 16) as CacheSlot;
export const walkCacheFilledMm = (w: Int32Array, at: number): MmId => (w[at + 5]! & 65535) as MmId;
export const walkCacheFilledVpn = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 2]!, w[at + 4]! & 2097151)) as Vpn;
export const walkCacheFilledTable = (w: Int32Array, at: number): TableRef => (w[at + 3]!) as TableRef;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeWalkCacheFilled(seq: number, cause: number, cpu: number, slot: CacheSlot, mm: MmId, vpn: Vpn, table: TableRef): WalkCacheFilled {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'WalkCacheFilled', slot, mm, vpn, table });
}
const buildWalkCacheFilled = (w: Int32Array, at: number, seq: number): WalkCacheFilled => makeWalkCacheFilled(seq, w[at + 1]!, recordCpu(w, at), walkCacheFilledSlot(w, at), walkCacheFilledMm(w, at), walkCacheFilledVpn(w, at), walkCacheFilledTable(w, at));
const handleWalkCacheFilled = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[17]!(to.states[17], walkCacheFilledSlot(w, at), walkCacheFilledMm(w, at), walkCacheFilledVpn(w, at), walkCacheFilledTable(w, at), recordCpu(w, at), seq);
function followWalkCacheFilled(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = walkCacheFilledSlot(w, at), o1 = walkCacheFilledMm(w, at), o2 = walkCacheFilledVpn(w, at), o3 = walkCacheFilledTable(w, at), o4 = recordCpu(w, at);
  const wrong = guards.handlers[17]!(guards.states[17], o0, o1, o2, o3, o4, seq);
  if (wrong === undefined) folds.handlers[17]!(folds.states[17], o0, o1, o2, o3, o4, seq);
  return wrong;
}
function putWalkCacheFilled(e: WalkCacheFilled, w: Int32Array, at: number): void {
  checkWalkCacheFilled(e.slot as CacheSlot, e.mm as MmId, e.vpn as Vpn, e.table as TableRef);
  w[at] = headOf(17, e) | (e.slot << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.vpn | 0);
  w[at + 3] = (e.table | 0);
  w[at + 4] = vpnHi(e.vpn);
  w[at + 5] = e.mm;
}

/** A PTE table left the paging-structure cache without a flush; `vpn` is the first page it covers. */
export interface WalkCacheEvicted extends EventBase {
  /** A PTE table left the paging-structure cache without a flush; `vpn` is the first page it covers. */
  readonly type: 'WalkCacheEvicted';
  /** What took it out: the fault that it led to, or the hardware, which may at any time: fault, hardware. */
  readonly by: NameOf<'evictedBy'>;
  /** Place in a TLB or in a structure cache. */
  readonly slot: CacheSlot;
  /** Address space; 0: none. */
  readonly mm: MmId;
  /** Virtual page number: an address divided by the size of a base page. */
  readonly vpn: Vpn;
}
export const K_WALK_CACHE_EVICTED = 18;
/** Records: A PTE table left the paging-structure cache without a flush; `vpn` is the first page it covers. @throws RecordError `out-of-range`, in a checked log */
export function recWalkCacheEvicted(t: Thread, by: Place<'evictedBy'>, slot: CacheSlot, mm: MmId, vpn: Vpn): Seq {
  const r = t.log;
  if (r.checked) checkWalkCacheEvicted(by, slot, mm, vpn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 18 | (t.cpu << 8) | (slot << 16);
  w[at + 1] = t.cause;
  w[at + 2] = vpn | 0;
  w[at + 3] = (by << 21) | vpnHi(vpn);
  w[at + 4] = mm;
  r.handlers[18]!(r.states[18], by, slot, mm, vpn, t.cpu, r.length);
  r.top = at + 5;
  const seq = r.length++;
  if (r.listeners !== 0) tellWalkCacheEvicted(t, seq, by, slot, mm, vpn);
  return seq;
}
function checkWalkCacheEvicted(by: Place<'evictedBy'>, slot: CacheSlot, mm: MmId, vpn: Vpn): void {
  needWhole(by, 0, 1, 18, 'by');
  needWhole(slot, 0, 65535, 18, 'slot');
  needWhole(mm, 0, 65535, 18, 'mm');
  needWhole(vpn, 0, 4503599627370496, 18, 'vpn');
}
function tellWalkCacheEvicted(t: Thread, seq: number, by: Place<'evictedBy'>, slot: CacheSlot, mm: MmId, vpn: Vpn): void {
  const taker = t.log.takers[18];
  if (taker !== undefined) t.log.publisher.publish(makeWalkCacheEvicted(seq, t.cause, t.cpu, by, slot, mm, vpn), taker, seq);
}
export const walkCacheEvictedBy = (w: Int32Array, at: number): Place<'evictedBy'> => ((w[at + 3]! >>> 21) & 3) as Place<'evictedBy'>;
export const walkCacheEvictedSlot = (w: Int32Array, at: number): CacheSlot => (w[at]! >>> 16) as CacheSlot;
export const walkCacheEvictedMm = (w: Int32Array, at: number): MmId => (w[at + 4]! & 65535) as MmId;
export const walkCacheEvictedVpn = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 2]!, w[at + 3]! & 2097151)) as Vpn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeWalkCacheEvicted(seq: number, cause: number, cpu: number, by: Place<'evictedBy'>, slot: CacheSlot, mm: MmId, vpn: Vpn): WalkCacheEvicted {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'WalkCacheEvicted', by: evictedByNames[by]!, slot, mm, vpn });
}
const buildWalkCacheEvicted = (w: Int32Array, at: number, seq: number): WalkCacheEvicted => makeWalkCacheEvicted(seq, w[at + 1]!, recordCpu(w, at), walkCacheEvictedBy(w, at), walkCacheEvictedSlot(w, at), walkCacheEvictedMm(w, at), walkCacheEvictedVpn(w, at));
const handleWalkCacheEvicted = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[18]!(to.states[18], walkCacheEvictedBy(w, at), walkCacheEvictedSlot(w, at), walkCacheEvictedMm(w, at), walkCacheEvictedVpn(w, at), recordCpu(w, at), seq);
function followWalkCacheEvicted(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = walkCacheEvictedBy(w, at), o1 = walkCacheEvictedSlot(w, at), o2 = walkCacheEvictedMm(w, at), o3 = walkCacheEvictedVpn(w, at), o4 = recordCpu(w, at);
  const wrong = guards.handlers[18]!(guards.states[18], o0, o1, o2, o3, o4, seq);
  if (wrong === undefined) folds.handlers[18]!(folds.states[18], o0, o1, o2, o3, o4, seq);
  return wrong;
}
function putWalkCacheEvicted(e: WalkCacheEvicted, w: Int32Array, at: number): void {
  const byPlace = placeIn(evictedByNames, e, 'by');
  checkWalkCacheEvicted(byPlace as Place<'evictedBy'>, e.slot as CacheSlot, e.mm as MmId, e.vpn as Vpn);
  w[at] = headOf(18, e) | (e.slot << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.vpn | 0);
  w[at + 3] = (byPlace << 21) | vpnHi(e.vpn);
  w[at + 4] = e.mm;
}

/** A CPU was asked to do its share of a flush request: it waits there until that CPU has dropped its translations; half open. */
export interface FlushSent extends EventBase {
  /** A CPU was asked to do its share of a flush request: it waits there until that CPU has dropped its translations; half open. */
  readonly type: 'FlushSent';
  /** Who was asked. A CPU. */
  readonly to: CpuId;
  /** What was dropped: translations of the range, or all of the mm: page, mm. */
  readonly kind: NameOf<'invalidation'>;
  /** How the CPU was reached: it is the one that asked, by an interrupt, by a broadcast instruction, or by firmware: self, ipi, broadcast, firmware. */
  readonly by: NameOf<'reach'>;
  /** Whether cached tables may stay. */
  readonly leafOnly: boolean;
  /** The flush request. Seq of another event. */
  readonly request: Seq;
  /** Address space; 0: none. */
  readonly mm: MmId;
  /** First page to drop. Virtual page number: an address divided by the size of a base page. */
  readonly start: Vpn;
  /** Page after the last. Virtual page number: an address divided by the size of a base page. */
  readonly end: Vpn;
}
export const K_FLUSH_SENT = 19;
/** Records: A CPU was asked to do its share of a flush request: it waits there until that CPU has dropped its translations; half open. @throws RecordError `out-of-range`, in a checked log */
export function recFlushSent(t: Thread, to: CpuId, kind: Place<'invalidation'>, by: Place<'reach'>, leafOnly: Bit, request: Seq, mm: MmId, start: Vpn, end: Vpn): Seq {
  const r = t.log;
  if (r.checked) checkFlushSent(to, kind, by, leafOnly, request, mm, start, end);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 19 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  w[at + 2] = request | 0;
  w[at + 3] = start | 0;
  w[at + 4] = end | 0;
  w[at + 5] = (to << 21) | (kind << 30) | (by << 27) | vpnHi(start);
  w[at + 6] = (leafOnly << 21) | vpnHi(end);
  r.handlers[19]!(r.states[19], to, kind, by, leafOnly, (request | 0) as Seq, mm, start, end, t.cpu, r.length);
  r.top = at + 7;
  const seq = r.length++;
  if (r.listeners !== 0) tellFlushSent(t, seq, to, kind, by, leafOnly, request, mm, start, end);
  return seq;
}
function checkFlushSent(to: CpuId, kind: Place<'invalidation'>, by: Place<'reach'>, leafOnly: Bit, request: Seq, mm: MmId, start: Vpn, end: Vpn): void {
  needWhole(to, 0, 63, 19, 'to');
  needWhole(kind, 0, 1, 19, 'kind');
  needWhole(by, 0, 3, 19, 'by');
  needWhole(leafOnly, 0, 1, 19, 'leafOnly');
  needWhole(request, 0, 2147483647, 19, 'request');
  needWhole(mm, 0, 65535, 19, 'mm');
  needWhole(start, 0, 4503599627370496, 19, 'start');
  needWhole(end, 0, 4503599627370496, 19, 'end');
}
function tellFlushSent(t: Thread, seq: number, to: CpuId, kind: Place<'invalidation'>, by: Place<'reach'>, leafOnly: Bit, request: Seq, mm: MmId, start: Vpn, end: Vpn): void {
  const taker = t.log.takers[19];
  if (taker !== undefined) t.log.publisher.publish(makeFlushSent(seq, t.cause, t.cpu, to, kind, by, leafOnly, (request | 0) as Seq, mm, start, end), taker, seq);
}
export const flushSentTo = (w: Int32Array, at: number): CpuId => ((w[at + 5]! >>> 21) & 63) as CpuId;
export const flushSentKind = (w: Int32Array, at: number): Place<'invalidation'> => (w[at + 5]! >>> 30) as Place<'invalidation'>;
export const flushSentBy = (w: Int32Array, at: number): Place<'reach'> => ((w[at + 5]! >>> 27) & 7) as Place<'reach'>;
export const flushSentLeafOnly = (w: Int32Array, at: number): Bit => ((w[at + 6]! >>> 21) & 1) as Bit;
export const flushSentRequest = (w: Int32Array, at: number): Seq => (w[at + 2]!) as Seq;
export const flushSentMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
export const flushSentStart = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 3]!, w[at + 5]! & 2097151)) as Vpn;
export const flushSentEnd = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 4]!, w[at + 6]! & 2097151)) as Vpn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeFlushSent(seq: number, cause: number, cpu: number, to: CpuId, kind: Place<'invalidation'>, by: Place<'reach'>, leafOnly: Bit, request: Seq, mm: MmId, start: Vpn, end: Vpn): FlushSent {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'FlushSent', to, kind: invalidationNames[kind]!, by: reachNames[by]!, leafOnly: leafOnly === 1, request, mm, start, end });
}
const buildFlushSent = (w: Int32Array, at: number, seq: number): FlushSent => makeFlushSent(seq, w[at + 1]!, recordCpu(w, at), flushSentTo(w, at), flushSentKind(w, at), flushSentBy(w, at), flushSentLeafOnly(w, at), flushSentRequest(w, at), flushSentMm(w, at), flushSentStart(w, at), flushSentEnd(w, at));
const handleFlushSent = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[19]!(to.states[19], flushSentTo(w, at), flushSentKind(w, at), flushSentBy(w, at), flushSentLeafOnly(w, at), flushSentRequest(w, at), flushSentMm(w, at), flushSentStart(w, at), flushSentEnd(w, at), recordCpu(w, at), seq);
function followFlushSent(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = flushSentTo(w, at), o1 = flushSentKind(w, at), o2 = flushSentBy(w, at), o3 = flushSentLeafOnly(w, at), o4 = flushSentRequest(w, at), o5 = flushSentMm(w, at), o6 = flushSentStart(w, at), o7 = flushSentEnd(w, at), o8 = recordCpu(w, at);
  const wrong = guards.handlers[19]!(guards.states[19], o0, o1, o2, o3, o4, o5, o6, o7, o8, seq);
  if (wrong === undefined) folds.handlers[19]!(folds.states[19], o0, o1, o2, o3, o4, o5, o6, o7, o8, seq);
  return wrong;
}
function putFlushSent(e: FlushSent, w: Int32Array, at: number): void {
  const kindPlace = placeIn(invalidationNames, e, 'kind');
  const byPlace = placeIn(reachNames, e, 'by');
  checkFlushSent(e.to as CpuId, kindPlace as Place<'invalidation'>, byPlace as Place<'reach'>, Number(e.leafOnly) as Bit, e.request as Seq, e.mm as MmId, e.start as Vpn, e.end as Vpn);
  w[at] = headOf(19, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.request | 0);
  w[at + 3] = (e.start | 0);
  w[at + 4] = (e.end | 0);
  w[at + 5] = (e.to << 21) | (kindPlace << 30) | (byPlace << 27) | vpnHi(e.start);
  w[at + 6] = (Number(e.leafOnly) << 21) | vpnHi(e.end);
}

/** This CPU did its share of a flush request: it dropped translations, and unless `leafOnly` the mm's cached tables; half open. */
export interface TlbInvalidated extends EventBase {
  /** This CPU did its share of a flush request: it dropped translations, and unless `leafOnly` the mm's cached tables; half open. */
  readonly type: 'TlbInvalidated';
  /** What was dropped: translations of the range, or all of the mm: page, mm. */
  readonly kind: NameOf<'invalidation'>;
  /** How the CPU was reached: it is the one that asked, by an interrupt, by a broadcast instruction, or by firmware: self, ipi, broadcast, firmware. */
  readonly by: NameOf<'reach'>;
  /** Whether cached tables stayed. */
  readonly leafOnly: boolean;
  /** The flush request. Seq of another event. */
  readonly request: Seq;
  /** Address space; 0: none. */
  readonly mm: MmId;
  /** First page that was dropped. Virtual page number: an address divided by the size of a base page. */
  readonly start: Vpn;
  /** Page after the last. Virtual page number: an address divided by the size of a base page. */
  readonly end: Vpn;
}
export const K_TLB_INVALIDATED = 20;
/** Records: This CPU did its share of a flush request: it dropped translations, and unless `leafOnly` the mm's cached tables; half open. @throws RecordError `out-of-range`, in a checked log */
export function recTlbInvalidated(t: Thread, kind: Place<'invalidation'>, by: Place<'reach'>, leafOnly: Bit, request: Seq, mm: MmId, start: Vpn, end: Vpn): Seq {
  const r = t.log;
  if (r.checked) checkTlbInvalidated(kind, by, leafOnly, request, mm, start, end);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 20 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  w[at + 2] = request | 0;
  w[at + 3] = start | 0;
  w[at + 4] = end | 0;
  w[at + 5] = (kind << 24) | (by << 21) | (leafOnly << 26) | vpnHi(start);
  w[at + 6] = vpnHi(end);
  r.handlers[20]!(r.states[20], kind, by, leafOnly, (request | 0) as Seq, mm, start, end, t.cpu, r.length);
  r.top = at + 7;
  const seq = r.length++;
  if (r.listeners !== 0) tellTlbInvalidated(t, seq, kind, by, leafOnly, request, mm, start, end);
  return seq;
}
function checkTlbInvalidated(kind: Place<'invalidation'>, by: Place<'reach'>, leafOnly: Bit, request: Seq, mm: MmId, start: Vpn, end: Vpn): void {
  needWhole(kind, 0, 1, 20, 'kind');
  needWhole(by, 0, 3, 20, 'by');
  needWhole(leafOnly, 0, 1, 20, 'leafOnly');
  needWhole(request, 0, 2147483647, 20, 'request');
  needWhole(mm, 0, 65535, 20, 'mm');
  needWhole(start, 0, 4503599627370496, 20, 'start');
  needWhole(end, 0, 4503599627370496, 20, 'end');
}
function tellTlbInvalidated(t: Thread, seq: number, kind: Place<'invalidation'>, by: Place<'reach'>, leafOnly: Bit, request: Seq, mm: MmId, start: Vpn, end: Vpn): void {
  const taker = t.log.takers[20];
  if (taker !== undefined) t.log.publisher.publish(makeTlbInvalidated(seq, t.cause, t.cpu, kind, by, leafOnly, (request | 0) as Seq, mm, start, end), taker, seq);
}
export const tlbInvalidatedKind = (w: Int32Array, at: number): Place<'invalidation'> => ((w[at + 5]! >>> 24) & 3) as Place<'invalidation'>;
export const tlbInvalidatedBy = (w: Int32Array, at: number): Place<'reach'> => ((w[at + 5]! >>> 21) & 7) as Place<'reach'>;
export const tlbInvalidatedLeafOnly = (w: Int32Array, at: number): Bit => ((w[at + 5]! >>> 26) & 1) as Bit;
export const tlbInvalidatedRequest = (w: Int32Array, at: number): Seq => (w[at + 2]!) as Seq;
export const tlbInvalidatedMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
export const tlbInvalidatedStart = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 3]!, w[at + 5]! & 2097151)) as Vpn;
export const tlbInvalidatedEnd = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 4]!, w[at + 6]! & 2097151)) as Vpn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeTlbInvalidated(seq: number, cause: number, cpu: number, kind: Place<'invalidation'>, by: Place<'reach'>, leafOnly: Bit, request: Seq, mm: MmId, start: Vpn, end: Vpn): TlbInvalidated {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'TlbInvalidated', kind: invalidationNames[kind]!, by: reachNames[by]!, leafOnly: leafOnly === 1, request, mm, start, end });
}
const buildTlbInvalidated = (w: Int32Array, at: number, seq: number): TlbInvalidated => makeTlbInvalidated(seq, w[at + 1]!, recordCpu(w, at), tlbInvalidatedKind(w, at), tlbInvalidatedBy(w, at), tlbInvalidatedLeafOnly(w, at), tlbInvalidatedRequest(w, at), tlbInvalidatedMm(w, at), tlbInvalidatedStart(w, at), tlbInvalidatedEnd(w, at));
const handleTlbInvalidated = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[20]!(to.states[20], tlbInvalidatedKind(w, at), tlbInvalidatedBy(w, at), tlbInvalidatedLeafOnly(w, at), tlbInvalidatedRequest(w, at), tlbInvalidatedMm(w, at), tlbInvalidatedStart(w, at), tlbInvalidatedEnd(w, at), recordCpu(w, at), seq);
function followTlbInvalidated(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = tlbInvalidatedKind(w, at), o1 = tlbInvalidatedBy(w, at), o2 = tlbInvalidatedLeafOnly(w, at), o3 = tlbInvalidatedRequest(w, at), o4 = tlbInvalidatedMm(w, at), o5 = tlbInvalidatedStart(w, at), o6 = tlbInvalidatedEnd(w, at), o7 = recordCpu(w, at);
  const wrong = guards.handlers[20]!(guards.states[20], o0, o1, o2, o3, o4, o5, o6, o7, seq);
  if (wrong === undefined) folds.handlers[20]!(folds.states[20], o0, o1, o2, o3, o4, o5, o6, o7, seq);
  return wrong;
}
function putTlbInvalidated(e: TlbInvalidated, w: Int32Array, at: number): void {
  const kindPlace = placeIn(invalidationNames, e, 'kind');
  const byPlace = placeIn(reachNames, e, 'by');
  checkTlbInvalidated(kindPlace as Place<'invalidation'>, byPlace as Place<'reach'>, Number(e.leafOnly) as Bit, e.request as Seq, e.mm as MmId, e.start as Vpn, e.end as Vpn);
  w[at] = headOf(20, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.request | 0);
  w[at + 3] = (e.start | 0);
  w[at + 4] = (e.end | 0);
  w[at + 5] = (kindPlace << 24) | (byPlace << 21) | (Number(e.leafOnly) << 26) | vpnHi(e.start);
  w[at + 6] = vpnHi(e.end);
}

/** A CPU loaded an address space (0: none). */
export interface CpuSwitched extends EventBase {
  /** A CPU loaded an address space (0: none). */
  readonly type: 'CpuSwitched';
  /** Address space; 0: none. */
  readonly mm: MmId;
}
export const K_CPU_SWITCHED = 21;
/** Records: A CPU loaded an address space (0: none). @throws RecordError `out-of-range`, in a checked log */
export function recCpuSwitched(t: Thread, mm: MmId): Seq {
  const r = t.log;
  if (r.checked) checkCpuSwitched(mm);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 21 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  r.handlers[21]!(r.states[21], mm, t.cpu, r.length);
  r.top = at + 2;
  const seq = r.length++;
  if (r.listeners !== 0) tellCpuSwitched(t, seq, mm);
  return seq;
}
function checkCpuSwitched(mm: MmId): void {
  needWhole(mm, 0, 65535, 21, 'mm');
}
function tellCpuSwitched(t: Thread, seq: number, mm: MmId): void {
  const taker = t.log.takers[21];
  if (taker !== undefined) t.log.publisher.publish(makeCpuSwitched(seq, t.cause, t.cpu, mm), taker, seq);
}
export const cpuSwitchedMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeCpuSwitched(seq: number, cause: number, cpu: number, mm: MmId): CpuSwitched {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'CpuSwitched', mm });
}
const buildCpuSwitched = (w: Int32Array, at: number, seq: number): CpuSwitched => makeCpuSwitched(seq, w[at + 1]!, recordCpu(w, at), cpuSwitchedMm(w, at));
const handleCpuSwitched = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[21]!(to.states[21], cpuSwitchedMm(w, at), recordCpu(w, at), seq);
function followCpuSwitched(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = cpuSwitchedMm(w, at), o1 = recordCpu(w, at);
  const wrong = guards.handlers[21]!(guards.states[21], o0, o1, seq);
  if (wrong === undefined) folds.handlers[21]!(folds.states[21], o0, o1, seq);
  return wrong;
}
function putCpuSwitched(e: CpuSwitched, w: Int32Array, at: number): void {
  checkCpuSwitched(e.mm as MmId);
  w[at] = headOf(21, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
}

/** The access reached its frame; a write stored `value` there, a read found it. */
export interface AccessCompleted extends EventBase {
  /** The access reached its frame; a write stored `value` there, a read found it. */
  readonly type: 'AccessCompleted';
  /** What the access does: read, write, exec. */
  readonly access: NameOf<'access'>;
  /** What was stored or found. Content of a page. */
  readonly value: Byte;
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
}
export const K_ACCESS_COMPLETED = 22;
/** Records: The access reached its frame; a write stored `value` there, a read found it. @throws RecordError `out-of-range`, in a checked log */
export function recAccessCompleted(t: Thread, access: Place<'access'>, value: Byte, pfn: Pfn): Seq {
  const r = t.log;
  if (r.checked) checkAccessCompleted(access, value, pfn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 22 | (t.cpu << 8) | (access << 24) | (value << 16);
  w[at + 1] = t.cause;
  w[at + 2] = pfn | 0;
  r.handlers[22]!(r.states[22], access, value, (pfn | 0) as Pfn, t.cpu, r.length);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellAccessCompleted(t, seq, access, value, pfn);
  return seq;
}
function checkAccessCompleted(access: Place<'access'>, value: Byte, pfn: Pfn): void {
  needWhole(access, 0, 2, 22, 'access');
  needWhole(value, 0, 255, 22, 'value');
  needWhole(pfn, 0, 2147483647, 22, 'pfn');
}
function tellAccessCompleted(t: Thread, seq: number, access: Place<'access'>, value: Byte, pfn: Pfn): void {
  const taker = t.log.takers[22];
  if (taker !== undefined) t.log.publisher.publish(makeAccessCompleted(seq, t.cause, t.cpu, access, value, (pfn | 0) as Pfn), taker, seq);
}
export const accessCompletedAccess = (w: Int32Array, at: number): Place<'access'> => ((w[at]! >>> 24) & 7) as Place<'access'>;
export const accessCompletedValue = (w: Int32Array, at: number): Byte => ((w[at]! >>> 16) & 255) as Byte;
export const accessCompletedPfn = (w: Int32Array, at: number): Pfn => (w[at + 2]!) as Pfn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeAccessCompleted(seq: number, cause: number, cpu: number, access: Place<'access'>, value: Byte, pfn: Pfn): AccessCompleted {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'AccessCompleted', access: accessNames[access]!, value, pfn });
}
const buildAccessCompleted = (w: Int32Array, at: number, seq: number): AccessCompleted => makeAccessCompleted(seq, w[at + 1]!, recordCpu(w, at), accessCompletedAccess(w, at), accessCompletedValue(w, at), accessCompletedPfn(w, at));
const handleAccessCompleted = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[22]!(to.states[22], accessCompletedAccess(w, at), accessCompletedValue(w, at), accessCompletedPfn(w, at), recordCpu(w, at), seq);
function followAccessCompleted(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = accessCompletedAccess(w, at), o1 = accessCompletedValue(w, at), o2 = accessCompletedPfn(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[22]!(guards.states[22], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[22]!(folds.states[22], o0, o1, o2, o3, seq);
  return wrong;
}
function putAccessCompleted(e: AccessCompleted, w: Int32Array, at: number): void {
  const accessPlace = placeIn(accessNames, e, 'access');
  checkAccessCompleted(accessPlace as Place<'access'>, e.value as Byte, e.pfn as Pfn);
  w[at] = headOf(22, e) | (accessPlace << 24) | (e.value << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.pfn | 0);
}

/** handle_mm_fault returned these VM_FAULT_* bits (counts PGFAULT), and the task of this mm was charged with it, or not. */
export interface FaultEnded extends EventBase {
  /** handle_mm_fault returned these VM_FAULT_* bits (counts PGFAULT), and the task of this mm was charged with it, or not. */
  readonly type: 'FaultEnded';
  /** How the task was charged: not at all, or with a minor or a major fault: none, minor, major. */
  readonly accounted: NameOf<'accounted'>;
  /** What handle_mm_fault returned. VM_FAULT_* bits. */
  readonly result: VmFault;
  /** Address space; 0: none. */
  readonly mm: MmId;
}
export const K_FAULT_ENDED = 23;
/** Records: handle_mm_fault returned these VM_FAULT_* bits (counts PGFAULT), and the task of this mm was charged with it, or not. @throws RecordError `out-of-range`, in a checked log */
export function recFaultEnded(t: Thread, accounted: Place<'accounted'>, result: VmFault, mm: MmId): Seq {
  const r = t.log;
  if (r.checked) checkFaultEnded(accounted, result, mm);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 23 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  w[at + 2] = (accounted << 24) | result;
  r.handlers[23]!(r.states[23], accounted, result, mm, t.cpu, r.length);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellFaultEnded(t, seq, accounted, result, mm);
  return seq;
}
function checkFaultEnded(accounted: Place<'accounted'>, result: VmFault, mm: MmId): void {
  needWhole(accounted, 0, 2, 23, 'accounted');
  needWhole(result, 0, 16777215, 23, 'result');
  needWhole(mm, 0, 65535, 23, 'mm');
}
function tellFaultEnded(t: Thread, seq: number, accounted: Place<'accounted'>, result: VmFault, mm: MmId): void {
  const taker = t.log.takers[23];
  if (taker !== undefined) t.log.publisher.publish(makeFaultEnded(seq, t.cause, t.cpu, accounted, result, mm), taker, seq);
}
export const faultEndedAccounted = (w: Int32Array, at: number): Place<'accounted'> => ((w[at + 2]! >>> 24) & 7) as Place<'accounted'>;
export const faultEndedResult = (w: Int32Array, at: number): VmFault => (w[at + 2]! & 16777215) as VmFault;
export const faultEndedMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeFaultEnded(seq: number, cause: number, cpu: number, accounted: Place<'accounted'>, result: VmFault, mm: MmId): FaultEnded {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'FaultEnded', accounted: accountedNames[accounted]!, result, mm });
}
const buildFaultEnded = (w: Int32Array, at: number, seq: number): FaultEnded => makeFaultEnded(seq, w[at + 1]!, recordCpu(w, at), faultEndedAccounted(w, at), faultEndedResult(w, at), faultEndedMm(w, at));
const handleFaultEnded = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[23]!(to.states[23], faultEndedAccounted(w, at), faultEndedResult(w, at), faultEndedMm(w, at), recordCpu(w, at), seq);
function followFaultEnded(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = faultEndedAccounted(w, at), o1 = faultEndedResult(w, at), o2 = faultEndedMm(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[23]!(guards.states[23], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[23]!(folds.states[23], o0, o1, o2, o3, seq);
  return wrong;
}
function putFaultEnded(e: FaultEnded, w: Int32Array, at: number): void {
  const accountedPlace = placeIn(accountedNames, e, 'accounted');
  checkFaultEnded(accountedPlace as Place<'accounted'>, e.result as VmFault, e.mm as MmId);
  w[at] = headOf(23, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (accountedPlace << 24) | e.result;
}

/** A vmstat counter rose by one. */
export interface VmstatCounted extends EventBase {
  /** A vmstat counter rose by one. */
  readonly type: 'VmstatCounted';
  /** Which counter: PGFAULT, PGMAJFAULT, PGREUSE, COW_KSM. */
  readonly item: NameOf<'vmstat'>;
}
export const K_VMSTAT_COUNTED = 24;
/** Records: A vmstat counter rose by one. @throws RecordError `out-of-range`, in a checked log */
export function recVmstatCounted(t: Thread, item: Place<'vmstat'>): Seq {
  const r = t.log;
  if (r.checked) checkVmstatCounted(item);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 24 | (t.cpu << 8) | (item << 16);
  w[at + 1] = t.cause;
  r.handlers[24]!(r.states[24], item, t.cpu, r.length);
  r.top = at + 2;
  const seq = r.length++;
  if (r.listeners !== 0) tellVmstatCounted(t, seq, item);
  return seq;
}
function checkVmstatCounted(item: Place<'vmstat'>): void {
  needWhole(item, 0, 3, 24, 'item');
}
function tellVmstatCounted(t: Thread, seq: number, item: Place<'vmstat'>): void {
  const taker = t.log.takers[24];
  if (taker !== undefined) t.log.publisher.publish(makeVmstatCounted(seq, t.cause, t.cpu, item), taker, seq);
}
export const vmstatCountedItem = (w: Int32Array, at: number): Place<'vmstat'> => ((w[at]! >>> 16) & 7) as Place<'vmstat'>;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeVmstatCounted(seq: number, cause: number, cpu: number, item: Place<'vmstat'>): VmstatCounted {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'VmstatCounted', item: vmstatNames[item]! });
}
const buildVmstatCounted = (w: Int32Array, at: number, seq: number): VmstatCounted => makeVmstatCounted(seq, w[at + 1]!, recordCpu(w, at), vmstatCountedItem(w, at));
const handleVmstatCounted = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[24]!(to.states[24], vmstatCountedItem(w, at), recordCpu(w, at), seq);
function followVmstatCounted(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = vmstatCountedItem(w, at), o1 = recordCpu(w, at);
  const wrong = guards.handlers[24]!(guards.states[24], o0, o1, seq);
  if (wrong === undefined) folds.handlers[24]!(folds.states[24], o0, o1, seq);
  return wrong;
}
function putVmstatCounted(e: VmstatCounted, w: Int32Array, at: number): void {
  const itemPlace = placeIn(vmstatNames, e, 'item');
  checkVmstatCounted(itemPlace as Place<'vmstat'>);
  w[at] = headOf(24, e) | (itemPlace << 16);
  w[at + 1] = causeWord(e);
}

/** A folio was taken from the allocator, zeroed, with one reference. */
export interface FolioAllocated extends EventBase {
  /** A folio was taken from the allocator, zeroed, with one reference. */
  readonly type: 'FolioAllocated';
  /** Log2 of the pages of a folio. */
  readonly order: Order;
  /** What the folio is for: anon, copy, shmem, table, zeroPage, file, swapIn. */
  readonly why: NameOf<'folioFor'>;
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
}
export const K_FOLIO_ALLOCATED = 25;
/** Records: A folio was taken from the allocator, zeroed, with one reference. @throws RecordError `out-of-range`, in a checked log */
export function recFolioAllocated(t: Thread, order: Order, why: Place<'folioFor'>, pfn: Pfn): Seq {
  const r = t.log;
  if (r.checked) checkFolioAllocated(order, why, pfn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 25 | (t.cpu << 8) | (order << 16) | (why << 21);
  w[at + 1] = t.cause;
  w[at + 2] = pfn | 0;
  r.handlers[25]!(r.states[25], order, why, (pfn | 0) as Pfn, t.cpu, r.length);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellFolioAllocated(t, seq, order, why, pfn);
  return seq;
}
function checkFolioAllocated(order: Order, why: Place<'folioFor'>, pfn: Pfn): void {
  needWhole(order, 0, 19, 25, 'order');
  needWhole(why, 0, 6, 25, 'why');
  needWhole(pfn, 0, 2147483647, 25, 'pfn');
}
function tellFolioAllocated(t: Thread, seq: number, order: Order, why: Place<'folioFor'>, pfn: Pfn): void {
  const taker = t.log.takers[25];
  if (taker !== undefined) t.log.publisher.publish(makeFolioAllocated(seq, t.cause, t.cpu, order, why, (pfn | 0) as Pfn), taker, seq);
}
export const folioAllocatedOrder = (w: Int32Array, at: number): Order => ((w[at]! >>> 16) & 31) as Order;
export const folioAllocatedWhy = (w: Int32Array, at: number): Place<'folioFor'> => ((w[at]! >>> 21) & 15) as Place<'folioFor'>;
export const folioAllocatedPfn = (w: Int32Array, at: number): Pfn => (w[at + 2]!) as Pfn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeFolioAllocated(seq: number, cause: number, cpu: number, order: Order, why: Place<'folioFor'>, pfn: Pfn): FolioAllocated {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'FolioAllocated', order, why: folioForNames[why]!, pfn });
}
const buildFolioAllocated = (w: Int32Array, at: number, seq: number): FolioAllocated => makeFolioAllocated(seq, w[at + 1]!, recordCpu(w, at), folioAllocatedOrder(w, at), folioAllocatedWhy(w, at), folioAllocatedPfn(w, at));
const handleFolioAllocated = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[25]!(to.states[25], folioAllocatedOrder(w, at), folioAllocatedWhy(w, at), folioAllocatedPfn(w, at), recordCpu(w, at), seq);
function followFolioAllocated(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = folioAllocatedOrder(w, at), o1 = folioAllocatedWhy(w, at), o2 = folioAllocatedPfn(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[25]!(guards.states[25], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[25]!(folds.states[25], o0, o1, o2, o3, seq);
  return wrong;
}
function putFolioAllocated(e: FolioAllocated, w: Int32Array, at: number): void {
  const whyPlace = placeIn(folioForNames, e, 'why');
  checkFolioAllocated(e.order as Order, whyPlace as Place<'folioFor'>, e.pfn as Pfn);
  w[at] = headOf(25, e) | (e.order << 16) | (whyPlace << 21);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.pfn | 0);
}

/** The last reference was dropped: the folio is free. */
export interface FolioFreed extends EventBase {
  /** The last reference was dropped: the folio is free. */
  readonly type: 'FolioFreed';
  /** Log2 of the pages of a folio. */
  readonly order: Order;
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
}
export const K_FOLIO_FREED = 26;
/** Records: The last reference was dropped: the folio is free. @throws RecordError `out-of-range`, in a checked log */
export function recFolioFreed(t: Thread, order: Order, pfn: Pfn): Seq {
  const r = t.log;
  if (r.checked) checkFolioFreed(order, pfn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 26 | (t.cpu << 8) | (order << 16);
  w[at + 1] = t.cause;
  w[at + 2] = pfn | 0;
  r.handlers[26]!(r.states[26], order, (pfn | 0) as Pfn, t.cpu, r.length);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellFolioFreed(t, seq, order, pfn);
  return seq;
}
function checkFolioFreed(order: Order, pfn: Pfn): void {
  needWhole(order, 0, 19, 26, 'order');
  needWhole(pfn, 0, 2147483647, 26, 'pfn');
}
function tellFolioFreed(t: Thread, seq: number, order: Order, pfn: Pfn): void {
  const taker = t.log.takers[26];
  if (taker !== undefined) t.log.publisher.publish(makeFolioFreed(seq, t.cause, t.cpu, order, (pfn | 0) as Pfn), taker, seq);
}
export const folioFreedOrder = (w: Int32Array, at: number): Order => ((w[at]! >>> 16) & 31) as Order;
export const folioFreedPfn = (w: Int32Array, at: number): Pfn => (w[at + 2]!) as Pfn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeFolioFreed(seq: number, cause: number, cpu: number, order: Order, pfn: Pfn): FolioFreed {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'FolioFreed', order, pfn });
}
const buildFolioFreed = (w: Int32Array, at: number, seq: number): FolioFreed => makeFolioFreed(seq, w[at + 1]!, recordCpu(w, at), folioFreedOrder(w, at), folioFreedPfn(w, at));
const handleFolioFreed = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[26]!(to.states[26], folioFreedOrder(w, at), folioFreedPfn(w, at), recordCpu(w, at), seq);
function followFolioFreed(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = folioFreedOrder(w, at), o1 = folioFreedPfn(w, at), o2 = recordCpu(w, at);
  const wrong = guards.handlers[26]!(guards.states[26], o0, o1, o2, seq);
  if (wrong === undefined) folds.handlers[26]!(folds.states[26], o0, o1, o2, seq);
  return wrong;
}
function putFolioFreed(e: FolioFreed, w: Int32Array, at: number): void {
  checkFolioFreed(e.order as Order, e.pfn as Pfn);
  w[at] = headOf(26, e) | (e.order << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.pfn | 0);
}

/** References of a folio changed. */
export interface RefChanged extends EventBase {
  /** References of a folio changed. */
  readonly type: 'RefChanged';
  /** What takes or drops the references: map, fault, gather, pagecache, fork, get, pin, reclaim, swap. */
  readonly why: NameOf<'refWhy'>;
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
  /** Change of a count. */
  readonly delta: Delta;
}
export const K_REF_CHANGED = 27;
/** Records: References of a folio changed. @throws RecordError `out-of-range`, in a checked log */
export function recRefChanged(t: Thread, why: Place<'refWhy'>, pfn: Pfn, delta: Delta): Seq {
  const r = t.log;
  if (r.checked) checkRefChanged(why, pfn, delta);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 27 | (t.cpu << 8) | (why << 16);
  w[at + 1] = t.cause;
  w[at + 2] = pfn | 0;
  w[at + 3] = delta | 0;
  r.handlers[27]!(r.states[27], why, (pfn | 0) as Pfn, (delta | 0) as Delta, t.cpu, r.length);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellRefChanged(t, seq, why, pfn, delta);
  return seq;
}
function checkRefChanged(why: Place<'refWhy'>, pfn: Pfn, delta: Delta): void {
  needWhole(why, 0, 8, 27, 'why');
  needWhole(pfn, 0, 2147483647, 27, 'pfn');
  needWhole(delta, -2147483648, 2147483647, 27, 'delta');
}
function tellRefChanged(t: Thread, seq: number, why: Place<'refWhy'>, pfn: Pfn, delta: Delta): void {
  const taker = t.log.takers[27];
  if (taker !== undefined) t.log.publisher.publish(makeRefChanged(seq, t.cause, t.cpu, why, (pfn | 0) as Pfn, (delta | 0) as Delta), taker, seq);
}
export const refChangedWhy = (w: Int32Array, at: number): Place<'refWhy'> => ((w[at]! >>> 16) & 31) as Place<'refWhy'>;
export const refChangedPfn = (w: Int32Array, at: number): Pfn => (w[at + 2]!) as Pfn;
export const refChangedDelta = (w: Int32Array, at: number): Delta => (w[at + 3]!) as Delta;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeRefChanged(seq: number, cause: number, cpu: number, why: Place<'refWhy'>, pfn: Pfn, delta: Delta): RefChanged {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'RefChanged', why: refWhyNames[why]!, pfn, delta });
}
const buildRefChanged = (w: Int32Array, at: number, seq: number): RefChanged => makeRefChanged(seq, w[at + 1]!, recordCpu(w, at), refChangedWhy(w, at), refChangedPfn(w, at), refChangedDelta(w, at));
const handleRefChanged = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[27]!(to.states[27], refChangedWhy(w, at), refChangedPfn(w, at), refChangedDelta(w, at), recordCpu(w, at), seq);
function followRefChanged(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = refChangedWhy(w, at), o1 = refChangedPfn(w, at), o2 = refChangedDelta(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[27]!(guards.states[27], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[27]!(folds.states[27], o0, o1, o2, o3, seq);
  return wrong;
}
function putRefChanged(e: RefChanged, w: Int32Array, at: number): void {
  const whyPlace = placeIn(refWhyNames, e, 'why');
  checkRefChanged(whyPlace as Place<'refWhy'>, e.pfn as Pfn, e.delta as Delta);
  w[at] = headOf(27, e) | (whyPlace << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.pfn | 0);
  w[at + 3] = (e.delta | 0);
}

/** Contents were copied. */
export interface FolioCopied extends EventBase {
  /** Contents were copied. */
  readonly type: 'FolioCopied';
  /** Where the contents were. Number of a page frame, in base pages. */
  readonly from: Pfn;
  /** Where they are now, too. Number of a page frame, in base pages. */
  readonly to: Pfn;
}
export const K_FOLIO_COPIED = 28;
/** Records: Contents were copied. @throws RecordError `out-of-range`, in a checked log */
export function recFolioCopied(t: Thread, from: Pfn, to: Pfn): Seq {
  const r = t.log;
  if (r.checked) checkFolioCopied(from, to);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 28 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = from | 0;
  w[at + 3] = to | 0;
  r.handlers[28]!(r.states[28], (from | 0) as Pfn, (to | 0) as Pfn, t.cpu, r.length);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellFolioCopied(t, seq, from, to);
  return seq;
}
function checkFolioCopied(from: Pfn, to: Pfn): void {
  needWhole(from, 0, 2147483647, 28, 'from');
  needWhole(to, 0, 2147483647, 28, 'to');
}
function tellFolioCopied(t: Thread, seq: number, from: Pfn, to: Pfn): void {
  const taker = t.log.takers[28];
  if (taker !== undefined) t.log.publisher.publish(makeFolioCopied(seq, t.cause, t.cpu, (from | 0) as Pfn, (to | 0) as Pfn), taker, seq);
}
export const folioCopiedFrom = (w: Int32Array, at: number): Pfn => (w[at + 2]!) as Pfn;
export const folioCopiedTo = (w: Int32Array, at: number): Pfn => (w[at + 3]!) as Pfn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeFolioCopied(seq: number, cause: number, cpu: number, from: Pfn, to: Pfn): FolioCopied {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'FolioCopied', from, to });
}
const buildFolioCopied = (w: Int32Array, at: number, seq: number): FolioCopied => makeFolioCopied(seq, w[at + 1]!, recordCpu(w, at), folioCopiedFrom(w, at), folioCopiedTo(w, at));
const handleFolioCopied = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[28]!(to.states[28], folioCopiedFrom(w, at), folioCopiedTo(w, at), recordCpu(w, at), seq);
function followFolioCopied(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = folioCopiedFrom(w, at), o1 = folioCopiedTo(w, at), o2 = recordCpu(w, at);
  const wrong = guards.handlers[28]!(guards.states[28], o0, o1, o2, seq);
  if (wrong === undefined) folds.handlers[28]!(folds.states[28], o0, o1, o2, seq);
  return wrong;
}
function putFolioCopied(e: FolioCopied, w: Int32Array, at: number): void {
  checkFolioCopied(e.from as Pfn, e.to as Pfn);
  w[at] = headOf(28, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.from | 0);
  w[at + 3] = (e.to | 0);
}

/** A page flag was set or cleared. */
export interface FolioFlagged extends EventBase {
  /** A page flag was set or cleared. */
  readonly type: 'FolioFlagged';
  /** Which flag: anon, exclusive, swapBacked, uptodate, dirty, referenced, lru, active, locked, mlocked, unevictable, reserved, table, swapCache, ksm, writeback, readahead. */
  readonly flag: NameOf<'folioFlag'>;
  /** Whether it is set now. */
  readonly on: boolean;
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
}
export const K_FOLIO_FLAGGED = 29;
/** Records: A page flag was set or cleared. @throws RecordError `out-of-range`, in a checked log */
export function recFolioFlagged(t: Thread, flag: Place<'folioFlag'>, on: Bit, pfn: Pfn): Seq {
  const r = t.log;
  if (r.checked) checkFolioFlagged(flag, on, pfn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 29 | (t.cpu << 8) | (flag << 16) | (on << 22);
  w[at + 1] = t.cause;
  w[at + 2] = pfn | 0;
  r.handlers[29]!(r.states[29], flag, on, (pfn | 0) as Pfn, t.cpu, r.length);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellFolioFlagged(t, seq, flag, on, pfn);
  return seq;
}
function checkFolioFlagged(flag: Place<'folioFlag'>, on: Bit, pfn: Pfn): void {
  needWhole(flag, 0, 16, 29, 'flag');
  needWhole(on, 0, 1, 29, 'on');
  needWhole(pfn, 0, 2147483647, 29, 'pfn');
}
function tellFolioFlagged(t: Thread, seq: number, flag: Place<'folioFlag'>, on: Bit, pfn: Pfn): void {
  const taker = t.log.takers[29];
  if (taker !== undefined) t.log.publisher.publish(makeFolioFlagged(seq, t.cause, t.cpu, flag, on, (pfn | 0) as Pfn), taker, seq);
}
export const folioFlaggedFlag = (w: Int32Array, at: number): Place<'folioFlag'> => ((w[at]! >>> 16) & 63) as Place<'folioFlag'>;
export const folioFlaggedOn = (w: Int32Array, at: number): Bit => ((w[at]! >>> 22) & 1) as Bit;
export const folioFlaggedPfn = (w: Int32Array, at: number): Pfn => (w[at + 2]!) as Pfn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeFolioFlagged(seq: number, cause: number, cpu: number, flag: Place<'folioFlag'>, on: Bit, pfn: Pfn): FolioFlagged {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'FolioFlagged', flag: folioFlagNames[flag]!, on: on === 1, pfn });
}
const buildFolioFlagged = (w: Int32Array, at: number, seq: number): FolioFlagged => makeFolioFlagged(seq, w[at + 1]!, recordCpu(w, at), folioFlaggedFlag(w, at), folioFlaggedOn(w, at), folioFlaggedPfn(w, at));
const handleFolioFlagged = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[29]!(to.states[29], folioFlaggedFlag(w, at), folioFlaggedOn(w, at), folioFlaggedPfn(w, at), recordCpu(w, at), seq);
function followFolioFlagged(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = folioFlaggedFlag(w, at), o1 = folioFlaggedOn(w, at), o2 = folioFlaggedPfn(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[29]!(guards.states[29], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[29]!(folds.states[29], o0, o1, o2, o3, seq);
  return wrong;
}
function putFolioFlagged(e: FolioFlagged, w: Int32Array, at: number): void {
  const flagPlace = placeIn(folioFlagNames, e, 'flag');
  checkFolioFlagged(flagPlace as Place<'folioFlag'>, Number(e.on) as Bit, e.pfn as Pfn);
  w[at] = headOf(29, e) | (flagPlace << 16) | (Number(e.on) << 22);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.pfn | 0);
}

/** A folio was added to an LRU list. */
export interface LruAdded extends EventBase {
  /** A folio was added to an LRU list. */
  readonly type: 'LruAdded';
  /** Which list: inactiveAnon, activeAnon, inactiveFile, activeFile, unevictable. */
  readonly list: NameOf<'lruList'>;
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
}
export const K_LRU_ADDED = 30;
/** Records: A folio was added to an LRU list. @throws RecordError `out-of-range`, in a checked log */
export function recLruAdded(t: Thread, list: Place<'lruList'>, pfn: Pfn): Seq {
  const r = t.log;
  if (r.checked) checkLruAdded(list, pfn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 30 | (t.cpu << 8) | (list << 16);
  w[at + 1] = t.cause;
  w[at + 2] = pfn | 0;
  r.handlers[30]!(r.states[30], list, (pfn | 0) as Pfn, t.cpu, r.length);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellLruAdded(t, seq, list, pfn);
  return seq;
}
function checkLruAdded(list: Place<'lruList'>, pfn: Pfn): void {
  needWhole(list, 0, 4, 30, 'list');
  needWhole(pfn, 0, 2147483647, 30, 'pfn');
}
function tellLruAdded(t: Thread, seq: number, list: Place<'lruList'>, pfn: Pfn): void {
  const taker = t.log.takers[30];
  if (taker !== undefined) t.log.publisher.publish(makeLruAdded(seq, t.cause, t.cpu, list, (pfn | 0) as Pfn), taker, seq);
}
export const lruAddedList = (w: Int32Array, at: number): Place<'lruList'> => ((w[at]! >>> 16) & 15) as Place<'lruList'>;
export const lruAddedPfn = (w: Int32Array, at: number): Pfn => (w[at + 2]!) as Pfn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeLruAdded(seq: number, cause: number, cpu: number, list: Place<'lruList'>, pfn: Pfn): LruAdded {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'LruAdded', list: lruListNames[list]!, pfn });
}
const buildLruAdded = (w: Int32Array, at: number, seq: number): LruAdded => makeLruAdded(seq, w[at + 1]!, recordCpu(w, at), lruAddedList(w, at), lruAddedPfn(w, at));
const handleLruAdded = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[30]!(to.states[30], lruAddedList(w, at), lruAddedPfn(w, at), recordCpu(w, at), seq);
function followLruAdded(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = lruAddedList(w, at), o1 = lruAddedPfn(w, at), o2 = recordCpu(w, at);
  const wrong = guards.handlers[30]!(guards.states[30], o0, o1, o2, seq);
  if (wrong === undefined) folds.handlers[30]!(folds.states[30], o0, o1, o2, seq);
  return wrong;
}
function putLruAdded(e: LruAdded, w: Int32Array, at: number): void {
  const listPlace = placeIn(lruListNames, e, 'list');
  checkLruAdded(listPlace as Place<'lruList'>, e.pfn as Pfn);
  w[at] = headOf(30, e) | (listPlace << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.pfn | 0);
}

/** Locked VMAs that map the page, as the kernel counts them for as long as the page is unevictable (mlock_count), changed. */
export interface MlockCounted extends EventBase {
  /** Locked VMAs that map the page, as the kernel counts them for as long as the page is unevictable (mlock_count), changed. */
  readonly type: 'MlockCounted';
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
  /** Change of a count. */
  readonly delta: Delta;
}
export const K_MLOCK_COUNTED = 31;
/** Records: Locked VMAs that map the page, as the kernel counts them for as long as the page is unevictable (mlock_count), changed. @throws RecordError `out-of-range`, in a checked log */
export function recMlockCounted(t: Thread, pfn: Pfn, delta: Delta): Seq {
  const r = t.log;
  if (r.checked) checkMlockCounted(pfn, delta);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 31 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = pfn | 0;
  w[at + 3] = delta | 0;
  r.handlers[31]!(r.states[31], (pfn | 0) as Pfn, (delta | 0) as Delta, t.cpu, r.length);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellMlockCounted(t, seq, pfn, delta);
  return seq;
}
function checkMlockCounted(pfn: Pfn, delta: Delta): void {
  needWhole(pfn, 0, 2147483647, 31, 'pfn');
  needWhole(delta, -2147483648, 2147483647, 31, 'delta');
}
function tellMlockCounted(t: Thread, seq: number, pfn: Pfn, delta: Delta): void {
  const taker = t.log.takers[31];
  if (taker !== undefined) t.log.publisher.publish(makeMlockCounted(seq, t.cause, t.cpu, (pfn | 0) as Pfn, (delta | 0) as Delta), taker, seq);
}
export const mlockCountedPfn = (w: Int32Array, at: number): Pfn => (w[at + 2]!) as Pfn;
export const mlockCountedDelta = (w: Int32Array, at: number): Delta => (w[at + 3]!) as Delta;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeMlockCounted(seq: number, cause: number, cpu: number, pfn: Pfn, delta: Delta): MlockCounted {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'MlockCounted', pfn, delta });
}
const buildMlockCounted = (w: Int32Array, at: number, seq: number): MlockCounted => makeMlockCounted(seq, w[at + 1]!, recordCpu(w, at), mlockCountedPfn(w, at), mlockCountedDelta(w, at));
const handleMlockCounted = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[31]!(to.states[31], mlockCountedPfn(w, at), mlockCountedDelta(w, at), recordCpu(w, at), seq);
function followMlockCounted(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = mlockCountedPfn(w, at), o1 = mlockCountedDelta(w, at), o2 = recordCpu(w, at);
  const wrong = guards.handlers[31]!(guards.states[31], o0, o1, o2, seq);
  if (wrong === undefined) folds.handlers[31]!(folds.states[31], o0, o1, o2, seq);
  return wrong;
}
function putMlockCounted(e: MlockCounted, w: Int32Array, at: number): void {
  checkMlockCounted(e.pfn as Pfn, e.delta as Delta);
  w[at] = headOf(31, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.pfn | 0);
  w[at + 3] = (e.delta | 0);
}

/** A page table was taken, every slot empty; not yet linked. */
export interface TableAllocated extends EventBase {
  /** A page table was taken, every slot empty; not yet linked. */
  readonly type: 'TableAllocated';
  /** Level of a page table, from the leaf up: 0 is the PTE. */
  readonly level: Level;
  /** Address space; 0: none. */
  readonly mm: MmId;
  /** Place of a page table, in units of 2 KiB. */
  readonly table: TableRef;
  /** First page that the table will cover, once it is linked. Virtual page number: an address divided by the size of a base page. */
  readonly base: Vpn;
}
export const K_TABLE_ALLOCATED = 32;
/** Records: A page table was taken, every slot empty; not yet linked. @throws RecordError `out-of-range`, in a checked log */
export function recTableAllocated(t: Thread, level: Level, mm: MmId, table: TableRef, base: Vpn): Seq {
  const r = t.log;
  if (r.checked) checkTableAllocated(level, mm, table, base);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 32 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  w[at + 2] = table | 0;
  w[at + 3] = base | 0;
  w[at + 4] = (level << 21) | vpnHi(base);
  r.handlers[32]!(r.states[32], level, mm, (table | 0) as TableRef, base, t.cpu, r.length);
  r.top = at + 5;
  const seq = r.length++;
  if (r.listeners !== 0) tellTableAllocated(t, seq, level, mm, table, base);
  return seq;
}
function checkTableAllocated(level: Level, mm: MmId, table: TableRef, base: Vpn): void {
  needWhole(level, 0, 4, 32, 'level');
  needWhole(mm, 0, 65535, 32, 'mm');
  needWhole(table, 0, 2147483647, 32, 'table');
  needWhole(base, 0, 4503599627370496, 32, 'base');
}
function tellTableAllocated(t: Thread, seq: number, level: Level, mm: MmId, table: TableRef, base: Vpn): void {
  const taker = t.log.takers[32];
  if (taker !== undefined) t.log.publisher.publish(makeTableAllocated(seq, t.cause, t.cpu, level, mm, (table | 0) as TableRef, base), taker, seq);
}
export const tableAllocatedLevel = (w: Int32Array, at: number): Level => ((w[at + 4]! >>> 21) & 7) as Level;
export const tableAllocatedMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
export const tableAllocatedTable = (w: Int32Array, at: number): TableRef => (w[at + 2]!) as TableRef;
export const tableAllocatedBase = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 3]!, w[at + 4]! & 2097151)) as Vpn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeTableAllocated(seq: number, cause: number, cpu: number, level: Level, mm: MmId, table: TableRef, base: Vpn): TableAllocated {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'TableAllocated', level, mm, table, base });
}
const buildTableAllocated = (w: Int32Array, at: number, seq: number): TableAllocated => makeTableAllocated(seq, w[at + 1]!, recordCpu(w, at), tableAllocatedLevel(w, at), tableAllocatedMm(w, at), tableAllocatedTable(w, at), tableAllocatedBase(w, at));
const handleTableAllocated = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[32]!(to.states[32], tableAllocatedLevel(w, at), tableAllocatedMm(w, at), tableAllocatedTable(w, at), tableAllocatedBase(w, at), recordCpu(w, at), seq);
function followTableAllocated(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = tableAllocatedLevel(w, at), o1 = tableAllocatedMm(w, at), o2 = tableAllocatedTable(w, at), o3 = tableAllocatedBase(w, at), o4 = recordCpu(w, at);
  const wrong = guards.handlers[32]!(guards.states[32], o0, o1, o2, o3, o4, seq);
  if (wrong === undefined) folds.handlers[32]!(folds.states[32], o0, o1, o2, o3, o4, seq);
  return wrong;
}
function putTableAllocated(e: TableAllocated, w: Int32Array, at: number): void {
  checkTableAllocated(e.level as Level, e.mm as MmId, e.table as TableRef, e.base as Vpn);
  w[at] = headOf(32, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.table | 0);
  w[at + 3] = (e.base | 0);
  w[at + 4] = (e.level << 21) | vpnHi(e.base);
}

/** A page table was freed. */
export interface TableFreed extends EventBase {
  /** A page table was freed. */
  readonly type: 'TableFreed';
  /** Level of a page table, from the leaf up: 0 is the PTE. */
  readonly level: Level;
  /** Address space; 0: none. */
  readonly mm: MmId;
  /** Place of a page table, in units of 2 KiB. */
  readonly table: TableRef;
}
export const K_TABLE_FREED = 33;
/** Records: A page table was freed. @throws RecordError `out-of-range`, in a checked log */
export function recTableFreed(t: Thread, level: Level, mm: MmId, table: TableRef): Seq {
  const r = t.log;
  if (r.checked) checkTableFreed(level, mm, table);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 33 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  w[at + 2] = table | 0;
  w[at + 3] = level;
  r.handlers[33]!(r.states[33], level, mm, (table | 0) as TableRef, t.cpu, r.length);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellTableFreed(t, seq, level, mm, table);
  return seq;
}
function checkTableFreed(level: Level, mm: MmId, table: TableRef): void {
  needWhole(level, 0, 4, 33, 'level');
  needWhole(mm, 0, 65535, 33, 'mm');
  needWhole(table, 0, 2147483647, 33, 'table');
}
function tellTableFreed(t: Thread, seq: number, level: Level, mm: MmId, table: TableRef): void {
  const taker = t.log.takers[33];
  if (taker !== undefined) t.log.publisher.publish(makeTableFreed(seq, t.cause, t.cpu, level, mm, (table | 0) as TableRef), taker, seq);
}
export const tableFreedLevel = (w: Int32Array, at: number): Level => (w[at + 3]! & 7) as Level;
export const tableFreedMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
export const tableFreedTable = (w: Int32Array, at: number): TableRef => (w[at + 2]!) as TableRef;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeTableFreed(seq: number, cause: number, cpu: number, level: Level, mm: MmId, table: TableRef): TableFreed {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'TableFreed', level, mm, table });
}
const buildTableFreed = (w: Int32Array, at: number, seq: number): TableFreed => makeTableFreed(seq, w[at + 1]!, recordCpu(w, at), tableFreedLevel(w, at), tableFreedMm(w, at), tableFreedTable(w, at));
const handleTableFreed = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[33]!(to.states[33], tableFreedLevel(w, at), tableFreedMm(w, at), tableFreedTable(w, at), recordCpu(w, at), seq);
function followTableFreed(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = tableFreedLevel(w, at), o1 = tableFreedMm(w, at), o2 = tableFreedTable(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[33]!(guards.states[33], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[33]!(folds.states[33], o0, o1, o2, o3, seq);
  return wrong;
}
function putTableFreed(e: TableFreed, w: Int32Array, at: number): void {
  checkTableFreed(e.level as Level, e.mm as MmId, e.table as TableRef);
  w[at] = headOf(33, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.table | 0);
  w[at + 3] = e.level;
}

/** An entry changed from old to new. `vpn` is the first page it covers. */
export interface EntrySet extends EventBase {
  /** An entry changed from old to new. `vpn` is the first page it covers. */
  readonly type: 'EntrySet';
  /** Level of a page table, from the leaf up: 0 is the PTE. */
  readonly level: Level;
  /** What wrote the entry; `hardware`: a CPU, setting accessed or dirty: set, clear, update, hardware. */
  readonly how: NameOf<'how'>;
  /** Place of an entry in its page table. */
  readonly index: TableIndex;
  /** Address space; 0: none. */
  readonly mm: MmId;
  /** Place of a page table, in units of 2 KiB. */
  readonly table: TableRef;
  /** First page that the entry covers. Virtual page number: an address divided by the size of a base page. */
  readonly vpn: Vpn;
  /** The entry afterwards. Page-table entry, 0 … 2^64-1. */
  readonly new: bigint;
  /** The entry before. Page-table entry, 0 … 2^64-1. */
  readonly old: bigint;
}
export const K_ENTRY_SET = 34;
/** Records: An entry changed from old to new. `vpn` is the first page it covers. @throws RecordError `out-of-range`, in a checked log */
export function recEntrySet(t: Thread, level: Level, how: Place<'how'>, index: TableIndex, mm: MmId, table: TableRef, vpn: Vpn, next: EntryHalves, old: EntryHalves): Seq {
  const r = t.log;
  if (r.checked) checkEntrySet(level, how, index, mm, table, vpn, next, old);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 34 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  w[at + 2] = table | 0;
  w[at + 3] = vpn | 0;
  w[at + 4] = next.lo;
  w[at + 5] = old.lo;
  w[at + 6] = next.hi;
  w[at + 7] = old.hi;
  w[at + 8] = (level << 21) | (how << 24) | vpnHi(vpn);
  w[at + 9] = index;
  r.handlers[34]!(r.states[34], level, how, index, mm, (table | 0) as TableRef, vpn, next.lo | 0, next.hi | 0, old.lo | 0, old.hi | 0, t.cpu, r.length);
  r.top = at + 10;
  const seq = r.length++;
  if (r.listeners !== 0) tellEntrySet(t, seq, level, how, index, mm, table, vpn, next, old);
  return seq;
}
function checkEntrySet(level: Level, how: Place<'how'>, index: TableIndex, mm: MmId, table: TableRef, vpn: Vpn, next: EntryHalves, old: EntryHalves): void {
  needWhole(level, 0, 4, 34, 'level');
  needWhole(how, 0, 3, 34, 'how');
  needWhole(index, 0, 8191, 34, 'index');
  needWhole(mm, 0, 65535, 34, 'mm');
  needWhole(table, 0, 2147483647, 34, 'table');
  needWhole(vpn, 0, 4503599627370496, 34, 'vpn');
  needHalves(next, 34, 'new');
  needHalves(old, 34, 'old');
}
function tellEntrySet(t: Thread, seq: number, level: Level, how: Place<'how'>, index: TableIndex, mm: MmId, table: TableRef, vpn: Vpn, next: EntryHalves, old: EntryHalves): void {
  const taker = t.log.takers[34];
  if (taker !== undefined) t.log.publisher.publish(makeEntrySet(seq, t.cause, t.cpu, level, how, index, mm, (table | 0) as TableRef, vpn, next.lo | 0, next.hi | 0, old.lo | 0, old.hi | 0), taker, seq);
}
export const entrySetLevel = (w: Int32Array, at: number): Level => ((w[at + 8]! >>> 21) & 7) as Level;
export const entrySetHow = (w: Int32Array, at: number): Place<'how'> => ((w[at + 8]! >>> 24) & 7) as Place<'how'>;
export const entrySetIndex = (w: Int32Array, at: number): TableIndex => (w[at + 9]! & 8191) as TableIndex;
export const entrySetMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
export const entrySetTable = (w: Int32Array, at: number): TableRef => (w[at + 2]!) as TableRef;
export const entrySetVpn = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 3]!, w[at + 8]! & 2097151)) as Vpn;
export const entrySetNewLo = (w: Int32Array, at: number): number => w[at + 4]!;
export const entrySetNewHi = (w: Int32Array, at: number): number => w[at + 6]!;
export const entrySetOldLo = (w: Int32Array, at: number): number => w[at + 5]!;
export const entrySetOldHi = (w: Int32Array, at: number): number => w[at + 7]!;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeEntrySet(seq: number, cause: number, cpu: number, level: Level, how: Place<'how'>, index: TableIndex, mm: MmId, table: TableRef, vpn: Vpn, newLo: number, newHi: number, oldLo: number, oldHi: number): EntrySet {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'EntrySet', level, how: howNames[how]!, index, mm, table, vpn, new: wordOf(newLo, newHi), old: wordOf(oldLo, oldHi) });
}
const buildEntrySet = (w: Int32Array, at: number, seq: number): EntrySet => makeEntrySet(seq, w[at + 1]!, recordCpu(w, at), entrySetLevel(w, at), entrySetHow(w, at), entrySetIndex(w, at), entrySetMm(w, at), entrySetTable(w, at), entrySetVpn(w, at), entrySetNewLo(w, at), entrySetNewHi(w, at), entrySetOldLo(w, at), entrySetOldHi(w, at));
const handleEntrySet = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[34]!(to.states[34], entrySetLevel(w, at), entrySetHow(w, at), entrySetIndex(w, at), entrySetMm(w, at), entrySetTable(w, at), entrySetVpn(w, at), entrySetNewLo(w, at), entrySetNewHi(w, at), entrySetOldLo(w, at), entrySetOldHi(w, at), recordCpu(w, at), seq);
function followEntrySet(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = entrySetLevel(w, at), o1 = entrySetHow(w, at), o2 = entrySetIndex(w, at), o3 = entrySetMm(w, at), o4 = entrySetTable(w, at), o5 = entrySetVpn(w, at), o6 = entrySetNewLo(w, at), o7 = entrySetNewHi(w, at), o8 = entrySetOldLo(w, at), o9 = entrySetOldHi(w, at), o10 = recordCpu(w, at);
  const wrong = guards.handlers[34]!(guards.states[34], o0, o1, o2, o3, o4, o5, o6, o7, o8, o9, o10, seq);
  if (wrong === undefined) folds.handlers[34]!(folds.states[34], o0, o1, o2, o3, o4, o5, o6, o7, o8, o9, o10, seq);
  return wrong;
}
function putEntrySet(e: EntrySet, w: Int32Array, at: number): void {
  const newWord = halvesOf(e, 'new');
  const oldWord = halvesOf(e, 'old');
  const howPlace = placeIn(howNames, e, 'how');
  checkEntrySet(e.level as Level, howPlace as Place<'how'>, e.index as TableIndex, e.mm as MmId, e.table as TableRef, e.vpn as Vpn, newWord, oldWord);
  w[at] = headOf(34, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.table | 0);
  w[at + 3] = (e.vpn | 0);
  w[at + 4] = newWord.lo;
  w[at + 5] = oldWord.lo;
  w[at + 6] = newWord.hi;
  w[at + 7] = oldWord.hi;
  w[at + 8] = (e.level << 21) | (howPlace << 24) | vpnHi(e.vpn);
  w[at + 9] = e.index;
}

/** A mapping of the page began; `object` is the anon_vma or the file, `index` the page of it. */
export interface RmapAdded extends EventBase {
  /** A mapping of the page began; `object` is the anon_vma or the file, `index` the page of it. */
  readonly type: 'RmapAdded';
  /** What was mapped: a new anonymous page, an anonymous page once more, or one of a file: anonNew, anon, file. */
  readonly kind: NameOf<'rmapKind'>;
  /** Whether the page belongs to this mapping alone (PageAnonExclusive). */
  readonly exclusive: boolean;
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
  /** What the reverse map of the page leads to. Anon_vma of an anonymous page, object of any other. */
  readonly object: RmapOwner;
  /** Which page of it. Page of an object. */
  readonly index: Pgoff;
}
export const K_RMAP_ADDED = 35;
/** Records: A mapping of the page began; `object` is the anon_vma or the file, `index` the page of it. @throws RecordError `out-of-range`, in a checked log */
export function recRmapAdded(t: Thread, kind: Place<'rmapKind'>, exclusive: Bit, pfn: Pfn, object: RmapOwner, index: Pgoff): Seq {
  const r = t.log;
  if (r.checked) checkRmapAdded(kind, exclusive, pfn, object, index);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 35 | (t.cpu << 8) | (kind << 16) | (exclusive << 19);
  w[at + 1] = t.cause;
  w[at + 2] = pfn | 0;
  w[at + 3] = object | 0;
  w[at + 4] = index | 0;
  w[at + 5] = vpnHi(index);
  r.handlers[35]!(r.states[35], kind, exclusive, (pfn | 0) as Pfn, (object | 0) as RmapOwner, index, t.cpu, r.length);
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellRmapAdded(t, seq, kind, exclusive, pfn, object, index);
  return seq;
}
function checkRmapAdded(kind: Place<'rmapKind'>, exclusive: Bit, pfn: Pfn, object: RmapOwner, index: Pgoff): void {
  needWhole(kind, 0, 2, 35, 'kind');
  needWhole(exclusive, 0, 1, 35, 'exclusive');
  needWhole(pfn, 0, 2147483647, 35, 'pfn');
  needWhole(object, 0, 2147483647, 35, 'object');
  needWhole(index, 0, 4503599627370496, 35, 'index');
}
function tellRmapAdded(t: Thread, seq: number, kind: Place<'rmapKind'>, exclusive: Bit, pfn: Pfn, object: RmapOwner, index: Pgoff): void {
  const taker = t.log.takers[35];
  if (taker !== undefined) t.log.publisher.publish(makeRmapAdded(seq, t.cause, t.cpu, kind, exclusive, (pfn | 0) as Pfn, (object | 0) as RmapOwner, index), taker, seq);
}
export const rmapAddedKind = (w: Int32Array, at: number): Place<'rmapKind'> => ((w[at]! >>> 16) & 7) as Place<'rmapKind'>;
export const rmapAddedExclusive = (w: Int32Array, at: number): Bit => ((w[at]! >>> 19) & 1) as Bit;
export const rmapAddedPfn = (w: Int32Array, at: number): Pfn => (w[at + 2]!) as Pfn;
export const rmapAddedObject = (w: Int32Array, at: number): RmapOwner => (w[at + 3]!) as RmapOwner;
export const rmapAddedIndex = (w: Int32Array, at: number): Pgoff => (wideOf(w[at + 4]!, w[at + 5]! & 2097151)) as Pgoff;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeRmapAdded(seq: number, cause: number, cpu: number, kind: Place<'rmapKind'>, exclusive: Bit, pfn: Pfn, object: RmapOwner, index: Pgoff): RmapAdded {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'RmapAdded', kind: rmapKindNames[kind]!, exclusive: exclusive === 1, pfn, object, index });
}
const buildRmapAdded = (w: Int32Array, at: number, seq: number): RmapAdded => makeRmapAdded(seq, w[at + 1]!, recordCpu(w, at), rmapAddedKind(w, at), rmapAddedExclusive(w, at), rmapAddedPfn(w, at), rmapAddedObject(w, at), rmapAddedIndex(w, at));
const handleRmapAdded = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[35]!(to.states[35], rmapAddedKind(w, at), rmapAddedExclusive(w, at), rmapAddedPfn(w, at), rmapAddedObject(w, at), rmapAddedIndex(w, at), recordCpu(w, at), seq);
function followRmapAdded(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = rmapAddedKind(w, at), o1 = rmapAddedExclusive(w, at), o2 = rmapAddedPfn(w, at), o3 = rmapAddedObject(w, at), o4 = rmapAddedIndex(w, at), o5 = recordCpu(w, at);
  const wrong = guards.handlers[35]!(guards.states[35], o0, o1, o2, o3, o4, o5, seq);
  if (wrong === undefined) folds.handlers[35]!(folds.states[35], o0, o1, o2, o3, o4, o5, seq);
  return wrong;
}
function putRmapAdded(e: RmapAdded, w: Int32Array, at: number): void {
  const kindPlace = placeIn(rmapKindNames, e, 'kind');
  checkRmapAdded(kindPlace as Place<'rmapKind'>, Number(e.exclusive) as Bit, e.pfn as Pfn, e.object as RmapOwner, e.index as Pgoff);
  w[at] = headOf(35, e) | (kindPlace << 16) | (Number(e.exclusive) << 19);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.pfn | 0);
  w[at + 3] = (e.object | 0);
  w[at + 4] = (e.index | 0);
  w[at + 5] = vpnHi(e.index);
}

/** Fork mapped the page once more; exclusive is clear now. */
export interface RmapDuplicated extends EventBase {
  /** Fork mapped the page once more; exclusive is clear now. */
  readonly type: 'RmapDuplicated';
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
}
export const K_RMAP_DUPLICATED = 36;
/** Records: Fork mapped the page once more; exclusive is clear now. @throws RecordError `out-of-range`, in a checked log */
export function recRmapDuplicated(t: Thread, pfn: Pfn): Seq {
  const r = t.log;
  if (r.checked) checkRmapDuplicated(pfn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 36 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = pfn | 0;
  r.handlers[36]!(r.states[36], (pfn | 0) as Pfn, t.cpu, r.length);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellRmapDuplicated(t, seq, pfn);
  return seq;
}
function checkRmapDuplicated(pfn: Pfn): void {
  needWhole(pfn, 0, 2147483647, 36, 'pfn');
}
function tellRmapDuplicated(t: Thread, seq: number, pfn: Pfn): void {
  const taker = t.log.takers[36];
  if (taker !== undefined) t.log.publisher.publish(makeRmapDuplicated(seq, t.cause, t.cpu, (pfn | 0) as Pfn), taker, seq);
}
export const rmapDuplicatedPfn = (w: Int32Array, at: number): Pfn => (w[at + 2]!) as Pfn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeRmapDuplicated(seq: number, cause: number, cpu: number, pfn: Pfn): RmapDuplicated {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'RmapDuplicated', pfn });
}
const buildRmapDuplicated = (w: Int32Array, at: number, seq: number): RmapDuplicated => makeRmapDuplicated(seq, w[at + 1]!, recordCpu(w, at), rmapDuplicatedPfn(w, at));
const handleRmapDuplicated = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[36]!(to.states[36], rmapDuplicatedPfn(w, at), recordCpu(w, at), seq);
function followRmapDuplicated(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = rmapDuplicatedPfn(w, at), o1 = recordCpu(w, at);
  const wrong = guards.handlers[36]!(guards.states[36], o0, o1, seq);
  if (wrong === undefined) folds.handlers[36]!(folds.states[36], o0, o1, seq);
  return wrong;
}
function putRmapDuplicated(e: RmapDuplicated, w: Int32Array, at: number): void {
  checkRmapDuplicated(e.pfn as Pfn);
  w[at] = headOf(36, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.pfn | 0);
}

/** A mapping of the page ended. */
export interface RmapRemoved extends EventBase {
  /** A mapping of the page ended. */
  readonly type: 'RmapRemoved';
  /** Whether that waited until the gather flushed. */
  readonly delayed: boolean;
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
}
export const K_RMAP_REMOVED = 37;
/** Records: A mapping of the page ended. @throws RecordError `out-of-range`, in a checked log */
export function recRmapRemoved(t: Thread, delayed: Bit, pfn: Pfn): Seq {
  const r = t.log;
  if (r.checked) checkRmapRemoved(delayed, pfn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 37 | (t.cpu << 8) | (delayed << 16);
  w[at + 1] = t.cause;
  w[at + 2] = pfn | 0;
  r.handlers[37]!(r.states[37], delayed, (pfn | 0) as Pfn, t.cpu, r.length);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellRmapRemoved(t, seq, delayed, pfn);
  return seq;
}
function checkRmapRemoved(delayed: Bit, pfn: Pfn): void {
  needWhole(delayed, 0, 1, 37, 'delayed');
  needWhole(pfn, 0, 2147483647, 37, 'pfn');
}
function tellRmapRemoved(t: Thread, seq: number, delayed: Bit, pfn: Pfn): void {
  const taker = t.log.takers[37];
  if (taker !== undefined) t.log.publisher.publish(makeRmapRemoved(seq, t.cause, t.cpu, delayed, (pfn | 0) as Pfn), taker, seq);
}
export const rmapRemovedDelayed = (w: Int32Array, at: number): Bit => ((w[at]! >>> 16) & 1) as Bit;
export const rmapRemovedPfn = (w: Int32Array, at: number): Pfn => (w[at + 2]!) as Pfn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeRmapRemoved(seq: number, cause: number, cpu: number, delayed: Bit, pfn: Pfn): RmapRemoved {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'RmapRemoved', delayed: delayed === 1, pfn });
}
const buildRmapRemoved = (w: Int32Array, at: number, seq: number): RmapRemoved => makeRmapRemoved(seq, w[at + 1]!, recordCpu(w, at), rmapRemovedDelayed(w, at), rmapRemovedPfn(w, at));
const handleRmapRemoved = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[37]!(to.states[37], rmapRemovedDelayed(w, at), rmapRemovedPfn(w, at), recordCpu(w, at), seq);
function followRmapRemoved(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = rmapRemovedDelayed(w, at), o1 = rmapRemovedPfn(w, at), o2 = recordCpu(w, at);
  const wrong = guards.handlers[37]!(guards.states[37], o0, o1, o2, seq);
  if (wrong === undefined) folds.handlers[37]!(folds.states[37], o0, o1, o2, seq);
  return wrong;
}
function putRmapRemoved(e: RmapRemoved, w: Int32Array, at: number): void {
  checkRmapRemoved(Number(e.delayed) as Bit, e.pfn as Pfn);
  w[at] = headOf(37, e) | (Number(e.delayed) << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.pfn | 0);
}

/** The page became exclusive to one anon_vma (page_move_anon_rmap). */
export interface RmapMoved extends EventBase {
  /** The page became exclusive to one anon_vma (page_move_anon_rmap). */
  readonly type: 'RmapMoved';
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
  /** What the reverse map of the page leads to now. Anon_vma of an anonymous page, object of any other. */
  readonly object: RmapOwner;
}
export const K_RMAP_MOVED = 38;
/** Records: The page became exclusive to one anon_vma (page_move_anon_rmap). @throws RecordError `out-of-range`, in a checked log */
export function recRmapMoved(t: Thread, pfn: Pfn, object: RmapOwner): Seq {
  const r = t.log;
  if (r.checked) checkRmapMoved(pfn, object);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 38 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = pfn | 0;
  w[at + 3] = object | 0;
  r.handlers[38]!(r.states[38], (pfn | 0) as Pfn, (object | 0) as RmapOwner, t.cpu, r.length);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellRmapMoved(t, seq, pfn, object);
  return seq;
}
function checkRmapMoved(pfn: Pfn, object: RmapOwner): void {
  needWhole(pfn, 0, 2147483647, 38, 'pfn');
  needWhole(object, 0, 2147483647, 38, 'object');
}
function tellRmapMoved(t: Thread, seq: number, pfn: Pfn, object: RmapOwner): void {
  const taker = t.log.takers[38];
  if (taker !== undefined) t.log.publisher.publish(makeRmapMoved(seq, t.cause, t.cpu, (pfn | 0) as Pfn, (object | 0) as RmapOwner), taker, seq);
}
export const rmapMovedPfn = (w: Int32Array, at: number): Pfn => (w[at + 2]!) as Pfn;
export const rmapMovedObject = (w: Int32Array, at: number): RmapOwner => (w[at + 3]!) as RmapOwner;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeRmapMoved(seq: number, cause: number, cpu: number, pfn: Pfn, object: RmapOwner): RmapMoved {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'RmapMoved', pfn, object });
}
const buildRmapMoved = (w: Int32Array, at: number, seq: number): RmapMoved => makeRmapMoved(seq, w[at + 1]!, recordCpu(w, at), rmapMovedPfn(w, at), rmapMovedObject(w, at));
const handleRmapMoved = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[38]!(to.states[38], rmapMovedPfn(w, at), rmapMovedObject(w, at), recordCpu(w, at), seq);
function followRmapMoved(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = rmapMovedPfn(w, at), o1 = rmapMovedObject(w, at), o2 = recordCpu(w, at);
  const wrong = guards.handlers[38]!(guards.states[38], o0, o1, o2, seq);
  if (wrong === undefined) folds.handlers[38]!(folds.states[38], o0, o1, o2, seq);
  return wrong;
}
function putRmapMoved(e: RmapMoved, w: Int32Array, at: number): void {
  checkRmapMoved(e.pfn as Pfn, e.object as RmapOwner);
  w[at] = headOf(38, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.pfn | 0);
  w[at + 3] = (e.object | 0);
}

/** A counter of the mm, an RSS counter or locked_vm, changed by `delta` pages. */
export interface CounterChanged extends EventBase {
  /** A counter of the mm, an RSS counter or locked_vm, changed by `delta` pages. */
  readonly type: 'CounterChanged';
  /** Which counter; `locked`: pages of locked VMAs (locked_vm): file, anon, swap, shmem, locked. */
  readonly counter: NameOf<'counter'>;
  /** Address space; 0: none. */
  readonly mm: MmId;
  /** Change of a count. */
  readonly delta: Delta;
}
export const K_COUNTER_CHANGED = 39;
/** Records: A counter of the mm, an RSS counter or locked_vm, changed by `delta` pages. @throws RecordError `out-of-range`, in a checked log */
export function recCounterChanged(t: Thread, counter: Place<'counter'>, mm: MmId, delta: Delta): Seq {
  const r = t.log;
  if (r.checked) checkCounterChanged(counter, mm, delta);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 39 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  w[at + 2] = delta | 0;
  w[at + 3] = counter;
  r.handlers[39]!(r.states[39], counter, mm, (delta | 0) as Delta, t.cpu, r.length);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellCounterChanged(t, seq, counter, mm, delta);
  return seq;
}
function checkCounterChanged(counter: Place<'counter'>, mm: MmId, delta: Delta): void {
  needWhole(counter, 0, 4, 39, 'counter');
  needWhole(mm, 0, 65535, 39, 'mm');
  needWhole(delta, -2147483648, 2147483647, 39, 'delta');
}
function tellCounterChanged(t: Thread, seq: number, counter: Place<'counter'>, mm: MmId, delta: Delta): void {
  const taker = t.log.takers[39];
  if (taker !== undefined) t.log.publisher.publish(makeCounterChanged(seq, t.cause, t.cpu, counter, mm, (delta | 0) as Delta), taker, seq);
}
export const counterChangedCounter = (w: Int32Array, at: number): Place<'counter'> => (w[at + 3]! & 15) as Place<'counter'>;
export const counterChangedMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
export const counterChangedDelta = (w: Int32Array, at: number): Delta => (w[at + 2]!) as Delta;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeCounterChanged(seq: number, cause: number, cpu: number, counter: Place<'counter'>, mm: MmId, delta: Delta): CounterChanged {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'CounterChanged', counter: counterNames[counter]!, mm, delta });
}
const buildCounterChanged = (w: Int32Array, at: number, seq: number): CounterChanged => makeCounterChanged(seq, w[at + 1]!, recordCpu(w, at), counterChangedCounter(w, at), counterChangedMm(w, at), counterChangedDelta(w, at));
const handleCounterChanged = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[39]!(to.states[39], counterChangedCounter(w, at), counterChangedMm(w, at), counterChangedDelta(w, at), recordCpu(w, at), seq);
function followCounterChanged(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = counterChangedCounter(w, at), o1 = counterChangedMm(w, at), o2 = counterChangedDelta(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[39]!(guards.states[39], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[39]!(folds.states[39], o0, o1, o2, o3, seq);
  return wrong;
}
function putCounterChanged(e: CounterChanged, w: Int32Array, at: number): void {
  const counterPlace = placeIn(counterNames, e, 'counter');
  checkCounterChanged(counterPlace as Place<'counter'>, e.mm as MmId, e.delta as Delta);
  w[at] = headOf(39, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.delta | 0);
  w[at + 3] = counterPlace;
}

/** An address space was made; its root table follows. */
export interface MmCreated extends EventBase {
  /** An address space was made; its root table follows. */
  readonly type: 'MmCreated';
  /** Level of its root table. Level of a page table, from the leaf up: 0 is the PTE. */
  readonly topLevel: Level;
  /** Address space; 0: none. */
  readonly mm: MmId;
  /** Of which it is a fork. Address space; 0: none. */
  readonly parent: MmId;
}
export const K_MM_CREATED = 40;
/** Records: An address space was made; its root table follows. @throws RecordError `out-of-range`, in a checked log */
export function recMmCreated(t: Thread, topLevel: Level, mm: MmId, parent: MmId): Seq {
  const r = t.log;
  if (r.checked) checkMmCreated(topLevel, mm, parent);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 40 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  w[at + 2] = (topLevel << 16) | parent;
  r.handlers[40]!(r.states[40], topLevel, mm, parent, t.cpu, r.length);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellMmCreated(t, seq, topLevel, mm, parent);
  return seq;
}
function checkMmCreated(topLevel: Level, mm: MmId, parent: MmId): void {
  needWhole(topLevel, 0, 4, 40, 'topLevel');
  needWhole(mm, 0, 65535, 40, 'mm');
  needWhole(parent, 0, 65535, 40, 'parent');
}
function tellMmCreated(t: Thread, seq: number, topLevel: Level, mm: MmId, parent: MmId): void {
  const taker = t.log.takers[40];
  if (taker !== undefined) t.log.publisher.publish(makeMmCreated(seq, t.cause, t.cpu, topLevel, mm, parent), taker, seq);
}
export const mmCreatedTopLevel = (w: Int32Array, at: number): Level => ((w[at + 2]! >>> 16) & 7) as Level;
export const mmCreatedMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
export const mmCreatedParent = (w: Int32Array, at: number): MmId => (w[at + 2]! & 65535) as MmId;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeMmCreated(seq: number, cause: number, cpu: number, topLevel: Level, mm: MmId, parent: MmId): MmCreated {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'MmCreated', topLevel, mm, parent });
}
const buildMmCreated = (w: Int32Array, at: number, seq: number): MmCreated => makeMmCreated(seq, w[at + 1]!, recordCpu(w, at), mmCreatedTopLevel(w, at), mmCreatedMm(w, at), mmCreatedParent(w, at));
const handleMmCreated = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[40]!(to.states[40], mmCreatedTopLevel(w, at), mmCreatedMm(w, at), mmCreatedParent(w, at), recordCpu(w, at), seq);
function followMmCreated(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = mmCreatedTopLevel(w, at), o1 = mmCreatedMm(w, at), o2 = mmCreatedParent(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[40]!(guards.states[40], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[40]!(folds.states[40], o0, o1, o2, o3, seq);
  return wrong;
}
function putMmCreated(e: MmCreated, w: Int32Array, at: number): void {
  checkMmCreated(e.topLevel as Level, e.mm as MmId, e.parent as MmId);
  w[at] = headOf(40, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.topLevel << 16) | e.parent;
}

/** An address space was freed. */
export interface MmDestroyed extends EventBase {
  /** An address space was freed. */
  readonly type: 'MmDestroyed';
  /** Address space; 0: none. */
  readonly mm: MmId;
}
export const K_MM_DESTROYED = 41;
/** Records: An address space was freed. @throws RecordError `out-of-range`, in a checked log */
export function recMmDestroyed(t: Thread, mm: MmId): Seq {
  const r = t.log;
  if (r.checked) checkMmDestroyed(mm);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 41 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  r.handlers[41]!(r.states[41], mm, t.cpu, r.length);
  r.top = at + 2;
  const seq = r.length++;
  if (r.listeners !== 0) tellMmDestroyed(t, seq, mm);
  return seq;
}
function checkMmDestroyed(mm: MmId): void {
  needWhole(mm, 0, 65535, 41, 'mm');
}
function tellMmDestroyed(t: Thread, seq: number, mm: MmId): void {
  const taker = t.log.takers[41];
  if (taker !== undefined) t.log.publisher.publish(makeMmDestroyed(seq, t.cause, t.cpu, mm), taker, seq);
}
export const mmDestroyedMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeMmDestroyed(seq: number, cause: number, cpu: number, mm: MmId): MmDestroyed {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'MmDestroyed', mm });
}
const buildMmDestroyed = (w: Int32Array, at: number, seq: number): MmDestroyed => makeMmDestroyed(seq, w[at + 1]!, recordCpu(w, at), mmDestroyedMm(w, at));
const handleMmDestroyed = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[41]!(to.states[41], mmDestroyedMm(w, at), recordCpu(w, at), seq);
function followMmDestroyed(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = mmDestroyedMm(w, at), o1 = recordCpu(w, at);
  const wrong = guards.handlers[41]!(guards.states[41], o0, o1, seq);
  if (wrong === undefined) folds.handlers[41]!(folds.states[41], o0, o1, seq);
  return wrong;
}
function putMmDestroyed(e: MmDestroyed, w: Int32Array, at: number): void {
  checkMmDestroyed(e.mm as MmId);
  w[at] = headOf(41, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
}

/** A VMA joined the address space. */
export interface VmaInserted extends EventBase {
  /** A VMA joined the address space. */
  readonly type: 'VmaInserted';
  /** Protection key. */
  readonly pkey: Pkey;
  /** What is mapped: anon, shmem, file, hugetlb, zero. */
  readonly backing: NameOf<'backing'>;
  /** Address space; 0: none. */
  readonly mm: MmId;
  /** VM_* flags of a VMA. */
  readonly vmFlags: VmFlags;
  /** First page of the VMA. Virtual page number: an address divided by the size of a base page. */
  readonly start: Vpn;
  /** Page after its last. Virtual page number: an address divided by the size of a base page. */
  readonly end: Vpn;
  /** Page of the object at which it starts. Page of an object. */
  readonly pgoff: Pgoff;
  /** Shared-memory object or file; 0: none. */
  readonly object: ObjectId;
  /** Anon_vma; 0: none. */
  readonly anonVma: AnonVmaId;
  /** What its entries are made with (vm_page_prot). Protection bits of an entry, 0 … 2^64-1. */
  readonly prot: bigint;
}
export const K_VMA_INSERTED = 42;
/** Records: A VMA joined the address space. @throws RecordError `out-of-range`, in a checked log */
export function recVmaInserted(t: Thread, pkey: Pkey, backing: Place<'backing'>, mm: MmId, vmFlags: VmFlags, start: Vpn, end: Vpn, pgoff: Pgoff, object: ObjectId, anonVma: AnonVmaId, prot: EntryHalves): Seq {
  const r = t.log;
  if (r.checked) checkVmaInserted(pkey, backing, mm, vmFlags, start, end, pgoff, object, anonVma, prot);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 42 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  w[at + 2] = vmFlags | 0;
  w[at + 3] = start | 0;
  w[at + 4] = end | 0;
  w[at + 5] = pgoff | 0;
  w[at + 6] = object | 0;
  w[at + 7] = anonVma | 0;
  w[at + 8] = prot.lo;
  w[at + 9] = prot.hi;
  w[at + 10] = (pkey << 21) | (backing << 25) | vpnHi(vmFlags);
  w[at + 11] = vpnHi(start);
  w[at + 12] = vpnHi(end);
  w[at + 13] = vpnHi(pgoff);
  r.handlers[42]!(r.states[42], pkey, backing, mm, vmFlags, start, end, pgoff, (object | 0) as ObjectId, (anonVma | 0) as AnonVmaId, prot.lo | 0, prot.hi | 0, t.cpu, r.length);
  r.top = at + 14;
  const seq = r.length++;
  if (r.listeners !== 0) tellVmaInserted(t, seq, pkey, backing, mm, vmFlags, start, end, pgoff, object, anonVma, prot);
  return seq;
}
function checkVmaInserted(pkey: Pkey, backing: Place<'backing'>, mm: MmId, vmFlags: VmFlags, start: Vpn, end: Vpn, pgoff: Pgoff, object: ObjectId, anonVma: AnonVmaId, prot: EntryHalves): void {
  needWhole(pkey, 0, 15, 42, 'pkey');
  needWhole(backing, 0, 4, 42, 'backing');
  needWhole(mm, 0, 65535, 42, 'mm');
  needWhole(vmFlags, 0, 9007199254740991, 42, 'vmFlags');
  needWhole(start, 0, 4503599627370496, 42, 'start');
  needWhole(end, 0, 4503599627370496, 42, 'end');
  needWhole(pgoff, 0, 4503599627370496, 42, 'pgoff');
  needWhole(object, 0, 2147483647, 42, 'object');
  needWhole(anonVma, 0, 2147483647, 42, 'anonVma');
  needHalves(prot, 42, 'prot');
}
function tellVmaInserted(t: Thread, seq: number, pkey: Pkey, backing: Place<'backing'>, mm: MmId, vmFlags: VmFlags, start: Vpn, end: Vpn, pgoff: Pgoff, object: ObjectId, anonVma: AnonVmaId, prot: EntryHalves): void {
  const taker = t.log.takers[42];
  if (taker !== undefined) t.log.publisher.publish(makeVmaInserted(seq, t.cause, t.cpu, pkey, backing, mm, vmFlags, start, end, pgoff, (object | 0) as ObjectId, (anonVma | 0) as AnonVmaId, prot.lo | 0, prot.hi | 0), taker, seq);
}
export const vmaInsertedPkey = (w: Int32Array, at: number): Pkey => ((w[at + 10]! >>> 21) & 15) as Pkey;
export const vmaInsertedBacking = (w: Int32Array, at: number): Place<'backing'> => ((w[at + 10]! >>> 25) & 15) as Place<'backing'>;
export const vmaInsertedMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
export const vmaInsertedVmFlags = (w: Int32Array, at: number): VmFlags => (wideOf(w[at + 2]!, w[at + 10]! & 2097151)) as VmFlags;
export const vmaInsertedStart = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 3]!, w[at + 11]! & 2097151)) as Vpn;
export const vmaInsertedEnd = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 4]!, w[at + 12]! & 2097151)) as Vpn;
export const vmaInsertedPgoff = (w: Int32Array, at: number): Pgoff => (wideOf(w[at + 5]!, w[at + 13]! & 2097151)) as Pgoff;
export const vmaInsertedObject = (w: Int32Array, at: number): ObjectId => (w[at + 6]!) as ObjectId;
export const vmaInsertedAnonVma = (w: Int32Array, at: number): AnonVmaId => (w[at + 7]!) as AnonVmaId;
export const vmaInsertedProtLo = (w: Int32Array, at: number): number => w[at + 8]!;
export const vmaInsertedProtHi = (w: Int32Array, at: number): number => w[at + 9]!;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeVmaInserted(seq: number, cause: number, cpu: number, pkey: Pkey, backing: Place<'backing'>, mm: MmId, vmFlags: VmFlags, start: Vpn, end: Vpn, pgoff: Pgoff, object: ObjectId, anonVma: AnonVmaId, protLo: number, protHi: number): VmaInserted {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'VmaInserted', pkey, backing: backingNames[backing]!, mm, vmFlags, start, end, pgoff, object, anonVma, prot: wordOf(protLo, protHi) });
}
const buildVmaInserted = (w: Int32Array, at: number, seq: number): VmaInserted => makeVmaInserted(seq, w[at + 1]!, recordCpu(w, at), vmaInsertedPkey(w, at), vmaInsertedBacking(w, at), vmaInsertedMm(w, at), vmaInsertedVmFlags(w, at), vmaInsertedStart(w, at), vmaInsertedEnd(w, at), vmaInsertedPgoff(w, at), vmaInsertedObject(w, at), vmaInsertedAnonVma(w, at), vmaInsertedProtLo(w, at), vmaInsertedProtHi(w, at));
const handleVmaInserted = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[42]!(to.states[42], vmaInsertedPkey(w, at), vmaInsertedBacking(w, at), vmaInsertedMm(w, at), vmaInsertedVmFlags(w, at), vmaInsertedStart(w, at), vmaInsertedEnd(w, at), vmaInsertedPgoff(w, at), vmaInsertedObject(w, at), vmaInsertedAnonVma(w, at), vmaInsertedProtLo(w, at), vmaInsertedProtHi(w, at), recordCpu(w, at), seq);
function followVmaInserted(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = vmaInsertedPkey(w, at), o1 = vmaInsertedBacking(w, at), o2 = vmaInsertedMm(w, at), o3 = vmaInsertedVmFlags(w, at), o4 = vmaInsertedStart(w, at), o5 = vmaInsertedEnd(w, at), o6 = vmaInsertedPgoff(w, at), o7 = vmaInsertedObject(w, at), o8 = vmaInsertedAnonVma(w, at), o9 = vmaInsertedProtLo(w, at), o10 = vmaInsertedProtHi(w, at), o11 = recordCpu(w, at);
  const wrong = guards.handlers[42]!(guards.states[42], o0, o1, o2, o3, o4, o5, o6, o7, o8, o9, o10, o11, seq);
  if (wrong === undefined) folds.handlers[42]!(folds.states[42], o0, o1, o2, o3, o4, o5, o6, o7, o8, o9, o10, o11, seq);
  return wrong;
}
function putVmaInserted(e: VmaInserted, w: Int32Array, at: number): void {
  const protWord = halvesOf(e, 'prot');
  const backingPlace = placeIn(backingNames, e, 'backing');
  checkVmaInserted(e.pkey as Pkey, backingPlace as Place<'backing'>, e.mm as MmId, e.vmFlags as VmFlags, e.start as Vpn, e.end as Vpn, e.pgoff as Pgoff, e.object as ObjectId, e.anonVma as AnonVmaId, protWord);
  w[at] = headOf(42, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.vmFlags | 0);
  w[at + 3] = (e.start | 0);
  w[at + 4] = (e.end | 0);
  w[at + 5] = (e.pgoff | 0);
  w[at + 6] = (e.object | 0);
  w[at + 7] = (e.anonVma | 0);
  w[at + 8] = protWord.lo;
  w[at + 9] = protWord.hi;
  w[at + 10] = (e.pkey << 21) | (backingPlace << 25) | vpnHi(e.vmFlags);
  w[at + 11] = vpnHi(e.start);
  w[at + 12] = vpnHi(e.end);
  w[at + 13] = vpnHi(e.pgoff);
}

/** The VMA that starts here left the address space. */
export interface VmaRemoved extends EventBase {
  /** The VMA that starts here left the address space. */
  readonly type: 'VmaRemoved';
  /** Address space; 0: none. */
  readonly mm: MmId;
  /** First page of the VMA. Virtual page number: an address divided by the size of a base page. */
  readonly start: Vpn;
}
export const K_VMA_REMOVED = 43;
/** Records: The VMA that starts here left the address space. @throws RecordError `out-of-range`, in a checked log */
export function recVmaRemoved(t: Thread, mm: MmId, start: Vpn): Seq {
  const r = t.log;
  if (r.checked) checkVmaRemoved(mm, start);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 43 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  w[at + 2] = start | 0;
  w[at + 3] = vpnHi(start);
  r.handlers[43]!(r.states[43], mm, start, t.cpu, r.length);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellVmaRemoved(t, seq, mm, start);
  return seq;
}
function checkVmaRemoved(mm: MmId, start: Vpn): void {
  needWhole(mm, 0, 65535, 43, 'mm');
  needWhole(start, 0, 4503599627370496, 43, 'start');
}
function tellVmaRemoved(t: Thread, seq: number, mm: MmId, start: Vpn): void {
  const taker = t.log.takers[43];
  if (taker !== undefined) t.log.publisher.publish(makeVmaRemoved(seq, t.cause, t.cpu, mm, start), taker, seq);
}
export const vmaRemovedMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
export const vmaRemovedStart = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 2]!, w[at + 3]! & 2097151)) as Vpn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeVmaRemoved(seq: number, cause: number, cpu: number, mm: MmId, start: Vpn): VmaRemoved {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'VmaRemoved', mm, start });
}
const buildVmaRemoved = (w: Int32Array, at: number, seq: number): VmaRemoved => makeVmaRemoved(seq, w[at + 1]!, recordCpu(w, at), vmaRemovedMm(w, at), vmaRemovedStart(w, at));
const handleVmaRemoved = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[43]!(to.states[43], vmaRemovedMm(w, at), vmaRemovedStart(w, at), recordCpu(w, at), seq);
function followVmaRemoved(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = vmaRemovedMm(w, at), o1 = vmaRemovedStart(w, at), o2 = recordCpu(w, at);
  const wrong = guards.handlers[43]!(guards.states[43], o0, o1, o2, seq);
  if (wrong === undefined) folds.handlers[43]!(folds.states[43], o0, o1, o2, seq);
  return wrong;
}
function putVmaRemoved(e: VmaRemoved, w: Int32Array, at: number): void {
  checkVmaRemoved(e.mm as MmId, e.start as Vpn);
  w[at] = headOf(43, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.start | 0);
  w[at + 3] = vpnHi(e.start);
}

/** An anon_vma was made, linked under a parent (0: none). */
export interface AnonVmaCreated extends EventBase {
  /** An anon_vma was made, linked under a parent (0: none). */
  readonly type: 'AnonVmaCreated';
  /** The new one. Anon_vma; 0: none. */
  readonly id: AnonVmaId;
  /** Under which it hangs. Anon_vma; 0: none. */
  readonly parent: AnonVmaId;
}
export const K_ANON_VMA_CREATED = 44;
/** Records: An anon_vma was made, linked under a parent (0: none). @throws RecordError `out-of-range`, in a checked log */
export function recAnonVmaCreated(t: Thread, id: AnonVmaId, parent: AnonVmaId): Seq {
  const r = t.log;
  if (r.checked) checkAnonVmaCreated(id, parent);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 44 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = id | 0;
  w[at + 3] = parent | 0;
  r.handlers[44]!(r.states[44], (id | 0) as AnonVmaId, (parent | 0) as AnonVmaId, t.cpu, r.length);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellAnonVmaCreated(t, seq, id, parent);
  return seq;
}
function checkAnonVmaCreated(id: AnonVmaId, parent: AnonVmaId): void {
  needWhole(id, 0, 2147483647, 44, 'id');
  needWhole(parent, 0, 2147483647, 44, 'parent');
}
function tellAnonVmaCreated(t: Thread, seq: number, id: AnonVmaId, parent: AnonVmaId): void {
  const taker = t.log.takers[44];
  if (taker !== undefined) t.log.publisher.publish(makeAnonVmaCreated(seq, t.cause, t.cpu, (id | 0) as AnonVmaId, (parent | 0) as AnonVmaId), taker, seq);
}
export const anonVmaCreatedId = (w: Int32Array, at: number): AnonVmaId => (w[at + 2]!) as AnonVmaId;
export const anonVmaCreatedParent = (w: Int32Array, at: number): AnonVmaId => (w[at + 3]!) as AnonVmaId;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeAnonVmaCreated(seq: number, cause: number, cpu: number, id: AnonVmaId, parent: AnonVmaId): AnonVmaCreated {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'AnonVmaCreated', id, parent });
}
const buildAnonVmaCreated = (w: Int32Array, at: number, seq: number): AnonVmaCreated => makeAnonVmaCreated(seq, w[at + 1]!, recordCpu(w, at), anonVmaCreatedId(w, at), anonVmaCreatedParent(w, at));
const handleAnonVmaCreated = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[44]!(to.states[44], anonVmaCreatedId(w, at), anonVmaCreatedParent(w, at), recordCpu(w, at), seq);
function followAnonVmaCreated(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = anonVmaCreatedId(w, at), o1 = anonVmaCreatedParent(w, at), o2 = recordCpu(w, at);
  const wrong = guards.handlers[44]!(guards.states[44], o0, o1, o2, seq);
  if (wrong === undefined) folds.handlers[44]!(folds.states[44], o0, o1, o2, seq);
  return wrong;
}
function putAnonVmaCreated(e: AnonVmaCreated, w: Int32Array, at: number): void {
  checkAnonVmaCreated(e.id as AnonVmaId, e.parent as AnonVmaId);
  w[at] = headOf(44, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.id | 0);
  w[at + 3] = (e.parent | 0);
}

/** The VMA that starts here got its anon_vma. */
export interface VmaAnonVmaSet extends EventBase {
  /** The VMA that starts here got its anon_vma. */
  readonly type: 'VmaAnonVmaSet';
  /** Address space; 0: none. */
  readonly mm: MmId;
  /** First page of the VMA. Virtual page number: an address divided by the size of a base page. */
  readonly start: Vpn;
  /** Anon_vma; 0: none. */
  readonly anonVma: AnonVmaId;
}
export const K_VMA_ANON_VMA_SET = 45;
/** Records: The VMA that starts here got its anon_vma. @throws RecordError `out-of-range`, in a checked log */
export function recVmaAnonVmaSet(t: Thread, mm: MmId, start: Vpn, anonVma: AnonVmaId): Seq {
  const r = t.log;
  if (r.checked) checkVmaAnonVmaSet(mm, start, anonVma);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 45 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  w[at + 2] = start | 0;
  w[at + 3] = anonVma | 0;
  w[at + 4] = vpnHi(start);
  r.handlers[45]!(r.states[45], mm, start, (anonVma | 0) as AnonVmaId, t.cpu, r.length);
  r.top = at + 5;
  const seq = r.length++;
  if (r.listeners !== 0) tellVmaAnonVmaSet(t, seq, mm, start, anonVma);
  return seq;
}
function checkVmaAnonVmaSet(mm: MmId, start: Vpn, anonVma: AnonVmaId): void {
  needWhole(mm, 0, 65535, 45, 'mm');
  needWhole(start, 0, 4503599627370496, 45, 'start');
  needWhole(anonVma, 0, 2147483647, 45, 'anonVma');
}
function tellVmaAnonVmaSet(t: Thread, seq: number, mm: MmId, start: Vpn, anonVma: AnonVmaId): void {
  const taker = t.log.takers[45];
  if (taker !== undefined) t.log.publisher.publish(makeVmaAnonVmaSet(seq, t.cause, t.cpu, mm, start, (anonVma | 0) as AnonVmaId), taker, seq);
}
export const vmaAnonVmaSetMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
export const vmaAnonVmaSetStart = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 2]!, w[at + 4]! & 2097151)) as Vpn;
export const vmaAnonVmaSetAnonVma = (w: Int32Array, at: number): AnonVmaId => (w[at + 3]!) as AnonVmaId;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeVmaAnonVmaSet(seq: number, cause: number, cpu: number, mm: MmId, start: Vpn, anonVma: AnonVmaId): VmaAnonVmaSet {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'VmaAnonVmaSet', mm, start, anonVma });
}
const buildVmaAnonVmaSet = (w: Int32Array, at: number, seq: number): VmaAnonVmaSet => makeVmaAnonVmaSet(seq, w[at + 1]!, recordCpu(w, at), vmaAnonVmaSetMm(w, at), vmaAnonVmaSetStart(w, at), vmaAnonVmaSetAnonVma(w, at));
const handleVmaAnonVmaSet = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[45]!(to.states[45], vmaAnonVmaSetMm(w, at), vmaAnonVmaSetStart(w, at), vmaAnonVmaSetAnonVma(w, at), recordCpu(w, at), seq);
function followVmaAnonVmaSet(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = vmaAnonVmaSetMm(w, at), o1 = vmaAnonVmaSetStart(w, at), o2 = vmaAnonVmaSetAnonVma(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[45]!(guards.states[45], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[45]!(folds.states[45], o0, o1, o2, o3, seq);
  return wrong;
}
function putVmaAnonVmaSet(e: VmaAnonVmaSet, w: Int32Array, at: number): void {
  checkVmaAnonVmaSet(e.mm as MmId, e.start as Vpn, e.anonVma as AnonVmaId);
  w[at] = headOf(45, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.start | 0);
  w[at + 3] = (e.anonVma | 0);
  w[at + 4] = vpnHi(e.start);
}

/** A file or an object of shared memory was made, without a page in memory. */
export interface ObjectCreated extends EventBase {
  /** A file or an object of shared memory was made, without a page in memory. */
  readonly type: 'ObjectCreated';
  /** What is mapped: anon, shmem, file, hugetlb, zero. */
  readonly backing: NameOf<'backing'>;
  /** Shared-memory object or file; 0: none. */
  readonly object: ObjectId;
  /** Its length. Count of base pages. */
  readonly pages: Pages;
}
export const K_OBJECT_CREATED = 46;
/** Records: A file or an object of shared memory was made, without a page in memory. @throws RecordError `out-of-range`, in a checked log */
export function recObjectCreated(t: Thread, backing: Place<'backing'>, object: ObjectId, pages: Pages): Seq {
  const r = t.log;
  if (r.checked) checkObjectCreated(backing, object, pages);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 46 | (t.cpu << 8) | (backing << 16);
  w[at + 1] = t.cause;
  w[at + 2] = object | 0;
  w[at + 3] = pages | 0;
  w[at + 4] = vpnHi(pages);
  r.handlers[46]!(r.states[46], backing, (object | 0) as ObjectId, pages, t.cpu, r.length);
  r.top = at + 5;
  const seq = r.length++;
  if (r.listeners !== 0) tellObjectCreated(t, seq, backing, object, pages);
  return seq;
}
function checkObjectCreated(backing: Place<'backing'>, object: ObjectId, pages: Pages): void {
  needWhole(backing, 0, 4, 46, 'backing');
  needWhole(object, 0, 2147483647, 46, 'object');
  needWhole(pages, 0, 4503599627370496, 46, 'pages');
}
function tellObjectCreated(t: Thread, seq: number, backing: Place<'backing'>, object: ObjectId, pages: Pages): void {
  const taker = t.log.takers[46];
  if (taker !== undefined) t.log.publisher.publish(makeObjectCreated(seq, t.cause, t.cpu, backing, (object | 0) as ObjectId, pages), taker, seq);
}
export const objectCreatedBacking = (w: Int32Array, at: number): Place<'backing'> => ((w[at]! >>> 16) & 15) as Place<'backing'>;
export const objectCreatedObject = (w: Int32Array, at: number): ObjectId => (w[at + 2]!) as ObjectId;
export const objectCreatedPages = (w: Int32Array, at: number): Pages => (wideOf(w[at + 3]!, w[at + 4]! & 2097151)) as Pages;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeObjectCreated(seq: number, cause: number, cpu: number, backing: Place<'backing'>, object: ObjectId, pages: Pages): ObjectCreated {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'ObjectCreated', backing: backingNames[backing]!, object, pages });
}
const buildObjectCreated = (w: Int32Array, at: number, seq: number): ObjectCreated => makeObjectCreated(seq, w[at + 1]!, recordCpu(w, at), objectCreatedBacking(w, at), objectCreatedObject(w, at), objectCreatedPages(w, at));
const handleObjectCreated = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[46]!(to.states[46], objectCreatedBacking(w, at), objectCreatedObject(w, at), objectCreatedPages(w, at), recordCpu(w, at), seq);
function followObjectCreated(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = objectCreatedBacking(w, at), o1 = objectCreatedObject(w, at), o2 = objectCreatedPages(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[46]!(guards.states[46], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[46]!(folds.states[46], o0, o1, o2, o3, seq);
  return wrong;
}
function putObjectCreated(e: ObjectCreated, w: Int32Array, at: number): void {
  const backingPlace = placeIn(backingNames, e, 'backing');
  checkObjectCreated(backingPlace as Place<'backing'>, e.object as ObjectId, e.pages as Pages);
  w[at] = headOf(46, e) | (backingPlace << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.object | 0);
  w[at + 3] = (e.pages | 0);
  w[at + 4] = vpnHi(e.pages);
}

/** Open descriptors of the object changed. */
export interface DescriptorsChanged extends EventBase {
  /** Open descriptors of the object changed. */
  readonly type: 'DescriptorsChanged';
  /** Shared-memory object or file; 0: none. */
  readonly object: ObjectId;
  /** Change of a count. */
  readonly delta: Delta;
}
export const K_DESCRIPTORS_CHANGED = 47;
/** Records: Open descriptors of the object changed. @throws RecordError `out-of-range`, in a checked log */
export function recDescriptorsChanged(t: Thread, object: ObjectId, delta: Delta): Seq {
  const r = t.log;
  if (r.checked) checkDescriptorsChanged(object, delta);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 47 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = object | 0;
  w[at + 3] = delta | 0;
  r.handlers[47]!(r.states[47], (object | 0) as ObjectId, (delta | 0) as Delta, t.cpu, r.length);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellDescriptorsChanged(t, seq, object, delta);
  return seq;
}
function checkDescriptorsChanged(object: ObjectId, delta: Delta): void {
  needWhole(object, 0, 2147483647, 47, 'object');
  needWhole(delta, -2147483648, 2147483647, 47, 'delta');
}
function tellDescriptorsChanged(t: Thread, seq: number, object: ObjectId, delta: Delta): void {
  const taker = t.log.takers[47];
  if (taker !== undefined) t.log.publisher.publish(makeDescriptorsChanged(seq, t.cause, t.cpu, (object | 0) as ObjectId, (delta | 0) as Delta), taker, seq);
}
export const descriptorsChangedObject = (w: Int32Array, at: number): ObjectId => (w[at + 2]!) as ObjectId;
export const descriptorsChangedDelta = (w: Int32Array, at: number): Delta => (w[at + 3]!) as Delta;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeDescriptorsChanged(seq: number, cause: number, cpu: number, object: ObjectId, delta: Delta): DescriptorsChanged {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'DescriptorsChanged', object, delta });
}
const buildDescriptorsChanged = (w: Int32Array, at: number, seq: number): DescriptorsChanged => makeDescriptorsChanged(seq, w[at + 1]!, recordCpu(w, at), descriptorsChangedObject(w, at), descriptorsChangedDelta(w, at));
const handleDescriptorsChanged = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[47]!(to.states[47], descriptorsChangedObject(w, at), descriptorsChangedDelta(w, at), recordCpu(w, at), seq);
function followDescriptorsChanged(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = descriptorsChangedObject(w, at), o1 = descriptorsChangedDelta(w, at), o2 = recordCpu(w, at);
  const wrong = guards.handlers[47]!(guards.states[47], o0, o1, o2, seq);
  if (wrong === undefined) folds.handlers[47]!(folds.states[47], o0, o1, o2, seq);
  return wrong;
}
function putDescriptorsChanged(e: DescriptorsChanged, w: Int32Array, at: number): void {
  checkDescriptorsChanged(e.object as ObjectId, e.delta as Delta);
  w[at] = headOf(47, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.object | 0);
  w[at + 3] = (e.delta | 0);
}

/** The object has another length. */
export interface ObjectResized extends EventBase {
  /** The object has another length. */
  readonly type: 'ObjectResized';
  /** Shared-memory object or file; 0: none. */
  readonly object: ObjectId;
  /** Its length from now on. Count of base pages. */
  readonly pages: Pages;
}
export const K_OBJECT_RESIZED = 48;
/** Records: The object has another length. @throws RecordError `out-of-range`, in a checked log */
export function recObjectResized(t: Thread, object: ObjectId, pages: Pages): Seq {
  const r = t.log;
  if (r.checked) checkObjectResized(object, pages);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 48 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = object | 0;
  w[at + 3] = pages | 0;
  w[at + 4] = vpnHi(pages);
  r.handlers[48]!(r.states[48], (object | 0) as ObjectId, pages, t.cpu, r.length);
  r.top = at + 5;
  const seq = r.length++;
  if (r.listeners !== 0) tellObjectResized(t, seq, object, pages);
  return seq;
}
function checkObjectResized(object: ObjectId, pages: Pages): void {
  needWhole(object, 0, 2147483647, 48, 'object');
  needWhole(pages, 0, 4503599627370496, 48, 'pages');
}
function tellObjectResized(t: Thread, seq: number, object: ObjectId, pages: Pages): void {
  const taker = t.log.takers[48];
  if (taker !== undefined) t.log.publisher.publish(makeObjectResized(seq, t.cause, t.cpu, (object | 0) as ObjectId, pages), taker, seq);
}
export const objectResizedObject = (w: Int32Array, at: number): ObjectId => (w[at + 2]!) as ObjectId;
export const objectResizedPages = (w: Int32Array, at: number): Pages => (wideOf(w[at + 3]!, w[at + 4]! & 2097151)) as Pages;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeObjectResized(seq: number, cause: number, cpu: number, object: ObjectId, pages: Pages): ObjectResized {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'ObjectResized', object, pages });
}
const buildObjectResized = (w: Int32Array, at: number, seq: number): ObjectResized => makeObjectResized(seq, w[at + 1]!, recordCpu(w, at), objectResizedObject(w, at), objectResizedPages(w, at));
const handleObjectResized = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[48]!(to.states[48], objectResizedObject(w, at), objectResizedPages(w, at), recordCpu(w, at), seq);
function followObjectResized(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = objectResizedObject(w, at), o1 = objectResizedPages(w, at), o2 = recordCpu(w, at);
  const wrong = guards.handlers[48]!(guards.states[48], o0, o1, o2, seq);
  if (wrong === undefined) folds.handlers[48]!(folds.states[48], o0, o1, o2, seq);
  return wrong;
}
function putObjectResized(e: ObjectResized, w: Int32Array, at: number): void {
  checkObjectResized(e.object as ObjectId, e.pages as Pages);
  w[at] = headOf(48, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.object | 0);
  w[at + 3] = (e.pages | 0);
  w[at + 4] = vpnHi(e.pages);
}

/** The object was freed: nothing maps it and no descriptor is open. */
export interface ObjectFreed extends EventBase {
  /** The object was freed: nothing maps it and no descriptor is open. */
  readonly type: 'ObjectFreed';
  /** Shared-memory object or file; 0: none. */
  readonly object: ObjectId;
}
export const K_OBJECT_FREED = 49;
/** Records: The object was freed: nothing maps it and no descriptor is open. @throws RecordError `out-of-range`, in a checked log */
export function recObjectFreed(t: Thread, object: ObjectId): Seq {
  const r = t.log;
  if (r.checked) checkObjectFreed(object);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 49 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = object | 0;
  r.handlers[49]!(r.states[49], (object | 0) as ObjectId, t.cpu, r.length);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellObjectFreed(t, seq, object);
  return seq;
}
function checkObjectFreed(object: ObjectId): void {
  needWhole(object, 0, 2147483647, 49, 'object');
}
function tellObjectFreed(t: Thread, seq: number, object: ObjectId): void {
  const taker = t.log.takers[49];
  if (taker !== undefined) t.log.publisher.publish(makeObjectFreed(seq, t.cause, t.cpu, (object | 0) as ObjectId), taker, seq);
}
export const objectFreedObject = (w: Int32Array, at: number): ObjectId => (w[at + 2]!) as ObjectId;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeObjectFreed(seq: number, cause: number, cpu: number, object: ObjectId): ObjectFreed {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'ObjectFreed', object });
}
const buildObjectFreed = (w: Int32Array, at: number, seq: number): ObjectFreed => makeObjectFreed(seq, w[at + 1]!, recordCpu(w, at), objectFreedObject(w, at));
const handleObjectFreed = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[49]!(to.states[49], objectFreedObject(w, at), recordCpu(w, at), seq);
function followObjectFreed(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = objectFreedObject(w, at), o1 = recordCpu(w, at);
  const wrong = guards.handlers[49]!(guards.states[49], o0, o1, seq);
  if (wrong === undefined) folds.handlers[49]!(folds.states[49], o0, o1, seq);
  return wrong;
}
function putObjectFreed(e: ObjectFreed, w: Int32Array, at: number): void {
  checkObjectFreed(e.object as ObjectId);
  w[at] = headOf(49, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.object | 0);
}

/** A folio became page `index` of the object; the cache holds a reference. */
export interface PageCacheAdded extends EventBase {
  /** A folio became page `index` of the object; the cache holds a reference. */
  readonly type: 'PageCacheAdded';
  /** Shared-memory object or file; 0: none. */
  readonly object: ObjectId;
  /** Which page of the object. Page of an object. */
  readonly index: Pgoff;
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
}
export const K_PAGE_CACHE_ADDED = 50;
/** Records: A folio became page `index` of the object; the cache holds a reference. @throws RecordError `out-of-range`, in a checked log */
export function recPageCacheAdded(t: Thread, object: ObjectId, index: Pgoff, pfn: Pfn): Seq {
  const r = t.log;
  if (r.checked) checkPageCacheAdded(object, index, pfn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 50 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = object | 0;
  w[at + 3] = index | 0;
  w[at + 4] = pfn | 0;
  w[at + 5] = vpnHi(index);
  r.handlers[50]!(r.states[50], (object | 0) as ObjectId, index, (pfn | 0) as Pfn, t.cpu, r.length);
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellPageCacheAdded(t, seq, object, index, pfn);
  return seq;
}
function checkPageCacheAdded(object: ObjectId, index: Pgoff, pfn: Pfn): void {
  needWhole(object, 0, 2147483647, 50, 'object');
  needWhole(index, 0, 4503599627370496, 50, 'index');
  needWhole(pfn, 0, 2147483647, 50, 'pfn');
}
function tellPageCacheAdded(t: Thread, seq: number, object: ObjectId, index: Pgoff, pfn: Pfn): void {
  const taker = t.log.takers[50];
  if (taker !== undefined) t.log.publisher.publish(makePageCacheAdded(seq, t.cause, t.cpu, (object | 0) as ObjectId, index, (pfn | 0) as Pfn), taker, seq);
}
export const pageCacheAddedObject = (w: Int32Array, at: number): ObjectId => (w[at + 2]!) as ObjectId;
export const pageCacheAddedIndex = (w: Int32Array, at: number): Pgoff => (wideOf(w[at + 3]!, w[at + 5]! & 2097151)) as Pgoff;
export const pageCacheAddedPfn = (w: Int32Array, at: number): Pfn => (w[at + 4]!) as Pfn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makePageCacheAdded(seq: number, cause: number, cpu: number, object: ObjectId, index: Pgoff, pfn: Pfn): PageCacheAdded {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'PageCacheAdded', object, index, pfn });
}
const buildPageCacheAdded = (w: Int32Array, at: number, seq: number): PageCacheAdded => makePageCacheAdded(seq, w[at + 1]!, recordCpu(w, at), pageCacheAddedObject(w, at), pageCacheAddedIndex(w, at), pageCacheAddedPfn(w, at));
const handlePageCacheAdded = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[50]!(to.states[50], pageCacheAddedObject(w, at), pageCacheAddedIndex(w, at), pageCacheAddedPfn(w, at), recordCpu(w, at), seq);
function followPageCacheAdded(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = pageCacheAddedObject(w, at), o1 = pageCacheAddedIndex(w, at), o2 = pageCacheAddedPfn(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[50]!(guards.states[50], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[50]!(folds.states[50], o0, o1, o2, o3, seq);
  return wrong;
}
function putPageCacheAdded(e: PageCacheAdded, w: Int32Array, at: number): void {
  checkPageCacheAdded(e.object as ObjectId, e.index as Pgoff, e.pfn as Pfn);
  w[at] = headOf(50, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.object | 0);
  w[at + 3] = (e.index | 0);
  w[at + 4] = (e.pfn | 0);
  w[at + 5] = vpnHi(e.index);
}

/** A folio left the object. */
export interface PageCacheRemoved extends EventBase {
  /** A folio left the object. */
  readonly type: 'PageCacheRemoved';
  /** Shared-memory object or file; 0: none. */
  readonly object: ObjectId;
  /** Which page of the object. Page of an object. */
  readonly index: Pgoff;
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
}
export const K_PAGE_CACHE_REMOVED = 51;
/** Records: A folio left the object. @throws RecordError `out-of-range`, in a checked log */
export function recPageCacheRemoved(t: Thread, object: ObjectId, index: Pgoff, pfn: Pfn): Seq {
  const r = t.log;
  if (r.checked) checkPageCacheRemoved(object, index, pfn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 51 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = object | 0;
  w[at + 3] = index | 0;
  w[at + 4] = pfn | 0;
  w[at + 5] = vpnHi(index);
  r.handlers[51]!(r.states[51], (object | 0) as ObjectId, index, (pfn | 0) as Pfn, t.cpu, r.length);
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellPageCacheRemoved(t, seq, object, index, pfn);
  return seq;
}
function checkPageCacheRemoved(object: ObjectId, index: Pgoff, pfn: Pfn): void {
  needWhole(object, 0, 2147483647, 51, 'object');
  needWhole(index, 0, 4503599627370496, 51, 'index');
  needWhole(pfn, 0, 2147483647, 51, 'pfn');
}
function tellPageCacheRemoved(t: Thread, seq: number, object: ObjectId, index: Pgoff, pfn: Pfn): void {
  const taker = t.log.takers[51];
  if (taker !== undefined) t.log.publisher.publish(makePageCacheRemoved(seq, t.cause, t.cpu, (object | 0) as ObjectId, index, (pfn | 0) as Pfn), taker, seq);
}
export const pageCacheRemovedObject = (w: Int32Array, at: number): ObjectId => (w[at + 2]!) as ObjectId;
export const pageCacheRemovedIndex = (w: Int32Array, at: number): Pgoff => (wideOf(w[at + 3]!, w[at + 5]! & 2097151)) as Pgoff;
export const pageCacheRemovedPfn = (w: Int32Array, at: number): Pfn => (w[at + 4]!) as Pfn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makePageCacheRemoved(seq: number, cause: number, cpu: number, object: ObjectId, index: Pgoff, pfn: Pfn): PageCacheRemoved {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'PageCacheRemoved', object, index, pfn });
}
const buildPageCacheRemoved = (w: Int32Array, at: number, seq: number): PageCacheRemoved => makePageCacheRemoved(seq, w[at + 1]!, recordCpu(w, at), pageCacheRemovedObject(w, at), pageCacheRemovedIndex(w, at), pageCacheRemovedPfn(w, at));
const handlePageCacheRemoved = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[51]!(to.states[51], pageCacheRemovedObject(w, at), pageCacheRemovedIndex(w, at), pageCacheRemovedPfn(w, at), recordCpu(w, at), seq);
function followPageCacheRemoved(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = pageCacheRemovedObject(w, at), o1 = pageCacheRemovedIndex(w, at), o2 = pageCacheRemovedPfn(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[51]!(guards.states[51], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[51]!(folds.states[51], o0, o1, o2, o3, seq);
  return wrong;
}
function putPageCacheRemoved(e: PageCacheRemoved, w: Int32Array, at: number): void {
  checkPageCacheRemoved(e.object as ObjectId, e.index as Pgoff, e.pfn as Pfn);
  w[at] = headOf(51, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.object | 0);
  w[at + 3] = (e.index | 0);
  w[at + 4] = (e.pfn | 0);
  w[at + 5] = vpnHi(e.index);
}

/** The file has this byte on storage from its beginning. */
export interface StorageSet extends EventBase {
  /** The file has this byte on storage from its beginning. */
  readonly type: 'StorageSet';
  /** First byte of the page. Content of a page. */
  readonly value: Byte;
  /** Shared-memory object or file; 0: none. */
  readonly object: ObjectId;
  /** Which page of the file. Page of an object. */
  readonly index: Pgoff;
}
export const K_STORAGE_SET = 52;
/** Records: The file has this byte on storage from its beginning. @throws RecordError `out-of-range`, in a checked log */
export function recStorageSet(t: Thread, value: Byte, object: ObjectId, index: Pgoff): Seq {
  const r = t.log;
  if (r.checked) checkStorageSet(value, object, index);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 52 | (t.cpu << 8) | (value << 16);
  w[at + 1] = t.cause;
  w[at + 2] = object | 0;
  w[at + 3] = index | 0;
  w[at + 4] = vpnHi(index);
  r.handlers[52]!(r.states[52], value, (object | 0) as ObjectId, index, t.cpu, r.length);
  r.top = at + 5;
  const seq = r.length++;
  if (r.listeners !== 0) tellStorageSet(t, seq, value, object, index);
  return seq;
}
function checkStorageSet(value: Byte, object: ObjectId, index: Pgoff): void {
  needWhole(value, 0, 255, 52, 'value');
  needWhole(object, 0, 2147483647, 52, 'object');
  needWhole(index, 0, 4503599627370496, 52, 'index');
}
function tellStorageSet(t: Thread, seq: number, value: Byte, object: ObjectId, index: Pgoff): void {
  const taker = t.log.takers[52];
  if (taker !== undefined) t.log.publisher.publish(makeStorageSet(seq, t.cause, t.cpu, value, (object | 0) as ObjectId, index), taker, seq);
}
export const storageSetValue = (w: Int32Array, at: number): Byte => ((w[at]! >>> 16) & 255) as Byte;
export const storageSetObject = (w: Int32Array, at: number): ObjectId => (w[at + 2]!) as ObjectId;
export const storageSetIndex = (w: Int32Array, at: number): Pgoff => (wideOf(w[at + 3]!, w[at + 4]! & 2097151)) as Pgoff;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeStorageSet(seq: number, cause: number, cpu: number, value: Byte, object: ObjectId, index: Pgoff): StorageSet {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'StorageSet', value, object, index });
}
const buildStorageSet = (w: Int32Array, at: number, seq: number): StorageSet => makeStorageSet(seq, w[at + 1]!, recordCpu(w, at), storageSetValue(w, at), storageSetObject(w, at), storageSetIndex(w, at));
const handleStorageSet = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[52]!(to.states[52], storageSetValue(w, at), storageSetObject(w, at), storageSetIndex(w, at), recordCpu(w, at), seq);
function followStorageSet(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = storageSetValue(w, at), o1 = storageSetObject(w, at), o2 = storageSetIndex(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[52]!(guards.states[52], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[52]!(folds.states[52], o0, o1, o2, o3, seq);
  return wrong;
}
function putStorageSet(e: StorageSet, w: Int32Array, at: number): void {
  checkStorageSet(e.value as Byte, e.object as ObjectId, e.index as Pgoff);
  w[at] = headOf(52, e) | (e.value << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.object | 0);
  w[at + 3] = (e.index | 0);
  w[at + 4] = vpnHi(e.index);
}

/** The file has nothing on storage here any more: these pages read as zeros. */
export interface StorageDiscarded extends EventBase {
  /** The file has nothing on storage here any more: these pages read as zeros. */
  readonly type: 'StorageDiscarded';
  /** Shared-memory object or file; 0: none. */
  readonly object: ObjectId;
  /** First page of the file. Page of an object. */
  readonly start: Pgoff;
  /** Page after the last. Page of an object. */
  readonly end: Pgoff;
}
export const K_STORAGE_DISCARDED = 53;
/** Records: The file has nothing on storage here any more: these pages read as zeros. @throws RecordError `out-of-range`, in a checked log */
export function recStorageDiscarded(t: Thread, object: ObjectId, start: Pgoff, end: Pgoff): Seq {
  const r = t.log;
  if (r.checked) checkStorageDiscarded(object, start, end);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 53 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = object | 0;
  w[at + 3] = start | 0;
  w[at + 4] = end | 0;
  w[at + 5] = vpnHi(start);
  w[at + 6] = vpnHi(end);
  r.handlers[53]!(r.states[53], (object | 0) as ObjectId, start, end, t.cpu, r.length);
  r.top = at + 7;
  const seq = r.length++;
  if (r.listeners !== 0) tellStorageDiscarded(t, seq, object, start, end);
  return seq;
}
function checkStorageDiscarded(object: ObjectId, start: Pgoff, end: Pgoff): void {
  needWhole(object, 0, 2147483647, 53, 'object');
  needWhole(start, 0, 4503599627370496, 53, 'start');
  needWhole(end, 0, 4503599627370496, 53, 'end');
}
function tellStorageDiscarded(t: Thread, seq: number, object: ObjectId, start: Pgoff, end: Pgoff): void {
  const taker = t.log.takers[53];
  if (taker !== undefined) t.log.publisher.publish(makeStorageDiscarded(seq, t.cause, t.cpu, (object | 0) as ObjectId, start, end), taker, seq);
}
export const storageDiscardedObject = (w: Int32Array, at: number): ObjectId => (w[at + 2]!) as ObjectId;
export const storageDiscardedStart = (w: Int32Array, at: number): Pgoff => (wideOf(w[at + 3]!, w[at + 5]! & 2097151)) as Pgoff;
export const storageDiscardedEnd = (w: Int32Array, at: number): Pgoff => (wideOf(w[at + 4]!, w[at + 6]! & 2097151)) as Pgoff;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeStorageDiscarded(seq: number, cause: number, cpu: number, object: ObjectId, start: Pgoff, end: Pgoff): StorageDiscarded {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'StorageDiscarded', object, start, end });
}
const buildStorageDiscarded = (w: Int32Array, at: number, seq: number): StorageDiscarded => makeStorageDiscarded(seq, w[at + 1]!, recordCpu(w, at), storageDiscardedObject(w, at), storageDiscardedStart(w, at), storageDiscardedEnd(w, at));
const handleStorageDiscarded = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[53]!(to.states[53], storageDiscardedObject(w, at), storageDiscardedStart(w, at), storageDiscardedEnd(w, at), recordCpu(w, at), seq);
function followStorageDiscarded(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = storageDiscardedObject(w, at), o1 = storageDiscardedStart(w, at), o2 = storageDiscardedEnd(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[53]!(guards.states[53], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[53]!(folds.states[53], o0, o1, o2, o3, seq);
  return wrong;
}
function putStorageDiscarded(e: StorageDiscarded, w: Int32Array, at: number): void {
  checkStorageDiscarded(e.object as ObjectId, e.start as Pgoff, e.end as Pgoff);
  w[at] = headOf(53, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.object | 0);
  w[at + 3] = (e.start | 0);
  w[at + 4] = (e.end | 0);
  w[at + 5] = vpnHi(e.start);
  w[at + 6] = vpnHi(e.end);
}

/** A cached page was filled from storage: it is up to date. */
export interface PageRead extends EventBase {
  /** A cached page was filled from storage: it is up to date. */
  readonly type: 'PageRead';
  /** Shared-memory object or file; 0: none. */
  readonly object: ObjectId;
  /** Which page of the file. Page of an object. */
  readonly index: Pgoff;
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
}
export const K_PAGE_READ = 54;
/** Records: A cached page was filled from storage: it is up to date. @throws RecordError `out-of-range`, in a checked log */
export function recPageRead(t: Thread, object: ObjectId, index: Pgoff, pfn: Pfn): Seq {
  const r = t.log;
  if (r.checked) checkPageRead(object, index, pfn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 54 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = object | 0;
  w[at + 3] = index | 0;
  w[at + 4] = pfn | 0;
  w[at + 5] = vpnHi(index);
  r.handlers[54]!(r.states[54], (object | 0) as ObjectId, index, (pfn | 0) as Pfn, t.cpu, r.length);
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellPageRead(t, seq, object, index, pfn);
  return seq;
}
function checkPageRead(object: ObjectId, index: Pgoff, pfn: Pfn): void {
  needWhole(object, 0, 2147483647, 54, 'object');
  needWhole(index, 0, 4503599627370496, 54, 'index');
  needWhole(pfn, 0, 2147483647, 54, 'pfn');
}
function tellPageRead(t: Thread, seq: number, object: ObjectId, index: Pgoff, pfn: Pfn): void {
  const taker = t.log.takers[54];
  if (taker !== undefined) t.log.publisher.publish(makePageRead(seq, t.cause, t.cpu, (object | 0) as ObjectId, index, (pfn | 0) as Pfn), taker, seq);
}
export const pageReadObject = (w: Int32Array, at: number): ObjectId => (w[at + 2]!) as ObjectId;
export const pageReadIndex = (w: Int32Array, at: number): Pgoff => (wideOf(w[at + 3]!, w[at + 5]! & 2097151)) as Pgoff;
export const pageReadPfn = (w: Int32Array, at: number): Pfn => (w[at + 4]!) as Pfn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makePageRead(seq: number, cause: number, cpu: number, object: ObjectId, index: Pgoff, pfn: Pfn): PageRead {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'PageRead', object, index, pfn });
}
const buildPageRead = (w: Int32Array, at: number, seq: number): PageRead => makePageRead(seq, w[at + 1]!, recordCpu(w, at), pageReadObject(w, at), pageReadIndex(w, at), pageReadPfn(w, at));
const handlePageRead = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[54]!(to.states[54], pageReadObject(w, at), pageReadIndex(w, at), pageReadPfn(w, at), recordCpu(w, at), seq);
function followPageRead(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = pageReadObject(w, at), o1 = pageReadIndex(w, at), o2 = pageReadPfn(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[54]!(guards.states[54], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[54]!(folds.states[54], o0, o1, o2, o3, seq);
  return wrong;
}
function putPageRead(e: PageRead, w: Int32Array, at: number): void {
  checkPageRead(e.object as ObjectId, e.index as Pgoff, e.pfn as Pfn);
  w[at] = headOf(54, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.object | 0);
  w[at + 3] = (e.index | 0);
  w[at + 4] = (e.pfn | 0);
  w[at + 5] = vpnHi(e.index);
}

/** A cached page was written to storage. */
export interface PageStored extends EventBase {
  /** A cached page was written to storage. */
  readonly type: 'PageStored';
  /** Shared-memory object or file; 0: none. */
  readonly object: ObjectId;
  /** Which page of the file. Page of an object. */
  readonly index: Pgoff;
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
}
export const K_PAGE_STORED = 55;
/** Records: A cached page was written to storage. @throws RecordError `out-of-range`, in a checked log */
export function recPageStored(t: Thread, object: ObjectId, index: Pgoff, pfn: Pfn): Seq {
  const r = t.log;
  if (r.checked) checkPageStored(object, index, pfn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 55 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = object | 0;
  w[at + 3] = index | 0;
  w[at + 4] = pfn | 0;
  w[at + 5] = vpnHi(index);
  r.handlers[55]!(r.states[55], (object | 0) as ObjectId, index, (pfn | 0) as Pfn, t.cpu, r.length);
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellPageStored(t, seq, object, index, pfn);
  return seq;
}
function checkPageStored(object: ObjectId, index: Pgoff, pfn: Pfn): void {
  needWhole(object, 0, 2147483647, 55, 'object');
  needWhole(index, 0, 4503599627370496, 55, 'index');
  needWhole(pfn, 0, 2147483647, 55, 'pfn');
}
function tellPageStored(t: Thread, seq: number, object: ObjectId, index: Pgoff, pfn: Pfn): void {
  const taker = t.log.takers[55];
  if (taker !== undefined) t.log.publisher.publish(makePageStored(seq, t.cause, t.cpu, (object | 0) as ObjectId, index, (pfn | 0) as Pfn), taker, seq);
}
export const pageStoredObject = (w: Int32Array, at: number): ObjectId => (w[at + 2]!) as ObjectId;
export const pageStoredIndex = (w: Int32Array, at: number): Pgoff => (wideOf(w[at + 3]!, w[at + 5]! & 2097151)) as Pgoff;
export const pageStoredPfn = (w: Int32Array, at: number): Pfn => (w[at + 4]!) as Pfn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makePageStored(seq: number, cause: number, cpu: number, object: ObjectId, index: Pgoff, pfn: Pfn): PageStored {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'PageStored', object, index, pfn });
}
const buildPageStored = (w: Int32Array, at: number, seq: number): PageStored => makePageStored(seq, w[at + 1]!, recordCpu(w, at), pageStoredObject(w, at), pageStoredIndex(w, at), pageStoredPfn(w, at));
const handlePageStored = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[55]!(to.states[55], pageStoredObject(w, at), pageStoredIndex(w, at), pageStoredPfn(w, at), recordCpu(w, at), seq);
function followPageStored(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = pageStoredObject(w, at), o1 = pageStoredIndex(w, at), o2 = pageStoredPfn(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[55]!(guards.states[55], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[55]!(folds.states[55], o0, o1, o2, o3, seq);
  return wrong;
}
function putPageStored(e: PageStored, w: Int32Array, at: number): void {
  checkPageStored(e.object as ObjectId, e.index as Pgoff, e.pfn as Pfn);
  w[at] = headOf(55, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.object | 0);
  w[at + 3] = (e.index | 0);
  w[at + 4] = (e.pfn | 0);
  w[at + 5] = vpnHi(e.index);
}

/** The window of pages that reads of the file bring in ahead. */
export interface ReadAheadPlanned extends EventBase {
  /** The window of pages that reads of the file bring in ahead. */
  readonly type: 'ReadAheadPlanned';
  /** Shared-memory object or file; 0: none. */
  readonly object: ObjectId;
  /** First page of the window. Page of an object. */
  readonly start: Pgoff;
  /** Pages of the window. Count of base pages. */
  readonly size: Pages;
  /** How many of them, at its end, are left when the next window is due. Count of base pages. */
  readonly async: Pages;
}
export const K_READ_AHEAD_PLANNED = 56;
/** Records: The window of pages that reads of the file bring in ahead. @throws RecordError `out-of-range`, in a checked log */
export function recReadAheadPlanned(t: Thread, object: ObjectId, start: Pgoff, size: Pages, async: Pages): Seq {
  const r = t.log;
  if (r.checked) checkReadAheadPlanned(object, start, size, async);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 56 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = object | 0;
  w[at + 3] = start | 0;
  w[at + 4] = size | 0;
  w[at + 5] = async | 0;
  w[at + 6] = vpnHi(start);
  w[at + 7] = vpnHi(size);
  w[at + 8] = vpnHi(async);
  r.handlers[56]!(r.states[56], (object | 0) as ObjectId, start, size, async, t.cpu, r.length);
  r.top = at + 9;
  const seq = r.length++;
  if (r.listeners !== 0) tellReadAheadPlanned(t, seq, object, start, size, async);
  return seq;
}
function checkReadAheadPlanned(object: ObjectId, start: Pgoff, size: Pages, async: Pages): void {
  needWhole(object, 0, 2147483647, 56, 'object');
  needWhole(start, 0, 4503599627370496, 56, 'start');
  needWhole(size, 0, 4503599627370496, 56, 'size');
  needWhole(async, 0, 4503599627370496, 56, 'async');
}
function tellReadAheadPlanned(t: Thread, seq: number, object: ObjectId, start: Pgoff, size: Pages, async: Pages): void {
  const taker = t.log.takers[56];
  if (taker !== undefined) t.log.publisher.publish(makeReadAheadPlanned(seq, t.cause, t.cpu, (object | 0) as ObjectId, start, size, async), taker, seq);
}
export const readAheadPlannedObject = (w: Int32Array, at: number): ObjectId => (w[at + 2]!) as ObjectId;
export const readAheadPlannedStart = (w: Int32Array, at: number): Pgoff => (wideOf(w[at + 3]!, w[at + 6]! & 2097151)) as Pgoff;
export const readAheadPlannedSize = (w: Int32Array, at: number): Pages => (wideOf(w[at + 4]!, w[at + 7]! & 2097151)) as Pages;
export const readAheadPlannedAsync = (w: Int32Array, at: number): Pages => (wideOf(w[at + 5]!, w[at + 8]! & 2097151)) as Pages;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeReadAheadPlanned(seq: number, cause: number, cpu: number, object: ObjectId, start: Pgoff, size: Pages, async: Pages): ReadAheadPlanned {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'ReadAheadPlanned', object, start, size, async });
}
const buildReadAheadPlanned = (w: Int32Array, at: number, seq: number): ReadAheadPlanned => makeReadAheadPlanned(seq, w[at + 1]!, recordCpu(w, at), readAheadPlannedObject(w, at), readAheadPlannedStart(w, at), readAheadPlannedSize(w, at), readAheadPlannedAsync(w, at));
const handleReadAheadPlanned = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[56]!(to.states[56], readAheadPlannedObject(w, at), readAheadPlannedStart(w, at), readAheadPlannedSize(w, at), readAheadPlannedAsync(w, at), recordCpu(w, at), seq);
function followReadAheadPlanned(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = readAheadPlannedObject(w, at), o1 = readAheadPlannedStart(w, at), o2 = readAheadPlannedSize(w, at), o3 = readAheadPlannedAsync(w, at), o4 = recordCpu(w, at);
  const wrong = guards.handlers[56]!(guards.states[56], o0, o1, o2, o3, o4, seq);
  if (wrong === undefined) folds.handlers[56]!(folds.states[56], o0, o1, o2, o3, o4, seq);
  return wrong;
}
function putReadAheadPlanned(e: ReadAheadPlanned, w: Int32Array, at: number): void {
  checkReadAheadPlanned(e.object as ObjectId, e.start as Pgoff, e.size as Pages, e.async as Pages);
  w[at] = headOf(56, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.object | 0);
  w[at + 3] = (e.start | 0);
  w[at + 4] = (e.size | 0);
  w[at + 5] = (e.async | 0);
  w[at + 6] = vpnHi(e.start);
  w[at + 7] = vpnHi(e.size);
  w[at + 8] = vpnHi(e.async);
}

/** read(2) or write(2) reached a page of the object; a write stored `value` there, a read found it. */
export interface FileAccessed extends EventBase {
  /** read(2) or write(2) reached a page of the object; a write stored `value` there, a read found it. */
  readonly type: 'FileAccessed';
  /** What the access does: read, write, exec. */
  readonly access: NameOf<'access'>;
  /** What was stored or found. Content of a page. */
  readonly value: Byte;
  /** Shared-memory object or file; 0: none. */
  readonly object: ObjectId;
  /** Which page of the object. Page of an object. */
  readonly index: Pgoff;
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
}
export const K_FILE_ACCESSED = 57;
/** Records: read(2) or write(2) reached a page of the object; a write stored `value` there, a read found it. @throws RecordError `out-of-range`, in a checked log */
export function recFileAccessed(t: Thread, access: Place<'access'>, value: Byte, object: ObjectId, index: Pgoff, pfn: Pfn): Seq {
  const r = t.log;
  if (r.checked) checkFileAccessed(access, value, object, index, pfn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 57 | (t.cpu << 8) | (access << 24) | (value << 16);
  w[at + 1] = t.cause;
  w[at + 2] = object | 0;
  w[at + 3] = index | 0;
  w[at + 4] = pfn | 0;
  w[at + 5] = vpnHi(index);
  r.handlers[57]!(r.states[57], access, value, (object | 0) as ObjectId, index, (pfn | 0) as Pfn, t.cpu, r.length);
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellFileAccessed(t, seq, access, value, object, index, pfn);
  return seq;
}
function checkFileAccessed(access: Place<'access'>, value: Byte, object: ObjectId, index: Pgoff, pfn: Pfn): void {
  needWhole(access, 0, 2, 57, 'access');
  needWhole(value, 0, 255, 57, 'value');
  needWhole(object, 0, 2147483647, 57, 'object');
  needWhole(index, 0, 4503599627370496, 57, 'index');
  needWhole(pfn, 0, 2147483647, 57, 'pfn');
}
function tellFileAccessed(t: Thread, seq: number, access: Place<'access'>, value: Byte, object: ObjectId, index: Pgoff, pfn: Pfn): void {
  const taker = t.log.takers[57];
  if (taker !== undefined) t.log.publisher.publish(makeFileAccessed(seq, t.cause, t.cpu, access, value, (object | 0) as ObjectId, index, (pfn | 0) as Pfn), taker, seq);
}
export const fileAccessedAccess = (w: Int32Array, at: number): Place<'access'> => ((w[at]! >>> 24) & 7) as Place<'access'>;
export const fileAccessedValue = (w: Int32Array, at: number): Byte => ((w[at]! >>> 16) & 255) as Byte;
export const fileAccessedObject = (w: Int32Array, at: number): ObjectId => (w[at + 2]!) as ObjectId;
export const fileAccessedIndex = (w: Int32Array, at: number): Pgoff => (wideOf(w[at + 3]!, w[at + 5]! & 2097151)) as Pgoff;
export const fileAccessedPfn = (w: Int32Array, at: number): Pfn => (w[at + 4]!) as Pfn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeFileAccessed(seq: number, cause: number, cpu: number, access: Place<'access'>, value: Byte, object: ObjectId, index: Pgoff, pfn: Pfn): FileAccessed {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'FileAccessed', access: accessNames[access]!, value, object, index, pfn });
}
const buildFileAccessed = (w: Int32Array, at: number, seq: number): FileAccessed => makeFileAccessed(seq, w[at + 1]!, recordCpu(w, at), fileAccessedAccess(w, at), fileAccessedValue(w, at), fileAccessedObject(w, at), fileAccessedIndex(w, at), fileAccessedPfn(w, at));
const handleFileAccessed = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[57]!(to.states[57], fileAccessedAccess(w, at), fileAccessedValue(w, at), fileAccessedObject(w, at), fileAccessedIndex(w, at), fileAccessedPfn(w, at), recordCpu(w, at), seq);
function followFileAccessed(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = fileAccessedAccess(w, at), o1 = fileAccessedValue(w, at), o2 = fileAccessedObject(w, at), o3 = fileAccessedIndex(w, at), o4 = fileAccessedPfn(w, at), o5 = recordCpu(w, at);
  const wrong = guards.handlers[57]!(guards.states[57], o0, o1, o2, o3, o4, o5, seq);
  if (wrong === undefined) folds.handlers[57]!(folds.states[57], o0, o1, o2, o3, o4, o5, seq);
  return wrong;
}
function putFileAccessed(e: FileAccessed, w: Int32Array, at: number): void {
  const accessPlace = placeIn(accessNames, e, 'access');
  checkFileAccessed(accessPlace as Place<'access'>, e.value as Byte, e.object as ObjectId, e.index as Pgoff, e.pfn as Pfn);
  w[at] = headOf(57, e) | (accessPlace << 24) | (e.value << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.object | 0);
  w[at + 3] = (e.index | 0);
  w[at + 4] = (e.pfn | 0);
  w[at + 5] = vpnHi(e.index);
}

/** A kernel path asked for a TLB flush; page numbers half open. */
export interface FlushRequested extends EventBase {
  /** A kernel path asked for a TLB flush; page numbers half open. */
  readonly type: 'FlushRequested';
  /** How much: one page, a range, or all of the mm; `pageLocal`: on this CPU alone, `pageNoWait`: nobody waits for it: page, range, mm, pageLocal, pageNoWait. */
  readonly scope: NameOf<'flushScope'>;
  /** Which path asked: clearFlush, accessFlags, gather, fork, move, spurious, install, protect, get, exit, wrprotect, attach, clearRefs, reclaim. */
  readonly reason: NameOf<'flushReason'>;
  /** Whether page tables go away, so that structure caches have to be dropped as well. */
  readonly freedTables: boolean;
  /** Bytes from one entry of the range to the next. Log2 of bytes. */
  readonly strideShift: Shift;
  /** Address space; 0: none. */
  readonly mm: MmId;
  /** First page to flush. Virtual page number: an address divided by the size of a base page. */
  readonly start: Vpn;
  /** Page after the last. Virtual page number: an address divided by the size of a base page. */
  readonly end: Vpn;
}
export const K_FLUSH_REQUESTED = 58;
/** Records: A kernel path asked for a TLB flush; page numbers half open. @throws RecordError `out-of-range`, in a checked log */
export function recFlushRequested(t: Thread, scope: Place<'flushScope'>, reason: Place<'flushReason'>, freedTables: Bit, strideShift: Shift, mm: MmId, start: Vpn, end: Vpn): Seq {
  const r = t.log;
  if (r.checked) checkFlushRequested(scope, reason, freedTables, strideShift, mm, start, end);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 58 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  w[at + 2] = start | 0;
  w[at + 3] = end | 0;
  w[at + 4] = (reason << 27) | (strideShift << 21) | vpnHi(start);
  w[at + 5] = (scope << 21) | (freedTables << 25) | vpnHi(end);
  r.handlers[58]!(r.states[58], scope, reason, freedTables, strideShift, mm, start, end, t.cpu, r.length);
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellFlushRequested(t, seq, scope, reason, freedTables, strideShift, mm, start, end);
  return seq;
}
function checkFlushRequested(scope: Place<'flushScope'>, reason: Place<'flushReason'>, freedTables: Bit, strideShift: Shift, mm: MmId, start: Vpn, end: Vpn): void {
  needWhole(scope, 0, 4, 58, 'scope');
  needWhole(reason, 0, 13, 58, 'reason');
  needWhole(freedTables, 0, 1, 58, 'freedTables');
  needWhole(strideShift, 0, 63, 58, 'strideShift');
  needWhole(mm, 0, 65535, 58, 'mm');
  needWhole(start, 0, 4503599627370496, 58, 'start');
  needWhole(end, 0, 4503599627370496, 58, 'end');
}
function tellFlushRequested(t: Thread, seq: number, scope: Place<'flushScope'>, reason: Place<'flushReason'>, freedTables: Bit, strideShift: Shift, mm: MmId, start: Vpn, end: Vpn): void {
  const taker = t.log.takers[58];
  if (taker !== undefined) t.log.publisher.publish(makeFlushRequested(seq, t.cause, t.cpu, scope, reason, freedTables, strideShift, mm, start, end), taker, seq);
}
export const flushRequestedScope = (w: Int32Array, at: number): Place<'flushScope'> => ((w[at + 5]! >>> 21) & 15) as Place<'flushScope'>;
export const flushRequestedReason = (w: Int32Array, at: number): Place<'flushReason'> => (w[at + 4]! >>> 27) as Place<'flushReason'>;
export const flushRequestedFreedTables = (w: Int32Array, at: number): Bit => ((w[at + 5]! >>> 25) & 1) as Bit;
export const flushRequestedStrideShift = (w: Int32Array, at: number): Shift => ((w[at + 4]! >>> 21) & 63) as Shift;
export const flushRequestedMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
export const flushRequestedStart = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 2]!, w[at + 4]! & 2097151)) as Vpn;
export const flushRequestedEnd = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 3]!, w[at + 5]! & 2097151)) as Vpn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeFlushRequested(seq: number, cause: number, cpu: number, scope: Place<'flushScope'>, reason: Place<'flushReason'>, freedTables: Bit, strideShift: Shift, mm: MmId, start: Vpn, end: Vpn): FlushRequested {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'FlushRequested', scope: flushScopeNames[scope]!, reason: flushReasonNames[reason]!, freedTables: freedTables === 1, strideShift, mm, start, end });
}
const buildFlushRequested = (w: Int32Array, at: number, seq: number): FlushRequested => makeFlushRequested(seq, w[at + 1]!, recordCpu(w, at), flushRequestedScope(w, at), flushRequestedReason(w, at), flushRequestedFreedTables(w, at), flushRequestedStrideShift(w, at), flushRequestedMm(w, at), flushRequestedStart(w, at), flushRequestedEnd(w, at));
const handleFlushRequested = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[58]!(to.states[58], flushRequestedScope(w, at), flushRequestedReason(w, at), flushRequestedFreedTables(w, at), flushRequestedStrideShift(w, at), flushRequestedMm(w, at), flushRequestedStart(w, at), flushRequestedEnd(w, at), recordCpu(w, at), seq);
function followFlushRequested(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = flushRequestedScope(w, at), o1 = flushRequestedReason(w, at), o2 = flushRequestedFreedTables(w, at), o3 = flushRequestedStrideShift(w, at), o4 = flushRequestedMm(w, at), o5 = flushRequestedStart(w, at), o6 = flushRequestedEnd(w, at), o7 = recordCpu(w, at);
  const wrong = guards.handlers[58]!(guards.states[58], o0, o1, o2, o3, o4, o5, o6, o7, seq);
  if (wrong === undefined) folds.handlers[58]!(folds.states[58], o0, o1, o2, o3, o4, o5, o6, o7, seq);
  return wrong;
}
function putFlushRequested(e: FlushRequested, w: Int32Array, at: number): void {
  const scopePlace = placeIn(flushScopeNames, e, 'scope');
  const reasonPlace = placeIn(flushReasonNames, e, 'reason');
  checkFlushRequested(scopePlace as Place<'flushScope'>, reasonPlace as Place<'flushReason'>, Number(e.freedTables) as Bit, e.strideShift as Shift, e.mm as MmId, e.start as Vpn, e.end as Vpn);
  w[at] = headOf(58, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.start | 0);
  w[at + 3] = (e.end | 0);
  w[at + 4] = (reasonPlace << 27) | (e.strideShift << 21) | vpnHi(e.start);
  w[at + 5] = (scopePlace << 21) | (Number(e.freedTables) << 25) | vpnHi(e.end);
}

/** The mm owes a whole flush (s390 flush_mm). */
export interface FlushDeferred extends EventBase {
  /** The mm owes a whole flush (s390 flush_mm). */
  readonly type: 'FlushDeferred';
  /** Address space; 0: none. */
  readonly mm: MmId;
}
export const K_FLUSH_DEFERRED = 59;
/** Records: The mm owes a whole flush (s390 flush_mm). @throws RecordError `out-of-range`, in a checked log */
export function recFlushDeferred(t: Thread, mm: MmId): Seq {
  const r = t.log;
  if (r.checked) checkFlushDeferred(mm);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 59 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  r.handlers[59]!(r.states[59], mm, t.cpu, r.length);
  r.top = at + 2;
  const seq = r.length++;
  if (r.listeners !== 0) tellFlushDeferred(t, seq, mm);
  return seq;
}
function checkFlushDeferred(mm: MmId): void {
  needWhole(mm, 0, 65535, 59, 'mm');
}
function tellFlushDeferred(t: Thread, seq: number, mm: MmId): void {
  const taker = t.log.takers[59];
  if (taker !== undefined) t.log.publisher.publish(makeFlushDeferred(seq, t.cause, t.cpu, mm), taker, seq);
}
export const flushDeferredMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeFlushDeferred(seq: number, cause: number, cpu: number, mm: MmId): FlushDeferred {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'FlushDeferred', mm });
}
const buildFlushDeferred = (w: Int32Array, at: number, seq: number): FlushDeferred => makeFlushDeferred(seq, w[at + 1]!, recordCpu(w, at), flushDeferredMm(w, at));
const handleFlushDeferred = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[59]!(to.states[59], flushDeferredMm(w, at), recordCpu(w, at), seq);
function followFlushDeferred(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = flushDeferredMm(w, at), o1 = recordCpu(w, at);
  const wrong = guards.handlers[59]!(guards.states[59], o0, o1, seq);
  if (wrong === undefined) folds.handlers[59]!(folds.states[59], o0, o1, seq);
  return wrong;
}
function putFlushDeferred(e: FlushDeferred, w: Int32Array, at: number): void {
  checkFlushDeferred(e.mm as MmId);
  w[at] = headOf(59, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
}

/** A page of the mm was pinned for the first time (MMF_HAS_PINNED): fork minds pins from now on. */
export interface MmPinned extends EventBase {
  /** A page of the mm was pinned for the first time (MMF_HAS_PINNED): fork minds pins from now on. */
  readonly type: 'MmPinned';
  /** Address space; 0: none. */
  readonly mm: MmId;
}
export const K_MM_PINNED = 60;
/** Records: A page of the mm was pinned for the first time (MMF_HAS_PINNED): fork minds pins from now on. @throws RecordError `out-of-range`, in a checked log */
export function recMmPinned(t: Thread, mm: MmId): Seq {
  const r = t.log;
  if (r.checked) checkMmPinned(mm);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 60 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  r.handlers[60]!(r.states[60], mm, t.cpu, r.length);
  r.top = at + 2;
  const seq = r.length++;
  if (r.listeners !== 0) tellMmPinned(t, seq, mm);
  return seq;
}
function checkMmPinned(mm: MmId): void {
  needWhole(mm, 0, 65535, 60, 'mm');
}
function tellMmPinned(t: Thread, seq: number, mm: MmId): void {
  const taker = t.log.takers[60];
  if (taker !== undefined) t.log.publisher.publish(makeMmPinned(seq, t.cause, t.cpu, mm), taker, seq);
}
export const mmPinnedMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeMmPinned(seq: number, cause: number, cpu: number, mm: MmId): MmPinned {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'MmPinned', mm });
}
const buildMmPinned = (w: Int32Array, at: number, seq: number): MmPinned => makeMmPinned(seq, w[at + 1]!, recordCpu(w, at), mmPinnedMm(w, at));
const handleMmPinned = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[60]!(to.states[60], mmPinnedMm(w, at), recordCpu(w, at), seq);
function followMmPinned(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = mmPinnedMm(w, at), o1 = recordCpu(w, at);
  const wrong = guards.handlers[60]!(guards.states[60], o0, o1, seq);
  if (wrong === undefined) folds.handlers[60]!(folds.states[60], o0, o1, seq);
  return wrong;
}
function putMmPinned(e: MmPinned, w: Int32Array, at: number): void {
  checkMmPinned(e.mm as MmId);
  w[at] = headOf(60, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
}

/** References that outlive a call have a holder: a pipe, or a device. It goes with its process at the latest. */
export interface HoldCreated extends EventBase {
  /** References that outlive a call have a holder: a pipe, or a device. It goes with its process at the latest. */
  readonly type: 'HoldCreated';
  /** What it holds pages by: references of FOLL_GET, or pins of FOLL_PIN: get, pin. */
  readonly kind: NameOf<'holdKind'>;
  /** References that outlive the call which took them; 0: none. */
  readonly hold: HoldId;
  /** Whose process has it. Address space; 0: none. */
  readonly mm: MmId;
}
export const K_HOLD_CREATED = 61;
/** Records: References that outlive a call have a holder: a pipe, or a device. It goes with its process at the latest. @throws RecordError `out-of-range`, in a checked log */
export function recHoldCreated(t: Thread, kind: Place<'holdKind'>, hold: HoldId, mm: MmId): Seq {
  const r = t.log;
  if (r.checked) checkHoldCreated(kind, hold, mm);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 61 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  w[at + 2] = hold | 0;
  w[at + 3] = kind;
  r.handlers[61]!(r.states[61], kind, (hold | 0) as HoldId, mm, t.cpu, r.length);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellHoldCreated(t, seq, kind, hold, mm);
  return seq;
}
function checkHoldCreated(kind: Place<'holdKind'>, hold: HoldId, mm: MmId): void {
  needWhole(kind, 0, 1, 61, 'kind');
  needWhole(hold, 0, 2147483647, 61, 'hold');
  needWhole(mm, 0, 65535, 61, 'mm');
}
function tellHoldCreated(t: Thread, seq: number, kind: Place<'holdKind'>, hold: HoldId, mm: MmId): void {
  const taker = t.log.takers[61];
  if (taker !== undefined) t.log.publisher.publish(makeHoldCreated(seq, t.cause, t.cpu, kind, (hold | 0) as HoldId, mm), taker, seq);
}
export const holdCreatedKind = (w: Int32Array, at: number): Place<'holdKind'> => (w[at + 3]! & 3) as Place<'holdKind'>;
export const holdCreatedHold = (w: Int32Array, at: number): HoldId => (w[at + 2]!) as HoldId;
export const holdCreatedMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeHoldCreated(seq: number, cause: number, cpu: number, kind: Place<'holdKind'>, hold: HoldId, mm: MmId): HoldCreated {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'HoldCreated', kind: holdKindNames[kind]!, hold, mm });
}
const buildHoldCreated = (w: Int32Array, at: number, seq: number): HoldCreated => makeHoldCreated(seq, w[at + 1]!, recordCpu(w, at), holdCreatedKind(w, at), holdCreatedHold(w, at), holdCreatedMm(w, at));
const handleHoldCreated = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[61]!(to.states[61], holdCreatedKind(w, at), holdCreatedHold(w, at), holdCreatedMm(w, at), recordCpu(w, at), seq);
function followHoldCreated(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = holdCreatedKind(w, at), o1 = holdCreatedHold(w, at), o2 = holdCreatedMm(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[61]!(guards.states[61], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[61]!(folds.states[61], o0, o1, o2, o3, seq);
  return wrong;
}
function putHoldCreated(e: HoldCreated, w: Int32Array, at: number): void {
  const kindPlace = placeIn(holdKindNames, e, 'kind');
  checkHoldCreated(kindPlace as Place<'holdKind'>, e.hold as HoldId, e.mm as MmId);
  w[at] = headOf(61, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.hold | 0);
  w[at + 3] = kindPlace;
}

/** The hold keeps the reference to a page that the call took. */
export interface PageRetained extends EventBase {
  /** The hold keeps the reference to a page that the call took. */
  readonly type: 'PageRetained';
  /** References that outlive the call which took them; 0: none. */
  readonly hold: HoldId;
  /** Which page of the hold. Page of an object. */
  readonly index: Pgoff;
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
}
export const K_PAGE_RETAINED = 62;
/** Records: The hold keeps the reference to a page that the call took. @throws RecordError `out-of-range`, in a checked log */
export function recPageRetained(t: Thread, hold: HoldId, index: Pgoff, pfn: Pfn): Seq {
  const r = t.log;
  if (r.checked) checkPageRetained(hold, index, pfn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 62 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = hold | 0;
  w[at + 3] = index | 0;
  w[at + 4] = pfn | 0;
  w[at + 5] = vpnHi(index);
  r.handlers[62]!(r.states[62], (hold | 0) as HoldId, index, (pfn | 0) as Pfn, t.cpu, r.length);
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellPageRetained(t, seq, hold, index, pfn);
  return seq;
}
function checkPageRetained(hold: HoldId, index: Pgoff, pfn: Pfn): void {
  needWhole(hold, 0, 2147483647, 62, 'hold');
  needWhole(index, 0, 4503599627370496, 62, 'index');
  needWhole(pfn, 0, 2147483647, 62, 'pfn');
}
function tellPageRetained(t: Thread, seq: number, hold: HoldId, index: Pgoff, pfn: Pfn): void {
  const taker = t.log.takers[62];
  if (taker !== undefined) t.log.publisher.publish(makePageRetained(seq, t.cause, t.cpu, (hold | 0) as HoldId, index, (pfn | 0) as Pfn), taker, seq);
}
export const pageRetainedHold = (w: Int32Array, at: number): HoldId => (w[at + 2]!) as HoldId;
export const pageRetainedIndex = (w: Int32Array, at: number): Pgoff => (wideOf(w[at + 3]!, w[at + 5]! & 2097151)) as Pgoff;
export const pageRetainedPfn = (w: Int32Array, at: number): Pfn => (w[at + 4]!) as Pfn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makePageRetained(seq: number, cause: number, cpu: number, hold: HoldId, index: Pgoff, pfn: Pfn): PageRetained {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'PageRetained', hold, index, pfn });
}
const buildPageRetained = (w: Int32Array, at: number, seq: number): PageRetained => makePageRetained(seq, w[at + 1]!, recordCpu(w, at), pageRetainedHold(w, at), pageRetainedIndex(w, at), pageRetainedPfn(w, at));
const handlePageRetained = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[62]!(to.states[62], pageRetainedHold(w, at), pageRetainedIndex(w, at), pageRetainedPfn(w, at), recordCpu(w, at), seq);
function followPageRetained(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = pageRetainedHold(w, at), o1 = pageRetainedIndex(w, at), o2 = pageRetainedPfn(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[62]!(guards.states[62], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[62]!(folds.states[62], o0, o1, o2, o3, seq);
  return wrong;
}
function putPageRetained(e: PageRetained, w: Int32Array, at: number): void {
  checkPageRetained(e.hold as HoldId, e.index as Pgoff, e.pfn as Pfn);
  w[at] = headOf(62, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.hold | 0);
  w[at + 3] = (e.index | 0);
  w[at + 4] = (e.pfn | 0);
  w[at + 5] = vpnHi(e.index);
}

/** The hold gave the reference back to the call, which is about to put it. */
export interface PageReleased extends EventBase {
  /** The hold gave the reference back to the call, which is about to put it. */
  readonly type: 'PageReleased';
  /** References that outlive the call which took them; 0: none. */
  readonly hold: HoldId;
  /** Which page of the hold. Page of an object. */
  readonly index: Pgoff;
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
}
export const K_PAGE_RELEASED = 63;
/** Records: The hold gave the reference back to the call, which is about to put it. @throws RecordError `out-of-range`, in a checked log */
export function recPageReleased(t: Thread, hold: HoldId, index: Pgoff, pfn: Pfn): Seq {
  const r = t.log;
  if (r.checked) checkPageReleased(hold, index, pfn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 63 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = hold | 0;
  w[at + 3] = index | 0;
  w[at + 4] = pfn | 0;
  w[at + 5] = vpnHi(index);
  r.handlers[63]!(r.states[63], (hold | 0) as HoldId, index, (pfn | 0) as Pfn, t.cpu, r.length);
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellPageReleased(t, seq, hold, index, pfn);
  return seq;
}
function checkPageReleased(hold: HoldId, index: Pgoff, pfn: Pfn): void {
  needWhole(hold, 0, 2147483647, 63, 'hold');
  needWhole(index, 0, 4503599627370496, 63, 'index');
  needWhole(pfn, 0, 2147483647, 63, 'pfn');
}
function tellPageReleased(t: Thread, seq: number, hold: HoldId, index: Pgoff, pfn: Pfn): void {
  const taker = t.log.takers[63];
  if (taker !== undefined) t.log.publisher.publish(makePageReleased(seq, t.cause, t.cpu, (hold | 0) as HoldId, index, (pfn | 0) as Pfn), taker, seq);
}
export const pageReleasedHold = (w: Int32Array, at: number): HoldId => (w[at + 2]!) as HoldId;
export const pageReleasedIndex = (w: Int32Array, at: number): Pgoff => (wideOf(w[at + 3]!, w[at + 5]! & 2097151)) as Pgoff;
export const pageReleasedPfn = (w: Int32Array, at: number): Pfn => (w[at + 4]!) as Pfn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makePageReleased(seq: number, cause: number, cpu: number, hold: HoldId, index: Pgoff, pfn: Pfn): PageReleased {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'PageReleased', hold, index, pfn });
}
const buildPageReleased = (w: Int32Array, at: number, seq: number): PageReleased => makePageReleased(seq, w[at + 1]!, recordCpu(w, at), pageReleasedHold(w, at), pageReleasedIndex(w, at), pageReleasedPfn(w, at));
const handlePageReleased = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[63]!(to.states[63], pageReleasedHold(w, at), pageReleasedIndex(w, at), pageReleasedPfn(w, at), recordCpu(w, at), seq);
function followPageReleased(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = pageReleasedHold(w, at), o1 = pageReleasedIndex(w, at), o2 = pageReleasedPfn(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[63]!(guards.states[63], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[63]!(folds.states[63], o0, o1, o2, o3, seq);
  return wrong;
}
function putPageReleased(e: PageReleased, w: Int32Array, at: number): void {
  checkPageReleased(e.hold as HoldId, e.index as Pgoff, e.pfn as Pfn);
  w[at] = headOf(63, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.hold | 0);
  w[at + 3] = (e.index | 0);
  w[at + 4] = (e.pfn | 0);
  w[at + 5] = vpnHi(e.index);
}

/** The hold is gone: it keeps no page. */
export interface HoldFreed extends EventBase {
  /** The hold is gone: it keeps no page. */
  readonly type: 'HoldFreed';
  /** References that outlive the call which took them; 0: none. */
  readonly hold: HoldId;
}
export const K_HOLD_FREED = 64;
/** Records: The hold is gone: it keeps no page. @throws RecordError `out-of-range`, in a checked log */
export function recHoldFreed(t: Thread, hold: HoldId): Seq {
  const r = t.log;
  if (r.checked) checkHoldFreed(hold);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 64 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = hold | 0;
  r.handlers[64]!(r.states[64], (hold | 0) as HoldId, t.cpu, r.length);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellHoldFreed(t, seq, hold);
  return seq;
}
function checkHoldFreed(hold: HoldId): void {
  needWhole(hold, 0, 2147483647, 64, 'hold');
}
function tellHoldFreed(t: Thread, seq: number, hold: HoldId): void {
  const taker = t.log.takers[64];
  if (taker !== undefined) t.log.publisher.publish(makeHoldFreed(seq, t.cause, t.cpu, (hold | 0) as HoldId), taker, seq);
}
export const holdFreedHold = (w: Int32Array, at: number): HoldId => (w[at + 2]!) as HoldId;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeHoldFreed(seq: number, cause: number, cpu: number, hold: HoldId): HoldFreed {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'HoldFreed', hold });
}
const buildHoldFreed = (w: Int32Array, at: number, seq: number): HoldFreed => makeHoldFreed(seq, w[at + 1]!, recordCpu(w, at), holdFreedHold(w, at));
const handleHoldFreed = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[64]!(to.states[64], holdFreedHold(w, at), recordCpu(w, at), seq);
function followHoldFreed(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = holdFreedHold(w, at), o1 = recordCpu(w, at);
  const wrong = guards.handlers[64]!(guards.states[64], o0, o1, seq);
  if (wrong === undefined) folds.handlers[64]!(folds.states[64], o0, o1, seq);
  return wrong;
}
function putHoldFreed(e: HoldFreed, w: Int32Array, at: number): void {
  checkHoldFreed(e.hold as HoldId);
  w[at] = headOf(64, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.hold | 0);
}

/** A swap device came into use, empty. */
export interface SwapDeviceAdded extends EventBase {
  /** A swap device came into use, empty. */
  readonly type: 'SwapDeviceAdded';
  /** Slots that it has, the header not counted. Count of base pages. */
  readonly pages: Pages;
}
export const K_SWAP_DEVICE_ADDED = 65;
/** Records: A swap device came into use, empty. @throws RecordError `out-of-range`, in a checked log */
export function recSwapDeviceAdded(t: Thread, pages: Pages): Seq {
  const r = t.log;
  if (r.checked) checkSwapDeviceAdded(pages);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 65 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = pages | 0;
  w[at + 3] = vpnHi(pages);
  r.handlers[65]!(r.states[65], pages, t.cpu, r.length);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellSwapDeviceAdded(t, seq, pages);
  return seq;
}
function checkSwapDeviceAdded(pages: Pages): void {
  needWhole(pages, 0, 4503599627370496, 65, 'pages');
}
function tellSwapDeviceAdded(t: Thread, seq: number, pages: Pages): void {
  const taker = t.log.takers[65];
  if (taker !== undefined) t.log.publisher.publish(makeSwapDeviceAdded(seq, t.cause, t.cpu, pages), taker, seq);
}
export const swapDeviceAddedPages = (w: Int32Array, at: number): Pages => (wideOf(w[at + 2]!, w[at + 3]! & 2097151)) as Pages;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeSwapDeviceAdded(seq: number, cause: number, cpu: number, pages: Pages): SwapDeviceAdded {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'SwapDeviceAdded', pages });
}
const buildSwapDeviceAdded = (w: Int32Array, at: number, seq: number): SwapDeviceAdded => makeSwapDeviceAdded(seq, w[at + 1]!, recordCpu(w, at), swapDeviceAddedPages(w, at));
const handleSwapDeviceAdded = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[65]!(to.states[65], swapDeviceAddedPages(w, at), recordCpu(w, at), seq);
function followSwapDeviceAdded(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = swapDeviceAddedPages(w, at), o1 = recordCpu(w, at);
  const wrong = guards.handlers[65]!(guards.states[65], o0, o1, seq);
  if (wrong === undefined) folds.handlers[65]!(folds.states[65], o0, o1, seq);
  return wrong;
}
function putSwapDeviceAdded(e: SwapDeviceAdded, w: Int32Array, at: number): void {
  checkSwapDeviceAdded(e.pages as Pages);
  w[at] = headOf(65, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.pages | 0);
  w[at + 3] = vpnHi(e.pages);
}

/** The swap device gives no slot any more, for what is on it is about to come back; or gives them again, for that failed. */
export interface SwapDeviceSwitched extends EventBase {
  /** The swap device gives no slot any more, for what is on it is about to come back; or gives them again, for that failed. */
  readonly type: 'SwapDeviceSwitched';
  /** Whether it gives slots now. */
  readonly open: boolean;
}
export const K_SWAP_DEVICE_SWITCHED = 66;
/** Records: The swap device gives no slot any more, for what is on it is about to come back; or gives them again, for that failed. @throws RecordError `out-of-range`, in a checked log */
export function recSwapDeviceSwitched(t: Thread, open: Bit): Seq {
  const r = t.log;
  if (r.checked) checkSwapDeviceSwitched(open);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 66 | (t.cpu << 8) | (open << 16);
  w[at + 1] = t.cause;
  r.handlers[66]!(r.states[66], open, t.cpu, r.length);
  r.top = at + 2;
  const seq = r.length++;
  if (r.listeners !== 0) tellSwapDeviceSwitched(t, seq, open);
  return seq;
}
function checkSwapDeviceSwitched(open: Bit): void {
  needWhole(open, 0, 1, 66, 'open');
}
function tellSwapDeviceSwitched(t: Thread, seq: number, open: Bit): void {
  const taker = t.log.takers[66];
  if (taker !== undefined) t.log.publisher.publish(makeSwapDeviceSwitched(seq, t.cause, t.cpu, open), taker, seq);
}
export const swapDeviceSwitchedOpen = (w: Int32Array, at: number): Bit => ((w[at]! >>> 16) & 1) as Bit;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeSwapDeviceSwitched(seq: number, cause: number, cpu: number, open: Bit): SwapDeviceSwitched {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'SwapDeviceSwitched', open: open === 1 });
}
const buildSwapDeviceSwitched = (w: Int32Array, at: number, seq: number): SwapDeviceSwitched => makeSwapDeviceSwitched(seq, w[at + 1]!, recordCpu(w, at), swapDeviceSwitchedOpen(w, at));
const handleSwapDeviceSwitched = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[66]!(to.states[66], swapDeviceSwitchedOpen(w, at), recordCpu(w, at), seq);
function followSwapDeviceSwitched(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = swapDeviceSwitchedOpen(w, at), o1 = recordCpu(w, at);
  const wrong = guards.handlers[66]!(guards.states[66], o0, o1, seq);
  if (wrong === undefined) folds.handlers[66]!(folds.states[66], o0, o1, seq);
  return wrong;
}
function putSwapDeviceSwitched(e: SwapDeviceSwitched, w: Int32Array, at: number): void {
  checkSwapDeviceSwitched(Number(e.open) as Bit);
  w[at] = headOf(66, e) | (Number(e.open) << 16);
  w[at + 1] = causeWord(e);
}

/** The swap device, empty again, went out of use. */
export interface SwapDeviceRemoved extends EventBase {
  /** The swap device, empty again, went out of use. */
  readonly type: 'SwapDeviceRemoved';
  /** Slots that it had. Count of base pages. */
  readonly pages: Pages;
}
export const K_SWAP_DEVICE_REMOVED = 67;
/** Records: The swap device, empty again, went out of use. @throws RecordError `out-of-range`, in a checked log */
export function recSwapDeviceRemoved(t: Thread, pages: Pages): Seq {
  const r = t.log;
  if (r.checked) checkSwapDeviceRemoved(pages);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 67 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = pages | 0;
  w[at + 3] = vpnHi(pages);
  r.handlers[67]!(r.states[67], pages, t.cpu, r.length);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellSwapDeviceRemoved(t, seq, pages);
  return seq;
}
function checkSwapDeviceRemoved(pages: Pages): void {
  needWhole(pages, 0, 4503599627370496, 67, 'pages');
}
function tellSwapDeviceRemoved(t: Thread, seq: number, pages: Pages): void {
  const taker = t.log.takers[67];
  if (taker !== undefined) t.log.publisher.publish(makeSwapDeviceRemoved(seq, t.cause, t.cpu, pages), taker, seq);
}
export const swapDeviceRemovedPages = (w: Int32Array, at: number): Pages => (wideOf(w[at + 2]!, w[at + 3]! & 2097151)) as Pages;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeSwapDeviceRemoved(seq: number, cause: number, cpu: number, pages: Pages): SwapDeviceRemoved {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'SwapDeviceRemoved', pages });
}
const buildSwapDeviceRemoved = (w: Int32Array, at: number, seq: number): SwapDeviceRemoved => makeSwapDeviceRemoved(seq, w[at + 1]!, recordCpu(w, at), swapDeviceRemovedPages(w, at));
const handleSwapDeviceRemoved = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[67]!(to.states[67], swapDeviceRemovedPages(w, at), recordCpu(w, at), seq);
function followSwapDeviceRemoved(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = swapDeviceRemovedPages(w, at), o1 = recordCpu(w, at);
  const wrong = guards.handlers[67]!(guards.states[67], o0, o1, seq);
  if (wrong === undefined) folds.handlers[67]!(folds.states[67], o0, o1, seq);
  return wrong;
}
function putSwapDeviceRemoved(e: SwapDeviceRemoved, w: Int32Array, at: number): void {
  checkSwapDeviceRemoved(e.pages as Pages);
  w[at] = headOf(67, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.pages | 0);
  w[at + 3] = vpnHi(e.pages);
}

/** From now on every read and write of the swap device fails. */
export interface SwapDeviceFailed extends EventBase {
  /** From now on every read and write of the swap device fails. */
  readonly type: 'SwapDeviceFailed';
  /** Slots that it has. Count of base pages. */
  readonly pages: Pages;
}
export const K_SWAP_DEVICE_FAILED = 68;
/** Records: From now on every read and write of the swap device fails. @throws RecordError `out-of-range`, in a checked log */
export function recSwapDeviceFailed(t: Thread, pages: Pages): Seq {
  const r = t.log;
  if (r.checked) checkSwapDeviceFailed(pages);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 68 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = pages | 0;
  w[at + 3] = vpnHi(pages);
  r.handlers[68]!(r.states[68], pages, t.cpu, r.length);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellSwapDeviceFailed(t, seq, pages);
  return seq;
}
function checkSwapDeviceFailed(pages: Pages): void {
  needWhole(pages, 0, 4503599627370496, 68, 'pages');
}
function tellSwapDeviceFailed(t: Thread, seq: number, pages: Pages): void {
  const taker = t.log.takers[68];
  if (taker !== undefined) t.log.publisher.publish(makeSwapDeviceFailed(seq, t.cause, t.cpu, pages), taker, seq);
}
export const swapDeviceFailedPages = (w: Int32Array, at: number): Pages => (wideOf(w[at + 2]!, w[at + 3]! & 2097151)) as Pages;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeSwapDeviceFailed(seq: number, cause: number, cpu: number, pages: Pages): SwapDeviceFailed {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'SwapDeviceFailed', pages });
}
const buildSwapDeviceFailed = (w: Int32Array, at: number, seq: number): SwapDeviceFailed => makeSwapDeviceFailed(seq, w[at + 1]!, recordCpu(w, at), swapDeviceFailedPages(w, at));
const handleSwapDeviceFailed = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[68]!(to.states[68], swapDeviceFailedPages(w, at), recordCpu(w, at), seq);
function followSwapDeviceFailed(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = swapDeviceFailedPages(w, at), o1 = recordCpu(w, at);
  const wrong = guards.handlers[68]!(guards.states[68], o0, o1, seq);
  if (wrong === undefined) folds.handlers[68]!(folds.states[68], o0, o1, seq);
  return wrong;
}
function putSwapDeviceFailed(e: SwapDeviceFailed, w: Int32Array, at: number): void {
  checkSwapDeviceFailed(e.pages as Pages);
  w[at] = headOf(68, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.pages | 0);
  w[at + 3] = vpnHi(e.pages);
}

/** A slot was taken for a page; no entry refers to it yet. */
export interface SwapSlotAllocated extends EventBase {
  /** A slot was taken for a page; no entry refers to it yet. */
  readonly type: 'SwapSlotAllocated';
  /** Place of a page on the swap device; 0: none. */
  readonly swapSlot: SwapSlot;
}
export const K_SWAP_SLOT_ALLOCATED = 69;
/** Records: A slot was taken for a page; no entry refers to it yet. @throws RecordError `out-of-range`, in a checked log */
export function recSwapSlotAllocated(t: Thread, swapSlot: SwapSlot): Seq {
  const r = t.log;
  if (r.checked) checkSwapSlotAllocated(swapSlot);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 69 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = swapSlot | 0;
  r.handlers[69]!(r.states[69], (swapSlot | 0) as SwapSlot, t.cpu, r.length);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellSwapSlotAllocated(t, seq, swapSlot);
  return seq;
}
function checkSwapSlotAllocated(swapSlot: SwapSlot): void {
  needWhole(swapSlot, 0, 2147483647, 69, 'swapSlot');
}
function tellSwapSlotAllocated(t: Thread, seq: number, swapSlot: SwapSlot): void {
  const taker = t.log.takers[69];
  if (taker !== undefined) t.log.publisher.publish(makeSwapSlotAllocated(seq, t.cause, t.cpu, (swapSlot | 0) as SwapSlot), taker, seq);
}
export const swapSlotAllocatedSwapSlot = (w: Int32Array, at: number): SwapSlot => (w[at + 2]!) as SwapSlot;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeSwapSlotAllocated(seq: number, cause: number, cpu: number, swapSlot: SwapSlot): SwapSlotAllocated {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'SwapSlotAllocated', swapSlot });
}
const buildSwapSlotAllocated = (w: Int32Array, at: number, seq: number): SwapSlotAllocated => makeSwapSlotAllocated(seq, w[at + 1]!, recordCpu(w, at), swapSlotAllocatedSwapSlot(w, at));
const handleSwapSlotAllocated = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[69]!(to.states[69], swapSlotAllocatedSwapSlot(w, at), recordCpu(w, at), seq);
function followSwapSlotAllocated(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = swapSlotAllocatedSwapSlot(w, at), o1 = recordCpu(w, at);
  const wrong = guards.handlers[69]!(guards.states[69], o0, o1, seq);
  if (wrong === undefined) folds.handlers[69]!(folds.states[69], o0, o1, seq);
  return wrong;
}
function putSwapSlotAllocated(e: SwapSlotAllocated, w: Int32Array, at: number): void {
  checkSwapSlotAllocated(e.swapSlot as SwapSlot);
  w[at] = headOf(69, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.swapSlot | 0);
}

/** The slot is free: no entry refers to it, and the swap cache has no page for it. */
export interface SwapSlotFreed extends EventBase {
  /** The slot is free: no entry refers to it, and the swap cache has no page for it. */
  readonly type: 'SwapSlotFreed';
  /** Place of a page on the swap device; 0: none. */
  readonly swapSlot: SwapSlot;
}
export const K_SWAP_SLOT_FREED = 70;
/** Records: The slot is free: no entry refers to it, and the swap cache has no page for it. @throws RecordError `out-of-range`, in a checked log */
export function recSwapSlotFreed(t: Thread, swapSlot: SwapSlot): Seq {
  const r = t.log;
  if (r.checked) checkSwapSlotFreed(swapSlot);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 70 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = swapSlot | 0;
  r.handlers[70]!(r.states[70], (swapSlot | 0) as SwapSlot, t.cpu, r.length);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellSwapSlotFreed(t, seq, swapSlot);
  return seq;
}
function checkSwapSlotFreed(swapSlot: SwapSlot): void {
  needWhole(swapSlot, 0, 2147483647, 70, 'swapSlot');
}
function tellSwapSlotFreed(t: Thread, seq: number, swapSlot: SwapSlot): void {
  const taker = t.log.takers[70];
  if (taker !== undefined) t.log.publisher.publish(makeSwapSlotFreed(seq, t.cause, t.cpu, (swapSlot | 0) as SwapSlot), taker, seq);
}
export const swapSlotFreedSwapSlot = (w: Int32Array, at: number): SwapSlot => (w[at + 2]!) as SwapSlot;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeSwapSlotFreed(seq: number, cause: number, cpu: number, swapSlot: SwapSlot): SwapSlotFreed {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'SwapSlotFreed', swapSlot });
}
const buildSwapSlotFreed = (w: Int32Array, at: number, seq: number): SwapSlotFreed => makeSwapSlotFreed(seq, w[at + 1]!, recordCpu(w, at), swapSlotFreedSwapSlot(w, at));
const handleSwapSlotFreed = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[70]!(to.states[70], swapSlotFreedSwapSlot(w, at), recordCpu(w, at), seq);
function followSwapSlotFreed(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = swapSlotFreedSwapSlot(w, at), o1 = recordCpu(w, at);
  const wrong = guards.handlers[70]!(guards.states[70], o0, o1, seq);
  if (wrong === undefined) folds.handlers[70]!(folds.states[70], o0, o1, seq);
  return wrong;
}
function putSwapSlotFreed(e: SwapSlotFreed, w: Int32Array, at: number): void {
  checkSwapSlotFreed(e.swapSlot as SwapSlot);
  w[at] = headOf(70, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.swapSlot | 0);
}

/** Entries that refer to the slot became more, or fewer (swap_map). */
export interface SwapCountChanged extends EventBase {
  /** Entries that refer to the slot became more, or fewer (swap_map). */
  readonly type: 'SwapCountChanged';
  /** Place of a page on the swap device; 0: none. */
  readonly swapSlot: SwapSlot;
  /** Change of a count. */
  readonly delta: Delta;
}
export const K_SWAP_COUNT_CHANGED = 71;
/** Records: Entries that refer to the slot became more, or fewer (swap_map). @throws RecordError `out-of-range`, in a checked log */
export function recSwapCountChanged(t: Thread, swapSlot: SwapSlot, delta: Delta): Seq {
  const r = t.log;
  if (r.checked) checkSwapCountChanged(swapSlot, delta);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 71 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = swapSlot | 0;
  w[at + 3] = delta | 0;
  r.handlers[71]!(r.states[71], (swapSlot | 0) as SwapSlot, (delta | 0) as Delta, t.cpu, r.length);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellSwapCountChanged(t, seq, swapSlot, delta);
  return seq;
}
function checkSwapCountChanged(swapSlot: SwapSlot, delta: Delta): void {
  needWhole(swapSlot, 0, 2147483647, 71, 'swapSlot');
  needWhole(delta, -2147483648, 2147483647, 71, 'delta');
}
function tellSwapCountChanged(t: Thread, seq: number, swapSlot: SwapSlot, delta: Delta): void {
  const taker = t.log.takers[71];
  if (taker !== undefined) t.log.publisher.publish(makeSwapCountChanged(seq, t.cause, t.cpu, (swapSlot | 0) as SwapSlot, (delta | 0) as Delta), taker, seq);
}
export const swapCountChangedSwapSlot = (w: Int32Array, at: number): SwapSlot => (w[at + 2]!) as SwapSlot;
export const swapCountChangedDelta = (w: Int32Array, at: number): Delta => (w[at + 3]!) as Delta;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeSwapCountChanged(seq: number, cause: number, cpu: number, swapSlot: SwapSlot, delta: Delta): SwapCountChanged {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'SwapCountChanged', swapSlot, delta });
}
const buildSwapCountChanged = (w: Int32Array, at: number, seq: number): SwapCountChanged => makeSwapCountChanged(seq, w[at + 1]!, recordCpu(w, at), swapCountChangedSwapSlot(w, at), swapCountChangedDelta(w, at));
const handleSwapCountChanged = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[71]!(to.states[71], swapCountChangedSwapSlot(w, at), swapCountChangedDelta(w, at), recordCpu(w, at), seq);
function followSwapCountChanged(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = swapCountChangedSwapSlot(w, at), o1 = swapCountChangedDelta(w, at), o2 = recordCpu(w, at);
  const wrong = guards.handlers[71]!(guards.states[71], o0, o1, o2, seq);
  if (wrong === undefined) folds.handlers[71]!(folds.states[71], o0, o1, o2, seq);
  return wrong;
}
function putSwapCountChanged(e: SwapCountChanged, w: Int32Array, at: number): void {
  checkSwapCountChanged(e.swapSlot as SwapSlot, e.delta as Delta);
  w[at] = headOf(71, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.swapSlot | 0);
  w[at + 3] = (e.delta | 0);
}

/** A page joined the swap cache as that of the slot; the cache holds a reference. */
export interface SwapCacheAdded extends EventBase {
  /** A page joined the swap cache as that of the slot; the cache holds a reference. */
  readonly type: 'SwapCacheAdded';
  /** Place of a page on the swap device; 0: none. */
  readonly swapSlot: SwapSlot;
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
}
export const K_SWAP_CACHE_ADDED = 72;
/** Records: A page joined the swap cache as that of the slot; the cache holds a reference. @throws RecordError `out-of-range`, in a checked log */
export function recSwapCacheAdded(t: Thread, swapSlot: SwapSlot, pfn: Pfn): Seq {
  const r = t.log;
  if (r.checked) checkSwapCacheAdded(swapSlot, pfn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 72 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = swapSlot | 0;
  w[at + 3] = pfn | 0;
  r.handlers[72]!(r.states[72], (swapSlot | 0) as SwapSlot, (pfn | 0) as Pfn, t.cpu, r.length);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellSwapCacheAdded(t, seq, swapSlot, pfn);
  return seq;
}
function checkSwapCacheAdded(swapSlot: SwapSlot, pfn: Pfn): void {
  needWhole(swapSlot, 0, 2147483647, 72, 'swapSlot');
  needWhole(pfn, 0, 2147483647, 72, 'pfn');
}
function tellSwapCacheAdded(t: Thread, seq: number, swapSlot: SwapSlot, pfn: Pfn): void {
  const taker = t.log.takers[72];
  if (taker !== undefined) t.log.publisher.publish(makeSwapCacheAdded(seq, t.cause, t.cpu, (swapSlot | 0) as SwapSlot, (pfn | 0) as Pfn), taker, seq);
}
export const swapCacheAddedSwapSlot = (w: Int32Array, at: number): SwapSlot => (w[at + 2]!) as SwapSlot;
export const swapCacheAddedPfn = (w: Int32Array, at: number): Pfn => (w[at + 3]!) as Pfn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeSwapCacheAdded(seq: number, cause: number, cpu: number, swapSlot: SwapSlot, pfn: Pfn): SwapCacheAdded {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'SwapCacheAdded', swapSlot, pfn });
}
const buildSwapCacheAdded = (w: Int32Array, at: number, seq: number): SwapCacheAdded => makeSwapCacheAdded(seq, w[at + 1]!, recordCpu(w, at), swapCacheAddedSwapSlot(w, at), swapCacheAddedPfn(w, at));
const handleSwapCacheAdded = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[72]!(to.states[72], swapCacheAddedSwapSlot(w, at), swapCacheAddedPfn(w, at), recordCpu(w, at), seq);
function followSwapCacheAdded(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = swapCacheAddedSwapSlot(w, at), o1 = swapCacheAddedPfn(w, at), o2 = recordCpu(w, at);
  const wrong = guards.handlers[72]!(guards.states[72], o0, o1, o2, seq);
  if (wrong === undefined) folds.handlers[72]!(folds.states[72], o0, o1, o2, seq);
  return wrong;
}
function putSwapCacheAdded(e: SwapCacheAdded, w: Int32Array, at: number): void {
  checkSwapCacheAdded(e.swapSlot as SwapSlot, e.pfn as Pfn);
  w[at] = headOf(72, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.swapSlot | 0);
  w[at + 3] = (e.pfn | 0);
}

/** The page left the swap cache. */
export interface SwapCacheRemoved extends EventBase {
  /** The page left the swap cache. */
  readonly type: 'SwapCacheRemoved';
  /** Place of a page on the swap device; 0: none. */
  readonly swapSlot: SwapSlot;
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
}
export const K_SWAP_CACHE_REMOVED = 73;
/** Records: The page left the swap cache. @throws RecordError `out-of-range`, in a checked log */
export function recSwapCacheRemoved(t: Thread, swapSlot: SwapSlot, pfn: Pfn): Seq {
  const r = t.log;
  if (r.checked) checkSwapCacheRemoved(swapSlot, pfn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 73 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = swapSlot | 0;
  w[at + 3] = pfn | 0;
  r.handlers[73]!(r.states[73], (swapSlot | 0) as SwapSlot, (pfn | 0) as Pfn, t.cpu, r.length);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellSwapCacheRemoved(t, seq, swapSlot, pfn);
  return seq;
}
function checkSwapCacheRemoved(swapSlot: SwapSlot, pfn: Pfn): void {
  needWhole(swapSlot, 0, 2147483647, 73, 'swapSlot');
  needWhole(pfn, 0, 2147483647, 73, 'pfn');
}
function tellSwapCacheRemoved(t: Thread, seq: number, swapSlot: SwapSlot, pfn: Pfn): void {
  const taker = t.log.takers[73];
  if (taker !== undefined) t.log.publisher.publish(makeSwapCacheRemoved(seq, t.cause, t.cpu, (swapSlot | 0) as SwapSlot, (pfn | 0) as Pfn), taker, seq);
}
export const swapCacheRemovedSwapSlot = (w: Int32Array, at: number): SwapSlot => (w[at + 2]!) as SwapSlot;
export const swapCacheRemovedPfn = (w: Int32Array, at: number): Pfn => (w[at + 3]!) as Pfn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeSwapCacheRemoved(seq: number, cause: number, cpu: number, swapSlot: SwapSlot, pfn: Pfn): SwapCacheRemoved {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'SwapCacheRemoved', swapSlot, pfn });
}
const buildSwapCacheRemoved = (w: Int32Array, at: number, seq: number): SwapCacheRemoved => makeSwapCacheRemoved(seq, w[at + 1]!, recordCpu(w, at), swapCacheRemovedSwapSlot(w, at), swapCacheRemovedPfn(w, at));
const handleSwapCacheRemoved = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[73]!(to.states[73], swapCacheRemovedSwapSlot(w, at), swapCacheRemovedPfn(w, at), recordCpu(w, at), seq);
function followSwapCacheRemoved(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = swapCacheRemovedSwapSlot(w, at), o1 = swapCacheRemovedPfn(w, at), o2 = recordCpu(w, at);
  const wrong = guards.handlers[73]!(guards.states[73], o0, o1, o2, seq);
  if (wrong === undefined) folds.handlers[73]!(folds.states[73], o0, o1, o2, seq);
  return wrong;
}
function putSwapCacheRemoved(e: SwapCacheRemoved, w: Int32Array, at: number): void {
  checkSwapCacheRemoved(e.swapSlot as SwapSlot, e.pfn as Pfn);
  w[at] = headOf(73, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.swapSlot | 0);
  w[at + 3] = (e.pfn | 0);
}

/** The content of the page was written to the slot. */
export interface SwapStored extends EventBase {
  /** The content of the page was written to the slot. */
  readonly type: 'SwapStored';
  /** Place of a page on the swap device; 0: none. */
  readonly swapSlot: SwapSlot;
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
}
export const K_SWAP_STORED = 74;
/** Records: The content of the page was written to the slot. @throws RecordError `out-of-range`, in a checked log */
export function recSwapStored(t: Thread, swapSlot: SwapSlot, pfn: Pfn): Seq {
  const r = t.log;
  if (r.checked) checkSwapStored(swapSlot, pfn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 74 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = swapSlot | 0;
  w[at + 3] = pfn | 0;
  r.handlers[74]!(r.states[74], (swapSlot | 0) as SwapSlot, (pfn | 0) as Pfn, t.cpu, r.length);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellSwapStored(t, seq, swapSlot, pfn);
  return seq;
}
function checkSwapStored(swapSlot: SwapSlot, pfn: Pfn): void {
  needWhole(swapSlot, 0, 2147483647, 74, 'swapSlot');
  needWhole(pfn, 0, 2147483647, 74, 'pfn');
}
function tellSwapStored(t: Thread, seq: number, swapSlot: SwapSlot, pfn: Pfn): void {
  const taker = t.log.takers[74];
  if (taker !== undefined) t.log.publisher.publish(makeSwapStored(seq, t.cause, t.cpu, (swapSlot | 0) as SwapSlot, (pfn | 0) as Pfn), taker, seq);
}
export const swapStoredSwapSlot = (w: Int32Array, at: number): SwapSlot => (w[at + 2]!) as SwapSlot;
export const swapStoredPfn = (w: Int32Array, at: number): Pfn => (w[at + 3]!) as Pfn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeSwapStored(seq: number, cause: number, cpu: number, swapSlot: SwapSlot, pfn: Pfn): SwapStored {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'SwapStored', swapSlot, pfn });
}
const buildSwapStored = (w: Int32Array, at: number, seq: number): SwapStored => makeSwapStored(seq, w[at + 1]!, recordCpu(w, at), swapStoredSwapSlot(w, at), swapStoredPfn(w, at));
const handleSwapStored = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[74]!(to.states[74], swapStoredSwapSlot(w, at), swapStoredPfn(w, at), recordCpu(w, at), seq);
function followSwapStored(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = swapStoredSwapSlot(w, at), o1 = swapStoredPfn(w, at), o2 = recordCpu(w, at);
  const wrong = guards.handlers[74]!(guards.states[74], o0, o1, o2, seq);
  if (wrong === undefined) folds.handlers[74]!(folds.states[74], o0, o1, o2, seq);
  return wrong;
}
function putSwapStored(e: SwapStored, w: Int32Array, at: number): void {
  checkSwapStored(e.swapSlot as SwapSlot, e.pfn as Pfn);
  w[at] = headOf(74, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.swapSlot | 0);
  w[at + 3] = (e.pfn | 0);
}

/** A page of shared memory is on swap, in this slot, and not in memory; or no more there (0). */
export interface ShmemSwapped extends EventBase {
  /** A page of shared memory is on swap, in this slot, and not in memory; or no more there (0). */
  readonly type: 'ShmemSwapped';
  /** Place of a page on the swap device; 0: none. */
  readonly swapSlot: SwapSlot;
  /** Shared-memory object or file; 0: none. */
  readonly object: ObjectId;
  /** Which page of the object. Page of an object. */
  readonly index: Pgoff;
}
export const K_SHMEM_SWAPPED = 75;
/** Records: A page of shared memory is on swap, in this slot, and not in memory; or no more there (0). @throws RecordError `out-of-range`, in a checked log */
export function recShmemSwapped(t: Thread, swapSlot: SwapSlot, object: ObjectId, index: Pgoff): Seq {
  const r = t.log;
  if (r.checked) checkShmemSwapped(swapSlot, object, index);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 75 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = swapSlot | 0;
  w[at + 3] = object | 0;
  w[at + 4] = index | 0;
  w[at + 5] = vpnHi(index);
  r.handlers[75]!(r.states[75], (swapSlot | 0) as SwapSlot, (object | 0) as ObjectId, index, t.cpu, r.length);
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellShmemSwapped(t, seq, swapSlot, object, index);
  return seq;
}
function checkShmemSwapped(swapSlot: SwapSlot, object: ObjectId, index: Pgoff): void {
  needWhole(swapSlot, 0, 2147483647, 75, 'swapSlot');
  needWhole(object, 0, 2147483647, 75, 'object');
  needWhole(index, 0, 4503599627370496, 75, 'index');
}
function tellShmemSwapped(t: Thread, seq: number, swapSlot: SwapSlot, object: ObjectId, index: Pgoff): void {
  const taker = t.log.takers[75];
  if (taker !== undefined) t.log.publisher.publish(makeShmemSwapped(seq, t.cause, t.cpu, (swapSlot | 0) as SwapSlot, (object | 0) as ObjectId, index), taker, seq);
}
export const shmemSwappedSwapSlot = (w: Int32Array, at: number): SwapSlot => (w[at + 2]!) as SwapSlot;
export const shmemSwappedObject = (w: Int32Array, at: number): ObjectId => (w[at + 3]!) as ObjectId;
export const shmemSwappedIndex = (w: Int32Array, at: number): Pgoff => (wideOf(w[at + 4]!, w[at + 5]! & 2097151)) as Pgoff;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeShmemSwapped(seq: number, cause: number, cpu: number, swapSlot: SwapSlot, object: ObjectId, index: Pgoff): ShmemSwapped {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'ShmemSwapped', swapSlot, object, index });
}
const buildShmemSwapped = (w: Int32Array, at: number, seq: number): ShmemSwapped => makeShmemSwapped(seq, w[at + 1]!, recordCpu(w, at), shmemSwappedSwapSlot(w, at), shmemSwappedObject(w, at), shmemSwappedIndex(w, at));
const handleShmemSwapped = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[75]!(to.states[75], shmemSwappedSwapSlot(w, at), shmemSwappedObject(w, at), shmemSwappedIndex(w, at), recordCpu(w, at), seq);
function followShmemSwapped(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = shmemSwappedSwapSlot(w, at), o1 = shmemSwappedObject(w, at), o2 = shmemSwappedIndex(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[75]!(guards.states[75], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[75]!(folds.states[75], o0, o1, o2, o3, seq);
  return wrong;
}
function putShmemSwapped(e: ShmemSwapped, w: Int32Array, at: number): void {
  checkShmemSwapped(e.swapSlot as SwapSlot, e.object as ObjectId, e.index as Pgoff);
  w[at] = headOf(75, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.swapSlot | 0);
  w[at + 3] = (e.object | 0);
  w[at + 4] = (e.index | 0);
  w[at + 5] = vpnHi(e.index);
}

/** A page of shared memory could not be read back from swap: nobody will have it again. */
export interface ShmemFailed extends EventBase {
  /** A page of shared memory could not be read back from swap: nobody will have it again. */
  readonly type: 'ShmemFailed';
  /** Shared-memory object or file; 0: none. */
  readonly object: ObjectId;
  /** Which page of the object. Page of an object. */
  readonly index: Pgoff;
}
export const K_SHMEM_FAILED = 76;
/** Records: A page of shared memory could not be read back from swap: nobody will have it again. @throws RecordError `out-of-range`, in a checked log */
export function recShmemFailed(t: Thread, object: ObjectId, index: Pgoff): Seq {
  const r = t.log;
  if (r.checked) checkShmemFailed(object, index);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 76 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = object | 0;
  w[at + 3] = index | 0;
  w[at + 4] = vpnHi(index);
  r.handlers[76]!(r.states[76], (object | 0) as ObjectId, index, t.cpu, r.length);
  r.top = at + 5;
  const seq = r.length++;
  if (r.listeners !== 0) tellShmemFailed(t, seq, object, index);
  return seq;
}
function checkShmemFailed(object: ObjectId, index: Pgoff): void {
  needWhole(object, 0, 2147483647, 76, 'object');
  needWhole(index, 0, 4503599627370496, 76, 'index');
}
function tellShmemFailed(t: Thread, seq: number, object: ObjectId, index: Pgoff): void {
  const taker = t.log.takers[76];
  if (taker !== undefined) t.log.publisher.publish(makeShmemFailed(seq, t.cause, t.cpu, (object | 0) as ObjectId, index), taker, seq);
}
export const shmemFailedObject = (w: Int32Array, at: number): ObjectId => (w[at + 2]!) as ObjectId;
export const shmemFailedIndex = (w: Int32Array, at: number): Pgoff => (wideOf(w[at + 3]!, w[at + 4]! & 2097151)) as Pgoff;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeShmemFailed(seq: number, cause: number, cpu: number, object: ObjectId, index: Pgoff): ShmemFailed {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'ShmemFailed', object, index });
}
const buildShmemFailed = (w: Int32Array, at: number, seq: number): ShmemFailed => makeShmemFailed(seq, w[at + 1]!, recordCpu(w, at), shmemFailedObject(w, at), shmemFailedIndex(w, at));
const handleShmemFailed = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[76]!(to.states[76], shmemFailedObject(w, at), shmemFailedIndex(w, at), recordCpu(w, at), seq);
function followShmemFailed(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = shmemFailedObject(w, at), o1 = shmemFailedIndex(w, at), o2 = recordCpu(w, at);
  const wrong = guards.handlers[76]!(guards.states[76], o0, o1, o2, seq);
  if (wrong === undefined) folds.handlers[76]!(folds.states[76], o0, o1, o2, seq);
  return wrong;
}
function putShmemFailed(e: ShmemFailed, w: Int32Array, at: number): void {
  checkShmemFailed(e.object as ObjectId, e.index as Pgoff);
  w[at] = headOf(76, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.object | 0);
  w[at + 3] = (e.index | 0);
  w[at + 4] = vpnHi(e.index);
}

/** The content of the slot was read into the page, which is up to date now. */
export interface SwapLoaded extends EventBase {
  /** The content of the slot was read into the page, which is up to date now. */
  readonly type: 'SwapLoaded';
  /** Place of a page on the swap device; 0: none. */
  readonly swapSlot: SwapSlot;
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
}
export const K_SWAP_LOADED = 77;
/** Records: The content of the slot was read into the page, which is up to date now. @throws RecordError `out-of-range`, in a checked log */
export function recSwapLoaded(t: Thread, swapSlot: SwapSlot, pfn: Pfn): Seq {
  const r = t.log;
  if (r.checked) checkSwapLoaded(swapSlot, pfn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 77 | (t.cpu << 8);
  w[at + 1] = t.cause;
  w[at + 2] = swapSlot | 0;
  w[at + 3] = pfn | 0;
  r.handlers[77]!(r.states[77], (swapSlot | 0) as SwapSlot, (pfn | 0) as Pfn, t.cpu, r.length);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellSwapLoaded(t, seq, swapSlot, pfn);
  return seq;
}
function checkSwapLoaded(swapSlot: SwapSlot, pfn: Pfn): void {
  needWhole(swapSlot, 0, 2147483647, 77, 'swapSlot');
  needWhole(pfn, 0, 2147483647, 77, 'pfn');
}
function tellSwapLoaded(t: Thread, seq: number, swapSlot: SwapSlot, pfn: Pfn): void {
  const taker = t.log.takers[77];
  if (taker !== undefined) t.log.publisher.publish(makeSwapLoaded(seq, t.cause, t.cpu, (swapSlot | 0) as SwapSlot, (pfn | 0) as Pfn), taker, seq);
}
export const swapLoadedSwapSlot = (w: Int32Array, at: number): SwapSlot => (w[at + 2]!) as SwapSlot;
export const swapLoadedPfn = (w: Int32Array, at: number): Pfn => (w[at + 3]!) as Pfn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeSwapLoaded(seq: number, cause: number, cpu: number, swapSlot: SwapSlot, pfn: Pfn): SwapLoaded {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'SwapLoaded', swapSlot, pfn });
}
const buildSwapLoaded = (w: Int32Array, at: number, seq: number): SwapLoaded => makeSwapLoaded(seq, w[at + 1]!, recordCpu(w, at), swapLoadedSwapSlot(w, at), swapLoadedPfn(w, at));
const handleSwapLoaded = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[77]!(to.states[77], swapLoadedSwapSlot(w, at), swapLoadedPfn(w, at), recordCpu(w, at), seq);
function followSwapLoaded(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = swapLoadedSwapSlot(w, at), o1 = swapLoadedPfn(w, at), o2 = recordCpu(w, at);
  const wrong = guards.handlers[77]!(guards.states[77], o0, o1, o2, seq);
  if (wrong === undefined) folds.handlers[77]!(folds.states[77], o0, o1, o2, seq);
  return wrong;
}
function putSwapLoaded(e: SwapLoaded, w: Int32Array, at: number): void {
  checkSwapLoaded(e.swapSlot as SwapSlot, e.pfn as Pfn);
  w[at] = headOf(77, e);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.swapSlot | 0);
  w[at + 3] = (e.pfn | 0);
}

/** Gathers in progress on the mm (tlb_flush_pending). */
export interface FlushPendingChanged extends EventBase {
  /** Gathers in progress on the mm (tlb_flush_pending). */
  readonly type: 'FlushPendingChanged';
  /** Address space; 0: none. */
  readonly mm: MmId;
  /** Change of a count. */
  readonly delta: Delta;
}
export const K_FLUSH_PENDING_CHANGED = 78;
/** Records: Gathers in progress on the mm (tlb_flush_pending). @throws RecordError `out-of-range`, in a checked log */
export function recFlushPendingChanged(t: Thread, mm: MmId, delta: Delta): Seq {
  const r = t.log;
  if (r.checked) checkFlushPendingChanged(mm, delta);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 78 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  w[at + 2] = delta | 0;
  r.handlers[78]!(r.states[78], mm, (delta | 0) as Delta, t.cpu, r.length);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellFlushPendingChanged(t, seq, mm, delta);
  return seq;
}
function checkFlushPendingChanged(mm: MmId, delta: Delta): void {
  needWhole(mm, 0, 65535, 78, 'mm');
  needWhole(delta, -2147483648, 2147483647, 78, 'delta');
}
function tellFlushPendingChanged(t: Thread, seq: number, mm: MmId, delta: Delta): void {
  const taker = t.log.takers[78];
  if (taker !== undefined) t.log.publisher.publish(makeFlushPendingChanged(seq, t.cause, t.cpu, mm, (delta | 0) as Delta), taker, seq);
}
export const flushPendingChangedMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
export const flushPendingChangedDelta = (w: Int32Array, at: number): Delta => (w[at + 2]!) as Delta;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeFlushPendingChanged(seq: number, cause: number, cpu: number, mm: MmId, delta: Delta): FlushPendingChanged {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'FlushPendingChanged', mm, delta });
}
const buildFlushPendingChanged = (w: Int32Array, at: number, seq: number): FlushPendingChanged => makeFlushPendingChanged(seq, w[at + 1]!, recordCpu(w, at), flushPendingChangedMm(w, at), flushPendingChangedDelta(w, at));
const handleFlushPendingChanged = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[78]!(to.states[78], flushPendingChangedMm(w, at), flushPendingChangedDelta(w, at), recordCpu(w, at), seq);
function followFlushPendingChanged(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = flushPendingChangedMm(w, at), o1 = flushPendingChangedDelta(w, at), o2 = recordCpu(w, at);
  const wrong = guards.handlers[78]!(guards.states[78], o0, o1, o2, seq);
  if (wrong === undefined) folds.handlers[78]!(folds.states[78], o0, o1, o2, seq);
  return wrong;
}
function putFlushPendingChanged(e: FlushPendingChanged, w: Int32Array, at: number): void {
  checkFlushPendingChanged(e.mm as MmId, e.delta as Delta);
  w[at] = headOf(78, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.delta | 0);
}

/** A gather began. */
export interface GatherStarted extends EventBase {
  /** A gather began. */
  readonly type: 'GatherStarted';
  /** Number of a gather in progress. */
  readonly gather: GatherId;
  /** Whether the whole address space goes away. */
  readonly fullmm: boolean;
  /** Address space; 0: none. */
  readonly mm: MmId;
}
export const K_GATHER_STARTED = 79;
/** Records: A gather began. @throws RecordError `out-of-range`, in a checked log */
export function recGatherStarted(t: Thread, gather: GatherId, fullmm: Bit, mm: MmId): Seq {
  const r = t.log;
  if (r.checked) checkGatherStarted(gather, fullmm, mm);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 79 | (t.cpu << 8) | (mm << 16);
  w[at + 1] = t.cause;
  w[at + 2] = gather | (fullmm << 12);
  r.handlers[79]!(r.states[79], gather, fullmm, mm, t.cpu, r.length);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellGatherStarted(t, seq, gather, fullmm, mm);
  return seq;
}
function checkGatherStarted(gather: GatherId, fullmm: Bit, mm: MmId): void {
  needWhole(gather, 0, 4095, 79, 'gather');
  needWhole(fullmm, 0, 1, 79, 'fullmm');
  needWhole(mm, 0, 65535, 79, 'mm');
}
function tellGatherStarted(t: Thread, seq: number, gather: GatherId, fullmm: Bit, mm: MmId): void {
  const taker = t.log.takers[79];
  if (taker !== undefined) t.log.publisher.publish(makeGatherStarted(seq, t.cause, t.cpu, gather, fullmm, mm), taker, seq);
}
export const gatherStartedGather = (w: Int32Array, at: number): GatherId => (w[at + 2]! & 4095) as GatherId;
export const gatherStartedFullmm = (w: Int32Array, at: number): Bit => ((w[at + 2]! >>> 12) & 1) as Bit;
export const gatherStartedMm = (w: Int32Array, at: number): MmId => (w[at]! >>> 16) as MmId;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeGatherStarted(seq: number, cause: number, cpu: number, gather: GatherId, fullmm: Bit, mm: MmId): GatherStarted {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'GatherStarted', gather, fullmm: fullmm === 1, mm });
}
const buildGatherStarted = (w: Int32Array, at: number, seq: number): GatherStarted => makeGatherStarted(seq, w[at + 1]!, recordCpu(w, at), gatherStartedGather(w, at), gatherStartedFullmm(w, at), gatherStartedMm(w, at));
const handleGatherStarted = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[79]!(to.states[79], gatherStartedGather(w, at), gatherStartedFullmm(w, at), gatherStartedMm(w, at), recordCpu(w, at), seq);
function followGatherStarted(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = gatherStartedGather(w, at), o1 = gatherStartedFullmm(w, at), o2 = gatherStartedMm(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[79]!(guards.states[79], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[79]!(folds.states[79], o0, o1, o2, o3, seq);
  return wrong;
}
function putGatherStarted(e: GatherStarted, w: Int32Array, at: number): void {
  checkGatherStarted(e.gather as GatherId, Number(e.fullmm) as Bit, e.mm as MmId);
  w[at] = headOf(79, e) | (e.mm << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = e.gather | (Number(e.fullmm) << 12);
}

/** tlb_start_vma: the flags of the VMA being worked on. */
export interface GatherVmaStarted extends EventBase {
  /** tlb_start_vma: the flags of the VMA being worked on. */
  readonly type: 'GatherVmaStarted';
  /** Number of a gather in progress. */
  readonly gather: GatherId;
  /** VM_* flags of a VMA. */
  readonly vmFlags: VmFlags;
}
export const K_GATHER_VMA_STARTED = 80;
/** Records: tlb_start_vma: the flags of the VMA being worked on. @throws RecordError `out-of-range`, in a checked log */
export function recGatherVmaStarted(t: Thread, gather: GatherId, vmFlags: VmFlags): Seq {
  const r = t.log;
  if (r.checked) checkGatherVmaStarted(gather, vmFlags);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 80 | (t.cpu << 8) | (gather << 16);
  w[at + 1] = t.cause;
  w[at + 2] = vmFlags | 0;
  w[at + 3] = vpnHi(vmFlags);
  r.handlers[80]!(r.states[80], gather, vmFlags, t.cpu, r.length);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellGatherVmaStarted(t, seq, gather, vmFlags);
  return seq;
}
function checkGatherVmaStarted(gather: GatherId, vmFlags: VmFlags): void {
  needWhole(gather, 0, 4095, 80, 'gather');
  needWhole(vmFlags, 0, 9007199254740991, 80, 'vmFlags');
}
function tellGatherVmaStarted(t: Thread, seq: number, gather: GatherId, vmFlags: VmFlags): void {
  const taker = t.log.takers[80];
  if (taker !== undefined) t.log.publisher.publish(makeGatherVmaStarted(seq, t.cause, t.cpu, gather, vmFlags), taker, seq);
}
export const gatherVmaStartedGather = (w: Int32Array, at: number): GatherId => ((w[at]! >>> 16) & 4095) as GatherId;
export const gatherVmaStartedVmFlags = (w: Int32Array, at: number): VmFlags => (wideOf(w[at + 2]!, w[at + 3]! & 2097151)) as VmFlags;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeGatherVmaStarted(seq: number, cause: number, cpu: number, gather: GatherId, vmFlags: VmFlags): GatherVmaStarted {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'GatherVmaStarted', gather, vmFlags });
}
const buildGatherVmaStarted = (w: Int32Array, at: number, seq: number): GatherVmaStarted => makeGatherVmaStarted(seq, w[at + 1]!, recordCpu(w, at), gatherVmaStartedGather(w, at), gatherVmaStartedVmFlags(w, at));
const handleGatherVmaStarted = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[80]!(to.states[80], gatherVmaStartedGather(w, at), gatherVmaStartedVmFlags(w, at), recordCpu(w, at), seq);
function followGatherVmaStarted(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = gatherVmaStartedGather(w, at), o1 = gatherVmaStartedVmFlags(w, at), o2 = recordCpu(w, at);
  const wrong = guards.handlers[80]!(guards.states[80], o0, o1, o2, seq);
  if (wrong === undefined) folds.handlers[80]!(folds.states[80], o0, o1, o2, seq);
  return wrong;
}
function putGatherVmaStarted(e: GatherVmaStarted, w: Int32Array, at: number): void {
  checkGatherVmaStarted(e.gather as GatherId, e.vmFlags as VmFlags);
  w[at] = headOf(80, e) | (e.gather << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.vmFlags | 0);
  w[at + 3] = vpnHi(e.vmFlags);
}

/** An entry was cleared: the range to flush grew. Page numbers half open. */
export interface EntryQueued extends EventBase {
  /** An entry was cleared: the range to flush grew. Page numbers half open. */
  readonly type: 'EntryQueued';
  /** Number of a gather in progress. */
  readonly gather: GatherId;
  /** Level of a page table, from the leaf up: 0 is the PTE. */
  readonly level: Level;
  /** First page that the entry covered. Virtual page number: an address divided by the size of a base page. */
  readonly start: Vpn;
  /** Page after the last. Virtual page number: an address divided by the size of a base page. */
  readonly end: Vpn;
}
export const K_ENTRY_QUEUED = 81;
/** Records: An entry was cleared: the range to flush grew. Page numbers half open. @throws RecordError `out-of-range`, in a checked log */
export function recEntryQueued(t: Thread, gather: GatherId, level: Level, start: Vpn, end: Vpn): Seq {
  const r = t.log;
  if (r.checked) checkEntryQueued(gather, level, start, end);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 81 | (t.cpu << 8) | (gather << 16) | (level << 28);
  w[at + 1] = t.cause;
  w[at + 2] = start | 0;
  w[at + 3] = end | 0;
  w[at + 4] = vpnHi(start);
  w[at + 5] = vpnHi(end);
  r.handlers[81]!(r.states[81], gather, level, start, end, t.cpu, r.length);
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellEntryQueued(t, seq, gather, level, start, end);
  return seq;
}
function checkEntryQueued(gather: GatherId, level: Level, start: Vpn, end: Vpn): void {
  needWhole(gather, 0, 4095, 81, 'gather');
  needWhole(level, 0, 4, 81, 'level');
  needWhole(start, 0, 4503599627370496, 81, 'start');
  needWhole(end, 0, 4503599627370496, 81, 'end');
}
function tellEntryQueued(t: Thread, seq: number, gather: GatherId, level: Level, start: Vpn, end: Vpn): void {
  const taker = t.log.takers[81];
  if (taker !== undefined) t.log.publisher.publish(makeEntryQueued(seq, t.cause, t.cpu, gather, level, start, end), taker, seq);
}
export const entryQueuedGather = (w: Int32Array, at: number): GatherId => ((w[at]! >>> 16) & 4095) as GatherId;
export const entryQueuedLevel = (w: Int32Array, at: number): Level => ((w[at]! >>> 28) & 7) as Level;
export const entryQueuedStart = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 2]!, w[at + 4]! & 2097151)) as Vpn;
export const entryQueuedEnd = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 3]!, w[at + 5]! & 2097151)) as Vpn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeEntryQueued(seq: number, cause: number, cpu: number, gather: GatherId, level: Level, start: Vpn, end: Vpn): EntryQueued {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'EntryQueued', gather, level, start, end });
}
const buildEntryQueued = (w: Int32Array, at: number, seq: number): EntryQueued => makeEntryQueued(seq, w[at + 1]!, recordCpu(w, at), entryQueuedGather(w, at), entryQueuedLevel(w, at), entryQueuedStart(w, at), entryQueuedEnd(w, at));
const handleEntryQueued = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[81]!(to.states[81], entryQueuedGather(w, at), entryQueuedLevel(w, at), entryQueuedStart(w, at), entryQueuedEnd(w, at), recordCpu(w, at), seq);
function followEntryQueued(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = entryQueuedGather(w, at), o1 = entryQueuedLevel(w, at), o2 = entryQueuedStart(w, at), o3 = entryQueuedEnd(w, at), o4 = recordCpu(w, at);
  const wrong = guards.handlers[81]!(guards.states[81], o0, o1, o2, o3, o4, seq);
  if (wrong === undefined) folds.handlers[81]!(folds.states[81], o0, o1, o2, o3, o4, seq);
  return wrong;
}
function putEntryQueued(e: EntryQueued, w: Int32Array, at: number): void {
  checkEntryQueued(e.gather as GatherId, e.level as Level, e.start as Vpn, e.end as Vpn);
  w[at] = headOf(81, e) | (e.gather << 16) | (e.level << 28);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.start | 0);
  w[at + 3] = (e.end | 0);
  w[at + 4] = vpnHi(e.start);
  w[at + 5] = vpnHi(e.end);
}

/** A page took a slot of the gather; `delayed`: still counted as mapped. */
export interface PageQueued extends EventBase {
  /** A page took a slot of the gather; `delayed`: still counted as mapped. */
  readonly type: 'PageQueued';
  /** Number of a gather in progress. */
  readonly gather: GatherId;
  /** Whether it is counted as mapped until the flush. */
  readonly delayed: boolean;
  /** Number of a page frame, in base pages. */
  readonly pfn: Pfn;
}
export const K_PAGE_QUEUED = 82;
/** Records: A page took a slot of the gather; `delayed`: still counted as mapped. @throws RecordError `out-of-range`, in a checked log */
export function recPageQueued(t: Thread, gather: GatherId, delayed: Bit, pfn: Pfn): Seq {
  const r = t.log;
  if (r.checked) checkPageQueued(gather, delayed, pfn);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 82 | (t.cpu << 8) | (gather << 16) | (delayed << 28);
  w[at + 1] = t.cause;
  w[at + 2] = pfn | 0;
  r.handlers[82]!(r.states[82], gather, delayed, (pfn | 0) as Pfn, t.cpu, r.length);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellPageQueued(t, seq, gather, delayed, pfn);
  return seq;
}
function checkPageQueued(gather: GatherId, delayed: Bit, pfn: Pfn): void {
  needWhole(gather, 0, 4095, 82, 'gather');
  needWhole(delayed, 0, 1, 82, 'delayed');
  needWhole(pfn, 0, 2147483647, 82, 'pfn');
}
function tellPageQueued(t: Thread, seq: number, gather: GatherId, delayed: Bit, pfn: Pfn): void {
  const taker = t.log.takers[82];
  if (taker !== undefined) t.log.publisher.publish(makePageQueued(seq, t.cause, t.cpu, gather, delayed, (pfn | 0) as Pfn), taker, seq);
}
export const pageQueuedGather = (w: Int32Array, at: number): GatherId => ((w[at]! >>> 16) & 4095) as GatherId;
export const pageQueuedDelayed = (w: Int32Array, at: number): Bit => ((w[at]! >>> 28) & 1) as Bit;
export const pageQueuedPfn = (w: Int32Array, at: number): Pfn => (w[at + 2]!) as Pfn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makePageQueued(seq: number, cause: number, cpu: number, gather: GatherId, delayed: Bit, pfn: Pfn): PageQueued {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'PageQueued', gather, delayed: delayed === 1, pfn });
}
const buildPageQueued = (w: Int32Array, at: number, seq: number): PageQueued => makePageQueued(seq, w[at + 1]!, recordCpu(w, at), pageQueuedGather(w, at), pageQueuedDelayed(w, at), pageQueuedPfn(w, at));
const handlePageQueued = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[82]!(to.states[82], pageQueuedGather(w, at), pageQueuedDelayed(w, at), pageQueuedPfn(w, at), recordCpu(w, at), seq);
function followPageQueued(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = pageQueuedGather(w, at), o1 = pageQueuedDelayed(w, at), o2 = pageQueuedPfn(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[82]!(guards.states[82], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[82]!(folds.states[82], o0, o1, o2, o3, seq);
  return wrong;
}
function putPageQueued(e: PageQueued, w: Int32Array, at: number): void {
  checkPageQueued(e.gather as GatherId, Number(e.delayed) as Bit, e.pfn as Pfn);
  w[at] = headOf(82, e) | (e.gather << 16) | (Number(e.delayed) << 28);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.pfn | 0);
}

/** The gather made another batch active: one just allocated, or one that an earlier flush emptied. */
export interface BatchAdded extends EventBase {
  /** The gather made another batch active: one just allocated, or one that an earlier flush emptied. */
  readonly type: 'BatchAdded';
  /** Number of a gather in progress. */
  readonly gather: GatherId;
  /** Whether it was just allocated, or is one that an earlier flush emptied. */
  readonly allocated: boolean;
  /** Place of the batch in the gather; the first has 0. How many. */
  readonly number: Count;
}
export const K_BATCH_ADDED = 83;
/** Records: The gather made another batch active: one just allocated, or one that an earlier flush emptied. @throws RecordError `out-of-range`, in a checked log */
export function recBatchAdded(t: Thread, gather: GatherId, allocated: Bit, number: Count): Seq {
  const r = t.log;
  if (r.checked) checkBatchAdded(gather, allocated, number);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 83 | (t.cpu << 8) | (gather << 16) | (allocated << 28);
  w[at + 1] = t.cause;
  w[at + 2] = number | 0;
  r.handlers[83]!(r.states[83], gather, allocated, (number | 0) as Count, t.cpu, r.length);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellBatchAdded(t, seq, gather, allocated, number);
  return seq;
}
function checkBatchAdded(gather: GatherId, allocated: Bit, number: Count): void {
  needWhole(gather, 0, 4095, 83, 'gather');
  needWhole(allocated, 0, 1, 83, 'allocated');
  needWhole(number, 0, 2147483647, 83, 'number');
}
function tellBatchAdded(t: Thread, seq: number, gather: GatherId, allocated: Bit, number: Count): void {
  const taker = t.log.takers[83];
  if (taker !== undefined) t.log.publisher.publish(makeBatchAdded(seq, t.cause, t.cpu, gather, allocated, (number | 0) as Count), taker, seq);
}
export const batchAddedGather = (w: Int32Array, at: number): GatherId => ((w[at]! >>> 16) & 4095) as GatherId;
export const batchAddedAllocated = (w: Int32Array, at: number): Bit => ((w[at]! >>> 28) & 1) as Bit;
export const batchAddedNumber = (w: Int32Array, at: number): Count => (w[at + 2]!) as Count;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeBatchAdded(seq: number, cause: number, cpu: number, gather: GatherId, allocated: Bit, number: Count): BatchAdded {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'BatchAdded', gather, allocated: allocated === 1, number });
}
const buildBatchAdded = (w: Int32Array, at: number, seq: number): BatchAdded => makeBatchAdded(seq, w[at + 1]!, recordCpu(w, at), batchAddedGather(w, at), batchAddedAllocated(w, at), batchAddedNumber(w, at));
const handleBatchAdded = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[83]!(to.states[83], batchAddedGather(w, at), batchAddedAllocated(w, at), batchAddedNumber(w, at), recordCpu(w, at), seq);
function followBatchAdded(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = batchAddedGather(w, at), o1 = batchAddedAllocated(w, at), o2 = batchAddedNumber(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[83]!(guards.states[83], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[83]!(folds.states[83], o0, o1, o2, o3, seq);
  return wrong;
}
function putBatchAdded(e: BatchAdded, w: Int32Array, at: number): void {
  checkBatchAdded(e.gather as GatherId, Number(e.allocated) as Bit, e.number as Count);
  w[at] = headOf(83, e) | (e.gather << 16) | (Number(e.allocated) << 28);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.number | 0);
}

/** A page table was unhooked and waits to be freed. */
export interface TableQueued extends EventBase {
  /** A page table was unhooked and waits to be freed. */
  readonly type: 'TableQueued';
  /** Number of a gather in progress. */
  readonly gather: GatherId;
  /** Level of a page table, from the leaf up: 0 is the PTE. */
  readonly level: Level;
  /** Place of a page table, in units of 2 KiB. */
  readonly table: TableRef;
  /** First page that the table covered. Virtual page number: an address divided by the size of a base page. */
  readonly start: Vpn;
  /** Page after the last. Virtual page number: an address divided by the size of a base page. */
  readonly end: Vpn;
}
export const K_TABLE_QUEUED = 84;
/** Records: A page table was unhooked and waits to be freed. @throws RecordError `out-of-range`, in a checked log */
export function recTableQueued(t: Thread, gather: GatherId, level: Level, table: TableRef, start: Vpn, end: Vpn): Seq {
  const r = t.log;
  if (r.checked) checkTableQueued(gather, level, table, start, end);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 84 | (t.cpu << 8) | (gather << 16) | (level << 28);
  w[at + 1] = t.cause;
  w[at + 2] = table | 0;
  w[at + 3] = start | 0;
  w[at + 4] = end | 0;
  w[at + 5] = vpnHi(start);
  w[at + 6] = vpnHi(end);
  r.handlers[84]!(r.states[84], gather, level, (table | 0) as TableRef, start, end, t.cpu, r.length);
  r.top = at + 7;
  const seq = r.length++;
  if (r.listeners !== 0) tellTableQueued(t, seq, gather, level, table, start, end);
  return seq;
}
function checkTableQueued(gather: GatherId, level: Level, table: TableRef, start: Vpn, end: Vpn): void {
  needWhole(gather, 0, 4095, 84, 'gather');
  needWhole(level, 0, 4, 84, 'level');
  needWhole(table, 0, 2147483647, 84, 'table');
  needWhole(start, 0, 4503599627370496, 84, 'start');
  needWhole(end, 0, 4503599627370496, 84, 'end');
}
function tellTableQueued(t: Thread, seq: number, gather: GatherId, level: Level, table: TableRef, start: Vpn, end: Vpn): void {
  const taker = t.log.takers[84];
  if (taker !== undefined) t.log.publisher.publish(makeTableQueued(seq, t.cause, t.cpu, gather, level, (table | 0) as TableRef, start, end), taker, seq);
}
export const tableQueuedGather = (w: Int32Array, at: number): GatherId => ((w[at]! >>> 16) & 4095) as GatherId;
export const tableQueuedLevel = (w: Int32Array, at: number): Level => ((w[at]! >>> 28) & 7) as Level;
export const tableQueuedTable = (w: Int32Array, at: number): TableRef => (w[at + 2]!) as TableRef;
export const tableQueuedStart = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 3]!, w[at + 5]! & 2097151)) as Vpn;
export const tableQueuedEnd = (w: Int32Array, at: number): Vpn => (wideOf(w[at + 4]!, w[at + 6]! & 2097151)) as Vpn;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeTableQueued(seq: number, cause: number, cpu: number, gather: GatherId, level: Level, table: TableRef, start: Vpn, end: Vpn): TableQueued {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'TableQueued', gather, level, table, start, end });
}
const buildTableQueued = (w: Int32Array, at: number, seq: number): TableQueued => makeTableQueued(seq, w[at + 1]!, recordCpu(w, at), tableQueuedGather(w, at), tableQueuedLevel(w, at), tableQueuedTable(w, at), tableQueuedStart(w, at), tableQueuedEnd(w, at));
const handleTableQueued = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[84]!(to.states[84], tableQueuedGather(w, at), tableQueuedLevel(w, at), tableQueuedTable(w, at), tableQueuedStart(w, at), tableQueuedEnd(w, at), recordCpu(w, at), seq);
function followTableQueued(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = tableQueuedGather(w, at), o1 = tableQueuedLevel(w, at), o2 = tableQueuedTable(w, at), o3 = tableQueuedStart(w, at), o4 = tableQueuedEnd(w, at), o5 = recordCpu(w, at);
  const wrong = guards.handlers[84]!(guards.states[84], o0, o1, o2, o3, o4, o5, seq);
  if (wrong === undefined) folds.handlers[84]!(folds.states[84], o0, o1, o2, o3, o4, o5, seq);
  return wrong;
}
function putTableQueued(e: TableQueued, w: Int32Array, at: number): void {
  checkTableQueued(e.gather as GatherId, e.level as Level, e.table as TableRef, e.start as Vpn, e.end as Vpn);
  w[at] = headOf(84, e) | (e.gather << 16) | (e.level << 28);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.table | 0);
  w[at + 3] = (e.start | 0);
  w[at + 4] = (e.end | 0);
  w[at + 5] = vpnHi(e.start);
  w[at + 6] = vpnHi(e.end);
}

/** Another gather runs on this mm: the flush becomes a full one. */
export interface GatherEscalated extends EventBase {
  /** Another gather runs on this mm: the flush becomes a full one. */
  readonly type: 'GatherEscalated';
  /** Number of a gather in progress. */
  readonly gather: GatherId;
}
export const K_GATHER_ESCALATED = 85;
/** Records: Another gather runs on this mm: the flush becomes a full one. @throws RecordError `out-of-range`, in a checked log */
export function recGatherEscalated(t: Thread, gather: GatherId): Seq {
  const r = t.log;
  if (r.checked) checkGatherEscalated(gather);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 85 | (t.cpu << 8) | (gather << 16);
  w[at + 1] = t.cause;
  r.handlers[85]!(r.states[85], gather, t.cpu, r.length);
  r.top = at + 2;
  const seq = r.length++;
  if (r.listeners !== 0) tellGatherEscalated(t, seq, gather);
  return seq;
}
function checkGatherEscalated(gather: GatherId): void {
  needWhole(gather, 0, 4095, 85, 'gather');
}
function tellGatherEscalated(t: Thread, seq: number, gather: GatherId): void {
  const taker = t.log.takers[85];
  if (taker !== undefined) t.log.publisher.publish(makeGatherEscalated(seq, t.cause, t.cpu, gather), taker, seq);
}
export const gatherEscalatedGather = (w: Int32Array, at: number): GatherId => ((w[at]! >>> 16) & 4095) as GatherId;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeGatherEscalated(seq: number, cause: number, cpu: number, gather: GatherId): GatherEscalated {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'GatherEscalated', gather });
}
const buildGatherEscalated = (w: Int32Array, at: number, seq: number): GatherEscalated => makeGatherEscalated(seq, w[at + 1]!, recordCpu(w, at), gatherEscalatedGather(w, at));
const handleGatherEscalated = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[85]!(to.states[85], gatherEscalatedGather(w, at), recordCpu(w, at), seq);
function followGatherEscalated(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = gatherEscalatedGather(w, at), o1 = recordCpu(w, at);
  const wrong = guards.handlers[85]!(guards.states[85], o0, o1, seq);
  if (wrong === undefined) folds.handlers[85]!(folds.states[85], o0, o1, seq);
  return wrong;
}
function putGatherEscalated(e: GatherEscalated, w: Int32Array, at: number): void {
  checkGatherEscalated(e.gather as GatherId);
  w[at] = headOf(85, e) | (e.gather << 16);
  w[at + 1] = causeWord(e);
}

/** The recorded range was flushed, and is empty again. */
export interface GatherTlbFlushed extends EventBase {
  /** The recorded range was flushed, and is empty again. */
  readonly type: 'GatherTlbFlushed';
  /** Number of a gather in progress. */
  readonly gather: GatherId;
}
export const K_GATHER_TLB_FLUSHED = 86;
/** Records: The recorded range was flushed, and is empty again. @throws RecordError `out-of-range`, in a checked log */
export function recGatherTlbFlushed(t: Thread, gather: GatherId): Seq {
  const r = t.log;
  if (r.checked) checkGatherTlbFlushed(gather);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 86 | (t.cpu << 8) | (gather << 16);
  w[at + 1] = t.cause;
  r.handlers[86]!(r.states[86], gather, t.cpu, r.length);
  r.top = at + 2;
  const seq = r.length++;
  if (r.listeners !== 0) tellGatherTlbFlushed(t, seq, gather);
  return seq;
}
function checkGatherTlbFlushed(gather: GatherId): void {
  needWhole(gather, 0, 4095, 86, 'gather');
}
function tellGatherTlbFlushed(t: Thread, seq: number, gather: GatherId): void {
  const taker = t.log.takers[86];
  if (taker !== undefined) t.log.publisher.publish(makeGatherTlbFlushed(seq, t.cause, t.cpu, gather), taker, seq);
}
export const gatherTlbFlushedGather = (w: Int32Array, at: number): GatherId => ((w[at]! >>> 16) & 4095) as GatherId;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeGatherTlbFlushed(seq: number, cause: number, cpu: number, gather: GatherId): GatherTlbFlushed {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'GatherTlbFlushed', gather });
}
const buildGatherTlbFlushed = (w: Int32Array, at: number, seq: number): GatherTlbFlushed => makeGatherTlbFlushed(seq, w[at + 1]!, recordCpu(w, at), gatherTlbFlushedGather(w, at));
const handleGatherTlbFlushed = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[86]!(to.states[86], gatherTlbFlushedGather(w, at), recordCpu(w, at), seq);
function followGatherTlbFlushed(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = gatherTlbFlushedGather(w, at), o1 = recordCpu(w, at);
  const wrong = guards.handlers[86]!(guards.states[86], o0, o1, seq);
  if (wrong === undefined) folds.handlers[86]!(folds.states[86], o0, o1, seq);
  return wrong;
}
function putGatherTlbFlushed(e: GatherTlbFlushed, w: Int32Array, at: number): void {
  checkGatherTlbFlushed(e.gather as GatherId);
  w[at] = headOf(86, e) | (e.gather << 16);
  w[at + 1] = causeWord(e);
}

/** Delayed rmap removals were done. */
export interface GatherRmapsFlushed extends EventBase {
  /** Delayed rmap removals were done. */
  readonly type: 'GatherRmapsFlushed';
  /** Number of a gather in progress. */
  readonly gather: GatherId;
  /** Pages that are no longer counted as mapped. How many. */
  readonly count: Count;
}
export const K_GATHER_RMAPS_FLUSHED = 87;
/** Records: Delayed rmap removals were done. @throws RecordError `out-of-range`, in a checked log */
export function recGatherRmapsFlushed(t: Thread, gather: GatherId, count: Count): Seq {
  const r = t.log;
  if (r.checked) checkGatherRmapsFlushed(gather, count);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 87 | (t.cpu << 8) | (gather << 16);
  w[at + 1] = t.cause;
  w[at + 2] = count | 0;
  r.handlers[87]!(r.states[87], gather, (count | 0) as Count, t.cpu, r.length);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellGatherRmapsFlushed(t, seq, gather, count);
  return seq;
}
function checkGatherRmapsFlushed(gather: GatherId, count: Count): void {
  needWhole(gather, 0, 4095, 87, 'gather');
  needWhole(count, 0, 2147483647, 87, 'count');
}
function tellGatherRmapsFlushed(t: Thread, seq: number, gather: GatherId, count: Count): void {
  const taker = t.log.takers[87];
  if (taker !== undefined) t.log.publisher.publish(makeGatherRmapsFlushed(seq, t.cause, t.cpu, gather, (count | 0) as Count), taker, seq);
}
export const gatherRmapsFlushedGather = (w: Int32Array, at: number): GatherId => ((w[at]! >>> 16) & 4095) as GatherId;
export const gatherRmapsFlushedCount = (w: Int32Array, at: number): Count => (w[at + 2]!) as Count;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeGatherRmapsFlushed(seq: number, cause: number, cpu: number, gather: GatherId, count: Count): GatherRmapsFlushed {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'GatherRmapsFlushed', gather, count });
}
const buildGatherRmapsFlushed = (w: Int32Array, at: number, seq: number): GatherRmapsFlushed => makeGatherRmapsFlushed(seq, w[at + 1]!, recordCpu(w, at), gatherRmapsFlushedGather(w, at), gatherRmapsFlushedCount(w, at));
const handleGatherRmapsFlushed = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[87]!(to.states[87], gatherRmapsFlushedGather(w, at), gatherRmapsFlushedCount(w, at), recordCpu(w, at), seq);
function followGatherRmapsFlushed(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = gatherRmapsFlushedGather(w, at), o1 = gatherRmapsFlushedCount(w, at), o2 = recordCpu(w, at);
  const wrong = guards.handlers[87]!(guards.states[87], o0, o1, o2, seq);
  if (wrong === undefined) folds.handlers[87]!(folds.states[87], o0, o1, o2, seq);
  return wrong;
}
function putGatherRmapsFlushed(e: GatherRmapsFlushed, w: Int32Array, at: number): void {
  checkGatherRmapsFlushed(e.gather as GatherId, e.count as Count);
  w[at] = headOf(87, e) | (e.gather << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.count | 0);
}

/** Queued tables were freed; `rcu`: after a grace period. */
export interface GatherTablesFreed extends EventBase {
  /** Queued tables were freed; `rcu`: after a grace period. */
  readonly type: 'GatherTablesFreed';
  /** Number of a gather in progress. */
  readonly gather: GatherId;
  /** Whether a grace period came first. */
  readonly rcu: boolean;
  /** Tables. How many. */
  readonly count: Count;
}
export const K_GATHER_TABLES_FREED = 88;
/** Records: Queued tables were freed; `rcu`: after a grace period. @throws RecordError `out-of-range`, in a checked log */
export function recGatherTablesFreed(t: Thread, gather: GatherId, rcu: Bit, count: Count): Seq {
  const r = t.log;
  if (r.checked) checkGatherTablesFreed(gather, rcu, count);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 88 | (t.cpu << 8) | (gather << 16) | (rcu << 28);
  w[at + 1] = t.cause;
  w[at + 2] = count | 0;
  r.handlers[88]!(r.states[88], gather, rcu, (count | 0) as Count, t.cpu, r.length);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellGatherTablesFreed(t, seq, gather, rcu, count);
  return seq;
}
function checkGatherTablesFreed(gather: GatherId, rcu: Bit, count: Count): void {
  needWhole(gather, 0, 4095, 88, 'gather');
  needWhole(rcu, 0, 1, 88, 'rcu');
  needWhole(count, 0, 2147483647, 88, 'count');
}
function tellGatherTablesFreed(t: Thread, seq: number, gather: GatherId, rcu: Bit, count: Count): void {
  const taker = t.log.takers[88];
  if (taker !== undefined) t.log.publisher.publish(makeGatherTablesFreed(seq, t.cause, t.cpu, gather, rcu, (count | 0) as Count), taker, seq);
}
export const gatherTablesFreedGather = (w: Int32Array, at: number): GatherId => ((w[at]! >>> 16) & 4095) as GatherId;
export const gatherTablesFreedRcu = (w: Int32Array, at: number): Bit => ((w[at]! >>> 28) & 1) as Bit;
export const gatherTablesFreedCount = (w: Int32Array, at: number): Count => (w[at + 2]!) as Count;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeGatherTablesFreed(seq: number, cause: number, cpu: number, gather: GatherId, rcu: Bit, count: Count): GatherTablesFreed {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'GatherTablesFreed', gather, rcu: rcu === 1, count });
}
const buildGatherTablesFreed = (w: Int32Array, at: number, seq: number): GatherTablesFreed => makeGatherTablesFreed(seq, w[at + 1]!, recordCpu(w, at), gatherTablesFreedGather(w, at), gatherTablesFreedRcu(w, at), gatherTablesFreedCount(w, at));
const handleGatherTablesFreed = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[88]!(to.states[88], gatherTablesFreedGather(w, at), gatherTablesFreedRcu(w, at), gatherTablesFreedCount(w, at), recordCpu(w, at), seq);
function followGatherTablesFreed(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = gatherTablesFreedGather(w, at), o1 = gatherTablesFreedRcu(w, at), o2 = gatherTablesFreedCount(w, at), o3 = recordCpu(w, at);
  const wrong = guards.handlers[88]!(guards.states[88], o0, o1, o2, o3, seq);
  if (wrong === undefined) folds.handlers[88]!(folds.states[88], o0, o1, o2, o3, seq);
  return wrong;
}
function putGatherTablesFreed(e: GatherTablesFreed, w: Int32Array, at: number): void {
  checkGatherTablesFreed(e.gather as GatherId, Number(e.rcu) as Bit, e.count as Count);
  w[at] = headOf(88, e) | (e.gather << 16) | (Number(e.rcu) << 28);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.count | 0);
}

/** References of the queued pages were dropped; the first batch is active again. */
export interface GatherPagesFreed extends EventBase {
  /** References of the queued pages were dropped; the first batch is active again. */
  readonly type: 'GatherPagesFreed';
  /** Number of a gather in progress. */
  readonly gather: GatherId;
  /** Pages whose reference was dropped. How many. */
  readonly count: Count;
}
export const K_GATHER_PAGES_FREED = 89;
/** Records: References of the queued pages were dropped; the first batch is active again. @throws RecordError `out-of-range`, in a checked log */
export function recGatherPagesFreed(t: Thread, gather: GatherId, count: Count): Seq {
  const r = t.log;
  if (r.checked) checkGatherPagesFreed(gather, count);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 89 | (t.cpu << 8) | (gather << 16);
  w[at + 1] = t.cause;
  w[at + 2] = count | 0;
  r.handlers[89]!(r.states[89], gather, (count | 0) as Count, t.cpu, r.length);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellGatherPagesFreed(t, seq, gather, count);
  return seq;
}
function checkGatherPagesFreed(gather: GatherId, count: Count): void {
  needWhole(gather, 0, 4095, 89, 'gather');
  needWhole(count, 0, 2147483647, 89, 'count');
}
function tellGatherPagesFreed(t: Thread, seq: number, gather: GatherId, count: Count): void {
  const taker = t.log.takers[89];
  if (taker !== undefined) t.log.publisher.publish(makeGatherPagesFreed(seq, t.cause, t.cpu, gather, (count | 0) as Count), taker, seq);
}
export const gatherPagesFreedGather = (w: Int32Array, at: number): GatherId => ((w[at]! >>> 16) & 4095) as GatherId;
export const gatherPagesFreedCount = (w: Int32Array, at: number): Count => (w[at + 2]!) as Count;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeGatherPagesFreed(seq: number, cause: number, cpu: number, gather: GatherId, count: Count): GatherPagesFreed {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'GatherPagesFreed', gather, count });
}
const buildGatherPagesFreed = (w: Int32Array, at: number, seq: number): GatherPagesFreed => makeGatherPagesFreed(seq, w[at + 1]!, recordCpu(w, at), gatherPagesFreedGather(w, at), gatherPagesFreedCount(w, at));
const handleGatherPagesFreed = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[89]!(to.states[89], gatherPagesFreedGather(w, at), gatherPagesFreedCount(w, at), recordCpu(w, at), seq);
function followGatherPagesFreed(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = gatherPagesFreedGather(w, at), o1 = gatherPagesFreedCount(w, at), o2 = recordCpu(w, at);
  const wrong = guards.handlers[89]!(guards.states[89], o0, o1, o2, seq);
  if (wrong === undefined) folds.handlers[89]!(folds.states[89], o0, o1, o2, seq);
  return wrong;
}
function putGatherPagesFreed(e: GatherPagesFreed, w: Int32Array, at: number): void {
  checkGatherPagesFreed(e.gather as GatherId, e.count as Count);
  w[at] = headOf(89, e) | (e.gather << 16);
  w[at + 1] = causeWord(e);
  w[at + 2] = (e.count | 0);
}

/** The gather ended. */
export interface GatherFinished extends EventBase {
  /** The gather ended. */
  readonly type: 'GatherFinished';
  /** Number of a gather in progress. */
  readonly gather: GatherId;
}
export const K_GATHER_FINISHED = 90;
/** Records: The gather ended. @throws RecordError `out-of-range`, in a checked log */
export function recGatherFinished(t: Thread, gather: GatherId): Seq {
  const r = t.log;
  if (r.checked) checkGatherFinished(gather);
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 90 | (t.cpu << 8) | (gather << 16);
  w[at + 1] = t.cause;
  r.handlers[90]!(r.states[90], gather, t.cpu, r.length);
  r.top = at + 2;
  const seq = r.length++;
  if (r.listeners !== 0) tellGatherFinished(t, seq, gather);
  return seq;
}
function checkGatherFinished(gather: GatherId): void {
  needWhole(gather, 0, 4095, 90, 'gather');
}
function tellGatherFinished(t: Thread, seq: number, gather: GatherId): void {
  const taker = t.log.takers[90];
  if (taker !== undefined) t.log.publisher.publish(makeGatherFinished(seq, t.cause, t.cpu, gather), taker, seq);
}
export const gatherFinishedGather = (w: Int32Array, at: number): GatherId => ((w[at]! >>> 16) & 4095) as GatherId;
/** The event, frozen, for its operands; a cause below 0: a root. */
export function makeGatherFinished(seq: number, cause: number, cpu: number, gather: GatherId): GatherFinished {
  return Object.freeze({ seq, cause: cause < 0 ? null : cause, cpu, type: 'GatherFinished', gather });
}
const buildGatherFinished = (w: Int32Array, at: number, seq: number): GatherFinished => makeGatherFinished(seq, w[at + 1]!, recordCpu(w, at), gatherFinishedGather(w, at));
const handleGatherFinished = (to: HandlerTable, w: Int32Array, at: number, seq: number): unknown => to.handlers[90]!(to.states[90], gatherFinishedGather(w, at), recordCpu(w, at), seq);
function followGatherFinished(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const o0 = gatherFinishedGather(w, at), o1 = recordCpu(w, at);
  const wrong = guards.handlers[90]!(guards.states[90], o0, o1, seq);
  if (wrong === undefined) folds.handlers[90]!(folds.states[90], o0, o1, seq);
  return wrong;
}
function putGatherFinished(e: GatherFinished, w: Int32Array, at: number): void {
  checkGatherFinished(e.gather as GatherId);
  w[at] = headOf(90, e) | (e.gather << 16);
  w[at + 1] = causeWord(e);
}

/** Any event. */
export type MmEvent =
  | AccessStarted
  | EntryRead
  | AccessFailed
  | FaultRaised
  | FaultDecoded
  | VmaFound
  | VmaMissed
  | AccessRefused
  | GupFaulted
  | BranchTaken
  | SyscallEntered
  | SyscallReturned
  | NotifierCalled
  | FlushCompleted
  | TlbFilled
  | TlbEvicted
  | WalkCacheFilled
  | WalkCacheEvicted
  | FlushSent
  | TlbInvalidated
  | CpuSwitched
  | AccessCompleted
  | FaultEnded
  | VmstatCounted
  | FolioAllocated
  | FolioFreed
  | RefChanged
  | FolioCopied
  | FolioFlagged
  | LruAdded
  | MlockCounted
  | TableAllocated
  | TableFreed
  | EntrySet
  | RmapAdded
  | RmapDuplicated
  | RmapRemoved
  | RmapMoved
  | CounterChanged
  | MmCreated
  | MmDestroyed
  | VmaInserted
  | VmaRemoved
  | AnonVmaCreated
  | VmaAnonVmaSet
  | ObjectCreated
  | DescriptorsChanged
  | ObjectResized
  | ObjectFreed
  | PageCacheAdded
  | PageCacheRemoved
  | StorageSet
  | StorageDiscarded
  | PageRead
  | PageStored
  | ReadAheadPlanned
  | FileAccessed
  | FlushRequested
  | FlushDeferred
  | MmPinned
  | HoldCreated
  | PageRetained
  | PageReleased
  | HoldFreed
  | SwapDeviceAdded
  | SwapDeviceSwitched
  | SwapDeviceRemoved
  | SwapDeviceFailed
  | SwapSlotAllocated
  | SwapSlotFreed
  | SwapCountChanged
  | SwapCacheAdded
  | SwapCacheRemoved
  | SwapStored
  | ShmemSwapped
  | ShmemFailed
  | SwapLoaded
  | FlushPendingChanged
  | GatherStarted
  | GatherVmaStarted
  | EntryQueued
  | PageQueued
  | BatchAdded
  | TableQueued
  | GatherEscalated
  | GatherTlbFlushed
  | GatherRmapsFlushed
  | GatherTablesFreed
  | GatherPagesFreed
  | GatherFinished;
export type EventType = MmEvent['type'];

/** What is made of each kind of record that changes no state: given are what is asked, the operands, the CPU that acted, and the record's seq. */
export interface FactHandlers<S, R = void> {
  /** An access began; `tlb` is what its lookup in the TLB gave. */
  readonly AccessStarted: (state: S, access: Place<'access'>, mode: Place<'mode'>, tlb: Place<'tlbLookup'>, mm: MmId, vpn: Vpn, cpu: CpuId, seq: Seq) => R;
  /** The hardware walker read an entry, with this verdict. */
  readonly EntryRead: (state: S, level: Level, verdict: Place<'verdict'>, index: TableIndex, table: TableRef, entryLo: number, entryHi: number, cpu: CpuId, seq: Seq) => R;
  /** The access ended in a signal, or in EFAULT for the kernel. */
  readonly AccessFailed: (state: S, signal: Place<'signal'>, code: Place<'sigcode'>, mm: MmId, vpn: Vpn, cpu: CpuId, seq: Seq) => R;
  /** The hardware reported a fault with this syndrome. */
  readonly FaultRaised: (state: S, access: Place<'access'>, mode: Place<'mode'>, reason: Place<'walkFault'>, level: Level, vpn: Vpn, syndromeLo: number, syndromeHi: number, cpu: CpuId, seq: Seq) => R;
  /** The handler read the syndrome: these fault flags go to the core. */
  readonly FaultDecoded: (state: S, flags: FaultFlags, cpu: CpuId, seq: Seq) => R;
  /** A VMA covers the address. */
  readonly VmaFound: (state: S, vmFlags: VmFlags, start: Vpn, end: Vpn, cpu: CpuId, seq: Seq) => R;
  /** No VMA covers the address. */
  readonly VmaMissed: (state: S, vpn: Vpn, cpu: CpuId, seq: Seq) => R;
  /** The architecture refused the access before the core was asked. */
  readonly AccessRefused: (state: S, code: Place<'sigcode'>, vmFlags: VmFlags, cpu: CpuId, seq: Seq) => R;
  /** A kernel path asks for a page by a fault of its own (faultin_page), with these fault flags. */
  readonly GupFaulted: (state: S, flags: FaultFlags, mm: MmId, vpn: Vpn, cpu: CpuId, seq: Seq) => R;
  /** A rule of the specification decided (`RULE_IDS`). */
  readonly BranchTaken: (state: S, rule: RuleNumber, arg: RuleArg, cpu: CpuId, seq: Seq) => R;
  /** A system call began. */
  readonly SyscallEntered: (state: S, op: Place<'op'>, mm: MmId, vpn: Vpn, pages: Pages, arg: RuleArg, cpu: CpuId, seq: Seq) => R;
  /** A system call returned. */
  readonly SyscallReturned: (state: S, op: Place<'op'>, errno: Place<'errno'>, mm: MmId, cpu: CpuId, seq: Seq) => R;
  /** Secondary MMUs were told (mmu_notifier). */
  readonly NotifierCalled: (state: S, phase: Place<'notifierPhase'>, kind: Place<'notifierKind'>, mm: MmId, start: Vpn, end: Vpn, cpu: CpuId, seq: Seq) => R;
  /** Every CPU has done its part of the flush. */
  readonly FlushCompleted: (state: S, request: Seq, cpu: CpuId, seq: Seq) => R;
}

/** What is made of each kind of record that changes state of owner `cpu`: given are that state, the operands, the CPU that acted, and the record's seq. */
export interface CpuHandlers<S, R = void> {
  /** A translation entered the TLB of this CPU; `flags` are TLB_* bits. `replaced`: the slot held another, which it evicts. */
  readonly TlbFilled: (state: S, flags: TlbFlags, level: Level, replaced: Bit, slot: CacheSlot, mm: MmId, vpn: Vpn, pfn: Pfn, cpu: CpuId, seq: Seq) => R;
  /** A translation left the TLB without a flush. */
  readonly TlbEvicted: (state: S, by: Place<'evictedBy'>, slot: CacheSlot, mm: MmId, vpn: Vpn, cpu: CpuId, seq: Seq) => R;
  /** The paging-structure cache of this CPU took the PTE table that covers a page. */
  readonly WalkCacheFilled: (state: S, slot: CacheSlot, mm: MmId, vpn: Vpn, table: TableRef, cpu: CpuId, seq: Seq) => R;
  /** A PTE table left the paging-structure cache without a flush; `vpn` is the first page it covers. */
  readonly WalkCacheEvicted: (state: S, by: Place<'evictedBy'>, slot: CacheSlot, mm: MmId, vpn: Vpn, cpu: CpuId, seq: Seq) => R;
  /** A CPU was asked to do its share of a flush request: it waits there until that CPU has dropped its translations; half open. */
  readonly FlushSent: (state: S, to: CpuId, kind: Place<'invalidation'>, by: Place<'reach'>, leafOnly: Bit, request: Seq, mm: MmId, start: Vpn, end: Vpn, cpu: CpuId, seq: Seq) => R;
  /** This CPU did its share of a flush request: it dropped translations, and unless `leafOnly` the mm's cached tables; half open. */
  readonly TlbInvalidated: (state: S, kind: Place<'invalidation'>, by: Place<'reach'>, leafOnly: Bit, request: Seq, mm: MmId, start: Vpn, end: Vpn, cpu: CpuId, seq: Seq) => R;
}

/** What is made of each kind of record that changes state of owner `core`: given are that state, the operands, the CPU that acted, and the record's seq. */
export interface CoreHandlers<S, R = void> {
  /** A CPU loaded an address space (0: none). */
  readonly CpuSwitched: (state: S, mm: MmId, cpu: CpuId, seq: Seq) => R;
  /** The access reached its frame; a write stored `value` there, a read found it. */
  readonly AccessCompleted: (state: S, access: Place<'access'>, value: Byte, pfn: Pfn, cpu: CpuId, seq: Seq) => R;
  /** handle_mm_fault returned these VM_FAULT_* bits (counts PGFAULT), and the task of this mm was charged with it, or not. */
  readonly FaultEnded: (state: S, accounted: Place<'accounted'>, result: VmFault, mm: MmId, cpu: CpuId, seq: Seq) => R;
  /** A vmstat counter rose by one. */
  readonly VmstatCounted: (state: S, item: Place<'vmstat'>, cpu: CpuId, seq: Seq) => R;
  /** A folio was taken from the allocator, zeroed, with one reference. */
  readonly FolioAllocated: (state: S, order: Order, why: Place<'folioFor'>, pfn: Pfn, cpu: CpuId, seq: Seq) => R;
  /** The last reference was dropped: the folio is free. */
  readonly FolioFreed: (state: S, order: Order, pfn: Pfn, cpu: CpuId, seq: Seq) => R;
  /** References of a folio changed. */
  readonly RefChanged: (state: S, why: Place<'refWhy'>, pfn: Pfn, delta: Delta, cpu: CpuId, seq: Seq) => R;
  /** Contents were copied. */
  readonly FolioCopied: (state: S, from: Pfn, to: Pfn, cpu: CpuId, seq: Seq) => R;
  /** A page flag was set or cleared. */
  readonly FolioFlagged: (state: S, flag: Place<'folioFlag'>, on: Bit, pfn: Pfn, cpu: CpuId, seq: Seq) => R;
  /** A folio was added to an LRU list. */
  readonly LruAdded: (state: S, list: Place<'lruList'>, pfn: Pfn, cpu: CpuId, seq: Seq) => R;
  /** Locked VMAs that map the page, as the kernel counts them for as long as the page is unevictable (mlock_count), changed. */
  readonly MlockCounted: (state: S, pfn: Pfn, delta: Delta, cpu: CpuId, seq: Seq) => R;
  /** A page table was taken, every slot empty; not yet linked. */
  readonly TableAllocated: (state: S, level: Level, mm: MmId, table: TableRef, base: Vpn, cpu: CpuId, seq: Seq) => R;
  /** A page table was freed. */
  readonly TableFreed: (state: S, level: Level, mm: MmId, table: TableRef, cpu: CpuId, seq: Seq) => R;
  /** An entry changed from old to new. `vpn` is the first page it covers. */
  readonly EntrySet: (state: S, level: Level, how: Place<'how'>, index: TableIndex, mm: MmId, table: TableRef, vpn: Vpn, newLo: number, newHi: number, oldLo: number, oldHi: number, cpu: CpuId, seq: Seq) => R;
  /** A mapping of the page began; `object` is the anon_vma or the file, `index` the page of it. */
  readonly RmapAdded: (state: S, kind: Place<'rmapKind'>, exclusive: Bit, pfn: Pfn, object: RmapOwner, index: Pgoff, cpu: CpuId, seq: Seq) => R;
  /** Fork mapped the page once more; exclusive is clear now. */
  readonly RmapDuplicated: (state: S, pfn: Pfn, cpu: CpuId, seq: Seq) => R;
  /** A mapping of the page ended. */
  readonly RmapRemoved: (state: S, delayed: Bit, pfn: Pfn, cpu: CpuId, seq: Seq) => R;
  /** The page became exclusive to one anon_vma (page_move_anon_rmap). */
  readonly RmapMoved: (state: S, pfn: Pfn, object: RmapOwner, cpu: CpuId, seq: Seq) => R;
  /** A counter of the mm, an RSS counter or locked_vm, changed by `delta` pages. */
  readonly CounterChanged: (state: S, counter: Place<'counter'>, mm: MmId, delta: Delta, cpu: CpuId, seq: Seq) => R;
  /** An address space was made; its root table follows. */
  readonly MmCreated: (state: S, topLevel: Level, mm: MmId, parent: MmId, cpu: CpuId, seq: Seq) => R;
  /** An address space was freed. */
  readonly MmDestroyed: (state: S, mm: MmId, cpu: CpuId, seq: Seq) => R;
  /** A VMA joined the address space. */
  readonly VmaInserted: (state: S, pkey: Pkey, backing: Place<'backing'>, mm: MmId, vmFlags: VmFlags, start: Vpn, end: Vpn, pgoff: Pgoff, object: ObjectId, anonVma: AnonVmaId, protLo: number, protHi: number, cpu: CpuId, seq: Seq) => R;
  /** The VMA that starts here left the address space. */
  readonly VmaRemoved: (state: S, mm: MmId, start: Vpn, cpu: CpuId, seq: Seq) => R;
  /** An anon_vma was made, linked under a parent (0: none). */
  readonly AnonVmaCreated: (state: S, id: AnonVmaId, parent: AnonVmaId, cpu: CpuId, seq: Seq) => R;
  /** The VMA that starts here got its anon_vma. */
  readonly VmaAnonVmaSet: (state: S, mm: MmId, start: Vpn, anonVma: AnonVmaId, cpu: CpuId, seq: Seq) => R;
  /** A file or an object of shared memory was made, without a page in memory. */
  readonly ObjectCreated: (state: S, backing: Place<'backing'>, object: ObjectId, pages: Pages, cpu: CpuId, seq: Seq) => R;
  /** Open descriptors of the object changed. */
  readonly DescriptorsChanged: (state: S, object: ObjectId, delta: Delta, cpu: CpuId, seq: Seq) => R;
  /** The object has another length. */
  readonly ObjectResized: (state: S, object: ObjectId, pages: Pages, cpu: CpuId, seq: Seq) => R;
  /** The object was freed: nothing maps it and no descriptor is open. */
  readonly ObjectFreed: (state: S, object: ObjectId, cpu: CpuId, seq: Seq) => R;
  /** A folio became page `index` of the object; the cache holds a reference. */
  readonly PageCacheAdded: (state: S, object: ObjectId, index: Pgoff, pfn: Pfn, cpu: CpuId, seq: Seq) => R;
  /** A folio left the object. */
  readonly PageCacheRemoved: (state: S, object: ObjectId, index: Pgoff, pfn: Pfn, cpu: CpuId, seq: Seq) => R;
  /** The file has this byte on storage from its beginning. */
  readonly StorageSet: (state: S, value: Byte, object: ObjectId, index: Pgoff, cpu: CpuId, seq: Seq) => R;
  /** The file has nothing on storage here any more: these pages read as zeros. */
  readonly StorageDiscarded: (state: S, object: ObjectId, start: Pgoff, end: Pgoff, cpu: CpuId, seq: Seq) => R;
  /** A cached page was filled from storage: it is up to date. */
  readonly PageRead: (state: S, object: ObjectId, index: Pgoff, pfn: Pfn, cpu: CpuId, seq: Seq) => R;
  /** A cached page was written to storage. */
  readonly PageStored: (state: S, object: ObjectId, index: Pgoff, pfn: Pfn, cpu: CpuId, seq: Seq) => R;
  /** The window of pages that reads of the file bring in ahead. */
  readonly ReadAheadPlanned: (state: S, object: ObjectId, start: Pgoff, size: Pages, async: Pages, cpu: CpuId, seq: Seq) => R;
  /** read(2) or write(2) reached a page of the object; a write stored `value` there, a read found it. */
  readonly FileAccessed: (state: S, access: Place<'access'>, value: Byte, object: ObjectId, index: Pgoff, pfn: Pfn, cpu: CpuId, seq: Seq) => R;
  /** A kernel path asked for a TLB flush; page numbers half open. */
  readonly FlushRequested: (state: S, scope: Place<'flushScope'>, reason: Place<'flushReason'>, freedTables: Bit, strideShift: Shift, mm: MmId, start: Vpn, end: Vpn, cpu: CpuId, seq: Seq) => R;
  /** The mm owes a whole flush (s390 flush_mm). */
  readonly FlushDeferred: (state: S, mm: MmId, cpu: CpuId, seq: Seq) => R;
  /** A page of the mm was pinned for the first time (MMF_HAS_PINNED): fork minds pins from now on. */
  readonly MmPinned: (state: S, mm: MmId, cpu: CpuId, seq: Seq) => R;
  /** References that outlive a call have a holder: a pipe, or a device. It goes with its process at the latest. */
  readonly HoldCreated: (state: S, kind: Place<'holdKind'>, hold: HoldId, mm: MmId, cpu: CpuId, seq: Seq) => R;
  /** The hold keeps the reference to a page that the call took. */
  readonly PageRetained: (state: S, hold: HoldId, index: Pgoff, pfn: Pfn, cpu: CpuId, seq: Seq) => R;
  /** The hold gave the reference back to the call, which is about to put it. */
  readonly PageReleased: (state: S, hold: HoldId, index: Pgoff, pfn: Pfn, cpu: CpuId, seq: Seq) => R;
  /** The hold is gone: it keeps no page. */
  readonly HoldFreed: (state: S, hold: HoldId, cpu: CpuId, seq: Seq) => R;
  /** A swap device came into use, empty. */
  readonly SwapDeviceAdded: (state: S, pages: Pages, cpu: CpuId, seq: Seq) => R;
  /** The swap device gives no slot any more, for what is on it is about to come back; or gives them again, for that failed. */
  readonly SwapDeviceSwitched: (state: S, open: Bit, cpu: CpuId, seq: Seq) => R;
  /** The swap device, empty again, went out of use. */
  readonly SwapDeviceRemoved: (state: S, pages: Pages, cpu: CpuId, seq: Seq) => R;
  /** From now on every read and write of the swap device fails. */
  readonly SwapDeviceFailed: (state: S, pages: Pages, cpu: CpuId, seq: Seq) => R;
  /** A slot was taken for a page; no entry refers to it yet. */
  readonly SwapSlotAllocated: (state: S, swapSlot: SwapSlot, cpu: CpuId, seq: Seq) => R;
  /** The slot is free: no entry refers to it, and the swap cache has no page for it. */
  readonly SwapSlotFreed: (state: S, swapSlot: SwapSlot, cpu: CpuId, seq: Seq) => R;
  /** Entries that refer to the slot became more, or fewer (swap_map). */
  readonly SwapCountChanged: (state: S, swapSlot: SwapSlot, delta: Delta, cpu: CpuId, seq: Seq) => R;
  /** A page joined the swap cache as that of the slot; the cache holds a reference. */
  readonly SwapCacheAdded: (state: S, swapSlot: SwapSlot, pfn: Pfn, cpu: CpuId, seq: Seq) => R;
  /** The page left the swap cache. */
  readonly SwapCacheRemoved: (state: S, swapSlot: SwapSlot, pfn: Pfn, cpu: CpuId, seq: Seq) => R;
  /** The content of the page was written to the slot. */
  readonly SwapStored: (state: S, swapSlot: SwapSlot, pfn: Pfn, cpu: CpuId, seq: Seq) => R;
  /** A page of shared memory is on swap, in this slot, and not in memory; or no more there (0). */
  readonly ShmemSwapped: (state: S, swapSlot: SwapSlot, object: ObjectId, index: Pgoff, cpu: CpuId, seq: Seq) => R;
  /** A page of shared memory could not be read back from swap: nobody will have it again. */
  readonly ShmemFailed: (state: S, object: ObjectId, index: Pgoff, cpu: CpuId, seq: Seq) => R;
  /** The content of the slot was read into the page, which is up to date now. */
  readonly SwapLoaded: (state: S, swapSlot: SwapSlot, pfn: Pfn, cpu: CpuId, seq: Seq) => R;
  /** Gathers in progress on the mm (tlb_flush_pending). */
  readonly FlushPendingChanged: (state: S, mm: MmId, delta: Delta, cpu: CpuId, seq: Seq) => R;
}

/** What is made of each kind of record that changes state of owner `gather`: given are that state, the operands, the CPU that acted, and the record's seq. */
export interface GatherHandlers<S, R = void> {
  /** A gather began. */
  readonly GatherStarted: (state: S, gather: GatherId, fullmm: Bit, mm: MmId, cpu: CpuId, seq: Seq) => R;
  /** tlb_start_vma: the flags of the VMA being worked on. */
  readonly GatherVmaStarted: (state: S, gather: GatherId, vmFlags: VmFlags, cpu: CpuId, seq: Seq) => R;
  /** An entry was cleared: the range to flush grew. Page numbers half open. */
  readonly EntryQueued: (state: S, gather: GatherId, level: Level, start: Vpn, end: Vpn, cpu: CpuId, seq: Seq) => R;
  /** A page took a slot of the gather; `delayed`: still counted as mapped. */
  readonly PageQueued: (state: S, gather: GatherId, delayed: Bit, pfn: Pfn, cpu: CpuId, seq: Seq) => R;
  /** The gather made another batch active: one just allocated, or one that an earlier flush emptied. */
  readonly BatchAdded: (state: S, gather: GatherId, allocated: Bit, number: Count, cpu: CpuId, seq: Seq) => R;
  /** A page table was unhooked and waits to be freed. */
  readonly TableQueued: (state: S, gather: GatherId, level: Level, table: TableRef, start: Vpn, end: Vpn, cpu: CpuId, seq: Seq) => R;
  /** Another gather runs on this mm: the flush becomes a full one. */
  readonly GatherEscalated: (state: S, gather: GatherId, cpu: CpuId, seq: Seq) => R;
  /** The recorded range was flushed, and is empty again. */
  readonly GatherTlbFlushed: (state: S, gather: GatherId, cpu: CpuId, seq: Seq) => R;
  /** Delayed rmap removals were done. */
  readonly GatherRmapsFlushed: (state: S, gather: GatherId, count: Count, cpu: CpuId, seq: Seq) => R;
  /** Queued tables were freed; `rcu`: after a grace period. */
  readonly GatherTablesFreed: (state: S, gather: GatherId, rcu: Bit, count: Count, cpu: CpuId, seq: Seq) => R;
  /** References of the queued pages were dropped; the first batch is active again. */
  readonly GatherPagesFreed: (state: S, gather: GatherId, count: Count, cpu: CpuId, seq: Seq) => R;
  /** The gather ended. */
  readonly GatherFinished: (state: S, gather: GatherId, cpu: CpuId, seq: Seq) => R;
}

/** Name of a kind; index 0 is no kind. */
export const KIND_NAMES: readonly ('' | EventType)[] = ['', 'AccessStarted', 'EntryRead', 'AccessFailed', 'FaultRaised', 'FaultDecoded', 'VmaFound', 'VmaMissed', 'AccessRefused', 'GupFaulted', 'BranchTaken', 'SyscallEntered', 'SyscallReturned', 'NotifierCalled', 'FlushCompleted', 'TlbFilled', 'TlbEvicted', 'WalkCacheFilled', 'WalkCacheEvicted', 'FlushSent', 'TlbInvalidated', 'CpuSwitched', 'AccessCompleted', 'FaultEnded', 'VmstatCounted', 'FolioAllocated', 'FolioFreed', 'RefChanged', 'FolioCopied', 'FolioFlagged', 'LruAdded', 'MlockCounted', 'TableAllocated', 'TableFreed', 'EntrySet', 'RmapAdded', 'RmapDuplicated', 'RmapRemoved', 'RmapMoved', 'CounterChanged', 'MmCreated', 'MmDestroyed', 'VmaInserted', 'VmaRemoved', 'AnonVmaCreated', 'VmaAnonVmaSet', 'ObjectCreated', 'DescriptorsChanged', 'ObjectResized', 'ObjectFreed', 'PageCacheAdded', 'PageCacheRemoved', 'StorageSet', 'StorageDiscarded', 'PageRead', 'PageStored', 'ReadAheadPlanned', 'FileAccessed', 'FlushRequested', 'FlushDeferred', 'MmPinned', 'HoldCreated', 'PageRetained', 'PageReleased', 'HoldFreed', 'SwapDeviceAdded', 'SwapDeviceSwitched', 'SwapDeviceRemoved', 'SwapDeviceFailed', 'SwapSlotAllocated', 'SwapSlotFreed', 'SwapCountChanged', 'SwapCacheAdded', 'SwapCacheRemoved', 'SwapStored', 'ShmemSwapped', 'ShmemFailed', 'SwapLoaded', 'FlushPendingChanged', 'GatherStarted', 'GatherVmaStarted', 'EntryQueued', 'PageQueued', 'BatchAdded', 'TableQueued', 'GatherEscalated', 'GatherTlbFlushed', 'GatherRmapsFlushed', 'GatherTablesFreed', 'GatherPagesFreed', 'GatherFinished'];
/** Whose state a kind changes; `none`: nobody's. Index 0 is no kind. */
export const KIND_OWNERS: readonly string[] = ['', 'none', 'none', 'none', 'none', 'none', 'none', 'none', 'none', 'none', 'none', 'none', 'none', 'none', 'none', 'cpu', 'cpu', 'cpu', 'cpu', 'cpu', 'cpu', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'core', 'gather', 'gather', 'gather', 'gather', 'gather', 'gather', 'gather', 'gather', 'gather', 'gather', 'gather', 'gather'];
/** Words of a record, header included, by kind. */
export const RECORD_WIDTH: Uint8Array = /* @__PURE__ */ Uint8Array.of(0, 4, 6, 4, 6, 2, 8, 4, 4, 5, 4, 8, 3, 6, 3, 6, 5, 6, 5, 7, 7, 2, 3, 3, 2, 3, 3, 4, 4, 3, 3, 4, 5, 4, 10, 6, 3, 3, 4, 4, 3, 2, 14, 4, 4, 5, 5, 4, 5, 3, 6, 6, 5, 7, 6, 6, 9, 6, 6, 2, 2, 4, 6, 6, 3, 4, 2, 4, 4, 3, 3, 4, 4, 4, 4, 6, 5, 4, 3, 3, 4, 6, 3, 3, 7, 2, 2, 3, 3, 3, 2);
/** Words of the widest record. */
export const WIDEST_RECORD = 14;

const noKind = (): never => { throw new RecordError('unknown-kind', '', '', 'no event has this kind', 'pass a record of a log'); };
const BUILDERS: readonly ((w: Int32Array, at: number, seq: number) => MmEvent)[] = [noKind, buildAccessStarted, buildEntryRead, buildAccessFailed, buildFaultRaised, buildFaultDecoded, buildVmaFound, buildVmaMissed, buildAccessRefused, buildGupFaulted, buildBranchTaken, buildSyscallEntered, buildSyscallReturned, buildNotifierCalled, buildFlushCompleted, buildTlbFilled, buildTlbEvicted, buildWalkCacheFilled, buildWalkCacheEvicted, buildFlushSent, buildTlbInvalidated, buildCpuSwitched, buildAccessCompleted, buildFaultEnded, buildVmstatCounted, buildFolioAllocated, buildFolioFreed, buildRefChanged, buildFolioCopied, buildFolioFlagged, buildLruAdded, buildMlockCounted, buildTableAllocated, buildTableFreed, buildEntrySet, buildRmapAdded, buildRmapDuplicated, buildRmapRemoved, buildRmapMoved, buildCounterChanged, buildMmCreated, buildMmDestroyed, buildVmaInserted, buildVmaRemoved, buildAnonVmaCreated, buildVmaAnonVmaSet, buildObjectCreated, buildDescriptorsChanged, buildObjectResized, buildObjectFreed, buildPageCacheAdded, buildPageCacheRemoved, buildStorageSet, buildStorageDiscarded, buildPageRead, buildPageStored, buildReadAheadPlanned, buildFileAccessed, buildFlushRequested, buildFlushDeferred, buildMmPinned, buildHoldCreated, buildPageRetained, buildPageReleased, buildHoldFreed, buildSwapDeviceAdded, buildSwapDeviceSwitched, buildSwapDeviceRemoved, buildSwapDeviceFailed, buildSwapSlotAllocated, buildSwapSlotFreed, buildSwapCountChanged, buildSwapCacheAdded, buildSwapCacheRemoved, buildSwapStored, buildShmemSwapped, buildShmemFailed, buildSwapLoaded, buildFlushPendingChanged, buildGatherStarted, buildGatherVmaStarted, buildEntryQueued, buildPageQueued, buildBatchAdded, buildTableQueued, buildGatherEscalated, buildGatherTlbFlushed, buildGatherRmapsFlushed, buildGatherTablesFreed, buildGatherPagesFreed, buildGatherFinished];
/** The frozen event of a record. `at` is the record's first word in `w`. @throws RecordError `unknown-kind` */
export const buildEvent = (w: Int32Array, at: number, seq: number): MmEvent => (BUILDERS[w[at]! & 255] ?? noKind)(w, at, seq);

const HANDLES: readonly ((to: HandlerTable, w: Int32Array, at: number, seq: number) => unknown)[] = [noKind, handleAccessStarted, handleEntryRead, handleAccessFailed, handleFaultRaised, handleFaultDecoded, handleVmaFound, handleVmaMissed, handleAccessRefused, handleGupFaulted, handleBranchTaken, handleSyscallEntered, handleSyscallReturned, handleNotifierCalled, handleFlushCompleted, handleTlbFilled, handleTlbEvicted, handleWalkCacheFilled, handleWalkCacheEvicted, handleFlushSent, handleTlbInvalidated, handleCpuSwitched, handleAccessCompleted, handleFaultEnded, handleVmstatCounted, handleFolioAllocated, handleFolioFreed, handleRefChanged, handleFolioCopied, handleFolioFlagged, handleLruAdded, handleMlockCounted, handleTableAllocated, handleTableFreed, handleEntrySet, handleRmapAdded, handleRmapDuplicated, handleRmapRemoved, handleRmapMoved, handleCounterChanged, handleMmCreated, handleMmDestroyed, handleVmaInserted, handleVmaRemoved, handleAnonVmaCreated, handleVmaAnonVmaSet, handleObjectCreated, handleDescriptorsChanged, handleObjectResized, handleObjectFreed, handlePageCacheAdded, handlePageCacheRemoved, handleStorageSet, handleStorageDiscarded, handlePageRead, handlePageStored, handleReadAheadPlanned, handleFileAccessed, handleFlushRequested, handleFlushDeferred, handleMmPinned, handleHoldCreated, handlePageRetained, handlePageReleased, handleHoldFreed, handleSwapDeviceAdded, handleSwapDeviceSwitched, handleSwapDeviceRemoved, handleSwapDeviceFailed, handleSwapSlotAllocated, handleSwapSlotFreed, handleSwapCountChanged, handleSwapCacheAdded, handleSwapCacheRemoved, handleSwapStored, handleShmemSwapped, handleShmemFailed, handleSwapLoaded, handleFlushPendingChanged, handleGatherStarted, handleGatherVmaStarted, handleEntryQueued, handlePageQueued, handleBatchAdded, handleTableQueued, handleGatherEscalated, handleGatherTlbFlushed, handleGatherRmapsFlushed, handleGatherTablesFreed, handleGatherPagesFreed, handleGatherFinished];
/** Hands a record, which has this seq, to the handler of its kind, and returns what that returns. @throws RecordError `unknown-kind` */
export function handleRecord(to: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const kind = w[at]! & 255;
  return to.handlers[kind] === handleNothing ? undefined : (HANDLES[kind] ?? noKind)(to, w, at, seq);
}

const FOLLOWS: readonly ((guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number) => unknown)[] = [noKind, followAccessStarted, followEntryRead, followAccessFailed, followFaultRaised, followFaultDecoded, followVmaFound, followVmaMissed, followAccessRefused, followGupFaulted, followBranchTaken, followSyscallEntered, followSyscallReturned, followNotifierCalled, followFlushCompleted, followTlbFilled, followTlbEvicted, followWalkCacheFilled, followWalkCacheEvicted, followFlushSent, followTlbInvalidated, followCpuSwitched, followAccessCompleted, followFaultEnded, followVmstatCounted, followFolioAllocated, followFolioFreed, followRefChanged, followFolioCopied, followFolioFlagged, followLruAdded, followMlockCounted, followTableAllocated, followTableFreed, followEntrySet, followRmapAdded, followRmapDuplicated, followRmapRemoved, followRmapMoved, followCounterChanged, followMmCreated, followMmDestroyed, followVmaInserted, followVmaRemoved, followAnonVmaCreated, followVmaAnonVmaSet, followObjectCreated, followDescriptorsChanged, followObjectResized, followObjectFreed, followPageCacheAdded, followPageCacheRemoved, followStorageSet, followStorageDiscarded, followPageRead, followPageStored, followReadAheadPlanned, followFileAccessed, followFlushRequested, followFlushDeferred, followMmPinned, followHoldCreated, followPageRetained, followPageReleased, followHoldFreed, followSwapDeviceAdded, followSwapDeviceSwitched, followSwapDeviceRemoved, followSwapDeviceFailed, followSwapSlotAllocated, followSwapSlotFreed, followSwapCountChanged, followSwapCacheAdded, followSwapCacheRemoved, followSwapStored, followShmemSwapped, followShmemFailed, followSwapLoaded, followFlushPendingChanged, followGatherStarted, followGatherVmaStarted, followEntryQueued, followPageQueued, followBatchAdded, followTableQueued, followGatherEscalated, followGatherTlbFlushed, followGatherRmapsFlushed, followGatherTablesFreed, followGatherPagesFreed, followGatherFinished];
/** As `handleRecord` with the guards; what they have nothing to say against goes on to the folds. @throws RecordError `unknown-kind` */
export function followRecord(guards: HandlerTable, folds: HandlerTable, w: Int32Array, at: number, seq: number): unknown {
  const kind = w[at]! & 255;
  const nothing = guards.handlers[kind] === handleNothing && folds.handlers[kind] === handleNothing;
  return nothing ? undefined : (FOLLOWS[kind] ?? noKind)(guards, folds, w, at, seq);
}

const KINDS: ReadonlyMap<string, number> = /* @__PURE__ */ new Map(KIND_NAMES.map((name, kind) => [name, kind]));
const PUTS = [noKind, putAccessStarted, putEntryRead, putAccessFailed, putFaultRaised, putFaultDecoded, putVmaFound, putVmaMissed, putAccessRefused, putGupFaulted, putBranchTaken, putSyscallEntered, putSyscallReturned, putNotifierCalled, putFlushCompleted, putTlbFilled, putTlbEvicted, putWalkCacheFilled, putWalkCacheEvicted, putFlushSent, putTlbInvalidated, putCpuSwitched, putAccessCompleted, putFaultEnded, putVmstatCounted, putFolioAllocated, putFolioFreed, putRefChanged, putFolioCopied, putFolioFlagged, putLruAdded, putMlockCounted, putTableAllocated, putTableFreed, putEntrySet, putRmapAdded, putRmapDuplicated, putRmapRemoved, putRmapMoved, putCounterChanged, putMmCreated, putMmDestroyed, putVmaInserted, putVmaRemoved, putAnonVmaCreated, putVmaAnonVmaSet, putObjectCreated, putDescriptorsChanged, putObjectResized, putObjectFreed, putPageCacheAdded, putPageCacheRemoved, putStorageSet, putStorageDiscarded, putPageRead, putPageStored, putReadAheadPlanned, putFileAccessed, putFlushRequested, putFlushDeferred, putMmPinned, putHoldCreated, putPageRetained, putPageReleased, putHoldFreed, putSwapDeviceAdded, putSwapDeviceSwitched, putSwapDeviceRemoved, putSwapDeviceFailed, putSwapSlotAllocated, putSwapSlotFreed, putSwapCountChanged, putSwapCacheAdded, putSwapCacheRemoved, putSwapStored, putShmemSwapped, putShmemFailed, putSwapLoaded, putFlushPendingChanged, putGatherStarted, putGatherVmaStarted, putEntryQueued, putPageQueued, putBatchAdded, putTableQueued, putGatherEscalated, putGatherTlbFlushed, putGatherRmapsFlushed, putGatherTablesFreed, putGatherPagesFreed, putGatherFinished] as readonly unknown[] as readonly ((event: MmEvent, w: Int32Array, at: number) => void)[];
/** Writes the record of an event, which has to have every field of its kind. @throws RecordError `out-of-range`, `unknown-kind` */
export const toRecord = (event: MmEvent, w: Int32Array, at: number): void =>
  PUTS[KINDS.get(event?.type) ?? 0]!(event, w, at);

/** Fields of each kind, in the order of the catalogue; index 0 is no kind. */
export const RECORD_FIELDS: readonly (readonly FieldInfo[])[] = [[], [{ name: 'access', type: 'enum:access', read: accessStartedAccess }, { name: 'mode', type: 'enum:mode', read: accessStartedMode }, { name: 'tlb', type: 'enum:tlbLookup', read: accessStartedTlb }, { name: 'mm', type: 'mm', read: accessStartedMm }, { name: 'vpn', type: 'vpn', read: accessStartedVpn }], [{ name: 'level', type: 'level', read: entryReadLevel }, { name: 'verdict', type: 'enum:verdict', read: entryReadVerdict }, { name: 'index', type: 'index', read: entryReadIndex }, { name: 'table', type: 'table', read: entryReadTable }, { name: 'entry', type: 'entry', read: entryReadEntryLo, readHi: entryReadEntryHi }], [{ name: 'signal', type: 'enum:signal', read: accessFailedSignal }, { name: 'code', type: 'enum:sigcode', read: accessFailedCode }, { name: 'mm', type: 'mm', read: accessFailedMm }, { name: 'vpn', type: 'vpn', read: accessFailedVpn }], [{ name: 'access', type: 'enum:access', read: faultRaisedAccess }, { name: 'mode', type: 'enum:mode', read: faultRaisedMode }, { name: 'reason', type: 'enum:walkFault', read: faultRaisedReason }, { name: 'level', type: 'level', read: faultRaisedLevel }, { name: 'vpn', type: 'vpn', read: faultRaisedVpn }, { name: 'syndrome', type: 'syndrome', read: faultRaisedSyndromeLo, readHi: faultRaisedSyndromeHi }], [{ name: 'flags', type: 'faultFlags', read: faultDecodedFlags }], [{ name: 'vmFlags', type: 'vmFlags', read: vmaFoundVmFlags }, { name: 'start', type: 'vpn', read: vmaFoundStart }, { name: 'end', type: 'vpn', read: vmaFoundEnd }], [{ name: 'vpn', type: 'vpn', read: vmaMissedVpn }], [{ name: 'code', type: 'enum:sigcode', read: accessRefusedCode }, { name: 'vmFlags', type: 'vmFlags', read: accessRefusedVmFlags }], [{ name: 'flags', type: 'faultFlags', read: gupFaultedFlags }, { name: 'mm', type: 'mm', read: gupFaultedMm }, { name: 'vpn', type: 'vpn', read: gupFaultedVpn }], [{ name: 'rule', type: 'rule', read: branchTakenRule }, { name: 'arg', type: 'arg', read: branchTakenArg }], [{ name: 'op', type: 'enum:op', read: syscallEnteredOp }, { name: 'mm', type: 'mm', read: syscallEnteredMm }, { name: 'vpn', type: 'vpn', read: syscallEnteredVpn }, { name: 'pages', type: 'pages', read: syscallEnteredPages }, { name: 'arg', type: 'arg', read: syscallEnteredArg }], [{ name: 'op', type: 'enum:op', read: syscallReturnedOp }, { name: 'errno', type: 'enum:errno', read: syscallReturnedErrno }, { name: 'mm', type: 'mm', read: syscallReturnedMm }], [{ name: 'phase', type: 'enum:notifierPhase', read: notifierCalledPhase }, { name: 'kind', type: 'enum:notifierKind', read: notifierCalledKind }, { name: 'mm', type: 'mm', read: notifierCalledMm }, { name: 'start', type: 'vpn', read: notifierCalledStart }, { name: 'end', type: 'vpn', read: notifierCalledEnd }], [{ name: 'request', type: 'seq', read: flushCompletedRequest }], [{ name: 'flags', type: 'tlbFlags', read: tlbFilledFlags }, { name: 'level', type: 'level', read: tlbFilledLevel }, { name: 'replaced', type: 'bit', read: tlbFilledReplaced }, { name: 'slot', type: 'slot', read: tlbFilledSlot }, { name: 'mm', type: 'mm', read: tlbFilledMm }, { name: 'vpn', type: 'vpn', read: tlbFilledVpn }, { name: 'pfn', type: 'pfn', read: tlbFilledPfn }], [{ name: 'by', type: 'enum:evictedBy', read: tlbEvictedBy }, { name: 'slot', type: 'slot', read: tlbEvictedSlot }, { name: 'mm', type: 'mm', read: tlbEvictedMm }, { name: 'vpn', type: 'vpn', read: tlbEvictedVpn }], [{ name: 'slot', type: 'slot', read: walkCacheFilledSlot }, { name: 'mm', type: 'mm', read: walkCacheFilledMm }, { name: 'vpn', type: 'vpn', read: walkCacheFilledVpn }, { name: 'table', type: 'table', read: walkCacheFilledTable }], [{ name: 'by', type: 'enum:evictedBy', read: walkCacheEvictedBy }, { name: 'slot', type: 'slot', read: walkCacheEvictedSlot }, { name: 'mm', type: 'mm', read: walkCacheEvictedMm }, { name: 'vpn', type: 'vpn', read: walkCacheEvictedVpn }], [{ name: 'to', type: 'cpu', read: flushSentTo }, { name: 'kind', type: 'enum:invalidation', read: flushSentKind }, { name: 'by', type: 'enum:reach', read: flushSentBy }, { name: 'leafOnly', type: 'bit', read: flushSentLeafOnly }, { name: 'request', type: 'seq', read: flushSentRequest }, { name: 'mm', type: 'mm', read: flushSentMm }, { name: 'start', type: 'vpn', read: flushSentStart }, { name: 'end', type: 'vpn', read: flushSentEnd }], [{ name: 'kind', type: 'enum:invalidation', read: tlbInvalidatedKind }, { name: 'by', type: 'enum:reach', read: tlbInvalidatedBy }, { name: 'leafOnly', type: 'bit', read: tlbInvalidatedLeafOnly }, { name: 'request', type: 'seq', read: tlbInvalidatedRequest }, { name: 'mm', type: 'mm', read: tlbInvalidatedMm }, { name: 'start', type: 'vpn', read: tlbInvalidatedStart }, { name: 'end', type: 'vpn', read: tlbInvalidatedEnd }], [{ name: 'mm', type: 'mm', read: cpuSwitchedMm }], [{ name: 'access', type: 'enum:access', read: accessCompletedAccess }, { name: 'value', type: 'byte', read: accessCompletedValue }, { name: 'pfn', type: 'pfn', read: accessCompletedPfn }], [{ name: 'accounted', type: 'enum:accounted', read: faultEndedAccounted }, { name: 'result', type: 'vmFault', read: faultEndedResult }, { name: 'mm', type: 'mm', read: faultEndedMm }], [{ name: 'item', type: 'enum:vmstat', read: vmstatCountedItem }], [{ name: 'order', type: 'order', read: folioAllocatedOrder }, { name: 'why', type: 'enum:folioFor', read: folioAllocatedWhy }, { name: 'pfn', type: 'pfn', read: folioAllocatedPfn }], [{ name: 'order', type: 'order', read: folioFreedOrder }, { name: 'pfn', type: 'pfn', read: folioFreedPfn }], [{ name: 'why', type: 'enum:refWhy', read: refChangedWhy }, { name: 'pfn', type: 'pfn', read: refChangedPfn }, { name: 'delta', type: 'delta', read: refChangedDelta }], [{ name: 'from', type: 'pfn', read: folioCopiedFrom }, { name: 'to', type: 'pfn', read: folioCopiedTo }], [{ name: 'flag', type: 'enum:folioFlag', read: folioFlaggedFlag }, { name: 'on', type: 'bit', read: folioFlaggedOn }, { name: 'pfn', type: 'pfn', read: folioFlaggedPfn }], [{ name: 'list', type: 'enum:lruList', read: lruAddedList }, { name: 'pfn', type: 'pfn', read: lruAddedPfn }], [{ name: 'pfn', type: 'pfn', read: mlockCountedPfn }, { name: 'delta', type: 'delta', read: mlockCountedDelta }], [{ name: 'level', type: 'level', read: tableAllocatedLevel }, { name: 'mm', type: 'mm', read: tableAllocatedMm }, { name: 'table', type: 'table', read: tableAllocatedTable }, { name: 'base', type: 'vpn', read: tableAllocatedBase }], [{ name: 'level', type: 'level', read: tableFreedLevel }, { name: 'mm', type: 'mm', read: tableFreedMm }, { name: 'table', type: 'table', read: tableFreedTable }], [{ name: 'level', type: 'level', read: entrySetLevel }, { name: 'how', type: 'enum:how', read: entrySetHow }, { name: 'index', type: 'index', read: entrySetIndex }, { name: 'mm', type: 'mm', read: entrySetMm }, { name: 'table', type: 'table', read: entrySetTable }, { name: 'vpn', type: 'vpn', read: entrySetVpn }, { name: 'new', type: 'entry', read: entrySetNewLo, readHi: entrySetNewHi }, { name: 'old', type: 'entry', read: entrySetOldLo, readHi: entrySetOldHi }], [{ name: 'kind', type: 'enum:rmapKind', read: rmapAddedKind }, { name: 'exclusive', type: 'bit', read: rmapAddedExclusive }, { name: 'pfn', type: 'pfn', read: rmapAddedPfn }, { name: 'object', type: 'rmap', read: rmapAddedObject }, { name: 'index', type: 'pgoff', read: rmapAddedIndex }], [{ name: 'pfn', type: 'pfn', read: rmapDuplicatedPfn }], [{ name: 'delayed', type: 'bit', read: rmapRemovedDelayed }, { name: 'pfn', type: 'pfn', read: rmapRemovedPfn }], [{ name: 'pfn', type: 'pfn', read: rmapMovedPfn }, { name: 'object', type: 'rmap', read: rmapMovedObject }], [{ name: 'counter', type: 'enum:counter', read: counterChangedCounter }, { name: 'mm', type: 'mm', read: counterChangedMm }, { name: 'delta', type: 'delta', read: counterChangedDelta }], [{ name: 'topLevel', type: 'level', read: mmCreatedTopLevel }, { name: 'mm', type: 'mm', read: mmCreatedMm }, { name: 'parent', type: 'mm', read: mmCreatedParent }], [{ name: 'mm', type: 'mm', read: mmDestroyedMm }], [{ name: 'pkey', type: 'pkey', read: vmaInsertedPkey }, { name: 'backing', type: 'enum:backing', read: vmaInsertedBacking }, { name: 'mm', type: 'mm', read: vmaInsertedMm }, { name: 'vmFlags', type: 'vmFlags', read: vmaInsertedVmFlags }, { name: 'start', type: 'vpn', read: vmaInsertedStart }, { name: 'end', type: 'vpn', read: vmaInsertedEnd }, { name: 'pgoff', type: 'pgoff', read: vmaInsertedPgoff }, { name: 'object', type: 'object', read: vmaInsertedObject }, { name: 'anonVma', type: 'anonVma', read: vmaInsertedAnonVma }, { name: 'prot', type: 'pgprot', read: vmaInsertedProtLo, readHi: vmaInsertedProtHi }], [{ name: 'mm', type: 'mm', read: vmaRemovedMm }, { name: 'start', type: 'vpn', read: vmaRemovedStart }], [{ name: 'id', type: 'anonVma', read: anonVmaCreatedId }, { name: 'parent', type: 'anonVma', read: anonVmaCreatedParent }], [{ name: 'mm', type: 'mm', read: vmaAnonVmaSetMm }, { name: 'start', type: 'vpn', read: vmaAnonVmaSetStart }, { name: 'anonVma', type: 'anonVma', read: vmaAnonVmaSetAnonVma }], [{ name: 'backing', type: 'enum:backing', read: objectCreatedBacking }, { name: 'object', type: 'object', read: objectCreatedObject }, { name: 'pages', type: 'pages', read: objectCreatedPages }], [{ name: 'object', type: 'object', read: descriptorsChangedObject }, { name: 'delta', type: 'delta', read: descriptorsChangedDelta }], [{ name: 'object', type: 'object', read: objectResizedObject }, { name: 'pages', type: 'pages', read: objectResizedPages }], [{ name: 'object', type: 'object', read: objectFreedObject }], [{ name: 'object', type: 'object', read: pageCacheAddedObject }, { name: 'index', type: 'pgoff', read: pageCacheAddedIndex }, { name: 'pfn', type: 'pfn', read: pageCacheAddedPfn }], [{ name: 'object', type: 'object', read: pageCacheRemovedObject }, { name: 'index', type: 'pgoff', read: pageCacheRemovedIndex }, { name: 'pfn', type: 'pfn', read: pageCacheRemovedPfn }], [{ name: 'value', type: 'byte', read: storageSetValue }, { name: 'object', type: 'object', read: storageSetObject }, { name: 'index', type: 'pgoff', read: storageSetIndex }], [{ name: 'object', type: 'object', read: storageDiscardedObject }, { name: 'start', type: 'pgoff', read: storageDiscardedStart }, { name: 'end', type: 'pgoff', read: storageDiscardedEnd }], [{ name: 'object', type: 'object', read: pageReadObject }, { name: 'index', type: 'pgoff', read: pageReadIndex }, { name: 'pfn', type: 'pfn', read: pageReadPfn }], [{ name: 'object', type: 'object', read: pageStoredObject }, { name: 'index', type: 'pgoff', read: pageStoredIndex }, { name: 'pfn', type: 'pfn', read: pageStoredPfn }], [{ name: 'object', type: 'object', read: readAheadPlannedObject }, { name: 'start', type: 'pgoff', read: readAheadPlannedStart }, { name: 'size', type: 'pages', read: readAheadPlannedSize }, { name: 'async', type: 'pages', read: readAheadPlannedAsync }], [{ name: 'access', type: 'enum:access', read: fileAccessedAccess }, { name: 'value', type: 'byte', read: fileAccessedValue }, { name: 'object', type: 'object', read: fileAccessedObject }, { name: 'index', type: 'pgoff', read: fileAccessedIndex }, { name: 'pfn', type: 'pfn', read: fileAccessedPfn }], [{ name: 'scope', type: 'enum:flushScope', read: flushRequestedScope }, { name: 'reason', type: 'enum:flushReason', read: flushRequestedReason }, { name: 'freedTables', type: 'bit', read: flushRequestedFreedTables }, { name: 'strideShift', type: 'shift', read: flushRequestedStrideShift }, { name: 'mm', type: 'mm', read: flushRequestedMm }, { name: 'start', type: 'vpn', read: flushRequestedStart }, { name: 'end', type: 'vpn', read: flushRequestedEnd }], [{ name: 'mm', type: 'mm', read: flushDeferredMm }], [{ name: 'mm', type: 'mm', read: mmPinnedMm }], [{ name: 'kind', type: 'enum:holdKind', read: holdCreatedKind }, { name: 'hold', type: 'hold', read: holdCreatedHold }, { name: 'mm', type: 'mm', read: holdCreatedMm }], [{ name: 'hold', type: 'hold', read: pageRetainedHold }, { name: 'index', type: 'pgoff', read: pageRetainedIndex }, { name: 'pfn', type: 'pfn', read: pageRetainedPfn }], [{ name: 'hold', type: 'hold', read: pageReleasedHold }, { name: 'index', type: 'pgoff', read: pageReleasedIndex }, { name: 'pfn', type: 'pfn', read: pageReleasedPfn }], [{ name: 'hold', type: 'hold', read: holdFreedHold }], [{ name: 'pages', type: 'pages', read: swapDeviceAddedPages }], [{ name: 'open', type: 'bit', read: swapDeviceSwitchedOpen }], [{ name: 'pages', type: 'pages', read: swapDeviceRemovedPages }], [{ name: 'pages', type: 'pages', read: swapDeviceFailedPages }], [{ name: 'swapSlot', type: 'swapSlot', read: swapSlotAllocatedSwapSlot }], [{ name: 'swapSlot', type: 'swapSlot', read: swapSlotFreedSwapSlot }], [{ name: 'swapSlot', type: 'swapSlot', read: swapCountChangedSwapSlot }, { name: 'delta', type: 'delta', read: swapCountChangedDelta }], [{ name: 'swapSlot', type: 'swapSlot', read: swapCacheAddedSwapSlot }, { name: 'pfn', type: 'pfn', read: swapCacheAddedPfn }], [{ name: 'swapSlot', type: 'swapSlot', read: swapCacheRemovedSwapSlot }, { name: 'pfn', type: 'pfn', read: swapCacheRemovedPfn }], [{ name: 'swapSlot', type: 'swapSlot', read: swapStoredSwapSlot }, { name: 'pfn', type: 'pfn', read: swapStoredPfn }], [{ name: 'swapSlot', type: 'swapSlot', read: shmemSwappedSwapSlot }, { name: 'object', type: 'object', read: shmemSwappedObject }, { name: 'index', type: 'pgoff', read: shmemSwappedIndex }], [{ name: 'object', type: 'object', read: shmemFailedObject }, { name: 'index', type: 'pgoff', read: shmemFailedIndex }], [{ name: 'swapSlot', type: 'swapSlot', read: swapLoadedSwapSlot }, { name: 'pfn', type: 'pfn', read: swapLoadedPfn }], [{ name: 'mm', type: 'mm', read: flushPendingChangedMm }, { name: 'delta', type: 'delta', read: flushPendingChangedDelta }], [{ name: 'gather', type: 'gather', read: gatherStartedGather }, { name: 'fullmm', type: 'bit', read: gatherStartedFullmm }, { name: 'mm', type: 'mm', read: gatherStartedMm }], [{ name: 'gather', type: 'gather', read: gatherVmaStartedGather }, { name: 'vmFlags', type: 'vmFlags', read: gatherVmaStartedVmFlags }], [{ name: 'gather', type: 'gather', read: entryQueuedGather }, { name: 'level', type: 'level', read: entryQueuedLevel }, { name: 'start', type: 'vpn', read: entryQueuedStart }, { name: 'end', type: 'vpn', read: entryQueuedEnd }], [{ name: 'gather', type: 'gather', read: pageQueuedGather }, { name: 'delayed', type: 'bit', read: pageQueuedDelayed }, { name: 'pfn', type: 'pfn', read: pageQueuedPfn }], [{ name: 'gather', type: 'gather', read: batchAddedGather }, { name: 'allocated', type: 'bit', read: batchAddedAllocated }, { name: 'number', type: 'count', read: batchAddedNumber }], [{ name: 'gather', type: 'gather', read: tableQueuedGather }, { name: 'level', type: 'level', read: tableQueuedLevel }, { name: 'table', type: 'table', read: tableQueuedTable }, { name: 'start', type: 'vpn', read: tableQueuedStart }, { name: 'end', type: 'vpn', read: tableQueuedEnd }], [{ name: 'gather', type: 'gather', read: gatherEscalatedGather }], [{ name: 'gather', type: 'gather', read: gatherTlbFlushedGather }], [{ name: 'gather', type: 'gather', read: gatherRmapsFlushedGather }, { name: 'count', type: 'count', read: gatherRmapsFlushedCount }], [{ name: 'gather', type: 'gather', read: gatherTablesFreedGather }, { name: 'rcu', type: 'bit', read: gatherTablesFreedRcu }, { name: 'count', type: 'count', read: gatherTablesFreedCount }], [{ name: 'gather', type: 'gather', read: gatherPagesFreedGather }, { name: 'count', type: 'count', read: gatherPagesFreedCount }], [{ name: 'gather', type: 'gather', read: gatherFinishedGather }]];
