// Generated from catalogue.ts by `npm run generate:events`; do not edit.
import { vpnOf } from '../numbers';
import { ENUMS } from './catalogue';
import type { Recorder } from './recorder';

/** What every event has. */
export interface EventBase {
  /** Place in the log, from 0. */
  readonly seq: number;
  /** Seq of the event that led to this one; null for a root. */
  readonly cause: number | null;
  /** CPU that acted. */
  readonly cpu: number;
}
/** 2^-32: the high half of a page number. */
const HIGH = 2.3283064365386963e-10;
const causeOf = (word: number): number | null => (word < 0 ? null : word);

/** A CPU loaded an address space (0: none). */
export interface CpuSwitched extends EventBase {
  readonly type: 'CpuSwitched';
  readonly mm: number;
}
export const K_CPU_SWITCHED = 1;
/** Records: A CPU loaded an address space (0: none). Small fields are numbers (places in `ENUMS`). */
export function recCpuSwitched(r: Recorder, mm: number): number {
  const at = r.reserve(3);
  const w = r.words;
  w[at] = 1 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = mm;
  return r.commit();
}
function buildCpuSwitched(w: Int32Array, at: number, seq: number): CpuSwitched {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'CpuSwitched',
    mm: w[at + 2]!,
  });
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
  const at = r.reserve(5);
  const w = r.words;
  w[at] = 2 | (r.cpu << 8) | (access << 16) | (mode << 18) | (tlb << 19);
  w[at + 1] = r.cause;
  w[at + 2] = mm;
  w[at + 3] = vpn | 0;
  w[at + 4] = (vpn * HIGH) | 0;
  return r.note();
}
function buildAccessStarted(w: Int32Array, at: number, seq: number): AccessStarted {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'AccessStarted',
    access: ENUMS.access[(head >>> 16) & 3]!, mode: ENUMS.mode[(head >>> 18) & 1]!, tlb: ENUMS.tlb[(head >>> 19) & 3]!, mm: w[at + 2]!, vpn: vpnOf(w[at + 3]!, w[at + 4]!),
  });
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
  const at = r.reserve(5);
  const w = r.words;
  w[at] = 3 | (r.cpu << 8) | (level << 16) | (verdict << 19) | (index << 21);
  w[at + 1] = r.cause;
  w[at + 2] = table;
  w[at + 3] = entryLo;
  w[at + 4] = entryHi;
  return r.note();
}
function buildEntryRead(w: Int32Array, at: number, seq: number): EntryRead {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'EntryRead',
    level: (head >>> 16) & 7, verdict: ENUMS.verdict[(head >>> 19) & 3]!, index: (head >>> 21) & 2047, table: w[at + 2]!, entryLo: w[at + 3]!, entryHi: w[at + 4]!,
  });
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
  const at = r.reserve(7);
  const w = r.words;
  w[at] = 4 | (r.cpu << 8) | (flags << 16) | (level << 28) | (replaced << 31);
  w[at + 1] = r.cause;
  w[at + 2] = slot;
  w[at + 3] = mm;
  w[at + 4] = vpn | 0;
  w[at + 5] = (vpn * HIGH) | 0;
  w[at + 6] = pfn;
  return r.commit();
}
function buildTlbFilled(w: Int32Array, at: number, seq: number): TlbFilled {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'TlbFilled',
    flags: (head >>> 16) & 4095, level: (head >>> 28) & 7, replaced: ((head >>> 31) & 1) === 1, slot: w[at + 2]!, mm: w[at + 3]!, vpn: vpnOf(w[at + 4]!, w[at + 5]!), pfn: w[at + 6]!,
  });
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
  const at = r.reserve(6);
  const w = r.words;
  w[at] = 5 | (r.cpu << 8) | (by << 16);
  w[at + 1] = r.cause;
  w[at + 2] = slot;
  w[at + 3] = mm;
  w[at + 4] = vpn | 0;
  w[at + 5] = (vpn * HIGH) | 0;
  return r.commit();
}
function buildTlbEvicted(w: Int32Array, at: number, seq: number): TlbEvicted {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'TlbEvicted',
    by: ENUMS.evictedBy[(head >>> 16) & 1]!, slot: w[at + 2]!, mm: w[at + 3]!, vpn: vpnOf(w[at + 4]!, w[at + 5]!),
  });
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
  const at = r.reserve(6);
  const w = r.words;
  w[at] = 6 | (r.cpu << 8) | (slot << 16);
  w[at + 1] = r.cause;
  w[at + 2] = mm;
  w[at + 3] = vpn | 0;
  w[at + 4] = (vpn * HIGH) | 0;
  w[at + 5] = table;
  return r.commit();
}
function buildWalkCacheFilled(w: Int32Array, at: number, seq: number): WalkCacheFilled {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'WalkCacheFilled',
    slot: (head >>> 16) & 255, mm: w[at + 2]!, vpn: vpnOf(w[at + 3]!, w[at + 4]!), table: w[at + 5]!,
  });
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
  const at = r.reserve(8);
  const w = r.words;
  w[at] = 7 | (r.cpu << 8) | (kind << 16) | (by << 17) | (leafOnly << 19);
  w[at + 1] = r.cause;
  w[at + 2] = request;
  w[at + 3] = mm;
  w[at + 4] = start | 0;
  w[at + 5] = (start * HIGH) | 0;
  w[at + 6] = end | 0;
  w[at + 7] = (end * HIGH) | 0;
  return r.commit();
}
function buildTlbInvalidated(w: Int32Array, at: number, seq: number): TlbInvalidated {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'TlbInvalidated',
    kind: ENUMS.invalidation[(head >>> 16) & 1]!, by: ENUMS.reach[(head >>> 17) & 3]!, leafOnly: ((head >>> 19) & 1) === 1, request: w[at + 2]!, mm: w[at + 3]!, start: vpnOf(w[at + 4]!, w[at + 5]!), end: vpnOf(w[at + 6]!, w[at + 7]!),
  });
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
  const at = r.reserve(3);
  const w = r.words;
  w[at] = 8 | (r.cpu << 8) | (access << 16) | (value << 18);
  w[at + 1] = r.cause;
  w[at + 2] = pfn;
  return r.commit();
}
function buildAccessCompleted(w: Int32Array, at: number, seq: number): AccessCompleted {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'AccessCompleted',
    access: ENUMS.access[(head >>> 16) & 3]!, value: (head >>> 18) & 255, pfn: w[at + 2]!,
  });
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
  const at = r.reserve(5);
  const w = r.words;
  w[at] = 9 | (r.cpu << 8) | (signal << 16) | (code << 18);
  w[at + 1] = r.cause;
  w[at + 2] = mm;
  w[at + 3] = vpn | 0;
  w[at + 4] = (vpn * HIGH) | 0;
  return r.note();
}
function buildAccessFailed(w: Int32Array, at: number, seq: number): AccessFailed {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'AccessFailed',
    signal: ENUMS.signal[(head >>> 16) & 3]!, code: ENUMS.sigcode[(head >>> 18) & 7]!, mm: w[at + 2]!, vpn: vpnOf(w[at + 3]!, w[at + 4]!),
  });
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
  const at = r.reserve(6);
  const w = r.words;
  w[at] = 10 | (r.cpu << 8) | (access << 16) | (mode << 18) | (reason << 19) | (level << 22);
  w[at + 1] = r.cause;
  w[at + 2] = vpn | 0;
  w[at + 3] = (vpn * HIGH) | 0;
  w[at + 4] = syndromeLo;
  w[at + 5] = syndromeHi;
  return r.note();
}
function buildFaultRaised(w: Int32Array, at: number, seq: number): FaultRaised {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'FaultRaised',
    access: ENUMS.access[(head >>> 16) & 3]!, mode: ENUMS.mode[(head >>> 18) & 1]!, reason: ENUMS.walkFault[(head >>> 19) & 7]!, level: (head >>> 22) & 7, vpn: vpnOf(w[at + 2]!, w[at + 3]!), syndromeLo: w[at + 4]!, syndromeHi: w[at + 5]!,
  });
}

