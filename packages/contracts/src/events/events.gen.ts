// Generated from catalogue.ts by `npm run generate:events`; do not edit.
import { vpnHi, vpnOf } from '../numbers';
import { ENUMS } from './catalogue';
import type { HandlerTable, Recorder } from './recorder';

/** What every event has. */
export interface EventBase {
  /** Place in the log, from 0. */
  readonly seq: number;
  /** Seq of the event that led to this one; null for a root. */
  readonly cause: number | null;
  /** CPU that acted. */
  readonly cpu: number;
}
/** Page number of two words; the high one is nearly always zero. */
const pageOf = (lo: number, hi: number): number => (hi === 0 && lo >= 0 ? lo : vpnOf(lo, hi));
const ACCESS_NAMES = ENUMS.access;
const MODE_NAMES = ENUMS.mode;
const TLB_NAMES = ENUMS.tlb;
const VERDICT_NAMES = ENUMS.verdict;
const EVICTED_BY_NAMES = ENUMS.evictedBy;
const INVALIDATION_NAMES = ENUMS.invalidation;
const REACH_NAMES = ENUMS.reach;
const SIGNAL_NAMES = ENUMS.signal;
const SIGCODE_NAMES = ENUMS.sigcode;
const WALK_FAULT_NAMES = ENUMS.walkFault;
const ACCOUNTED_NAMES = ENUMS.accounted;
const VMSTAT_NAMES = ENUMS.vmstat;
const FOLIO_FOR_NAMES = ENUMS.folioFor;
const REF_WHY_NAMES = ENUMS.refWhy;
const FOLIO_FLAG_NAMES = ENUMS.folioFlag;
const LRU_LIST_NAMES = ENUMS.lruList;
const HOW_NAMES = ENUMS.how;
const RMAP_KIND_NAMES = ENUMS.rmapKind;
const COUNTER_NAMES = ENUMS.counter;
const BACKING_NAMES = ENUMS.backing;
const OP_NAMES = ENUMS.op;
const ERRNO_NAMES = ENUMS.errno;
const NOTIFIER_PHASE_NAMES = ENUMS.notifierPhase;
const NOTIFIER_KIND_NAMES = ENUMS.notifierKind;
const FLUSH_SCOPE_NAMES = ENUMS.flushScope;
const FLUSH_REASON_NAMES = ENUMS.flushReason;

/** A CPU loaded an address space (0: none). */
export interface CpuSwitched extends EventBase {
  readonly type: 'CpuSwitched';
  readonly mm: number;
}
export const K_CPU_SWITCHED = 1;
/** Records: A CPU loaded an address space (0: none). Small fields are numbers (places in `ENUMS`). */
export function recCpuSwitched(r: Recorder, mm: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 1 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = mm | 0;
  r.folding.handlers[1]!(r.folding.core, mm | 0, r.cpu);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellCpuSwitched(r, seq, mm);
  return seq;
}
function tellCpuSwitched(r: Recorder, seq: number, mm: number): void {
  const taker = r.takers[1];
  if (taker !== undefined) r.publisher.publish(makeCpuSwitched(seq, r.cause, r.cpu, mm), taker, seq);
}
function makeCpuSwitched(seq: number, cause: number, cpu: number, mm: number): CpuSwitched {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'CpuSwitched', mm,
  });
}
function buildCpuSwitched(w: Int32Array, at: number, seq: number): CpuSwitched {
  const head = w[at]!;
  return makeCpuSwitched(seq, w[at + 1]!, (head >>> 8) & 255, w[at + 2]!);
}
function handleCpuSwitched(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[1]!(to.core, w[at + 2]!, (head >>> 8) & 255);
}

/** An access began; `tlb` tells what the TLB had for it. */
export interface AccessStarted extends EventBase {
  readonly type: 'AccessStarted';
  readonly access: (typeof ENUMS.access)[number];
  readonly mode: (typeof ENUMS.mode)[number];
  readonly tlb: (typeof ENUMS.tlb)[number];
  readonly mm: number;
  readonly vpn: number;
}
export const K_ACCESS_STARTED = 2;
/** Records: An access began; `tlb` tells what the TLB had for it. Small fields are numbers (places in `ENUMS`). */
export function recAccessStarted(r: Recorder, access: number, mode: number, tlb: number, mm: number, vpn: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 2 | (r.cpu << 8) | (access << 16) | (mode << 18) | (tlb << 19);
  w[at + 1] = r.cause;
  w[at + 2] = mm | 0;
  w[at + 3] = vpn | 0;
  w[at + 4] = vpnHi(vpn);
  r.top = at + 5;
  const seq = r.length++;
  if (r.listeners !== 0) tellAccessStarted(r, seq, access, mode, tlb, mm, vpn);
  return seq;
}
function tellAccessStarted(r: Recorder, seq: number, access: number, mode: number, tlb: number, mm: number, vpn: number): void {
  const taker = r.takers[2];
  if (taker !== undefined) r.publisher.publish(makeAccessStarted(seq, r.cause, r.cpu, access, mode, tlb, mm, vpn), taker, seq);
}
function makeAccessStarted(seq: number, cause: number, cpu: number, access: number, mode: number, tlb: number, mm: number, vpn: number): AccessStarted {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'AccessStarted', access: ACCESS_NAMES[access]!, mode: MODE_NAMES[mode]!, tlb: TLB_NAMES[tlb]!, mm, vpn,
  });
}
function buildAccessStarted(w: Int32Array, at: number, seq: number): AccessStarted {
  const head = w[at]!;
  return makeAccessStarted(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 3, (head >>> 18) & 1, (head >>> 19) & 3, w[at + 2]!, pageOf(w[at + 3]!, w[at + 4]!));
}

/** The hardware walker read an entry and made this of it. */
export interface EntryRead extends EventBase {
  readonly type: 'EntryRead';
  readonly level: number;
  readonly verdict: (typeof ENUMS.verdict)[number];
  readonly index: number;
  readonly table: number;
  readonly entryLo: number; readonly entryHi: number;
}
export const K_ENTRY_READ = 3;
/** Records: The hardware walker read an entry and made this of it. Small fields are numbers (places in `ENUMS`). */
export function recEntryRead(r: Recorder, level: number, verdict: number, index: number, table: number, entryLo: number, entryHi: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 3 | (r.cpu << 8) | (level << 16) | (verdict << 19);
  w[at + 1] = r.cause;
  w[at + 2] = index | 0;
  w[at + 3] = table | 0;
  w[at + 4] = entryLo | 0;
  w[at + 5] = entryHi | 0;
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellEntryRead(r, seq, level, verdict, index, table, entryLo, entryHi);
  return seq;
}
function tellEntryRead(r: Recorder, seq: number, level: number, verdict: number, index: number, table: number, entryLo: number, entryHi: number): void {
  const taker = r.takers[3];
  if (taker !== undefined) r.publisher.publish(makeEntryRead(seq, r.cause, r.cpu, level, verdict, index, table, entryLo, entryHi), taker, seq);
}
function makeEntryRead(seq: number, cause: number, cpu: number, level: number, verdict: number, index: number, table: number, entryLo: number, entryHi: number): EntryRead {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'EntryRead', level, verdict: VERDICT_NAMES[verdict]!, index, table, entryLo, entryHi,
  });
}
function buildEntryRead(w: Int32Array, at: number, seq: number): EntryRead {
  const head = w[at]!;
  return makeEntryRead(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 7, (head >>> 19) & 3, w[at + 2]!, w[at + 3]!, w[at + 4]!, w[at + 5]!);
}

/** A translation entered the TLB of this CPU; `flags` are TLB_* bits. `replaced`: the slot held another, which it evicts. */
export interface TlbFilled extends EventBase {
  readonly type: 'TlbFilled';
  readonly flags: number;
  readonly level: number;
  readonly replaced: boolean;
  readonly slot: number;
  readonly mm: number;
  readonly vpn: number;
  readonly pfn: number;
}
export const K_TLB_FILLED = 4;
/** Records: A translation entered the TLB of this CPU; `flags` are TLB_* bits. `replaced`: the slot held another, which it evicts. Small fields are numbers (places in `ENUMS`). */
export function recTlbFilled(r: Recorder, flags: number, level: number, replaced: number, slot: number, mm: number, vpn: number, pfn: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 4 | (r.cpu << 8) | (flags << 16) | (level << 28) | (replaced << 31);
  w[at + 1] = r.cause;
  w[at + 2] = slot | 0;
  w[at + 3] = mm | 0;
  w[at + 4] = vpn | 0;
  w[at + 5] = vpnHi(vpn);
  w[at + 6] = pfn | 0;
  r.folding.handlers[4]!(r.folding.cpu, flags, level, replaced, slot | 0, mm | 0, vpn, pfn | 0, r.cpu);
  r.top = at + 7;
  const seq = r.length++;
  if (r.listeners !== 0) tellTlbFilled(r, seq, flags, level, replaced, slot, mm, vpn, pfn);
  return seq;
}
function tellTlbFilled(r: Recorder, seq: number, flags: number, level: number, replaced: number, slot: number, mm: number, vpn: number, pfn: number): void {
  const taker = r.takers[4];
  if (taker !== undefined) r.publisher.publish(makeTlbFilled(seq, r.cause, r.cpu, flags, level, replaced, slot, mm, vpn, pfn), taker, seq);
}
function makeTlbFilled(seq: number, cause: number, cpu: number, flags: number, level: number, replaced: number, slot: number, mm: number, vpn: number, pfn: number): TlbFilled {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'TlbFilled', flags, level, replaced: replaced === 1, slot, mm, vpn, pfn,
  });
}
function buildTlbFilled(w: Int32Array, at: number, seq: number): TlbFilled {
  const head = w[at]!;
  return makeTlbFilled(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 4095, (head >>> 28) & 7, (head >>> 31) & 1, w[at + 2]!, w[at + 3]!, pageOf(w[at + 4]!, w[at + 5]!), w[at + 6]!);
}
function handleTlbFilled(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[4]!(to.cpu, (head >>> 16) & 4095, (head >>> 28) & 7, (head >>> 31) & 1, w[at + 2]!, w[at + 3]!, pageOf(w[at + 4]!, w[at + 5]!), w[at + 6]!, (head >>> 8) & 255);
}

/** A translation left the TLB without a flush. */
export interface TlbEvicted extends EventBase {
  readonly type: 'TlbEvicted';
  readonly by: (typeof ENUMS.evictedBy)[number];
  readonly slot: number;
  readonly mm: number;
  readonly vpn: number;
}
export const K_TLB_EVICTED = 5;
/** Records: A translation left the TLB without a flush. Small fields are numbers (places in `ENUMS`). */
export function recTlbEvicted(r: Recorder, by: number, slot: number, mm: number, vpn: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 5 | (r.cpu << 8) | (by << 16);
  w[at + 1] = r.cause;
  w[at + 2] = slot | 0;
  w[at + 3] = mm | 0;
  w[at + 4] = vpn | 0;
  w[at + 5] = vpnHi(vpn);
  r.folding.handlers[5]!(r.folding.cpu, by, slot | 0, mm | 0, vpn, r.cpu);
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellTlbEvicted(r, seq, by, slot, mm, vpn);
  return seq;
}
function tellTlbEvicted(r: Recorder, seq: number, by: number, slot: number, mm: number, vpn: number): void {
  const taker = r.takers[5];
  if (taker !== undefined) r.publisher.publish(makeTlbEvicted(seq, r.cause, r.cpu, by, slot, mm, vpn), taker, seq);
}
function makeTlbEvicted(seq: number, cause: number, cpu: number, by: number, slot: number, mm: number, vpn: number): TlbEvicted {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'TlbEvicted', by: EVICTED_BY_NAMES[by]!, slot, mm, vpn,
  });
}
function buildTlbEvicted(w: Int32Array, at: number, seq: number): TlbEvicted {
  const head = w[at]!;
  return makeTlbEvicted(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 1, w[at + 2]!, w[at + 3]!, pageOf(w[at + 4]!, w[at + 5]!));
}
function handleTlbEvicted(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[5]!(to.cpu, (head >>> 16) & 1, w[at + 2]!, w[at + 3]!, pageOf(w[at + 4]!, w[at + 5]!), (head >>> 8) & 255);
}

/** The paging-structure cache of this CPU took the PTE table that covers a page. */
export interface WalkCacheFilled extends EventBase {
  readonly type: 'WalkCacheFilled';
  readonly slot: number;
  readonly mm: number;
  readonly vpn: number;
  readonly table: number;
}
export const K_WALK_CACHE_FILLED = 6;
/** Records: The paging-structure cache of this CPU took the PTE table that covers a page. Small fields are numbers (places in `ENUMS`). */
export function recWalkCacheFilled(r: Recorder, slot: number, mm: number, vpn: number, table: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 6 | (r.cpu << 8) | (slot << 16);
  w[at + 1] = r.cause;
  w[at + 2] = mm | 0;
  w[at + 3] = vpn | 0;
  w[at + 4] = vpnHi(vpn);
  w[at + 5] = table | 0;
  r.folding.handlers[6]!(r.folding.cpu, slot, mm | 0, vpn, table | 0, r.cpu);
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellWalkCacheFilled(r, seq, slot, mm, vpn, table);
  return seq;
}
function tellWalkCacheFilled(r: Recorder, seq: number, slot: number, mm: number, vpn: number, table: number): void {
  const taker = r.takers[6];
  if (taker !== undefined) r.publisher.publish(makeWalkCacheFilled(seq, r.cause, r.cpu, slot, mm, vpn, table), taker, seq);
}
function makeWalkCacheFilled(seq: number, cause: number, cpu: number, slot: number, mm: number, vpn: number, table: number): WalkCacheFilled {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'WalkCacheFilled', slot, mm, vpn, table,
  });
}
function buildWalkCacheFilled(w: Int32Array, at: number, seq: number): WalkCacheFilled {
  const head = w[at]!;
  return makeWalkCacheFilled(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 255, w[at + 2]!, pageOf(w[at + 3]!, w[at + 4]!), w[at + 5]!);
}
function handleWalkCacheFilled(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[6]!(to.cpu, (head >>> 16) & 255, w[at + 2]!, pageOf(w[at + 3]!, w[at + 4]!), w[at + 5]!, (head >>> 8) & 255);
}

/** This CPU dropped translations for a flush request, and unless `leafOnly` the mm's cached tables; half open. */
export interface TlbInvalidated extends EventBase {
  readonly type: 'TlbInvalidated';
  readonly kind: (typeof ENUMS.invalidation)[number];
  readonly by: (typeof ENUMS.reach)[number];
  readonly leafOnly: boolean;
  readonly request: number;
  readonly mm: number;
  readonly start: number;
  readonly end: number;
}
export const K_TLB_INVALIDATED = 7;
/** Records: This CPU dropped translations for a flush request, and unless `leafOnly` the mm's cached tables; half open. Small fields are numbers (places in `ENUMS`). */
export function recTlbInvalidated(r: Recorder, kind: number, by: number, leafOnly: number, request: number, mm: number, start: number, end: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 7 | (r.cpu << 8) | (kind << 16) | (by << 17) | (leafOnly << 19);
  w[at + 1] = r.cause;
  w[at + 2] = request | 0;
  w[at + 3] = mm | 0;
  w[at + 4] = start | 0;
  w[at + 5] = vpnHi(start);
  w[at + 6] = end | 0;
  w[at + 7] = vpnHi(end);
  r.folding.handlers[7]!(r.folding.cpu, kind, by, leafOnly, request | 0, mm | 0, start, end, r.cpu);
  r.top = at + 8;
  const seq = r.length++;
  if (r.listeners !== 0) tellTlbInvalidated(r, seq, kind, by, leafOnly, request, mm, start, end);
  return seq;
}
function tellTlbInvalidated(r: Recorder, seq: number, kind: number, by: number, leafOnly: number, request: number, mm: number, start: number, end: number): void {
  const taker = r.takers[7];
  if (taker !== undefined) r.publisher.publish(makeTlbInvalidated(seq, r.cause, r.cpu, kind, by, leafOnly, request, mm, start, end), taker, seq);
}
function makeTlbInvalidated(seq: number, cause: number, cpu: number, kind: number, by: number, leafOnly: number, request: number, mm: number, start: number, end: number): TlbInvalidated {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'TlbInvalidated', kind: INVALIDATION_NAMES[kind]!, by: REACH_NAMES[by]!, leafOnly: leafOnly === 1, request, mm, start, end,
  });
}
function buildTlbInvalidated(w: Int32Array, at: number, seq: number): TlbInvalidated {
  const head = w[at]!;
  return makeTlbInvalidated(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 1, (head >>> 17) & 3, (head >>> 19) & 1, w[at + 2]!, w[at + 3]!, pageOf(w[at + 4]!, w[at + 5]!), pageOf(w[at + 6]!, w[at + 7]!));
}
function handleTlbInvalidated(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[7]!(to.cpu, (head >>> 16) & 1, (head >>> 17) & 3, (head >>> 19) & 1, w[at + 2]!, w[at + 3]!, pageOf(w[at + 4]!, w[at + 5]!), pageOf(w[at + 6]!, w[at + 7]!), (head >>> 8) & 255);
}

/** The access reached its frame; a write stored `value` there, a read found it. */
export interface AccessCompleted extends EventBase {
  readonly type: 'AccessCompleted';
  readonly access: (typeof ENUMS.access)[number];
  readonly value: number;
  readonly pfn: number;
}
export const K_ACCESS_COMPLETED = 8;
/** Records: The access reached its frame; a write stored `value` there, a read found it. Small fields are numbers (places in `ENUMS`). */
export function recAccessCompleted(r: Recorder, access: number, value: number, pfn: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 8 | (r.cpu << 8) | (access << 16) | (value << 18);
  w[at + 1] = r.cause;
  w[at + 2] = pfn | 0;
  r.folding.handlers[8]!(r.folding.core, access, value, pfn | 0, r.cpu);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellAccessCompleted(r, seq, access, value, pfn);
  return seq;
}
function tellAccessCompleted(r: Recorder, seq: number, access: number, value: number, pfn: number): void {
  const taker = r.takers[8];
  if (taker !== undefined) r.publisher.publish(makeAccessCompleted(seq, r.cause, r.cpu, access, value, pfn), taker, seq);
}
function makeAccessCompleted(seq: number, cause: number, cpu: number, access: number, value: number, pfn: number): AccessCompleted {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'AccessCompleted', access: ACCESS_NAMES[access]!, value, pfn,
  });
}
function buildAccessCompleted(w: Int32Array, at: number, seq: number): AccessCompleted {
  const head = w[at]!;
  return makeAccessCompleted(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 3, (head >>> 18) & 255, w[at + 2]!);
}
function handleAccessCompleted(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[8]!(to.core, (head >>> 16) & 3, (head >>> 18) & 255, w[at + 2]!, (head >>> 8) & 255);
}

/** The access ended in a signal, or in EFAULT for the kernel. */
export interface AccessFailed extends EventBase {
  readonly type: 'AccessFailed';
  readonly signal: (typeof ENUMS.signal)[number];
  readonly code: (typeof ENUMS.sigcode)[number];
  readonly mm: number;
  readonly vpn: number;
}
export const K_ACCESS_FAILED = 9;
/** Records: The access ended in a signal, or in EFAULT for the kernel. Small fields are numbers (places in `ENUMS`). */
export function recAccessFailed(r: Recorder, signal: number, code: number, mm: number, vpn: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 9 | (r.cpu << 8) | (signal << 16) | (code << 18);
  w[at + 1] = r.cause;
  w[at + 2] = mm | 0;
  w[at + 3] = vpn | 0;
  w[at + 4] = vpnHi(vpn);
  r.top = at + 5;
  const seq = r.length++;
  if (r.listeners !== 0) tellAccessFailed(r, seq, signal, code, mm, vpn);
  return seq;
}
function tellAccessFailed(r: Recorder, seq: number, signal: number, code: number, mm: number, vpn: number): void {
  const taker = r.takers[9];
  if (taker !== undefined) r.publisher.publish(makeAccessFailed(seq, r.cause, r.cpu, signal, code, mm, vpn), taker, seq);
}
function makeAccessFailed(seq: number, cause: number, cpu: number, signal: number, code: number, mm: number, vpn: number): AccessFailed {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'AccessFailed', signal: SIGNAL_NAMES[signal]!, code: SIGCODE_NAMES[code]!, mm, vpn,
  });
}
function buildAccessFailed(w: Int32Array, at: number, seq: number): AccessFailed {
  const head = w[at]!;
  return makeAccessFailed(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 3, (head >>> 18) & 7, w[at + 2]!, pageOf(w[at + 3]!, w[at + 4]!));
}

/** The hardware reported a fault with this syndrome. */
export interface FaultRaised extends EventBase {
  readonly type: 'FaultRaised';
  readonly access: (typeof ENUMS.access)[number];
  readonly mode: (typeof ENUMS.mode)[number];
  readonly reason: (typeof ENUMS.walkFault)[number];
  readonly level: number;
  readonly vpn: number;
  readonly syndromeLo: number; readonly syndromeHi: number;
}
export const K_FAULT_RAISED = 10;
/** Records: The hardware reported a fault with this syndrome. Small fields are numbers (places in `ENUMS`). */
export function recFaultRaised(r: Recorder, access: number, mode: number, reason: number, level: number, vpn: number, syndromeLo: number, syndromeHi: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 10 | (r.cpu << 8) | (access << 16) | (mode << 18) | (reason << 19) | (level << 22);
  w[at + 1] = r.cause;
  w[at + 2] = vpn | 0;
  w[at + 3] = vpnHi(vpn);
  w[at + 4] = syndromeLo | 0;
  w[at + 5] = syndromeHi | 0;
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellFaultRaised(r, seq, access, mode, reason, level, vpn, syndromeLo, syndromeHi);
  return seq;
}
function tellFaultRaised(r: Recorder, seq: number, access: number, mode: number, reason: number, level: number, vpn: number, syndromeLo: number, syndromeHi: number): void {
  const taker = r.takers[10];
  if (taker !== undefined) r.publisher.publish(makeFaultRaised(seq, r.cause, r.cpu, access, mode, reason, level, vpn, syndromeLo, syndromeHi), taker, seq);
}
function makeFaultRaised(seq: number, cause: number, cpu: number, access: number, mode: number, reason: number, level: number, vpn: number, syndromeLo: number, syndromeHi: number): FaultRaised {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'FaultRaised', access: ACCESS_NAMES[access]!, mode: MODE_NAMES[mode]!, reason: WALK_FAULT_NAMES[reason]!, level, vpn, syndromeLo, syndromeHi,
  });
}
function buildFaultRaised(w: Int32Array, at: number, seq: number): FaultRaised {
  const head = w[at]!;
  return makeFaultRaised(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 3, (head >>> 18) & 1, (head >>> 19) & 7, (head >>> 22) & 7, pageOf(w[at + 2]!, w[at + 3]!), w[at + 4]!, w[at + 5]!);
}

/** The handler read the syndrome: these fault flags go to the core. */
export interface FaultDecoded extends EventBase {
  readonly type: 'FaultDecoded';
  readonly flags: number;
}
export const K_FAULT_DECODED = 11;
/** Records: The handler read the syndrome: these fault flags go to the core. Small fields are numbers (places in `ENUMS`). */
export function recFaultDecoded(r: Recorder, flags: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 11 | (r.cpu << 8) | (flags << 16);
  w[at + 1] = r.cause;
  r.top = at + 2;
  const seq = r.length++;
  if (r.listeners !== 0) tellFaultDecoded(r, seq, flags);
  return seq;
}
function tellFaultDecoded(r: Recorder, seq: number, flags: number): void {
  const taker = r.takers[11];
  if (taker !== undefined) r.publisher.publish(makeFaultDecoded(seq, r.cause, r.cpu, flags), taker, seq);
}
function makeFaultDecoded(seq: number, cause: number, cpu: number, flags: number): FaultDecoded {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'FaultDecoded', flags,
  });
}
function buildFaultDecoded(w: Int32Array, at: number, seq: number): FaultDecoded {
  const head = w[at]!;
  return makeFaultDecoded(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 65535);
}

/** A VMA covers the address. */
export interface VmaFound extends EventBase {
  readonly type: 'VmaFound';
  readonly vmFlags: number;
  readonly start: number;
  readonly end: number;
}
export const K_VMA_FOUND = 12;
/** Records: A VMA covers the address. Small fields are numbers (places in `ENUMS`). */
export function recVmaFound(r: Recorder, vmFlags: number, start: number, end: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 12 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = vmFlags | 0;
  w[at + 3] = start | 0;
  w[at + 4] = vpnHi(start);
  w[at + 5] = end | 0;
  w[at + 6] = vpnHi(end);
  r.top = at + 7;
  const seq = r.length++;
  if (r.listeners !== 0) tellVmaFound(r, seq, vmFlags, start, end);
  return seq;
}
function tellVmaFound(r: Recorder, seq: number, vmFlags: number, start: number, end: number): void {
  const taker = r.takers[12];
  if (taker !== undefined) r.publisher.publish(makeVmaFound(seq, r.cause, r.cpu, vmFlags, start, end), taker, seq);
}
function makeVmaFound(seq: number, cause: number, cpu: number, vmFlags: number, start: number, end: number): VmaFound {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'VmaFound', vmFlags, start, end,
  });
}
function buildVmaFound(w: Int32Array, at: number, seq: number): VmaFound {
  const head = w[at]!;
  return makeVmaFound(seq, w[at + 1]!, (head >>> 8) & 255, w[at + 2]!, pageOf(w[at + 3]!, w[at + 4]!), pageOf(w[at + 5]!, w[at + 6]!));
}

/** No VMA covers the address. */
export interface VmaMissed extends EventBase {
  readonly type: 'VmaMissed';
  readonly vpn: number;
}
export const K_VMA_MISSED = 13;
/** Records: No VMA covers the address. Small fields are numbers (places in `ENUMS`). */
export function recVmaMissed(r: Recorder, vpn: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 13 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = vpn | 0;
  w[at + 3] = vpnHi(vpn);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellVmaMissed(r, seq, vpn);
  return seq;
}
function tellVmaMissed(r: Recorder, seq: number, vpn: number): void {
  const taker = r.takers[13];
  if (taker !== undefined) r.publisher.publish(makeVmaMissed(seq, r.cause, r.cpu, vpn), taker, seq);
}
function makeVmaMissed(seq: number, cause: number, cpu: number, vpn: number): VmaMissed {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'VmaMissed', vpn,
  });
}
function buildVmaMissed(w: Int32Array, at: number, seq: number): VmaMissed {
  const head = w[at]!;
  return makeVmaMissed(seq, w[at + 1]!, (head >>> 8) & 255, pageOf(w[at + 2]!, w[at + 3]!));
}

/** The architecture refused the access before the core was asked. */
export interface AccessRefused extends EventBase {
  readonly type: 'AccessRefused';
  readonly code: (typeof ENUMS.sigcode)[number];
  readonly vmFlags: number;
}
export const K_ACCESS_REFUSED = 14;
/** Records: The architecture refused the access before the core was asked. Small fields are numbers (places in `ENUMS`). */
export function recAccessRefused(r: Recorder, code: number, vmFlags: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 14 | (r.cpu << 8) | (code << 16);
  w[at + 1] = r.cause;
  w[at + 2] = vmFlags | 0;
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellAccessRefused(r, seq, code, vmFlags);
  return seq;
}
function tellAccessRefused(r: Recorder, seq: number, code: number, vmFlags: number): void {
  const taker = r.takers[14];
  if (taker !== undefined) r.publisher.publish(makeAccessRefused(seq, r.cause, r.cpu, code, vmFlags), taker, seq);
}
function makeAccessRefused(seq: number, cause: number, cpu: number, code: number, vmFlags: number): AccessRefused {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'AccessRefused', code: SIGCODE_NAMES[code]!, vmFlags,
  });
}
function buildAccessRefused(w: Int32Array, at: number, seq: number): AccessRefused {
  const head = w[at]!;
  return makeAccessRefused(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 7, w[at + 2]!);
}

/** A kernel path asks for a page by a fault of its own (faultin_page), with these fault flags. */
export interface GupFaulted extends EventBase {
  readonly type: 'GupFaulted';
  readonly flags: number;
  readonly mm: number;
  readonly vpn: number;
}
export const K_GUP_FAULTED = 15;
/** Records: A kernel path asks for a page by a fault of its own (faultin_page), with these fault flags. Small fields are numbers (places in `ENUMS`). */
export function recGupFaulted(r: Recorder, flags: number, mm: number, vpn: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 15 | (r.cpu << 8) | (flags << 16);
  w[at + 1] = r.cause;
  w[at + 2] = mm | 0;
  w[at + 3] = vpn | 0;
  w[at + 4] = vpnHi(vpn);
  r.top = at + 5;
  const seq = r.length++;
  if (r.listeners !== 0) tellGupFaulted(r, seq, flags, mm, vpn);
  return seq;
}
function tellGupFaulted(r: Recorder, seq: number, flags: number, mm: number, vpn: number): void {
  const taker = r.takers[15];
  if (taker !== undefined) r.publisher.publish(makeGupFaulted(seq, r.cause, r.cpu, flags, mm, vpn), taker, seq);
}
function makeGupFaulted(seq: number, cause: number, cpu: number, flags: number, mm: number, vpn: number): GupFaulted {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'GupFaulted', flags, mm, vpn,
  });
}
function buildGupFaulted(w: Int32Array, at: number, seq: number): GupFaulted {
  const head = w[at]!;
  return makeGupFaulted(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 65535, w[at + 2]!, pageOf(w[at + 3]!, w[at + 4]!));
}