/** The handler read the syndrome: these fault flags go to the core. */
export interface FaultDecoded extends EventBase {
  readonly type: 'FaultDecoded';
  readonly flags: number;
}
export const K_FAULT_DECODED = 11;
/** Records: The handler read the syndrome: these fault flags go to the core. Small fields are numbers (places in `ENUMS`). */
export function recFaultDecoded(r: Recorder, flags: number): number {
  const at = r.reserve(2);
  const w = r.words;
  w[at] = 11 | (r.cpu << 8) | (flags << 16);
  w[at + 1] = r.cause;
  return r.note();
}
function buildFaultDecoded(w: Int32Array, at: number, seq: number): FaultDecoded {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'FaultDecoded',
    flags: (head >>> 16) & 65535,
  });
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
  const at = r.reserve(7);
  const w = r.words;
  w[at] = 12 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = vmFlags;
  w[at + 3] = start | 0;
  w[at + 4] = (start * HIGH) | 0;
  w[at + 5] = end | 0;
  w[at + 6] = (end * HIGH) | 0;
  return r.note();
}
function buildVmaFound(w: Int32Array, at: number, seq: number): VmaFound {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'VmaFound',
    vmFlags: w[at + 2]!, start: vpnOf(w[at + 3]!, w[at + 4]!), end: vpnOf(w[at + 5]!, w[at + 6]!),
  });
}