/** A rule of the specification decided (`RULES`). */
export interface BranchTaken extends EventBase {
  readonly type: 'BranchTaken';
  readonly rule: number;
  readonly arg: number;
}
export const K_BRANCH_TAKEN = 16;
/** Records: A rule of the specification decided (`RULES`). Small fields are numbers (places in `ENUMS`). */
export function recBranchTaken(r: Recorder, rule: number, arg: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 16 | (r.cpu << 8) | (rule << 16);
  w[at + 1] = r.cause;
  w[at + 2] = arg | 0;
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellBranchTaken(r, seq, rule, arg);
  return seq;
}
function tellBranchTaken(r: Recorder, seq: number, rule: number, arg: number): void {
  const taker = r.takers[16];
  if (taker !== undefined) r.publisher.publish(makeBranchTaken(seq, r.cause, r.cpu, rule, arg), taker, seq);
}
function makeBranchTaken(seq: number, cause: number, cpu: number, rule: number, arg: number): BranchTaken {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'BranchTaken', rule, arg,
  });
}
function buildBranchTaken(w: Int32Array, at: number, seq: number): BranchTaken {
  const head = w[at]!;
  return makeBranchTaken(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 65535, w[at + 2]!);
}

/** handle_mm_fault returned these VM_FAULT_* bits (counts PGFAULT), and the task of this mm was charged with it, or not. */
export interface FaultEnded extends EventBase {
  readonly type: 'FaultEnded';
  readonly accounted: (typeof ENUMS.accounted)[number];
  readonly result: number;
  readonly mm: number;
}
export const K_FAULT_ENDED = 17;
/** Records: handle_mm_fault returned these VM_FAULT_* bits (counts PGFAULT), and the task of this mm was charged with it, or not. Small fields are numbers (places in `ENUMS`). */
export function recFaultEnded(r: Recorder, accounted: number, result: number, mm: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 17 | (r.cpu << 8) | (accounted << 16);
  w[at + 1] = r.cause;
  w[at + 2] = result | 0;
  w[at + 3] = mm | 0;
  r.folding.handlers[17]!(r.folding.core, accounted, result | 0, mm | 0, r.cpu);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellFaultEnded(r, seq, accounted, result, mm);
  return seq;
}
function tellFaultEnded(r: Recorder, seq: number, accounted: number, result: number, mm: number): void {
  const taker = r.takers[17];
  if (taker !== undefined) r.publisher.publish(makeFaultEnded(seq, r.cause, r.cpu, accounted, result, mm), taker, seq);
}
function makeFaultEnded(seq: number, cause: number, cpu: number, accounted: number, result: number, mm: number): FaultEnded {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'FaultEnded', accounted: ACCOUNTED_NAMES[accounted]!, result, mm,
  });
}
function buildFaultEnded(w: Int32Array, at: number, seq: number): FaultEnded {
  const head = w[at]!;
  return makeFaultEnded(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 3, w[at + 2]!, w[at + 3]!);
}
function handleFaultEnded(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[17]!(to.core, (head >>> 16) & 3, w[at + 2]!, w[at + 3]!, (head >>> 8) & 255);
}

/** A vmstat counter rose by one. */
export interface VmstatCounted extends EventBase {
  readonly type: 'VmstatCounted';
  readonly item: (typeof ENUMS.vmstat)[number];
}
export const K_VMSTAT_COUNTED = 18;
/** Records: A vmstat counter rose by one. Small fields are numbers (places in `ENUMS`). */
export function recVmstatCounted(r: Recorder, item: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 18 | (r.cpu << 8) | (item << 16);
  w[at + 1] = r.cause;
  r.folding.handlers[18]!(r.folding.core, item, r.cpu);
  r.top = at + 2;
  const seq = r.length++;
  if (r.listeners !== 0) tellVmstatCounted(r, seq, item);
  return seq;
}
function tellVmstatCounted(r: Recorder, seq: number, item: number): void {
  const taker = r.takers[18];
  if (taker !== undefined) r.publisher.publish(makeVmstatCounted(seq, r.cause, r.cpu, item), taker, seq);
}
function makeVmstatCounted(seq: number, cause: number, cpu: number, item: number): VmstatCounted {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'VmstatCounted', item: VMSTAT_NAMES[item]!,
  });
}
function buildVmstatCounted(w: Int32Array, at: number, seq: number): VmstatCounted {
  const head = w[at]!;
  return makeVmstatCounted(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 7);
}
function handleVmstatCounted(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[18]!(to.core, (head >>> 16) & 7, (head >>> 8) & 255);
}

/** A folio was taken from the allocator, zeroed, with one reference. */
export interface FolioAllocated extends EventBase {
  readonly type: 'FolioAllocated';
  readonly order: number;
  readonly why: (typeof ENUMS.folioFor)[number];
  readonly pfn: number;
}
export const K_FOLIO_ALLOCATED = 19;
/** Records: A folio was taken from the allocator, zeroed, with one reference. Small fields are numbers (places in `ENUMS`). */
export function recFolioAllocated(r: Recorder, order: number, why: number, pfn: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 19 | (r.cpu << 8) | (order << 16) | (why << 20);
  w[at + 1] = r.cause;
  w[at + 2] = pfn | 0;
  r.folding.handlers[19]!(r.folding.core, order, why, pfn | 0, r.cpu);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellFolioAllocated(r, seq, order, why, pfn);
  return seq;
}
function tellFolioAllocated(r: Recorder, seq: number, order: number, why: number, pfn: number): void {
  const taker = r.takers[19];
  if (taker !== undefined) r.publisher.publish(makeFolioAllocated(seq, r.cause, r.cpu, order, why, pfn), taker, seq);
}
function makeFolioAllocated(seq: number, cause: number, cpu: number, order: number, why: number, pfn: number): FolioAllocated {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'FolioAllocated', order, why: FOLIO_FOR_NAMES[why]!, pfn,
  });
}
function buildFolioAllocated(w: Int32Array, at: number, seq: number): FolioAllocated {
  const head = w[at]!;
  return makeFolioAllocated(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 15, (head >>> 20) & 15, w[at + 2]!);
}
function handleFolioAllocated(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[19]!(to.core, (head >>> 16) & 15, (head >>> 20) & 15, w[at + 2]!, (head >>> 8) & 255);
}

/** The last reference went: the folio is back in the allocator. */
export interface FolioFreed extends EventBase {
  readonly type: 'FolioFreed';
  readonly order: number;
  readonly pfn: number;
}
export const K_FOLIO_FREED = 20;
/** Records: The last reference went: the folio is back in the allocator. Small fields are numbers (places in `ENUMS`). */
export function recFolioFreed(r: Recorder, order: number, pfn: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 20 | (r.cpu << 8) | (order << 16);
  w[at + 1] = r.cause;
  w[at + 2] = pfn | 0;
  r.folding.handlers[20]!(r.folding.core, order, pfn | 0, r.cpu);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellFolioFreed(r, seq, order, pfn);
  return seq;
}
function tellFolioFreed(r: Recorder, seq: number, order: number, pfn: number): void {
  const taker = r.takers[20];
  if (taker !== undefined) r.publisher.publish(makeFolioFreed(seq, r.cause, r.cpu, order, pfn), taker, seq);
}
function makeFolioFreed(seq: number, cause: number, cpu: number, order: number, pfn: number): FolioFreed {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'FolioFreed', order, pfn,
  });
}
function buildFolioFreed(w: Int32Array, at: number, seq: number): FolioFreed {
  const head = w[at]!;
  return makeFolioFreed(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 15, w[at + 2]!);
}
function handleFolioFreed(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[20]!(to.core, (head >>> 16) & 15, w[at + 2]!, (head >>> 8) & 255);
}

/** References of a folio changed. */
export interface RefChanged extends EventBase {
  readonly type: 'RefChanged';
  readonly why: (typeof ENUMS.refWhy)[number];
  readonly pfn: number;
  readonly delta: number;
}
export const K_REF_CHANGED = 21;
/** Records: References of a folio changed. Small fields are numbers (places in `ENUMS`). */
export function recRefChanged(r: Recorder, why: number, pfn: number, delta: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 21 | (r.cpu << 8) | (why << 16);
  w[at + 1] = r.cause;
  w[at + 2] = pfn | 0;
  w[at + 3] = delta | 0;
  r.folding.handlers[21]!(r.folding.core, why, pfn | 0, delta | 0, r.cpu);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellRefChanged(r, seq, why, pfn, delta);
  return seq;
}
function tellRefChanged(r: Recorder, seq: number, why: number, pfn: number, delta: number): void {
  const taker = r.takers[21];
  if (taker !== undefined) r.publisher.publish(makeRefChanged(seq, r.cause, r.cpu, why, pfn, delta), taker, seq);
}
function makeRefChanged(seq: number, cause: number, cpu: number, why: number, pfn: number, delta: number): RefChanged {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'RefChanged', why: REF_WHY_NAMES[why]!, pfn, delta,
  });
}
function buildRefChanged(w: Int32Array, at: number, seq: number): RefChanged {
  const head = w[at]!;
  return makeRefChanged(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 15, w[at + 2]!, w[at + 3]!);
}
function handleRefChanged(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[21]!(to.core, (head >>> 16) & 15, w[at + 2]!, w[at + 3]!, (head >>> 8) & 255);
}

/** Contents were copied. */
export interface FolioCopied extends EventBase {
  readonly type: 'FolioCopied';
  readonly from: number;
  readonly to: number;
}
export const K_FOLIO_COPIED = 22;
/** Records: Contents were copied. Small fields are numbers (places in `ENUMS`). */
export function recFolioCopied(r: Recorder, from: number, to: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 22 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = from | 0;
  w[at + 3] = to | 0;
  r.folding.handlers[22]!(r.folding.core, from | 0, to | 0, r.cpu);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellFolioCopied(r, seq, from, to);
  return seq;
}
function tellFolioCopied(r: Recorder, seq: number, from: number, to: number): void {
  const taker = r.takers[22];
  if (taker !== undefined) r.publisher.publish(makeFolioCopied(seq, r.cause, r.cpu, from, to), taker, seq);
}
function makeFolioCopied(seq: number, cause: number, cpu: number, from: number, to: number): FolioCopied {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'FolioCopied', from, to,
  });
}
function buildFolioCopied(w: Int32Array, at: number, seq: number): FolioCopied {
  const head = w[at]!;
  return makeFolioCopied(seq, w[at + 1]!, (head >>> 8) & 255, w[at + 2]!, w[at + 3]!);
}
function handleFolioCopied(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[22]!(to.core, w[at + 2]!, w[at + 3]!, (head >>> 8) & 255);
}

/** A page flag was set or cleared. */
export interface FolioFlagged extends EventBase {
  readonly type: 'FolioFlagged';
  readonly flag: (typeof ENUMS.folioFlag)[number];
  readonly on: boolean;
  readonly pfn: number;
}
export const K_FOLIO_FLAGGED = 23;
/** Records: A page flag was set or cleared. Small fields are numbers (places in `ENUMS`). */
export function recFolioFlagged(r: Recorder, flag: number, on: number, pfn: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 23 | (r.cpu << 8) | (flag << 16) | (on << 21);
  w[at + 1] = r.cause;
  w[at + 2] = pfn | 0;
  r.folding.handlers[23]!(r.folding.core, flag, on, pfn | 0, r.cpu);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellFolioFlagged(r, seq, flag, on, pfn);
  return seq;
}
function tellFolioFlagged(r: Recorder, seq: number, flag: number, on: number, pfn: number): void {
  const taker = r.takers[23];
  if (taker !== undefined) r.publisher.publish(makeFolioFlagged(seq, r.cause, r.cpu, flag, on, pfn), taker, seq);
}
function makeFolioFlagged(seq: number, cause: number, cpu: number, flag: number, on: number, pfn: number): FolioFlagged {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'FolioFlagged', flag: FOLIO_FLAG_NAMES[flag]!, on: on === 1, pfn,
  });
}
function buildFolioFlagged(w: Int32Array, at: number, seq: number): FolioFlagged {
  const head = w[at]!;
  return makeFolioFlagged(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 31, (head >>> 21) & 1, w[at + 2]!);
}
function handleFolioFlagged(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[23]!(to.core, (head >>> 16) & 31, (head >>> 21) & 1, w[at + 2]!, (head >>> 8) & 255);
}

/** A folio went on a list of the LRU. */
export interface LruAdded extends EventBase {
  readonly type: 'LruAdded';
  readonly list: (typeof ENUMS.lruList)[number];
  readonly pfn: number;
}
export const K_LRU_ADDED = 24;
/** Records: A folio went on a list of the LRU. Small fields are numbers (places in `ENUMS`). */
export function recLruAdded(r: Recorder, list: number, pfn: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 24 | (r.cpu << 8) | (list << 16);
  w[at + 1] = r.cause;
  w[at + 2] = pfn | 0;
  r.folding.handlers[24]!(r.folding.core, list, pfn | 0, r.cpu);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellLruAdded(r, seq, list, pfn);
  return seq;
}
function tellLruAdded(r: Recorder, seq: number, list: number, pfn: number): void {
  const taker = r.takers[24];
  if (taker !== undefined) r.publisher.publish(makeLruAdded(seq, r.cause, r.cpu, list, pfn), taker, seq);
}
function makeLruAdded(seq: number, cause: number, cpu: number, list: number, pfn: number): LruAdded {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'LruAdded', list: LRU_LIST_NAMES[list]!, pfn,
  });
}
function buildLruAdded(w: Int32Array, at: number, seq: number): LruAdded {
  const head = w[at]!;
  return makeLruAdded(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 3, w[at + 2]!);
}
function handleLruAdded(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[24]!(to.core, (head >>> 16) & 3, w[at + 2]!, (head >>> 8) & 255);
}

/** A page table was taken, every slot empty; not yet linked. */
export interface TableAllocated extends EventBase {
  readonly type: 'TableAllocated';
  readonly level: number;
  readonly mm: number;
  readonly table: number;
  readonly base: number;
}
export const K_TABLE_ALLOCATED = 25;
/** Records: A page table was taken, every slot empty; not yet linked. Small fields are numbers (places in `ENUMS`). */
export function recTableAllocated(r: Recorder, level: number, mm: number, table: number, base: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 25 | (r.cpu << 8) | (level << 16);
  w[at + 1] = r.cause;
  w[at + 2] = mm | 0;
  w[at + 3] = table | 0;
  w[at + 4] = base | 0;
  w[at + 5] = vpnHi(base);
  r.folding.handlers[25]!(r.folding.core, level, mm | 0, table | 0, base, r.cpu);
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellTableAllocated(r, seq, level, mm, table, base);
  return seq;
}
function tellTableAllocated(r: Recorder, seq: number, level: number, mm: number, table: number, base: number): void {
  const taker = r.takers[25];
  if (taker !== undefined) r.publisher.publish(makeTableAllocated(seq, r.cause, r.cpu, level, mm, table, base), taker, seq);
}
function makeTableAllocated(seq: number, cause: number, cpu: number, level: number, mm: number, table: number, base: number): TableAllocated {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'TableAllocated', level, mm, table, base,
  });
}
function buildTableAllocated(w: Int32Array, at: number, seq: number): TableAllocated {
  const head = w[at]!;
  return makeTableAllocated(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 7, w[at + 2]!, w[at + 3]!, pageOf(w[at + 4]!, w[at + 5]!));
}
function handleTableAllocated(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[25]!(to.core, (head >>> 16) & 7, w[at + 2]!, w[at + 3]!, pageOf(w[at + 4]!, w[at + 5]!), (head >>> 8) & 255);
}

/** A page table went back to the allocator. */
export interface TableFreed extends EventBase {
  readonly type: 'TableFreed';
  readonly level: number;
  readonly mm: number;
  readonly table: number;
}
export const K_TABLE_FREED = 26;
/** Records: A page table went back to the allocator. Small fields are numbers (places in `ENUMS`). */
export function recTableFreed(r: Recorder, level: number, mm: number, table: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 26 | (r.cpu << 8) | (level << 16);
  w[at + 1] = r.cause;
  w[at + 2] = mm | 0;
  w[at + 3] = table | 0;
  r.folding.handlers[26]!(r.folding.core, level, mm | 0, table | 0, r.cpu);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellTableFreed(r, seq, level, mm, table);
  return seq;
}
function tellTableFreed(r: Recorder, seq: number, level: number, mm: number, table: number): void {
  const taker = r.takers[26];
  if (taker !== undefined) r.publisher.publish(makeTableFreed(seq, r.cause, r.cpu, level, mm, table), taker, seq);
}
function makeTableFreed(seq: number, cause: number, cpu: number, level: number, mm: number, table: number): TableFreed {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'TableFreed', level, mm, table,
  });
}
function buildTableFreed(w: Int32Array, at: number, seq: number): TableFreed {
  const head = w[at]!;
  return makeTableFreed(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 7, w[at + 2]!, w[at + 3]!);
}
function handleTableFreed(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[26]!(to.core, (head >>> 16) & 7, w[at + 2]!, w[at + 3]!, (head >>> 8) & 255);
}

/** An entry changed from old to new. `vpn` is the first page it covers. */
export interface EntrySet extends EventBase {
  readonly type: 'EntrySet';
  readonly level: number;
  readonly how: (typeof ENUMS.how)[number];
  readonly index: number;
  readonly mm: number;
  readonly table: number;
  readonly vpn: number;
  readonly newLo: number; readonly newHi: number;
  readonly oldLo: number; readonly oldHi: number;
}
export const K_ENTRY_SET = 27;
/** Records: An entry changed from old to new. `vpn` is the first page it covers. Small fields are numbers (places in `ENUMS`). */
export function recEntrySet(r: Recorder, level: number, how: number, index: number, mm: number, table: number, vpn: number, newLo: number, newHi: number, oldLo: number, oldHi: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 27 | (r.cpu << 8) | (level << 16) | (how << 19);
  w[at + 1] = r.cause;
  w[at + 2] = index | 0;
  w[at + 3] = mm | 0;
  w[at + 4] = table | 0;
  w[at + 5] = vpn | 0;
  w[at + 6] = vpnHi(vpn);
  w[at + 7] = newLo | 0;
  w[at + 8] = newHi | 0;
  w[at + 9] = oldLo | 0;
  w[at + 10] = oldHi | 0;
  r.folding.handlers[27]!(r.folding.core, level, how, index | 0, mm | 0, table | 0, vpn, newLo | 0, newHi | 0, oldLo | 0, oldHi | 0, r.cpu);
  r.top = at + 11;
  const seq = r.length++;
  if (r.listeners !== 0) tellEntrySet(r, seq, level, how, index, mm, table, vpn, newLo, newHi, oldLo, oldHi);
  return seq;
}
function tellEntrySet(r: Recorder, seq: number, level: number, how: number, index: number, mm: number, table: number, vpn: number, newLo: number, newHi: number, oldLo: number, oldHi: number): void {
  const taker = r.takers[27];
  if (taker !== undefined) r.publisher.publish(makeEntrySet(seq, r.cause, r.cpu, level, how, index, mm, table, vpn, newLo, newHi, oldLo, oldHi), taker, seq);
}
function makeEntrySet(seq: number, cause: number, cpu: number, level: number, how: number, index: number, mm: number, table: number, vpn: number, newLo: number, newHi: number, oldLo: number, oldHi: number): EntrySet {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'EntrySet', level, how: HOW_NAMES[how]!, index, mm, table, vpn, newLo, newHi, oldLo, oldHi,
  });
}
function buildEntrySet(w: Int32Array, at: number, seq: number): EntrySet {
  const head = w[at]!;
  return makeEntrySet(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 7, (head >>> 19) & 3, w[at + 2]!, w[at + 3]!, w[at + 4]!, pageOf(w[at + 5]!, w[at + 6]!), w[at + 7]!, w[at + 8]!, w[at + 9]!, w[at + 10]!);
}
function handleEntrySet(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[27]!(to.core, (head >>> 16) & 7, (head >>> 19) & 3, w[at + 2]!, w[at + 3]!, w[at + 4]!, pageOf(w[at + 5]!, w[at + 6]!), w[at + 7]!, w[at + 8]!, w[at + 9]!, w[at + 10]!, (head >>> 8) & 255);
}

/** A mapping of the page began; `object` is the anon_vma or the file, `index` the page of it. */
export interface RmapAdded extends EventBase {
  readonly type: 'RmapAdded';
  readonly kind: (typeof ENUMS.rmapKind)[number];
  readonly exclusive: boolean;
  readonly pfn: number;
  readonly object: number;
  readonly index: number;
}
export const K_RMAP_ADDED = 28;
/** Records: A mapping of the page began; `object` is the anon_vma or the file, `index` the page of it. Small fields are numbers (places in `ENUMS`). */
export function recRmapAdded(r: Recorder, kind: number, exclusive: number, pfn: number, object: number, index: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 28 | (r.cpu << 8) | (kind << 16) | (exclusive << 18);
  w[at + 1] = r.cause;
  w[at + 2] = pfn | 0;
  w[at + 3] = object | 0;
  w[at + 4] = index | 0;
  w[at + 5] = vpnHi(index);
  r.folding.handlers[28]!(r.folding.core, kind, exclusive, pfn | 0, object | 0, index, r.cpu);
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellRmapAdded(r, seq, kind, exclusive, pfn, object, index);
  return seq;
}
function tellRmapAdded(r: Recorder, seq: number, kind: number, exclusive: number, pfn: number, object: number, index: number): void {
  const taker = r.takers[28];
  if (taker !== undefined) r.publisher.publish(makeRmapAdded(seq, r.cause, r.cpu, kind, exclusive, pfn, object, index), taker, seq);
}
function makeRmapAdded(seq: number, cause: number, cpu: number, kind: number, exclusive: number, pfn: number, object: number, index: number): RmapAdded {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'RmapAdded', kind: RMAP_KIND_NAMES[kind]!, exclusive: exclusive === 1, pfn, object, index,
  });
}
function buildRmapAdded(w: Int32Array, at: number, seq: number): RmapAdded {
  const head = w[at]!;
  return makeRmapAdded(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 3, (head >>> 18) & 1, w[at + 2]!, w[at + 3]!, pageOf(w[at + 4]!, w[at + 5]!));
}
function handleRmapAdded(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[28]!(to.core, (head >>> 16) & 3, (head >>> 18) & 1, w[at + 2]!, w[at + 3]!, pageOf(w[at + 4]!, w[at + 5]!), (head >>> 8) & 255);
}

/** Fork mapped the page once more; exclusive is clear now. */
export interface RmapDuplicated extends EventBase {
  readonly type: 'RmapDuplicated';
  readonly pfn: number;
}
export const K_RMAP_DUPLICATED = 29;
/** Records: Fork mapped the page once more; exclusive is clear now. Small fields are numbers (places in `ENUMS`). */
export function recRmapDuplicated(r: Recorder, pfn: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 29 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = pfn | 0;
  r.folding.handlers[29]!(r.folding.core, pfn | 0, r.cpu);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellRmapDuplicated(r, seq, pfn);
  return seq;
}
function tellRmapDuplicated(r: Recorder, seq: number, pfn: number): void {
  const taker = r.takers[29];
  if (taker !== undefined) r.publisher.publish(makeRmapDuplicated(seq, r.cause, r.cpu, pfn), taker, seq);
}
function makeRmapDuplicated(seq: number, cause: number, cpu: number, pfn: number): RmapDuplicated {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'RmapDuplicated', pfn,
  });
}
function buildRmapDuplicated(w: Int32Array, at: number, seq: number): RmapDuplicated {
  const head = w[at]!;
  return makeRmapDuplicated(seq, w[at + 1]!, (head >>> 8) & 255, w[at + 2]!);
}
function handleRmapDuplicated(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[29]!(to.core, w[at + 2]!, (head >>> 8) & 255);
}

/** A mapping of the page ended. */
export interface RmapRemoved extends EventBase {
  readonly type: 'RmapRemoved';
  readonly delayed: boolean;
  readonly pfn: number;
}
export const K_RMAP_REMOVED = 30;
/** Records: A mapping of the page ended. Small fields are numbers (places in `ENUMS`). */
export function recRmapRemoved(r: Recorder, delayed: number, pfn: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 30 | (r.cpu << 8) | (delayed << 16);
  w[at + 1] = r.cause;
  w[at + 2] = pfn | 0;
  r.folding.handlers[30]!(r.folding.core, delayed, pfn | 0, r.cpu);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellRmapRemoved(r, seq, delayed, pfn);
  return seq;
}
function tellRmapRemoved(r: Recorder, seq: number, delayed: number, pfn: number): void {
  const taker = r.takers[30];
  if (taker !== undefined) r.publisher.publish(makeRmapRemoved(seq, r.cause, r.cpu, delayed, pfn), taker, seq);
}
function makeRmapRemoved(seq: number, cause: number, cpu: number, delayed: number, pfn: number): RmapRemoved {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'RmapRemoved', delayed: delayed === 1, pfn,
  });
}
function buildRmapRemoved(w: Int32Array, at: number, seq: number): RmapRemoved {
  const head = w[at]!;
  return makeRmapRemoved(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 1, w[at + 2]!);
}
function handleRmapRemoved(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[30]!(to.core, (head >>> 16) & 1, w[at + 2]!, (head >>> 8) & 255);
}

/** The page became exclusive to one anon_vma (page_move_anon_rmap). */
export interface RmapMoved extends EventBase {
  readonly type: 'RmapMoved';
  readonly pfn: number;
  readonly object: number;
}
export const K_RMAP_MOVED = 31;
/** Records: The page became exclusive to one anon_vma (page_move_anon_rmap). Small fields are numbers (places in `ENUMS`). */
export function recRmapMoved(r: Recorder, pfn: number, object: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 31 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = pfn | 0;
  w[at + 3] = object | 0;
  r.folding.handlers[31]!(r.folding.core, pfn | 0, object | 0, r.cpu);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellRmapMoved(r, seq, pfn, object);
  return seq;
}
function tellRmapMoved(r: Recorder, seq: number, pfn: number, object: number): void {
  const taker = r.takers[31];
  if (taker !== undefined) r.publisher.publish(makeRmapMoved(seq, r.cause, r.cpu, pfn, object), taker, seq);
}
function makeRmapMoved(seq: number, cause: number, cpu: number, pfn: number, object: number): RmapMoved {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'RmapMoved', pfn, object,
  });
}
function buildRmapMoved(w: Int32Array, at: number, seq: number): RmapMoved {
  const head = w[at]!;
  return makeRmapMoved(seq, w[at + 1]!, (head >>> 8) & 255, w[at + 2]!, w[at + 3]!);
}
function handleRmapMoved(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[31]!(to.core, w[at + 2]!, w[at + 3]!, (head >>> 8) & 255);
}

/** An RSS counter of the mm changed by `delta` pages. */
export interface CounterChanged extends EventBase {
  readonly type: 'CounterChanged';
  readonly counter: (typeof ENUMS.counter)[number];
  readonly mm: number;
  readonly delta: number;
}
export const K_COUNTER_CHANGED = 32;
/** Records: An RSS counter of the mm changed by `delta` pages. Small fields are numbers (places in `ENUMS`). */
export function recCounterChanged(r: Recorder, counter: number, mm: number, delta: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 32 | (r.cpu << 8) | (counter << 16);
  w[at + 1] = r.cause;
  w[at + 2] = mm | 0;
  w[at + 3] = delta | 0;
  r.folding.handlers[32]!(r.folding.core, counter, mm | 0, delta | 0, r.cpu);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellCounterChanged(r, seq, counter, mm, delta);
  return seq;
}
function tellCounterChanged(r: Recorder, seq: number, counter: number, mm: number, delta: number): void {
  const taker = r.takers[32];
  if (taker !== undefined) r.publisher.publish(makeCounterChanged(seq, r.cause, r.cpu, counter, mm, delta), taker, seq);
}
function makeCounterChanged(seq: number, cause: number, cpu: number, counter: number, mm: number, delta: number): CounterChanged {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'CounterChanged', counter: COUNTER_NAMES[counter]!, mm, delta,
  });
}
function buildCounterChanged(w: Int32Array, at: number, seq: number): CounterChanged {
  const head = w[at]!;
  return makeCounterChanged(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 3, w[at + 2]!, w[at + 3]!);
}
function handleCounterChanged(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[32]!(to.core, (head >>> 16) & 3, w[at + 2]!, w[at + 3]!, (head >>> 8) & 255);
}

/** An address space was made; its root table follows. */
export interface MmCreated extends EventBase {
  readonly type: 'MmCreated';
  readonly topLevel: number;
  readonly mm: number;
  readonly parent: number;
}
export const K_MM_CREATED = 33;
/** Records: An address space was made; its root table follows. Small fields are numbers (places in `ENUMS`). */
export function recMmCreated(r: Recorder, topLevel: number, mm: number, parent: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 33 | (r.cpu << 8) | (topLevel << 16);
  w[at + 1] = r.cause;
  w[at + 2] = mm | 0;
  w[at + 3] = parent | 0;
  r.folding.handlers[33]!(r.folding.core, topLevel, mm | 0, parent | 0, r.cpu);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellMmCreated(r, seq, topLevel, mm, parent);
  return seq;
}
function tellMmCreated(r: Recorder, seq: number, topLevel: number, mm: number, parent: number): void {
  const taker = r.takers[33];
  if (taker !== undefined) r.publisher.publish(makeMmCreated(seq, r.cause, r.cpu, topLevel, mm, parent), taker, seq);
}
function makeMmCreated(seq: number, cause: number, cpu: number, topLevel: number, mm: number, parent: number): MmCreated {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'MmCreated', topLevel, mm, parent,
  });
}
function buildMmCreated(w: Int32Array, at: number, seq: number): MmCreated {
  const head = w[at]!;
  return makeMmCreated(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 7, w[at + 2]!, w[at + 3]!);
}
function handleMmCreated(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[33]!(to.core, (head >>> 16) & 7, w[at + 2]!, w[at + 3]!, (head >>> 8) & 255);
}

/** An address space is gone. */
export interface MmDestroyed extends EventBase {
  readonly type: 'MmDestroyed';
  readonly mm: number;
}
export const K_MM_DESTROYED = 34;
/** Records: An address space is gone. Small fields are numbers (places in `ENUMS`). */
export function recMmDestroyed(r: Recorder, mm: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 34 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = mm | 0;
  r.folding.handlers[34]!(r.folding.core, mm | 0, r.cpu);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellMmDestroyed(r, seq, mm);
  return seq;
}
function tellMmDestroyed(r: Recorder, seq: number, mm: number): void {
  const taker = r.takers[34];
  if (taker !== undefined) r.publisher.publish(makeMmDestroyed(seq, r.cause, r.cpu, mm), taker, seq);
}
function makeMmDestroyed(seq: number, cause: number, cpu: number, mm: number): MmDestroyed {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'MmDestroyed', mm,
  });
}
function buildMmDestroyed(w: Int32Array, at: number, seq: number): MmDestroyed {
  const head = w[at]!;
  return makeMmDestroyed(seq, w[at + 1]!, (head >>> 8) & 255, w[at + 2]!);
}
function handleMmDestroyed(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[34]!(to.core, w[at + 2]!, (head >>> 8) & 255);
}