/** No VMA covers the address. */
export interface VmaMissed extends EventBase {
  readonly type: 'VmaMissed';
  readonly vpn: number;
}
export const K_VMA_MISSED = 13;
/** Records: No VMA covers the address. Small fields are numbers (places in `ENUMS`). */
export function recVmaMissed(r: Recorder, vpn: number): number {
  const at = r.reserve(4);
  const w = r.words;
  w[at] = 13 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = vpn | 0;
  w[at + 3] = (vpn * HIGH) | 0;
  return r.note();
}
function buildVmaMissed(w: Int32Array, at: number, seq: number): VmaMissed {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'VmaMissed',
    vpn: vpnOf(w[at + 2]!, w[at + 3]!),
  });
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
  const at = r.reserve(3);
  const w = r.words;
  w[at] = 14 | (r.cpu << 8) | (code << 16);
  w[at + 1] = r.cause;
  w[at + 2] = vmFlags;
  return r.note();
}
function buildAccessRefused(w: Int32Array, at: number, seq: number): AccessRefused {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'AccessRefused',
    code: ENUMS.sigcode[(head >>> 16) & 7]!, vmFlags: w[at + 2]!,
  });
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
  const at = r.reserve(5);
  const w = r.words;
  w[at] = 15 | (r.cpu << 8) | (flags << 16);
  w[at + 1] = r.cause;
  w[at + 2] = mm;
  w[at + 3] = vpn | 0;
  w[at + 4] = (vpn * HIGH) | 0;
  return r.note();
}
function buildGupFaulted(w: Int32Array, at: number, seq: number): GupFaulted {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'GupFaulted',
    flags: (head >>> 16) & 65535, mm: w[at + 2]!, vpn: vpnOf(w[at + 3]!, w[at + 4]!),
  });
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
  const at = r.reserve(3);
  const w = r.words;
  w[at] = 16 | (r.cpu << 8) | (rule << 16);
  w[at + 1] = r.cause;
  w[at + 2] = arg;
  return r.note();
}
function buildBranchTaken(w: Int32Array, at: number, seq: number): BranchTaken {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'BranchTaken',
    rule: (head >>> 16) & 65535, arg: w[at + 2]!,
  });
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
  const at = r.reserve(4);
  const w = r.words;
  w[at] = 17 | (r.cpu << 8) | (accounted << 16);
  w[at + 1] = r.cause;
  w[at + 2] = result;
  w[at + 3] = mm;
  return r.commit();
}
function buildFaultEnded(w: Int32Array, at: number, seq: number): FaultEnded {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'FaultEnded',
    accounted: ENUMS.accounted[(head >>> 16) & 3]!, result: w[at + 2]!, mm: w[at + 3]!,
  });
}

/** A vmstat counter rose by one. */
export interface VmstatCounted extends EventBase {
  readonly type: 'VmstatCounted';
  readonly item: (typeof ENUMS.vmstat)[number];
}
export const K_VMSTAT_COUNTED = 18;
/** Records: A vmstat counter rose by one. Small fields are numbers (places in `ENUMS`). */
export function recVmstatCounted(r: Recorder, item: number): number {
  const at = r.reserve(2);
  const w = r.words;
  w[at] = 18 | (r.cpu << 8) | (item << 16);
  w[at + 1] = r.cause;
  return r.commit();
}
function buildVmstatCounted(w: Int32Array, at: number, seq: number): VmstatCounted {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'VmstatCounted',
    item: ENUMS.vmstat[(head >>> 16) & 7]!,
  });
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
  const at = r.reserve(3);
  const w = r.words;
  w[at] = 19 | (r.cpu << 8) | (order << 16) | (why << 20);
  w[at + 1] = r.cause;
  w[at + 2] = pfn;
  return r.commit();
}
function buildFolioAllocated(w: Int32Array, at: number, seq: number): FolioAllocated {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'FolioAllocated',
    order: (head >>> 16) & 15, why: ENUMS.folioFor[(head >>> 20) & 15]!, pfn: w[at + 2]!,
  });
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
  const at = r.reserve(3);
  const w = r.words;
  w[at] = 20 | (r.cpu << 8) | (order << 16);
  w[at + 1] = r.cause;
  w[at + 2] = pfn;
  return r.commit();
}
function buildFolioFreed(w: Int32Array, at: number, seq: number): FolioFreed {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'FolioFreed',
    order: (head >>> 16) & 15, pfn: w[at + 2]!,
  });
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
  const at = r.reserve(4);
  const w = r.words;
  w[at] = 21 | (r.cpu << 8) | (why << 16);
  w[at + 1] = r.cause;
  w[at + 2] = pfn;
  w[at + 3] = delta;
  return r.commit();
}
function buildRefChanged(w: Int32Array, at: number, seq: number): RefChanged {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'RefChanged',
    why: ENUMS.refWhy[(head >>> 16) & 15]!, pfn: w[at + 2]!, delta: w[at + 3]!,
  });
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
  const at = r.reserve(4);
  const w = r.words;
  w[at] = 22 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = from;
  w[at + 3] = to;
  return r.commit();
}
function buildFolioCopied(w: Int32Array, at: number, seq: number): FolioCopied {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'FolioCopied',
    from: w[at + 2]!, to: w[at + 3]!,
  });
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
  const at = r.reserve(3);
  const w = r.words;
  w[at] = 23 | (r.cpu << 8) | (flag << 16) | (on << 21);
  w[at + 1] = r.cause;
  w[at + 2] = pfn;
  return r.commit();
}
function buildFolioFlagged(w: Int32Array, at: number, seq: number): FolioFlagged {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'FolioFlagged',
    flag: ENUMS.folioFlag[(head >>> 16) & 31]!, on: ((head >>> 21) & 1) === 1, pfn: w[at + 2]!,
  });
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
  const at = r.reserve(3);
  const w = r.words;
  w[at] = 24 | (r.cpu << 8) | (list << 16);
  w[at + 1] = r.cause;
  w[at + 2] = pfn;
  return r.commit();
}
function buildLruAdded(w: Int32Array, at: number, seq: number): LruAdded {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'LruAdded',
    list: ENUMS.lruList[(head >>> 16) & 3]!, pfn: w[at + 2]!,
  });
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
  const at = r.reserve(6);
  const w = r.words;
  w[at] = 25 | (r.cpu << 8) | (level << 16);
  w[at + 1] = r.cause;
  w[at + 2] = mm;
  w[at + 3] = table;
  w[at + 4] = base | 0;
  w[at + 5] = (base * HIGH) | 0;
  return r.commit();
}
function buildTableAllocated(w: Int32Array, at: number, seq: number): TableAllocated {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'TableAllocated',
    level: (head >>> 16) & 7, mm: w[at + 2]!, table: w[at + 3]!, base: vpnOf(w[at + 4]!, w[at + 5]!),
  });
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
  const at = r.reserve(4);
  const w = r.words;
  w[at] = 26 | (r.cpu << 8) | (level << 16);
  w[at + 1] = r.cause;
  w[at + 2] = mm;
  w[at + 3] = table;
  return r.commit();
}
function buildTableFreed(w: Int32Array, at: number, seq: number): TableFreed {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'TableFreed',
    level: (head >>> 16) & 7, mm: w[at + 2]!, table: w[at + 3]!,
  });
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
  const at = r.reserve(10);
  const w = r.words;
  w[at] = 27 | (r.cpu << 8) | (level << 16) | (how << 19) | (index << 21);
  w[at + 1] = r.cause;
  w[at + 2] = mm;
  w[at + 3] = table;
  w[at + 4] = vpn | 0;
  w[at + 5] = (vpn * HIGH) | 0;
  w[at + 6] = newLo;
  w[at + 7] = newHi;
  w[at + 8] = oldLo;
  w[at + 9] = oldHi;
  return r.commit();
}
function buildEntrySet(w: Int32Array, at: number, seq: number): EntrySet {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'EntrySet',
    level: (head >>> 16) & 7, how: ENUMS.how[(head >>> 19) & 3]!, index: (head >>> 21) & 2047, mm: w[at + 2]!, table: w[at + 3]!, vpn: vpnOf(w[at + 4]!, w[at + 5]!), newLo: w[at + 6]!, newHi: w[at + 7]!, oldLo: w[at + 8]!, oldHi: w[at + 9]!,
  });
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
  const at = r.reserve(6);
  const w = r.words;
  w[at] = 28 | (r.cpu << 8) | (kind << 16) | (exclusive << 18);
  w[at + 1] = r.cause;
  w[at + 2] = pfn;
  w[at + 3] = object;
  w[at + 4] = index | 0;
  w[at + 5] = (index * HIGH) | 0;
  return r.commit();
}
function buildRmapAdded(w: Int32Array, at: number, seq: number): RmapAdded {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'RmapAdded',
    kind: ENUMS.rmapKind[(head >>> 16) & 3]!, exclusive: ((head >>> 18) & 1) === 1, pfn: w[at + 2]!, object: w[at + 3]!, index: vpnOf(w[at + 4]!, w[at + 5]!),
  });
}

/** Fork mapped the page once more; exclusive is clear now. */
export interface RmapDuplicated extends EventBase {
  readonly type: 'RmapDuplicated';
  readonly pfn: number;
}
export const K_RMAP_DUPLICATED = 29;
/** Records: Fork mapped the page once more; exclusive is clear now. Small fields are numbers (places in `ENUMS`). */
export function recRmapDuplicated(r: Recorder, pfn: number): number {
  const at = r.reserve(3);
  const w = r.words;
  w[at] = 29 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = pfn;
  return r.commit();
}
function buildRmapDuplicated(w: Int32Array, at: number, seq: number): RmapDuplicated {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'RmapDuplicated',
    pfn: w[at + 2]!,
  });
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
  const at = r.reserve(3);
  const w = r.words;
  w[at] = 30 | (r.cpu << 8) | (delayed << 16);
  w[at + 1] = r.cause;
  w[at + 2] = pfn;
  return r.commit();
}
function buildRmapRemoved(w: Int32Array, at: number, seq: number): RmapRemoved {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'RmapRemoved',
    delayed: ((head >>> 16) & 1) === 1, pfn: w[at + 2]!,
  });
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
  const at = r.reserve(4);
  const w = r.words;
  w[at] = 31 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = pfn;
  w[at + 3] = object;
  return r.commit();
}
function buildRmapMoved(w: Int32Array, at: number, seq: number): RmapMoved {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'RmapMoved',
    pfn: w[at + 2]!, object: w[at + 3]!,
  });
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
  const at = r.reserve(4);
  const w = r.words;
  w[at] = 32 | (r.cpu << 8) | (counter << 16);
  w[at + 1] = r.cause;
  w[at + 2] = mm;
  w[at + 3] = delta;
  return r.commit();
}
function buildCounterChanged(w: Int32Array, at: number, seq: number): CounterChanged {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'CounterChanged',
    counter: ENUMS.counter[(head >>> 16) & 3]!, mm: w[at + 2]!, delta: w[at + 3]!,
  });
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
  const at = r.reserve(4);
  const w = r.words;
  w[at] = 33 | (r.cpu << 8) | (topLevel << 16);
  w[at + 1] = r.cause;
  w[at + 2] = mm;
  w[at + 3] = parent;
  return r.commit();
}
function buildMmCreated(w: Int32Array, at: number, seq: number): MmCreated {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'MmCreated',
    topLevel: (head >>> 16) & 7, mm: w[at + 2]!, parent: w[at + 3]!,
  });
}