/** A VMA joined the address space. */
export interface VmaInserted extends EventBase {
  readonly type: 'VmaInserted';
  readonly pkey: number;
  readonly backing: (typeof ENUMS.backing)[number];
  readonly mm: number;
  readonly vmFlags: number;
  readonly start: number;
  readonly end: number;
  readonly pgoff: number;
  readonly object: number;
  readonly anonVma: number;
  readonly protLo: number; readonly protHi: number;
}
export const K_VMA_INSERTED = 35;
/** Records: A VMA joined the address space. Small fields are numbers (places in `ENUMS`). */
export function recVmaInserted(r: Recorder, pkey: number, backing: number, mm: number, vmFlags: number, start: number, end: number, pgoff: number, object: number, anonVma: number, protLo: number, protHi: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 35 | (r.cpu << 8) | (pkey << 16) | (backing << 20);
  w[at + 1] = r.cause;
  w[at + 2] = mm | 0;
  w[at + 3] = vmFlags | 0;
  w[at + 4] = start | 0;
  w[at + 5] = vpnHi(start);
  w[at + 6] = end | 0;
  w[at + 7] = vpnHi(end);
  w[at + 8] = pgoff | 0;
  w[at + 9] = vpnHi(pgoff);
  w[at + 10] = object | 0;
  w[at + 11] = anonVma | 0;
  w[at + 12] = protLo | 0;
  w[at + 13] = protHi | 0;
  r.folding.handlers[35]!(r.folding.core, pkey, backing, mm | 0, vmFlags | 0, start, end, pgoff, object | 0, anonVma | 0, protLo | 0, protHi | 0, r.cpu);
  r.top = at + 14;
  const seq = r.length++;
  if (r.listeners !== 0) tellVmaInserted(r, seq, pkey, backing, mm, vmFlags, start, end, pgoff, object, anonVma, protLo, protHi);
  return seq;
}
function tellVmaInserted(r: Recorder, seq: number, pkey: number, backing: number, mm: number, vmFlags: number, start: number, end: number, pgoff: number, object: number, anonVma: number, protLo: number, protHi: number): void {
  const taker = r.takers[35];
  if (taker !== undefined) r.publisher.publish(makeVmaInserted(seq, r.cause, r.cpu, pkey, backing, mm, vmFlags, start, end, pgoff, object, anonVma, protLo, protHi), taker, seq);
}
function makeVmaInserted(seq: number, cause: number, cpu: number, pkey: number, backing: number, mm: number, vmFlags: number, start: number, end: number, pgoff: number, object: number, anonVma: number, protLo: number, protHi: number): VmaInserted {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'VmaInserted', pkey, backing: BACKING_NAMES[backing]!, mm, vmFlags, start, end, pgoff, object, anonVma, protLo, protHi,
  });
}
function buildVmaInserted(w: Int32Array, at: number, seq: number): VmaInserted {
  const head = w[at]!;
  return makeVmaInserted(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 15, (head >>> 20) & 7, w[at + 2]!, w[at + 3]!, pageOf(w[at + 4]!, w[at + 5]!), pageOf(w[at + 6]!, w[at + 7]!), pageOf(w[at + 8]!, w[at + 9]!), w[at + 10]!, w[at + 11]!, w[at + 12]!, w[at + 13]!);
}
function handleVmaInserted(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[35]!(to.core, (head >>> 16) & 15, (head >>> 20) & 7, w[at + 2]!, w[at + 3]!, pageOf(w[at + 4]!, w[at + 5]!), pageOf(w[at + 6]!, w[at + 7]!), pageOf(w[at + 8]!, w[at + 9]!), w[at + 10]!, w[at + 11]!, w[at + 12]!, w[at + 13]!, (head >>> 8) & 255);
}

/** The VMA that starts here left the address space. */
export interface VmaRemoved extends EventBase {
  readonly type: 'VmaRemoved';
  readonly mm: number;
  readonly start: number;
}
export const K_VMA_REMOVED = 36;
/** Records: The VMA that starts here left the address space. Small fields are numbers (places in `ENUMS`). */
export function recVmaRemoved(r: Recorder, mm: number, start: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 36 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = mm | 0;
  w[at + 3] = start | 0;
  w[at + 4] = vpnHi(start);
  r.folding.handlers[36]!(r.folding.core, mm | 0, start, r.cpu);
  r.top = at + 5;
  const seq = r.length++;
  if (r.listeners !== 0) tellVmaRemoved(r, seq, mm, start);
  return seq;
}
function tellVmaRemoved(r: Recorder, seq: number, mm: number, start: number): void {
  const taker = r.takers[36];
  if (taker !== undefined) r.publisher.publish(makeVmaRemoved(seq, r.cause, r.cpu, mm, start), taker, seq);
}
function makeVmaRemoved(seq: number, cause: number, cpu: number, mm: number, start: number): VmaRemoved {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'VmaRemoved', mm, start,
  });
}
function buildVmaRemoved(w: Int32Array, at: number, seq: number): VmaRemoved {
  const head = w[at]!;
  return makeVmaRemoved(seq, w[at + 1]!, (head >>> 8) & 255, w[at + 2]!, pageOf(w[at + 3]!, w[at + 4]!));
}
function handleVmaRemoved(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[36]!(to.core, w[at + 2]!, pageOf(w[at + 3]!, w[at + 4]!), (head >>> 8) & 255);
}

/** An anon_vma was made, linked under a parent (0: none). */
export interface AnonVmaCreated extends EventBase {
  readonly type: 'AnonVmaCreated';
  readonly id: number;
  readonly parent: number;
}
export const K_ANON_VMA_CREATED = 37;
/** Records: An anon_vma was made, linked under a parent (0: none). Small fields are numbers (places in `ENUMS`). */
export function recAnonVmaCreated(r: Recorder, id: number, parent: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 37 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = id | 0;
  w[at + 3] = parent | 0;
  r.folding.handlers[37]!(r.folding.core, id | 0, parent | 0, r.cpu);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellAnonVmaCreated(r, seq, id, parent);
  return seq;
}
function tellAnonVmaCreated(r: Recorder, seq: number, id: number, parent: number): void {
  const taker = r.takers[37];
  if (taker !== undefined) r.publisher.publish(makeAnonVmaCreated(seq, r.cause, r.cpu, id, parent), taker, seq);
}
function makeAnonVmaCreated(seq: number, cause: number, cpu: number, id: number, parent: number): AnonVmaCreated {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'AnonVmaCreated', id, parent,
  });
}
function buildAnonVmaCreated(w: Int32Array, at: number, seq: number): AnonVmaCreated {
  const head = w[at]!;
  return makeAnonVmaCreated(seq, w[at + 1]!, (head >>> 8) & 255, w[at + 2]!, w[at + 3]!);
}
function handleAnonVmaCreated(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[37]!(to.core, w[at + 2]!, w[at + 3]!, (head >>> 8) & 255);
}

/** The VMA that starts here got its anon_vma. */
export interface VmaAnonVmaSet extends EventBase {
  readonly type: 'VmaAnonVmaSet';
  readonly mm: number;
  readonly start: number;
  readonly anonVma: number;
}
export const K_VMA_ANON_VMA_SET = 38;
/** Records: The VMA that starts here got its anon_vma. Small fields are numbers (places in `ENUMS`). */
export function recVmaAnonVmaSet(r: Recorder, mm: number, start: number, anonVma: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 38 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = mm | 0;
  w[at + 3] = start | 0;
  w[at + 4] = vpnHi(start);
  w[at + 5] = anonVma | 0;
  r.folding.handlers[38]!(r.folding.core, mm | 0, start, anonVma | 0, r.cpu);
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellVmaAnonVmaSet(r, seq, mm, start, anonVma);
  return seq;
}
function tellVmaAnonVmaSet(r: Recorder, seq: number, mm: number, start: number, anonVma: number): void {
  const taker = r.takers[38];
  if (taker !== undefined) r.publisher.publish(makeVmaAnonVmaSet(seq, r.cause, r.cpu, mm, start, anonVma), taker, seq);
}
function makeVmaAnonVmaSet(seq: number, cause: number, cpu: number, mm: number, start: number, anonVma: number): VmaAnonVmaSet {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'VmaAnonVmaSet', mm, start, anonVma,
  });
}
function buildVmaAnonVmaSet(w: Int32Array, at: number, seq: number): VmaAnonVmaSet {
  const head = w[at]!;
  return makeVmaAnonVmaSet(seq, w[at + 1]!, (head >>> 8) & 255, w[at + 2]!, pageOf(w[at + 3]!, w[at + 4]!), w[at + 5]!);
}
function handleVmaAnonVmaSet(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[38]!(to.core, w[at + 2]!, pageOf(w[at + 3]!, w[at + 4]!), w[at + 5]!, (head >>> 8) & 255);
}

/** A shared-memory object was made. */
export interface ObjectCreated extends EventBase {
  readonly type: 'ObjectCreated';
  readonly object: number;
  readonly pages: number;
}
export const K_OBJECT_CREATED = 39;
/** Records: A shared-memory object was made. Small fields are numbers (places in `ENUMS`). */
export function recObjectCreated(r: Recorder, object: number, pages: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 39 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = object | 0;
  w[at + 3] = pages | 0;
  w[at + 4] = vpnHi(pages);
  r.folding.handlers[39]!(r.folding.core, object | 0, pages, r.cpu);
  r.top = at + 5;
  const seq = r.length++;
  if (r.listeners !== 0) tellObjectCreated(r, seq, object, pages);
  return seq;
}
function tellObjectCreated(r: Recorder, seq: number, object: number, pages: number): void {
  const taker = r.takers[39];
  if (taker !== undefined) r.publisher.publish(makeObjectCreated(seq, r.cause, r.cpu, object, pages), taker, seq);
}
function makeObjectCreated(seq: number, cause: number, cpu: number, object: number, pages: number): ObjectCreated {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'ObjectCreated', object, pages,
  });
}
function buildObjectCreated(w: Int32Array, at: number, seq: number): ObjectCreated {
  const head = w[at]!;
  return makeObjectCreated(seq, w[at + 1]!, (head >>> 8) & 255, w[at + 2]!, pageOf(w[at + 3]!, w[at + 4]!));
}
function handleObjectCreated(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[39]!(to.core, w[at + 2]!, pageOf(w[at + 3]!, w[at + 4]!), (head >>> 8) & 255);
}

/** The last mapping of the object went. */
export interface ObjectFreed extends EventBase {
  readonly type: 'ObjectFreed';
  readonly object: number;
}
export const K_OBJECT_FREED = 40;
/** Records: The last mapping of the object went. Small fields are numbers (places in `ENUMS`). */
export function recObjectFreed(r: Recorder, object: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 40 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = object | 0;
  r.folding.handlers[40]!(r.folding.core, object | 0, r.cpu);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellObjectFreed(r, seq, object);
  return seq;
}
function tellObjectFreed(r: Recorder, seq: number, object: number): void {
  const taker = r.takers[40];
  if (taker !== undefined) r.publisher.publish(makeObjectFreed(seq, r.cause, r.cpu, object), taker, seq);
}
function makeObjectFreed(seq: number, cause: number, cpu: number, object: number): ObjectFreed {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'ObjectFreed', object,
  });
}
function buildObjectFreed(w: Int32Array, at: number, seq: number): ObjectFreed {
  const head = w[at]!;
  return makeObjectFreed(seq, w[at + 1]!, (head >>> 8) & 255, w[at + 2]!);
}
function handleObjectFreed(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[40]!(to.core, w[at + 2]!, (head >>> 8) & 255);
}

/** A folio became page `index` of the object; the cache holds a reference. */
export interface PageCacheAdded extends EventBase {
  readonly type: 'PageCacheAdded';
  readonly object: number;
  readonly index: number;
  readonly pfn: number;
}
export const K_PAGE_CACHE_ADDED = 41;
/** Records: A folio became page `index` of the object; the cache holds a reference. Small fields are numbers (places in `ENUMS`). */
export function recPageCacheAdded(r: Recorder, object: number, index: number, pfn: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 41 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = object | 0;
  w[at + 3] = index | 0;
  w[at + 4] = pfn | 0;
  r.folding.handlers[41]!(r.folding.core, object | 0, index | 0, pfn | 0, r.cpu);
  r.top = at + 5;
  const seq = r.length++;
  if (r.listeners !== 0) tellPageCacheAdded(r, seq, object, index, pfn);
  return seq;
}
function tellPageCacheAdded(r: Recorder, seq: number, object: number, index: number, pfn: number): void {
  const taker = r.takers[41];
  if (taker !== undefined) r.publisher.publish(makePageCacheAdded(seq, r.cause, r.cpu, object, index, pfn), taker, seq);
}
function makePageCacheAdded(seq: number, cause: number, cpu: number, object: number, index: number, pfn: number): PageCacheAdded {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'PageCacheAdded', object, index, pfn,
  });
}
function buildPageCacheAdded(w: Int32Array, at: number, seq: number): PageCacheAdded {
  const head = w[at]!;
  return makePageCacheAdded(seq, w[at + 1]!, (head >>> 8) & 255, w[at + 2]!, w[at + 3]!, w[at + 4]!);
}
function handlePageCacheAdded(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[41]!(to.core, w[at + 2]!, w[at + 3]!, w[at + 4]!, (head >>> 8) & 255);
}

/** A folio left the object. */
export interface PageCacheRemoved extends EventBase {
  readonly type: 'PageCacheRemoved';
  readonly object: number;
  readonly index: number;
  readonly pfn: number;
}
export const K_PAGE_CACHE_REMOVED = 42;
/** Records: A folio left the object. Small fields are numbers (places in `ENUMS`). */
export function recPageCacheRemoved(r: Recorder, object: number, index: number, pfn: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 42 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = object | 0;
  w[at + 3] = index | 0;
  w[at + 4] = pfn | 0;
  r.folding.handlers[42]!(r.folding.core, object | 0, index | 0, pfn | 0, r.cpu);
  r.top = at + 5;
  const seq = r.length++;
  if (r.listeners !== 0) tellPageCacheRemoved(r, seq, object, index, pfn);
  return seq;
}
function tellPageCacheRemoved(r: Recorder, seq: number, object: number, index: number, pfn: number): void {
  const taker = r.takers[42];
  if (taker !== undefined) r.publisher.publish(makePageCacheRemoved(seq, r.cause, r.cpu, object, index, pfn), taker, seq);
}
function makePageCacheRemoved(seq: number, cause: number, cpu: number, object: number, index: number, pfn: number): PageCacheRemoved {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'PageCacheRemoved', object, index, pfn,
  });
}
function buildPageCacheRemoved(w: Int32Array, at: number, seq: number): PageCacheRemoved {
  const head = w[at]!;
  return makePageCacheRemoved(seq, w[at + 1]!, (head >>> 8) & 255, w[at + 2]!, w[at + 3]!, w[at + 4]!);
}
function handlePageCacheRemoved(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[42]!(to.core, w[at + 2]!, w[at + 3]!, w[at + 4]!, (head >>> 8) & 255);
}