/** An address space is gone. */
export interface MmDestroyed extends EventBase {
  readonly type: 'MmDestroyed';
  readonly mm: number;
}
export const K_MM_DESTROYED = 34;
/** Records: An address space is gone. Small fields are numbers (places in `ENUMS`). */
export function recMmDestroyed(r: Recorder, mm: number): number {
  const at = r.reserve(3);
  const w = r.words;
  w[at] = 34 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = mm;
  return r.commit();
}
function buildMmDestroyed(w: Int32Array, at: number, seq: number): MmDestroyed {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'MmDestroyed',
    mm: w[at + 2]!,
  });
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
  const at = r.reserve(14);
  const w = r.words;
  w[at] = 35 | (r.cpu << 8) | (pkey << 16) | (backing << 20);
  w[at + 1] = r.cause;
  w[at + 2] = mm;
  w[at + 3] = vmFlags;
  w[at + 4] = start | 0;
  w[at + 5] = (start * HIGH) | 0;
  w[at + 6] = end | 0;
  w[at + 7] = (end * HIGH) | 0;
  w[at + 8] = pgoff | 0;
  w[at + 9] = (pgoff * HIGH) | 0;
  w[at + 10] = object;
  w[at + 11] = anonVma;
  w[at + 12] = protLo;
  w[at + 13] = protHi;
  return r.commit();
}
function buildVmaInserted(w: Int32Array, at: number, seq: number): VmaInserted {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'VmaInserted',
    pkey: (head >>> 16) & 15, backing: ENUMS.backing[(head >>> 20) & 7]!, mm: w[at + 2]!, vmFlags: w[at + 3]!, start: vpnOf(w[at + 4]!, w[at + 5]!), end: vpnOf(w[at + 6]!, w[at + 7]!), pgoff: vpnOf(w[at + 8]!, w[at + 9]!), object: w[at + 10]!, anonVma: w[at + 11]!, protLo: w[at + 12]!, protHi: w[at + 13]!,
  });
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
  const at = r.reserve(5);
  const w = r.words;
  w[at] = 36 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = mm;
  w[at + 3] = start | 0;
  w[at + 4] = (start * HIGH) | 0;
  return r.commit();
}
function buildVmaRemoved(w: Int32Array, at: number, seq: number): VmaRemoved {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'VmaRemoved',
    mm: w[at + 2]!, start: vpnOf(w[at + 3]!, w[at + 4]!),
  });
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
  const at = r.reserve(4);
  const w = r.words;
  w[at] = 37 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = id;
  w[at + 3] = parent;
  return r.commit();
}
function buildAnonVmaCreated(w: Int32Array, at: number, seq: number): AnonVmaCreated {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'AnonVmaCreated',
    id: w[at + 2]!, parent: w[at + 3]!,
  });
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
  const at = r.reserve(6);
  const w = r.words;
  w[at] = 38 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = mm;
  w[at + 3] = start | 0;
  w[at + 4] = (start * HIGH) | 0;
  w[at + 5] = anonVma;
  return r.commit();
}
function buildVmaAnonVmaSet(w: Int32Array, at: number, seq: number): VmaAnonVmaSet {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'VmaAnonVmaSet',
    mm: w[at + 2]!, start: vpnOf(w[at + 3]!, w[at + 4]!), anonVma: w[at + 5]!,
  });
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
  const at = r.reserve(5);
  const w = r.words;
  w[at] = 39 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = object;
  w[at + 3] = pages | 0;
  w[at + 4] = (pages * HIGH) | 0;
  return r.commit();
}
function buildObjectCreated(w: Int32Array, at: number, seq: number): ObjectCreated {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'ObjectCreated',
    object: w[at + 2]!, pages: vpnOf(w[at + 3]!, w[at + 4]!),
  });
}

/** The last mapping of the object went. */
export interface ObjectFreed extends EventBase {
  readonly type: 'ObjectFreed';
  readonly object: number;
}
export const K_OBJECT_FREED = 40;
/** Records: The last mapping of the object went. Small fields are numbers (places in `ENUMS`). */
export function recObjectFreed(r: Recorder, object: number): number {
  const at = r.reserve(3);
  const w = r.words;
  w[at] = 40 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = object;
  return r.commit();
}
function buildObjectFreed(w: Int32Array, at: number, seq: number): ObjectFreed {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'ObjectFreed',
    object: w[at + 2]!,
  });
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
  const at = r.reserve(5);
  const w = r.words;
  w[at] = 41 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = object;
  w[at + 3] = index;
  w[at + 4] = pfn;
  return r.commit();
}
function buildPageCacheAdded(w: Int32Array, at: number, seq: number): PageCacheAdded {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'PageCacheAdded',
    object: w[at + 2]!, index: w[at + 3]!, pfn: w[at + 4]!,
  });
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
  const at = r.reserve(5);
  const w = r.words;
  w[at] = 42 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = object;
  w[at + 3] = index;
  w[at + 4] = pfn;
  return r.commit();
}
function buildPageCacheRemoved(w: Int32Array, at: number, seq: number): PageCacheRemoved {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'PageCacheRemoved',
    object: w[at + 2]!, index: w[at + 3]!, pfn: w[at + 4]!,
  });
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
  const at = r.reserve(8);
  const w = r.words;
  w[at] = 43 | (r.cpu << 8) | (op << 16);
  w[at + 1] = r.cause;
  w[at + 2] = mm;
  w[at + 3] = vpn | 0;
  w[at + 4] = (vpn * HIGH) | 0;
  w[at + 5] = pages | 0;
  w[at + 6] = (pages * HIGH) | 0;
  w[at + 7] = arg;
  return r.note();
}
function buildSyscallEntered(w: Int32Array, at: number, seq: number): SyscallEntered {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'SyscallEntered',
    op: ENUMS.op[(head >>> 16) & 31]!, mm: w[at + 2]!, vpn: vpnOf(w[at + 3]!, w[at + 4]!), pages: vpnOf(w[at + 5]!, w[at + 6]!), arg: w[at + 7]!,
  });
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
  const at = r.reserve(3);
  const w = r.words;
  w[at] = 44 | (r.cpu << 8) | (op << 16) | (errno << 21);
  w[at + 1] = r.cause;
  w[at + 2] = mm;
  return r.note();
}
function buildSyscallReturned(w: Int32Array, at: number, seq: number): SyscallReturned {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'SyscallReturned',
    op: ENUMS.op[(head >>> 16) & 31]!, errno: ENUMS.errno[(head >>> 21) & 31]!, mm: w[at + 2]!,
  });
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
  const at = r.reserve(7);
  const w = r.words;
  w[at] = 45 | (r.cpu << 8) | (phase << 16) | (kind << 18);
  w[at + 1] = r.cause;
  w[at + 2] = mm;
  w[at + 3] = start | 0;
  w[at + 4] = (start * HIGH) | 0;
  w[at + 5] = end | 0;
  w[at + 6] = (end * HIGH) | 0;
  return r.note();
}
function buildNotifierCalled(w: Int32Array, at: number, seq: number): NotifierCalled {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'NotifierCalled',
    phase: ENUMS.notifierPhase[(head >>> 16) & 3]!, kind: ENUMS.notifierKind[(head >>> 18) & 15]!, mm: w[at + 2]!, start: vpnOf(w[at + 3]!, w[at + 4]!), end: vpnOf(w[at + 5]!, w[at + 6]!),
  });
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
  const at = r.reserve(7);
  const w = r.words;
  w[at] = 46 | (r.cpu << 8) | (scope << 16) | (reason << 19) | (freedTables << 24) | (strideShift << 25);
  w[at + 1] = r.cause;
  w[at + 2] = mm;
  w[at + 3] = start | 0;
  w[at + 4] = (start * HIGH) | 0;
  w[at + 5] = end | 0;
  w[at + 6] = (end * HIGH) | 0;
  return r.commit();
}
function buildFlushRequested(w: Int32Array, at: number, seq: number): FlushRequested {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'FlushRequested',
    scope: ENUMS.flushScope[(head >>> 16) & 7]!, reason: ENUMS.flushReason[(head >>> 19) & 31]!, freedTables: ((head >>> 24) & 1) === 1, strideShift: (head >>> 25) & 63, mm: w[at + 2]!, start: vpnOf(w[at + 3]!, w[at + 4]!), end: vpnOf(w[at + 5]!, w[at + 6]!),
  });
}

/** Every CPU has done its part of the flush. */
export interface FlushCompleted extends EventBase {
  readonly type: 'FlushCompleted';
  readonly request: number;
}
export const K_FLUSH_COMPLETED = 47;
/** Records: Every CPU has done its part of the flush. Small fields are numbers (places in `ENUMS`). */
export function recFlushCompleted(r: Recorder, request: number): number {
  const at = r.reserve(3);
  const w = r.words;
  w[at] = 47 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = request;
  return r.note();
}
function buildFlushCompleted(w: Int32Array, at: number, seq: number): FlushCompleted {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'FlushCompleted',
    request: w[at + 2]!,
  });
}