/** A system call began. */
export interface SyscallEntered extends EventBase {
  readonly type: 'SyscallEntered';
  readonly op: (typeof ENUMS.op)[number];
  readonly mm: number;
  readonly vpn: number;
  readonly pages: number;
  readonly arg: number;
}
export const K_SYSCALL_ENTERED = 43;
/** Records: A system call began. Small fields are numbers (places in `ENUMS`). */
export function recSyscallEntered(r: Recorder, op: number, mm: number, vpn: number, pages: number, arg: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 43 | (r.cpu << 8) | (op << 16);
  w[at + 1] = r.cause;
  w[at + 2] = mm | 0;
  w[at + 3] = vpn | 0;
  w[at + 4] = vpnHi(vpn);
  w[at + 5] = pages | 0;
  w[at + 6] = vpnHi(pages);
  w[at + 7] = arg | 0;
  r.top = at + 8;
  const seq = r.length++;
  if (r.listeners !== 0) tellSyscallEntered(r, seq, op, mm, vpn, pages, arg);
  return seq;
}
function tellSyscallEntered(r: Recorder, seq: number, op: number, mm: number, vpn: number, pages: number, arg: number): void {
  const taker = r.takers[43];
  if (taker !== undefined) r.publisher.publish(makeSyscallEntered(seq, r.cause, r.cpu, op, mm, vpn, pages, arg), taker, seq);
}
function makeSyscallEntered(seq: number, cause: number, cpu: number, op: number, mm: number, vpn: number, pages: number, arg: number): SyscallEntered {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'SyscallEntered', op: OP_NAMES[op]!, mm, vpn, pages, arg,
  });
}
function buildSyscallEntered(w: Int32Array, at: number, seq: number): SyscallEntered {
  const head = w[at]!;
  return makeSyscallEntered(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 31, w[at + 2]!, pageOf(w[at + 3]!, w[at + 4]!), pageOf(w[at + 5]!, w[at + 6]!), w[at + 7]!);
}

/** A system call returned. */
export interface SyscallReturned extends EventBase {
  readonly type: 'SyscallReturned';
  readonly op: (typeof ENUMS.op)[number];
  readonly errno: (typeof ENUMS.errno)[number];
  readonly mm: number;
}
export const K_SYSCALL_RETURNED = 44;
/** Records: A system call returned. Small fields are numbers (places in `ENUMS`). */
export function recSyscallReturned(r: Recorder, op: number, errno: number, mm: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 44 | (r.cpu << 8) | (op << 16) | (errno << 21);
  w[at + 1] = r.cause;
  w[at + 2] = mm | 0;
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellSyscallReturned(r, seq, op, errno, mm);
  return seq;
}
function tellSyscallReturned(r: Recorder, seq: number, op: number, errno: number, mm: number): void {
  const taker = r.takers[44];
  if (taker !== undefined) r.publisher.publish(makeSyscallReturned(seq, r.cause, r.cpu, op, errno, mm), taker, seq);
}
function makeSyscallReturned(seq: number, cause: number, cpu: number, op: number, errno: number, mm: number): SyscallReturned {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'SyscallReturned', op: OP_NAMES[op]!, errno: ERRNO_NAMES[errno]!, mm,
  });
}
function buildSyscallReturned(w: Int32Array, at: number, seq: number): SyscallReturned {
  const head = w[at]!;
  return makeSyscallReturned(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 31, (head >>> 21) & 31, w[at + 2]!);
}

/** Secondary MMUs were told (mmu_notifier). */
export interface NotifierCalled extends EventBase {
  readonly type: 'NotifierCalled';
  readonly phase: (typeof ENUMS.notifierPhase)[number];
  readonly kind: (typeof ENUMS.notifierKind)[number];
  readonly mm: number;
  readonly start: number;
  readonly end: number;
}
export const K_NOTIFIER_CALLED = 45;
/** Records: Secondary MMUs were told (mmu_notifier). Small fields are numbers (places in `ENUMS`). */
export function recNotifierCalled(r: Recorder, phase: number, kind: number, mm: number, start: number, end: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 45 | (r.cpu << 8) | (phase << 16) | (kind << 18);
  w[at + 1] = r.cause;
  w[at + 2] = mm | 0;
  w[at + 3] = start | 0;
  w[at + 4] = vpnHi(start);
  w[at + 5] = end | 0;
  w[at + 6] = vpnHi(end);
  r.top = at + 7;
  const seq = r.length++;
  if (r.listeners !== 0) tellNotifierCalled(r, seq, phase, kind, mm, start, end);
  return seq;
}
function tellNotifierCalled(r: Recorder, seq: number, phase: number, kind: number, mm: number, start: number, end: number): void {
  const taker = r.takers[45];
  if (taker !== undefined) r.publisher.publish(makeNotifierCalled(seq, r.cause, r.cpu, phase, kind, mm, start, end), taker, seq);
}
function makeNotifierCalled(seq: number, cause: number, cpu: number, phase: number, kind: number, mm: number, start: number, end: number): NotifierCalled {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'NotifierCalled', phase: NOTIFIER_PHASE_NAMES[phase]!, kind: NOTIFIER_KIND_NAMES[kind]!, mm, start, end,
  });
}
function buildNotifierCalled(w: Int32Array, at: number, seq: number): NotifierCalled {
  const head = w[at]!;
  return makeNotifierCalled(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 3, (head >>> 18) & 15, w[at + 2]!, pageOf(w[at + 3]!, w[at + 4]!), pageOf(w[at + 5]!, w[at + 6]!));
}

/** A kernel path asked for a TLB flush; page numbers half open. */
export interface FlushRequested extends EventBase {
  readonly type: 'FlushRequested';
  readonly scope: (typeof ENUMS.flushScope)[number];
  readonly reason: (typeof ENUMS.flushReason)[number];
  readonly freedTables: boolean;
  readonly strideShift: number;
  readonly mm: number;
  readonly start: number;
  readonly end: number;
}
export const K_FLUSH_REQUESTED = 46;
/** Records: A kernel path asked for a TLB flush; page numbers half open. Small fields are numbers (places in `ENUMS`). */
export function recFlushRequested(r: Recorder, scope: number, reason: number, freedTables: number, strideShift: number, mm: number, start: number, end: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 46 | (r.cpu << 8) | (scope << 16) | (reason << 19) | (freedTables << 24) | (strideShift << 25);
  w[at + 1] = r.cause;
  w[at + 2] = mm | 0;
  w[at + 3] = start | 0;
  w[at + 4] = vpnHi(start);
  w[at + 5] = end | 0;
  w[at + 6] = vpnHi(end);
  r.folding.handlers[46]!(r.folding.core, scope, reason, freedTables, strideShift, mm | 0, start, end, r.cpu);
  r.top = at + 7;
  const seq = r.length++;
  if (r.listeners !== 0) tellFlushRequested(r, seq, scope, reason, freedTables, strideShift, mm, start, end);
  return seq;
}
function tellFlushRequested(r: Recorder, seq: number, scope: number, reason: number, freedTables: number, strideShift: number, mm: number, start: number, end: number): void {
  const taker = r.takers[46];
  if (taker !== undefined) r.publisher.publish(makeFlushRequested(seq, r.cause, r.cpu, scope, reason, freedTables, strideShift, mm, start, end), taker, seq);
}
function makeFlushRequested(seq: number, cause: number, cpu: number, scope: number, reason: number, freedTables: number, strideShift: number, mm: number, start: number, end: number): FlushRequested {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'FlushRequested', scope: FLUSH_SCOPE_NAMES[scope]!, reason: FLUSH_REASON_NAMES[reason]!, freedTables: freedTables === 1, strideShift, mm, start, end,
  });
}
function buildFlushRequested(w: Int32Array, at: number, seq: number): FlushRequested {
  const head = w[at]!;
  return makeFlushRequested(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 7, (head >>> 19) & 31, (head >>> 24) & 1, (head >>> 25) & 63, w[at + 2]!, pageOf(w[at + 3]!, w[at + 4]!), pageOf(w[at + 5]!, w[at + 6]!));
}
function handleFlushRequested(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[46]!(to.core, (head >>> 16) & 7, (head >>> 19) & 31, (head >>> 24) & 1, (head >>> 25) & 63, w[at + 2]!, pageOf(w[at + 3]!, w[at + 4]!), pageOf(w[at + 5]!, w[at + 6]!), (head >>> 8) & 255);
}

/** Every CPU has done its part of the flush. */
export interface FlushCompleted extends EventBase {
  readonly type: 'FlushCompleted';
  readonly request: number;
}
export const K_FLUSH_COMPLETED = 47;
/** Records: Every CPU has done its part of the flush. Small fields are numbers (places in `ENUMS`). */
export function recFlushCompleted(r: Recorder, request: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 47 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = request | 0;
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellFlushCompleted(r, seq, request);
  return seq;
}
function tellFlushCompleted(r: Recorder, seq: number, request: number): void {
  const taker = r.takers[47];
  if (taker !== undefined) r.publisher.publish(makeFlushCompleted(seq, r.cause, r.cpu, request), taker, seq);
}
function makeFlushCompleted(seq: number, cause: number, cpu: number, request: number): FlushCompleted {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'FlushCompleted', request,
  });
}
function buildFlushCompleted(w: Int32Array, at: number, seq: number): FlushCompleted {
  const head = w[at]!;
  return makeFlushCompleted(seq, w[at + 1]!, (head >>> 8) & 255, w[at + 2]!);
}

/** The mm owes a whole flush (s390 flush_mm). */
export interface FlushDeferred extends EventBase {
  readonly type: 'FlushDeferred';
  readonly mm: number;
}
export const K_FLUSH_DEFERRED = 48;
/** Records: The mm owes a whole flush (s390 flush_mm). Small fields are numbers (places in `ENUMS`). */
export function recFlushDeferred(r: Recorder, mm: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 48 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = mm | 0;
  r.folding.handlers[48]!(r.folding.core, mm | 0, r.cpu);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellFlushDeferred(r, seq, mm);
  return seq;
}
function tellFlushDeferred(r: Recorder, seq: number, mm: number): void {
  const taker = r.takers[48];
  if (taker !== undefined) r.publisher.publish(makeFlushDeferred(seq, r.cause, r.cpu, mm), taker, seq);
}
function makeFlushDeferred(seq: number, cause: number, cpu: number, mm: number): FlushDeferred {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'FlushDeferred', mm,
  });
}
function buildFlushDeferred(w: Int32Array, at: number, seq: number): FlushDeferred {
  const head = w[at]!;
  return makeFlushDeferred(seq, w[at + 1]!, (head >>> 8) & 255, w[at + 2]!);
}
function handleFlushDeferred(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[48]!(to.core, w[at + 2]!, (head >>> 8) & 255);
}

/** Gathers in progress on the mm (tlb_flush_pending). */
export interface FlushPendingChanged extends EventBase {
  readonly type: 'FlushPendingChanged';
  readonly mm: number;
  readonly delta: number;
}
export const K_FLUSH_PENDING_CHANGED = 49;
/** Records: Gathers in progress on the mm (tlb_flush_pending). Small fields are numbers (places in `ENUMS`). */
export function recFlushPendingChanged(r: Recorder, mm: number, delta: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 49 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = mm | 0;
  w[at + 3] = delta | 0;
  r.folding.handlers[49]!(r.folding.core, mm | 0, delta | 0, r.cpu);
  r.top = at + 4;
  const seq = r.length++;
  if (r.listeners !== 0) tellFlushPendingChanged(r, seq, mm, delta);
  return seq;
}
function tellFlushPendingChanged(r: Recorder, seq: number, mm: number, delta: number): void {
  const taker = r.takers[49];
  if (taker !== undefined) r.publisher.publish(makeFlushPendingChanged(seq, r.cause, r.cpu, mm, delta), taker, seq);
}
function makeFlushPendingChanged(seq: number, cause: number, cpu: number, mm: number, delta: number): FlushPendingChanged {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'FlushPendingChanged', mm, delta,
  });
}
function buildFlushPendingChanged(w: Int32Array, at: number, seq: number): FlushPendingChanged {
  const head = w[at]!;
  return makeFlushPendingChanged(seq, w[at + 1]!, (head >>> 8) & 255, w[at + 2]!, w[at + 3]!);
}
function handleFlushPendingChanged(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[49]!(to.core, w[at + 2]!, w[at + 3]!, (head >>> 8) & 255);
}

/** A gather began. */
export interface GatherStarted extends EventBase {
  readonly type: 'GatherStarted';
  readonly gather: number;
  readonly fullmm: boolean;
  readonly mm: number;
}
export const K_GATHER_STARTED = 50;
/** Records: A gather began. Small fields are numbers (places in `ENUMS`). */
export function recGatherStarted(r: Recorder, gather: number, fullmm: number, mm: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 50 | (r.cpu << 8) | (gather << 16) | (fullmm << 28);
  w[at + 1] = r.cause;
  w[at + 2] = mm | 0;
  r.folding.handlers[50]!(r.folding.gather, gather, fullmm, mm | 0, r.cpu);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellGatherStarted(r, seq, gather, fullmm, mm);
  return seq;
}
function tellGatherStarted(r: Recorder, seq: number, gather: number, fullmm: number, mm: number): void {
  const taker = r.takers[50];
  if (taker !== undefined) r.publisher.publish(makeGatherStarted(seq, r.cause, r.cpu, gather, fullmm, mm), taker, seq);
}
function makeGatherStarted(seq: number, cause: number, cpu: number, gather: number, fullmm: number, mm: number): GatherStarted {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'GatherStarted', gather, fullmm: fullmm === 1, mm,
  });
}
function buildGatherStarted(w: Int32Array, at: number, seq: number): GatherStarted {
  const head = w[at]!;
  return makeGatherStarted(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 4095, (head >>> 28) & 1, w[at + 2]!);
}
function handleGatherStarted(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[50]!(to.gather, (head >>> 16) & 4095, (head >>> 28) & 1, w[at + 2]!, (head >>> 8) & 255);
}

/** tlb_start_vma: the flags of the VMA being worked on. */
export interface GatherVmaStarted extends EventBase {
  readonly type: 'GatherVmaStarted';
  readonly gather: number;
  readonly vmFlags: number;
}
export const K_GATHER_VMA_STARTED = 51;
/** Records: tlb_start_vma: the flags of the VMA being worked on. Small fields are numbers (places in `ENUMS`). */
export function recGatherVmaStarted(r: Recorder, gather: number, vmFlags: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 51 | (r.cpu << 8) | (gather << 16);
  w[at + 1] = r.cause;
  w[at + 2] = vmFlags | 0;
  r.folding.handlers[51]!(r.folding.gather, gather, vmFlags | 0, r.cpu);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellGatherVmaStarted(r, seq, gather, vmFlags);
  return seq;
}
function tellGatherVmaStarted(r: Recorder, seq: number, gather: number, vmFlags: number): void {
  const taker = r.takers[51];
  if (taker !== undefined) r.publisher.publish(makeGatherVmaStarted(seq, r.cause, r.cpu, gather, vmFlags), taker, seq);
}
function makeGatherVmaStarted(seq: number, cause: number, cpu: number, gather: number, vmFlags: number): GatherVmaStarted {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'GatherVmaStarted', gather, vmFlags,
  });
}
function buildGatherVmaStarted(w: Int32Array, at: number, seq: number): GatherVmaStarted {
  const head = w[at]!;
  return makeGatherVmaStarted(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 4095, w[at + 2]!);
}
function handleGatherVmaStarted(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[51]!(to.gather, (head >>> 16) & 4095, w[at + 2]!, (head >>> 8) & 255);
}