/** The mm owes a whole flush (s390 flush_mm). */
export interface FlushDeferred extends EventBase {
  readonly type: 'FlushDeferred';
  readonly mm: number;
}
export const K_FLUSH_DEFERRED = 48;
/** Records: The mm owes a whole flush (s390 flush_mm). Small fields are numbers (places in `ENUMS`). */
export function recFlushDeferred(r: Recorder, mm: number): number {
  const at = r.reserve(3);
  const w = r.words;
  w[at] = 48 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = mm;
  return r.commit();
}
function buildFlushDeferred(w: Int32Array, at: number, seq: number): FlushDeferred {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'FlushDeferred',
    mm: w[at + 2]!,
  });
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
  const at = r.reserve(4);
  const w = r.words;
  w[at] = 49 | (r.cpu << 8);
  w[at + 1] = r.cause;
  w[at + 2] = mm;
  w[at + 3] = delta;
  return r.commit();
}
function buildFlushPendingChanged(w: Int32Array, at: number, seq: number): FlushPendingChanged {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'FlushPendingChanged',
    mm: w[at + 2]!, delta: w[at + 3]!,
  });
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
  const at = r.reserve(3);
  const w = r.words;
  w[at] = 50 | (r.cpu << 8) | (gather << 16) | (fullmm << 28);
  w[at + 1] = r.cause;
  w[at + 2] = mm;
  return r.commit();
}
function buildGatherStarted(w: Int32Array, at: number, seq: number): GatherStarted {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'GatherStarted',
    gather: (head >>> 16) & 4095, fullmm: ((head >>> 28) & 1) === 1, mm: w[at + 2]!,
  });
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
  const at = r.reserve(3);
  const w = r.words;
  w[at] = 51 | (r.cpu << 8) | (gather << 16);
  w[at + 1] = r.cause;
  w[at + 2] = vmFlags;
  return r.commit();
}
function buildGatherVmaStarted(w: Int32Array, at: number, seq: number): GatherVmaStarted {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'GatherVmaStarted',
    gather: (head >>> 16) & 4095, vmFlags: w[at + 2]!,
  });
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
  const at = r.reserve(6);
  const w = r.words;
  w[at] = 52 | (r.cpu << 8) | (gather << 16) | (level << 28);
  w[at + 1] = r.cause;
  w[at + 2] = start | 0;
  w[at + 3] = (start * HIGH) | 0;
  w[at + 4] = end | 0;
  w[at + 5] = (end * HIGH) | 0;
  return r.commit();
}
function buildEntryQueued(w: Int32Array, at: number, seq: number): EntryQueued {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'EntryQueued',
    gather: (head >>> 16) & 4095, level: (head >>> 28) & 7, start: vpnOf(w[at + 2]!, w[at + 3]!), end: vpnOf(w[at + 4]!, w[at + 5]!),
  });
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
  const at = r.reserve(3);
  const w = r.words;
  w[at] = 53 | (r.cpu << 8) | (gather << 16) | (delayed << 28);
  w[at + 1] = r.cause;
  w[at + 2] = pfn;
  return r.commit();
}
function buildPageQueued(w: Int32Array, at: number, seq: number): PageQueued {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'PageQueued',
    gather: (head >>> 16) & 4095, delayed: ((head >>> 28) & 1) === 1, pfn: w[at + 2]!,
  });
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
  const at = r.reserve(3);
  const w = r.words;
  w[at] = 54 | (r.cpu << 8) | (gather << 16) | (allocated << 28);
  w[at + 1] = r.cause;
  w[at + 2] = number;
  return r.commit();
}
function buildBatchAdded(w: Int32Array, at: number, seq: number): BatchAdded {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'BatchAdded',
    gather: (head >>> 16) & 4095, allocated: ((head >>> 28) & 1) === 1, number: w[at + 2]!,
  });
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
  const at = r.reserve(7);
  const w = r.words;
  w[at] = 55 | (r.cpu << 8) | (gather << 16) | (level << 28);
  w[at + 1] = r.cause;
  w[at + 2] = table;
  w[at + 3] = start | 0;
  w[at + 4] = (start * HIGH) | 0;
  w[at + 5] = end | 0;
  w[at + 6] = (end * HIGH) | 0;
  return r.commit();
}
function buildTableQueued(w: Int32Array, at: number, seq: number): TableQueued {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'TableQueued',
    gather: (head >>> 16) & 4095, level: (head >>> 28) & 7, table: w[at + 2]!, start: vpnOf(w[at + 3]!, w[at + 4]!), end: vpnOf(w[at + 5]!, w[at + 6]!),
  });
}

/** Another gather runs on this mm: the flush becomes a full one. */
export interface GatherEscalated extends EventBase {
  readonly type: 'GatherEscalated';
  readonly gather: number;
}
export const K_GATHER_ESCALATED = 56;
/** Records: Another gather runs on this mm: the flush becomes a full one. Small fields are numbers (places in `ENUMS`). */
export function recGatherEscalated(r: Recorder, gather: number): number {
  const at = r.reserve(2);
  const w = r.words;
  w[at] = 56 | (r.cpu << 8) | (gather << 16);
  w[at + 1] = r.cause;
  return r.commit();
}
function buildGatherEscalated(w: Int32Array, at: number, seq: number): GatherEscalated {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'GatherEscalated',
    gather: (head >>> 16) & 4095,
  });
}