/** An entry was cleared: the range to flush grew. Page numbers half open. */
export interface EntryQueued extends EventBase {
  readonly type: 'EntryQueued';
  readonly gather: number;
  readonly level: number;
  readonly start: number;
  readonly end: number;
}
export const K_ENTRY_QUEUED = 52;
/** Records: An entry was cleared: the range to flush grew. Page numbers half open. Small fields are numbers (places in `ENUMS`). */
export function recEntryQueued(r: Recorder, gather: number, level: number, start: number, end: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 52 | (r.cpu << 8) | (gather << 16) | (level << 28);
  w[at + 1] = r.cause;
  w[at + 2] = start | 0;
  w[at + 3] = vpnHi(start);
  w[at + 4] = end | 0;
  w[at + 5] = vpnHi(end);
  r.folding.handlers[52]!(r.folding.gather, gather, level, start, end, r.cpu);
  r.top = at + 6;
  const seq = r.length++;
  if (r.listeners !== 0) tellEntryQueued(r, seq, gather, level, start, end);
  return seq;
}
function tellEntryQueued(r: Recorder, seq: number, gather: number, level: number, start: number, end: number): void {
  const taker = r.takers[52];
  if (taker !== undefined) r.publisher.publish(makeEntryQueued(seq, r.cause, r.cpu, gather, level, start, end), taker, seq);
}
function makeEntryQueued(seq: number, cause: number, cpu: number, gather: number, level: number, start: number, end: number): EntryQueued {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'EntryQueued', gather, level, start, end,
  });
}
function buildEntryQueued(w: Int32Array, at: number, seq: number): EntryQueued {
  const head = w[at]!;
  return makeEntryQueued(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 4095, (head >>> 28) & 7, pageOf(w[at + 2]!, w[at + 3]!), pageOf(w[at + 4]!, w[at + 5]!));
}
function handleEntryQueued(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[52]!(to.gather, (head >>> 16) & 4095, (head >>> 28) & 7, pageOf(w[at + 2]!, w[at + 3]!), pageOf(w[at + 4]!, w[at + 5]!), (head >>> 8) & 255);
}

/** A page took a slot of the gather; `delayed`: still counted as mapped. */
export interface PageQueued extends EventBase {
  readonly type: 'PageQueued';
  readonly gather: number;
  readonly delayed: boolean;
  readonly pfn: number;
}
export const K_PAGE_QUEUED = 53;
/** Records: A page took a slot of the gather; `delayed`: still counted as mapped. Small fields are numbers (places in `ENUMS`). */
export function recPageQueued(r: Recorder, gather: number, delayed: number, pfn: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 53 | (r.cpu << 8) | (gather << 16) | (delayed << 28);
  w[at + 1] = r.cause;
  w[at + 2] = pfn | 0;
  r.folding.handlers[53]!(r.folding.gather, gather, delayed, pfn | 0, r.cpu);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellPageQueued(r, seq, gather, delayed, pfn);
  return seq;
}
function tellPageQueued(r: Recorder, seq: number, gather: number, delayed: number, pfn: number): void {
  const taker = r.takers[53];
  if (taker !== undefined) r.publisher.publish(makePageQueued(seq, r.cause, r.cpu, gather, delayed, pfn), taker, seq);
}
function makePageQueued(seq: number, cause: number, cpu: number, gather: number, delayed: number, pfn: number): PageQueued {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'PageQueued', gather, delayed: delayed === 1, pfn,
  });
}
function buildPageQueued(w: Int32Array, at: number, seq: number): PageQueued {
  const head = w[at]!;
  return makePageQueued(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 4095, (head >>> 28) & 1, w[at + 2]!);
}
function handlePageQueued(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[53]!(to.gather, (head >>> 16) & 4095, (head >>> 28) & 1, w[at + 2]!, (head >>> 8) & 255);
}

/** The gather went on to another batch; `allocated` unless one was left over. */
export interface BatchAdded extends EventBase {
  readonly type: 'BatchAdded';
  readonly gather: number;
  readonly allocated: boolean;
  readonly number: number;
}
export const K_BATCH_ADDED = 54;
/** Records: The gather went on to another batch; `allocated` unless one was left over. Small fields are numbers (places in `ENUMS`). */
export function recBatchAdded(r: Recorder, gather: number, allocated: number, number: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 54 | (r.cpu << 8) | (gather << 16) | (allocated << 28);
  w[at + 1] = r.cause;
  w[at + 2] = number | 0;
  r.folding.handlers[54]!(r.folding.gather, gather, allocated, number | 0, r.cpu);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellBatchAdded(r, seq, gather, allocated, number);
  return seq;
}
function tellBatchAdded(r: Recorder, seq: number, gather: number, allocated: number, number: number): void {
  const taker = r.takers[54];
  if (taker !== undefined) r.publisher.publish(makeBatchAdded(seq, r.cause, r.cpu, gather, allocated, number), taker, seq);
}
function makeBatchAdded(seq: number, cause: number, cpu: number, gather: number, allocated: number, number: number): BatchAdded {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'BatchAdded', gather, allocated: allocated === 1, number,
  });
}
function buildBatchAdded(w: Int32Array, at: number, seq: number): BatchAdded {
  const head = w[at]!;
  return makeBatchAdded(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 4095, (head >>> 28) & 1, w[at + 2]!);
}
function handleBatchAdded(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[54]!(to.gather, (head >>> 16) & 4095, (head >>> 28) & 1, w[at + 2]!, (head >>> 8) & 255);
}

/** A page table was unhooked and waits to be freed. */
export interface TableQueued extends EventBase {
  readonly type: 'TableQueued';
  readonly gather: number;
  readonly level: number;
  readonly table: number;
  readonly start: number;
  readonly end: number;
}
export const K_TABLE_QUEUED = 55;
/** Records: A page table was unhooked and waits to be freed. Small fields are numbers (places in `ENUMS`). */
export function recTableQueued(r: Recorder, gather: number, level: number, table: number, start: number, end: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 55 | (r.cpu << 8) | (gather << 16) | (level << 28);
  w[at + 1] = r.cause;
  w[at + 2] = table | 0;
  w[at + 3] = start | 0;
  w[at + 4] = vpnHi(start);
  w[at + 5] = end | 0;
  w[at + 6] = vpnHi(end);
  r.folding.handlers[55]!(r.folding.gather, gather, level, table | 0, start, end, r.cpu);
  r.top = at + 7;
  const seq = r.length++;
  if (r.listeners !== 0) tellTableQueued(r, seq, gather, level, table, start, end);
  return seq;
}
function tellTableQueued(r: Recorder, seq: number, gather: number, level: number, table: number, start: number, end: number): void {
  const taker = r.takers[55];
  if (taker !== undefined) r.publisher.publish(makeTableQueued(seq, r.cause, r.cpu, gather, level, table, start, end), taker, seq);
}
function makeTableQueued(seq: number, cause: number, cpu: number, gather: number, level: number, table: number, start: number, end: number): TableQueued {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'TableQueued', gather, level, table, start, end,
  });
}
function buildTableQueued(w: Int32Array, at: number, seq: number): TableQueued {
  const head = w[at]!;
  return makeTableQueued(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 4095, (head >>> 28) & 7, w[at + 2]!, pageOf(w[at + 3]!, w[at + 4]!), pageOf(w[at + 5]!, w[at + 6]!));
}
function handleTableQueued(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[55]!(to.gather, (head >>> 16) & 4095, (head >>> 28) & 7, w[at + 2]!, pageOf(w[at + 3]!, w[at + 4]!), pageOf(w[at + 5]!, w[at + 6]!), (head >>> 8) & 255);
}

/** Another gather runs on this mm: the flush becomes a full one. */
export interface GatherEscalated extends EventBase {
  readonly type: 'GatherEscalated';
  readonly gather: number;
}
export const K_GATHER_ESCALATED = 56;
/** Records: Another gather runs on this mm: the flush becomes a full one. Small fields are numbers (places in `ENUMS`). */
export function recGatherEscalated(r: Recorder, gather: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 56 | (r.cpu << 8) | (gather << 16);
  w[at + 1] = r.cause;
  r.folding.handlers[56]!(r.folding.gather, gather, r.cpu);
  r.top = at + 2;
  const seq = r.length++;
  if (r.listeners !== 0) tellGatherEscalated(r, seq, gather);
  return seq;
}
function tellGatherEscalated(r: Recorder, seq: number, gather: number): void {
  const taker = r.takers[56];
  if (taker !== undefined) r.publisher.publish(makeGatherEscalated(seq, r.cause, r.cpu, gather), taker, seq);
}
function makeGatherEscalated(seq: number, cause: number, cpu: number, gather: number): GatherEscalated {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'GatherEscalated', gather,
  });
}
function buildGatherEscalated(w: Int32Array, at: number, seq: number): GatherEscalated {
  const head = w[at]!;
  return makeGatherEscalated(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 4095);
}
function handleGatherEscalated(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[56]!(to.gather, (head >>> 16) & 4095, (head >>> 8) & 255);
}

/** The recorded range was flushed and starts anew. */
export interface GatherTlbFlushed extends EventBase {
  readonly type: 'GatherTlbFlushed';
  readonly gather: number;
}
export const K_GATHER_TLB_FLUSHED = 57;
/** Records: The recorded range was flushed and starts anew. Small fields are numbers (places in `ENUMS`). */
export function recGatherTlbFlushed(r: Recorder, gather: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 57 | (r.cpu << 8) | (gather << 16);
  w[at + 1] = r.cause;
  r.folding.handlers[57]!(r.folding.gather, gather, r.cpu);
  r.top = at + 2;
  const seq = r.length++;
  if (r.listeners !== 0) tellGatherTlbFlushed(r, seq, gather);
  return seq;
}
function tellGatherTlbFlushed(r: Recorder, seq: number, gather: number): void {
  const taker = r.takers[57];
  if (taker !== undefined) r.publisher.publish(makeGatherTlbFlushed(seq, r.cause, r.cpu, gather), taker, seq);
}
function makeGatherTlbFlushed(seq: number, cause: number, cpu: number, gather: number): GatherTlbFlushed {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'GatherTlbFlushed', gather,
  });
}
function buildGatherTlbFlushed(w: Int32Array, at: number, seq: number): GatherTlbFlushed {
  const head = w[at]!;
  return makeGatherTlbFlushed(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 4095);
}
function handleGatherTlbFlushed(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[57]!(to.gather, (head >>> 16) & 4095, (head >>> 8) & 255);
}

/** Delayed rmap removals were done. */
export interface GatherRmapsFlushed extends EventBase {
  readonly type: 'GatherRmapsFlushed';
  readonly gather: number;
  readonly count: number;
}
export const K_GATHER_RMAPS_FLUSHED = 58;
/** Records: Delayed rmap removals were done. Small fields are numbers (places in `ENUMS`). */
export function recGatherRmapsFlushed(r: Recorder, gather: number, count: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 58 | (r.cpu << 8) | (gather << 16);
  w[at + 1] = r.cause;
  w[at + 2] = count | 0;
  r.folding.handlers[58]!(r.folding.gather, gather, count | 0, r.cpu);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellGatherRmapsFlushed(r, seq, gather, count);
  return seq;
}
function tellGatherRmapsFlushed(r: Recorder, seq: number, gather: number, count: number): void {
  const taker = r.takers[58];
  if (taker !== undefined) r.publisher.publish(makeGatherRmapsFlushed(seq, r.cause, r.cpu, gather, count), taker, seq);
}
function makeGatherRmapsFlushed(seq: number, cause: number, cpu: number, gather: number, count: number): GatherRmapsFlushed {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'GatherRmapsFlushed', gather, count,
  });
}
function buildGatherRmapsFlushed(w: Int32Array, at: number, seq: number): GatherRmapsFlushed {
  const head = w[at]!;
  return makeGatherRmapsFlushed(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 4095, w[at + 2]!);
}
function handleGatherRmapsFlushed(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[58]!(to.gather, (head >>> 16) & 4095, w[at + 2]!, (head >>> 8) & 255);
}

/** Queued tables were handed over and freed. */
export interface GatherTablesFreed extends EventBase {
  readonly type: 'GatherTablesFreed';
  readonly gather: number;
  readonly rcu: boolean;
  readonly count: number;
}
export const K_GATHER_TABLES_FREED = 59;
/** Records: Queued tables were handed over and freed. Small fields are numbers (places in `ENUMS`). */
export function recGatherTablesFreed(r: Recorder, gather: number, rcu: number, count: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 59 | (r.cpu << 8) | (gather << 16) | (rcu << 28);
  w[at + 1] = r.cause;
  w[at + 2] = count | 0;
  r.folding.handlers[59]!(r.folding.gather, gather, rcu, count | 0, r.cpu);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellGatherTablesFreed(r, seq, gather, rcu, count);
  return seq;
}
function tellGatherTablesFreed(r: Recorder, seq: number, gather: number, rcu: number, count: number): void {
  const taker = r.takers[59];
  if (taker !== undefined) r.publisher.publish(makeGatherTablesFreed(seq, r.cause, r.cpu, gather, rcu, count), taker, seq);
}
function makeGatherTablesFreed(seq: number, cause: number, cpu: number, gather: number, rcu: number, count: number): GatherTablesFreed {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'GatherTablesFreed', gather, rcu: rcu === 1, count,
  });
}
function buildGatherTablesFreed(w: Int32Array, at: number, seq: number): GatherTablesFreed {
  const head = w[at]!;
  return makeGatherTablesFreed(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 4095, (head >>> 28) & 1, w[at + 2]!);
}
function handleGatherTablesFreed(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[59]!(to.gather, (head >>> 16) & 4095, (head >>> 28) & 1, w[at + 2]!, (head >>> 8) & 255);
}