/** The recorded range was flushed and starts anew. */
export interface GatherTlbFlushed extends EventBase {
  readonly type: 'GatherTlbFlushed';
  readonly gather: number;
}
export const K_GATHER_TLB_FLUSHED = 57;
/** Records: The recorded range was flushed and starts anew. Small fields are numbers (places in `ENUMS`). */
export function recGatherTlbFlushed(r: Recorder, gather: number): number {
  const at = r.reserve(2);
  const w = r.words;
  w[at] = 57 | (r.cpu << 8) | (gather << 16);
  w[at + 1] = r.cause;
  return r.commit();
}
function buildGatherTlbFlushed(w: Int32Array, at: number, seq: number): GatherTlbFlushed {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'GatherTlbFlushed',
    gather: (head >>> 16) & 4095,
  });
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
  const at = r.reserve(3);
  const w = r.words;
  w[at] = 58 | (r.cpu << 8) | (gather << 16);
  w[at + 1] = r.cause;
  w[at + 2] = count;
  return r.commit();
}
function buildGatherRmapsFlushed(w: Int32Array, at: number, seq: number): GatherRmapsFlushed {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'GatherRmapsFlushed',
    gather: (head >>> 16) & 4095, count: w[at + 2]!,
  });
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
  const at = r.reserve(3);
  const w = r.words;
  w[at] = 59 | (r.cpu << 8) | (gather << 16) | (rcu << 28);
  w[at + 1] = r.cause;
  w[at + 2] = count;
  return r.commit();
}
function buildGatherTablesFreed(w: Int32Array, at: number, seq: number): GatherTablesFreed {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'GatherTablesFreed',
    gather: (head >>> 16) & 4095, rcu: ((head >>> 28) & 1) === 1, count: w[at + 2]!,
  });
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
  const at = r.reserve(3);
  const w = r.words;
  w[at] = 60 | (r.cpu << 8) | (gather << 16);
  w[at + 1] = r.cause;
  w[at + 2] = count;
  return r.commit();
}
function buildGatherPagesFreed(w: Int32Array, at: number, seq: number): GatherPagesFreed {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'GatherPagesFreed',
    gather: (head >>> 16) & 4095, count: w[at + 2]!,
  });
}

/** The gather ended. */
export interface GatherFinished extends EventBase {
  readonly type: 'GatherFinished';
  readonly gather: number;
}
export const K_GATHER_FINISHED = 61;
/** Records: The gather ended. Small fields are numbers (places in `ENUMS`). */
export function recGatherFinished(r: Recorder, gather: number): number {
  const at = r.reserve(2);
  const w = r.words;
  w[at] = 61 | (r.cpu << 8) | (gather << 16);
  w[at + 1] = r.cause;
  return r.commit();
}
function buildGatherFinished(w: Int32Array, at: number, seq: number): GatherFinished {
  const head = w[at]!;
  return Object.freeze({
    seq, cause: causeOf(w[at + 1]!), cpu: (head >>> 8) & 255, type: 'GatherFinished',
    gather: (head >>> 16) & 4095,
  });
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

/** Name of a kind; index 0 is no kind. */
export const KIND_NAMES: readonly ('' | EventType)[] = ['', 'CpuSwitched', 'AccessStarted', 'EntryRead', 'TlbFilled', 'TlbEvicted', 'WalkCacheFilled', 'TlbInvalidated', 'AccessCompleted', 'AccessFailed', 'FaultRaised', 'FaultDecoded', 'VmaFound', 'VmaMissed', 'AccessRefused', 'GupFaulted', 'BranchTaken', 'FaultEnded', 'VmstatCounted', 'FolioAllocated', 'FolioFreed', 'RefChanged', 'FolioCopied', 'FolioFlagged', 'LruAdded', 'TableAllocated', 'TableFreed', 'EntrySet', 'RmapAdded', 'RmapDuplicated', 'RmapRemoved', 'RmapMoved', 'CounterChanged', 'MmCreated', 'MmDestroyed', 'VmaInserted', 'VmaRemoved', 'AnonVmaCreated', 'VmaAnonVmaSet', 'ObjectCreated', 'ObjectFreed', 'PageCacheAdded', 'PageCacheRemoved', 'SyscallEntered', 'SyscallReturned', 'NotifierCalled', 'FlushRequested', 'FlushCompleted', 'FlushDeferred', 'FlushPendingChanged', 'GatherStarted', 'GatherVmaStarted', 'EntryQueued', 'PageQueued', 'BatchAdded', 'TableQueued', 'GatherEscalated', 'GatherTlbFlushed', 'GatherRmapsFlushed', 'GatherTablesFreed', 'GatherPagesFreed', 'GatherFinished'];
/** Words of a record, header included, by kind. */
export const RECORD_WIDTH = Uint8Array.of(0, 3, 5, 5, 7, 6, 6, 8, 3, 5, 6, 2, 7, 4, 3, 5, 3, 4, 2, 3, 3, 4, 4, 3, 3, 6, 4, 10, 6, 3, 3, 4, 4, 4, 3, 14, 5, 4, 6, 5, 3, 5, 5, 8, 3, 7, 7, 3, 3, 4, 3, 3, 6, 3, 3, 7, 2, 2, 3, 3, 3, 2);

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
/** The frozen event of a record. `at` is the record's first word in `w`. */
export const buildEvent = (w: Int32Array, at: number, seq: number): MmEvent => FACTORIES[w[at]! & 255]!(w, at, seq);