/** Queued pages were given up; the first batch is in use again. */
export interface GatherPagesFreed extends EventBase {
  readonly type: 'GatherPagesFreed';
  readonly gather: number;
  readonly count: number;
}
export const K_GATHER_PAGES_FREED = 60;
/** Records: Queued pages were given up; the first batch is in use again. Small fields are numbers (places in `ENUMS`). */
export function recGatherPagesFreed(r: Recorder, gather: number, count: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 60 | (r.cpu << 8) | (gather << 16);
  w[at + 1] = r.cause;
  w[at + 2] = count | 0;
  r.folding.handlers[60]!(r.folding.gather, gather, count | 0, r.cpu);
  r.top = at + 3;
  const seq = r.length++;
  if (r.listeners !== 0) tellGatherPagesFreed(r, seq, gather, count);
  return seq;
}
function tellGatherPagesFreed(r: Recorder, seq: number, gather: number, count: number): void {
  const taker = r.takers[60];
  if (taker !== undefined) r.publisher.publish(makeGatherPagesFreed(seq, r.cause, r.cpu, gather, count), taker, seq);
}
function makeGatherPagesFreed(seq: number, cause: number, cpu: number, gather: number, count: number): GatherPagesFreed {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'GatherPagesFreed', gather, count,
  });
}
function buildGatherPagesFreed(w: Int32Array, at: number, seq: number): GatherPagesFreed {
  const head = w[at]!;
  return makeGatherPagesFreed(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 4095, w[at + 2]!);
}
function handleGatherPagesFreed(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[60]!(to.gather, (head >>> 16) & 4095, w[at + 2]!, (head >>> 8) & 255);
}

/** The gather ended. */
export interface GatherFinished extends EventBase {
  readonly type: 'GatherFinished';
  readonly gather: number;
}
export const K_GATHER_FINISHED = 61;
/** Records: The gather ended. Small fields are numbers (places in `ENUMS`). */
export function recGatherFinished(r: Recorder, gather: number): number {
  const at = r.top > r.last ? r.roll() : r.top;
  const w = r.words;
  w[at] = 61 | (r.cpu << 8) | (gather << 16);
  w[at + 1] = r.cause;
  r.folding.handlers[61]!(r.folding.gather, gather, r.cpu);
  r.top = at + 2;
  const seq = r.length++;
  if (r.listeners !== 0) tellGatherFinished(r, seq, gather);
  return seq;
}
function tellGatherFinished(r: Recorder, seq: number, gather: number): void {
  const taker = r.takers[61];
  if (taker !== undefined) r.publisher.publish(makeGatherFinished(seq, r.cause, r.cpu, gather), taker, seq);
}
function makeGatherFinished(seq: number, cause: number, cpu: number, gather: number): GatherFinished {
  return Object.freeze({
    seq, cause: cause < 0 ? null : cause, cpu, type: 'GatherFinished', gather,
  });
}
function buildGatherFinished(w: Int32Array, at: number, seq: number): GatherFinished {
  const head = w[at]!;
  return makeGatherFinished(seq, w[at + 1]!, (head >>> 8) & 255, (head >>> 16) & 4095);
}
function handleGatherFinished(to: HandlerTable, w: Int32Array, at: number): unknown {
  const head = w[at]!;
  return to.handlers[61]!(to.gather, (head >>> 16) & 4095, (head >>> 8) & 255);
}

/** Any event. */
export type MmEvent =
  | CpuSwitched
  | AccessStarted
  | EntryRead
  | TlbFilled
  | TlbEvicted
  | WalkCacheFilled
  | TlbInvalidated
  | AccessCompleted
  | AccessFailed
  | FaultRaised
  | FaultDecoded
  | VmaFound
  | VmaMissed
  | AccessRefused
  | GupFaulted
  | BranchTaken
  | FaultEnded
  | VmstatCounted
  | FolioAllocated
  | FolioFreed
  | RefChanged
  | FolioCopied
  | FolioFlagged
  | LruAdded
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
  | ObjectFreed
  | PageCacheAdded
  | PageCacheRemoved
  | SyscallEntered
  | SyscallReturned
  | NotifierCalled
  | FlushRequested
  | FlushCompleted
  | FlushDeferred
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

/** What is made of each kind of record that changes state of owner `core`: given are that state, the operands, and the CPU that acted. */
export interface CoreHandlers<S, R = void> {
  readonly CpuSwitched: (state: S, mm: number, cpu: number) => R;
  readonly AccessCompleted: (state: S, access: number, value: number, pfn: number, cpu: number) => R;
  readonly FaultEnded: (state: S, accounted: number, result: number, mm: number, cpu: number) => R;
  readonly VmstatCounted: (state: S, item: number, cpu: number) => R;
  readonly FolioAllocated: (state: S, order: number, why: number, pfn: number, cpu: number) => R;
  readonly FolioFreed: (state: S, order: number, pfn: number, cpu: number) => R;
  readonly RefChanged: (state: S, why: number, pfn: number, delta: number, cpu: number) => R;
  readonly FolioCopied: (state: S, from: number, to: number, cpu: number) => R;
  readonly FolioFlagged: (state: S, flag: number, on: number, pfn: number, cpu: number) => R;
  readonly LruAdded: (state: S, list: number, pfn: number, cpu: number) => R;
  readonly TableAllocated: (state: S, level: number, mm: number, table: number, base: number, cpu: number) => R;
  readonly TableFreed: (state: S, level: number, mm: number, table: number, cpu: number) => R;
  readonly EntrySet: (state: S, level: number, how: number, index: number, mm: number, table: number, vpn: number, newLo: number, newHi: number, oldLo: number, oldHi: number, cpu: number) => R;
  readonly RmapAdded: (state: S, kind: number, exclusive: number, pfn: number, object: number, index: number, cpu: number) => R;
  readonly RmapDuplicated: (state: S, pfn: number, cpu: number) => R;
  readonly RmapRemoved: (state: S, delayed: number, pfn: number, cpu: number) => R;
  readonly RmapMoved: (state: S, pfn: number, object: number, cpu: number) => R;
  readonly CounterChanged: (state: S, counter: number, mm: number, delta: number, cpu: number) => R;
  readonly MmCreated: (state: S, topLevel: number, mm: number, parent: number, cpu: number) => R;
  readonly MmDestroyed: (state: S, mm: number, cpu: number) => R;
  readonly VmaInserted: (state: S, pkey: number, backing: number, mm: number, vmFlags: number, start: number, end: number, pgoff: number, object: number, anonVma: number, protLo: number, protHi: number, cpu: number) => R;
  readonly VmaRemoved: (state: S, mm: number, start: number, cpu: number) => R;
  readonly AnonVmaCreated: (state: S, id: number, parent: number, cpu: number) => R;
  readonly VmaAnonVmaSet: (state: S, mm: number, start: number, anonVma: number, cpu: number) => R;
  readonly ObjectCreated: (state: S, object: number, pages: number, cpu: number) => R;
  readonly ObjectFreed: (state: S, object: number, cpu: number) => R;
  readonly PageCacheAdded: (state: S, object: number, index: number, pfn: number, cpu: number) => R;
  readonly PageCacheRemoved: (state: S, object: number, index: number, pfn: number, cpu: number) => R;
  readonly FlushRequested: (state: S, scope: number, reason: number, freedTables: number, strideShift: number, mm: number, start: number, end: number, cpu: number) => R;
  readonly FlushDeferred: (state: S, mm: number, cpu: number) => R;
  readonly FlushPendingChanged: (state: S, mm: number, delta: number, cpu: number) => R;
}

/** What is made of each kind of record that changes state of owner `cpu`: given are that state, the operands, and the CPU that acted. */
export interface CpuHandlers<S, R = void> {
  readonly TlbFilled: (state: S, flags: number, level: number, replaced: number, slot: number, mm: number, vpn: number, pfn: number, cpu: number) => R;
  readonly TlbEvicted: (state: S, by: number, slot: number, mm: number, vpn: number, cpu: number) => R;
  readonly WalkCacheFilled: (state: S, slot: number, mm: number, vpn: number, table: number, cpu: number) => R;
  readonly TlbInvalidated: (state: S, kind: number, by: number, leafOnly: number, request: number, mm: number, start: number, end: number, cpu: number) => R;
}

/** What is made of each kind of record that changes state of owner `gather`: given are that state, the operands, and the CPU that acted. */
export interface GatherHandlers<S, R = void> {
  readonly GatherStarted: (state: S, gather: number, fullmm: number, mm: number, cpu: number) => R;
  readonly GatherVmaStarted: (state: S, gather: number, vmFlags: number, cpu: number) => R;
  readonly EntryQueued: (state: S, gather: number, level: number, start: number, end: number, cpu: number) => R;
  readonly PageQueued: (state: S, gather: number, delayed: number, pfn: number, cpu: number) => R;
  readonly BatchAdded: (state: S, gather: number, allocated: number, number: number, cpu: number) => R;
  readonly TableQueued: (state: S, gather: number, level: number, table: number, start: number, end: number, cpu: number) => R;
  readonly GatherEscalated: (state: S, gather: number, cpu: number) => R;
  readonly GatherTlbFlushed: (state: S, gather: number, cpu: number) => R;
  readonly GatherRmapsFlushed: (state: S, gather: number, count: number, cpu: number) => R;
  readonly GatherTablesFreed: (state: S, gather: number, rcu: number, count: number, cpu: number) => R;
  readonly GatherPagesFreed: (state: S, gather: number, count: number, cpu: number) => R;
  readonly GatherFinished: (state: S, gather: number, cpu: number) => R;
}

/** Name of a kind; index 0 is no kind. */
export const KIND_NAMES: readonly ('' | EventType)[] = ['', 'CpuSwitched', 'AccessStarted', 'EntryRead', 'TlbFilled', 'TlbEvicted', 'WalkCacheFilled', 'TlbInvalidated', 'AccessCompleted', 'AccessFailed', 'FaultRaised', 'FaultDecoded', 'VmaFound', 'VmaMissed', 'AccessRefused', 'GupFaulted', 'BranchTaken', 'FaultEnded', 'VmstatCounted', 'FolioAllocated', 'FolioFreed', 'RefChanged', 'FolioCopied', 'FolioFlagged', 'LruAdded', 'TableAllocated', 'TableFreed', 'EntrySet', 'RmapAdded', 'RmapDuplicated', 'RmapRemoved', 'RmapMoved', 'CounterChanged', 'MmCreated', 'MmDestroyed', 'VmaInserted', 'VmaRemoved', 'AnonVmaCreated', 'VmaAnonVmaSet', 'ObjectCreated', 'ObjectFreed', 'PageCacheAdded', 'PageCacheRemoved', 'SyscallEntered', 'SyscallReturned', 'NotifierCalled', 'FlushRequested', 'FlushCompleted', 'FlushDeferred', 'FlushPendingChanged', 'GatherStarted', 'GatherVmaStarted', 'EntryQueued', 'PageQueued', 'BatchAdded', 'TableQueued', 'GatherEscalated', 'GatherTlbFlushed', 'GatherRmapsFlushed', 'GatherTablesFreed', 'GatherPagesFreed', 'GatherFinished'];
/** Words of a record, header included, by kind. */
export const RECORD_WIDTH = Uint8Array.of(0, 3, 5, 6, 7, 6, 6, 8, 3, 5, 6, 2, 7, 4, 3, 5, 3, 4, 2, 3, 3, 4, 4, 3, 3, 6, 4, 11, 6, 3, 3, 4, 4, 4, 3, 14, 5, 4, 6, 5, 3, 5, 5, 8, 3, 7, 7, 3, 3, 4, 3, 3, 6, 3, 3, 7, 2, 2, 3, 3, 3, 2);

const FACTORIES: readonly ((w: Int32Array, at: number, seq: number) => MmEvent)[] = [
  () => { throw new RangeError('no event has kind 0'); },
  buildCpuSwitched,
  buildAccessStarted,
  buildEntryRead,
  buildTlbFilled,
  buildTlbEvicted,
  buildWalkCacheFilled,
  buildTlbInvalidated,
  buildAccessCompleted,
  buildAccessFailed,
  buildFaultRaised,
  buildFaultDecoded,
  buildVmaFound,
  buildVmaMissed,
  buildAccessRefused,
  buildGupFaulted,
  buildBranchTaken,
  buildFaultEnded,
  buildVmstatCounted,
  buildFolioAllocated,
  buildFolioFreed,
  buildRefChanged,
  buildFolioCopied,
  buildFolioFlagged,
  buildLruAdded,
  buildTableAllocated,
  buildTableFreed,
  buildEntrySet,
  buildRmapAdded,
  buildRmapDuplicated,
  buildRmapRemoved,
  buildRmapMoved,
  buildCounterChanged,
  buildMmCreated,
  buildMmDestroyed,
  buildVmaInserted,
  buildVmaRemoved,
  buildAnonVmaCreated,
  buildVmaAnonVmaSet,
  buildObjectCreated,
  buildObjectFreed,
  buildPageCacheAdded,
  buildPageCacheRemoved,
  buildSyscallEntered,
  buildSyscallReturned,
  buildNotifierCalled,
  buildFlushRequested,
  buildFlushCompleted,
  buildFlushDeferred,
  buildFlushPendingChanged,
  buildGatherStarted,
  buildGatherVmaStarted,
  buildEntryQueued,
  buildPageQueued,
  buildBatchAdded,
  buildTableQueued,
  buildGatherEscalated,
  buildGatherTlbFlushed,
  buildGatherRmapsFlushed,
  buildGatherTablesFreed,
  buildGatherPagesFreed,
  buildGatherFinished,
];
/** Words of the widest record. */
export const WIDEST_RECORD = 14;

/** The frozen event of a record. `at` is the record's first word in `w`. */
export const buildEvent = (w: Int32Array, at: number, seq: number): MmEvent => FACTORIES[w[at]! & 255]!(w, at, seq);

const handleNothing = (): undefined => undefined;
const HANDLES: readonly ((to: HandlerTable, w: Int32Array, at: number) => unknown)[] = [
  handleNothing,
  handleCpuSwitched,
  handleNothing,
  handleNothing,
  handleTlbFilled,
  handleTlbEvicted,
  handleWalkCacheFilled,
  handleTlbInvalidated,
  handleAccessCompleted,
  handleNothing,
  handleNothing,
  handleNothing,
  handleNothing,
  handleNothing,
  handleNothing,
  handleNothing,
  handleNothing,
  handleFaultEnded,
  handleVmstatCounted,
  handleFolioAllocated,
  handleFolioFreed,
  handleRefChanged,
  handleFolioCopied,
  handleFolioFlagged,
  handleLruAdded,
  handleTableAllocated,
  handleTableFreed,
  handleEntrySet,
  handleRmapAdded,
  handleRmapDuplicated,
  handleRmapRemoved,
  handleRmapMoved,
  handleCounterChanged,
  handleMmCreated,
  handleMmDestroyed,
  handleVmaInserted,
  handleVmaRemoved,
  handleAnonVmaCreated,
  handleVmaAnonVmaSet,
  handleObjectCreated,
  handleObjectFreed,
  handlePageCacheAdded,
  handlePageCacheRemoved,
  handleNothing,
  handleNothing,
  handleNothing,
  handleFlushRequested,
  handleNothing,
  handleFlushDeferred,
  handleFlushPendingChanged,
  handleGatherStarted,
  handleGatherVmaStarted,
  handleEntryQueued,
  handlePageQueued,
  handleBatchAdded,
  handleTableQueued,
  handleGatherEscalated,
  handleGatherTlbFlushed,
  handleGatherRmapsFlushed,
  handleGatherTablesFreed,
  handleGatherPagesFreed,
  handleGatherFinished,
];
/** Hands a record to the handler of its kind, and returns what that returns; undefined if it changes no state. */
export const handleRecord = (to: HandlerTable, w: Int32Array, at: number): unknown => HANDLES[w[at]! & 255]!(to, w, at);
