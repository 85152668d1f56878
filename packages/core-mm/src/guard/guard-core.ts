import {
  K_ACCESS_COMPLETED, K_ANON_VMA_CREATED, K_COUNTER_CHANGED, K_CPU_SWITCHED, K_ENTRY_SET, K_FAULT_ENDED, K_FLUSH_DEFERRED,
  K_FLUSH_PENDING_CHANGED, K_FLUSH_REQUESTED, K_FOLIO_ALLOCATED, K_FOLIO_COPIED, K_FOLIO_FLAGGED, K_FOLIO_FREED, K_LRU_ADDED,
  K_MM_CREATED, K_MM_DESTROYED, K_OBJECT_CREATED, K_OBJECT_FREED, K_PAGE_CACHE_ADDED, K_PAGE_CACHE_REMOVED, K_REF_CHANGED, K_RMAP_ADDED,
  K_RMAP_DUPLICATED, K_RMAP_MOVED, K_RMAP_REMOVED, K_TABLE_ALLOCATED, K_TABLE_FREED, K_VMA_ANON_VMA_SET, K_VMA_INSERTED, K_VMA_REMOVED,
  vpnOf, wordHex,
} from '@faultline/contracts';
import { FIRST_FRAME, type CoreState } from '../state/core-state';
import { F_FLAGS, F_MAPCOUNT, F_PRIVATE, F_REF } from '../state/frames';
import { ORDER_SHIFT, PG_TABLE } from '../state/flags';
import { vmaIndex, vmaLookup } from '../state/vma';

/** Why a record cannot follow; undefined: it can. */
type Verdict = string | undefined;
type Guard = (s: CoreState, w: Int32Array, at: number) => Verdict;

const hex = (value: number): string => `0x${(value >>> 0).toString(16)}`;
const vpnAt = (w: Int32Array, at: number): number => vpnOf(w[at]!, w[at + 1]!);

const validFrame = (s: CoreState, pfn: number): boolean => pfn >= FIRST_FRAME && pfn < FIRST_FRAME + s.memoryPages;
const missingFrame = (s: CoreState, pfn: number): Verdict =>
  validFrame(s, pfn) ? undefined : `frame ${hex(pfn)} is outside memory`;
/** The frame exists and somebody holds it. */
function heldFrame(s: CoreState, pfn: number): Verdict {
  return missingFrame(s, pfn) ?? (s.frames.get(pfn, F_REF) > 0 ? undefined : `frame ${hex(pfn)} is free`);
}
const knownMm = (s: CoreState, id: number): Verdict => (s.mms[id] === undefined ? `there is no address space ${id}` : undefined);

function tableThere(s: CoreState, table: number): Verdict {
  const pfn = table >> s.shape.refShift;
  if (table < 0 || !validFrame(s, pfn)) return `table ${hex(table)} is outside memory`;
  const isTable = (s.frames.get(pfn, F_FLAGS) >>> PG_TABLE) & 1;
  return isTable && s.tableSlot(table) >= 0 ? undefined : `no page table stands at ${hex(table)}`;
}

/** A table of this level stands there. */
function tableOfLevel(s: CoreState, table: number, level: number): Verdict {
  const wrong = tableThere(s, table);
  if (wrong !== undefined) return wrong;
  const stands = s.frames.get(table >> s.shape.refShift, F_PRIVATE) - 1;
  return stands === level ? undefined : `the table at ${hex(table)} is of level ${stands}`;
}

const folioAllocated: Guard = (s, w, at) => {
  const order = (w[at]! >>> 16) & 15;
  const pfn = w[at + 2]!;
  const head = s.freeHead[order]!;
  const fresh = order === 0 ? s.nextFrame : (s.topFrame - (1 << order)) & -(1 << order);
  if (pfn === (head !== 0 ? head : fresh)) return missingFrame(s, pfn);
  return `frame ${hex(pfn)} is not the one the allocator would give (${hex(head !== 0 ? head : fresh)})`;
};

const folioFreed: Guard = (s, w, at) => {
  const pfn = w[at + 2]!;
  const wrong = missingFrame(s, pfn);
  if (wrong !== undefined) return wrong;
  if (s.frames.get(pfn, F_REF) !== 0) return `frame ${hex(pfn)} still has references`;
  const flags = s.frames.get(pfn, F_FLAGS);
  if (flags === 0) return `frame ${hex(pfn)} is free already`;
  return ((flags >>> ORDER_SHIFT) & 15) === ((w[at]! >>> 16) & 15) ? undefined : `the block at frame ${hex(pfn)} has another order`;
};

/** What a page is used for shows in its tables, not in a flag that anybody sets. */
const folioFlagged: Guard = (s, w, at) =>
  heldFrame(s, w[at + 2]!) ?? (((w[at]! >>> 16) & 31) === PG_TABLE ? 'a page becomes a table by TableAllocated only' : undefined);

const refChanged: Guard = (s, w, at) =>
  heldFrame(s, w[at + 2]!) ?? (s.frames.get(w[at + 2]!, F_REF) + w[at + 3]! < 0 ? `frame ${hex(w[at + 2]!)} would have fewer than no references` : undefined);

const heldOperand: Guard = (s, w, at) => heldFrame(s, w[at + 2]!);

const rmapRemoved: Guard = (s, w, at) =>
  missingFrame(s, w[at + 2]!) ?? (s.frames.get(w[at + 2]!, F_MAPCOUNT) > 0 ? undefined : `frame ${hex(w[at + 2]!)} is not mapped`);

const entrySet: Guard = (s, w, at) => {
  const level = (w[at]! >>> 16) & 7;
  const index = w[at + 2]! >>> 0;
  const table = w[at + 4]!;
  const wrong = knownMm(s, w[at + 3]!) ?? tableOfLevel(s, table, level) ?? (index < s.shape.entries[level]! ? undefined : `entry ${index} is beyond the table`);
  if (wrong !== undefined) return wrong;
  const words = s.tables.read(s.tableSlot(table));
  const lo = words[index << 1]!;
  const hi = words[(index << 1) | 1]!;
  if (lo === w[at + 9]! && hi === w[at + 10]!) return undefined;
  return `entry ${index} of table ${hex(table)} holds ${wordHex(lo, hi)}, not the old value ${wordHex(w[at + 9]!, w[at + 10]!)}`;
};

const tableAllocated: Guard = (s, w, at) => {
  const level = (w[at]! >>> 16) & 7;
  if (!(s.shape.entries[level]! > 0)) return `there is no level ${level}`;
  const pfn = w[at + 3]! >> s.shape.refShift;
  const wrong = knownMm(s, w[at + 2]!) ?? heldFrame(s, pfn);
  if (wrong !== undefined) return wrong;
  return s.tableSlot(w[at + 3]!) >= 0 ? `something stands at ${hex(w[at + 3]!)}` : undefined;
};

const tableFreed: Guard = (s, w, at) => knownMm(s, w[at + 2]!) ?? tableOfLevel(s, w[at + 3]!, (w[at]! >>> 16) & 7);

const objectKnown = (s: CoreState, id: number): Verdict => (s.objects[id] === undefined ? `there is no object ${id}` : undefined);
/** 0 is none. */
const anonVmaKnown = (s: CoreState, id: number): Verdict =>
  id >= 0 && id < s.anonVmas.length ? undefined : `there is no anon_vma ${id}`;

const vmaInserted: Guard = (s, w, at) => {
  const wrong = knownMm(s, w[at + 2]!);
  if (wrong !== undefined) return wrong;
  const { vmas } = s.mm(w[at + 2]!);
  const start = vpnAt(w, at + 4);
  const end = vpnAt(w, at + 6);
  if (start >= end) return 'the VMA is empty';
  const missing = (w[at + 10] === 0 ? undefined : objectKnown(s, w[at + 10]!)) ?? anonVmaKnown(s, w[at + 11]!);
  if (missing !== undefined) return missing;
  const next = vmas[vmaIndex(vmas, start)];
  return next !== undefined && next.start < end ? `the VMA overlaps the one at page 0x${next.start.toString(16)}` : undefined;
};

const vmaThere: Guard = (s, w, at) => {
  const wrong = knownMm(s, w[at + 2]!);
  if (wrong !== undefined) return wrong;
  const start = vpnAt(w, at + 3);
  return vmaLookup(s.mm(w[at + 2]!).vmas, start)?.start === start ? undefined : `no VMA starts at page 0x${start.toString(16)}`;
};

/** Ids are given in turn: one beyond the last is allowed, a far one would only waste memory. */
const nextId = (what: string, id: number, length: number): Verdict =>
  id === Math.max(1, length) ? undefined : `${what} ${id} is not the next one (${Math.max(1, length)})`;

const cpuSwitched: Guard = (s, w, at) => {
  if (((w[at]! >>> 8) & 255) >= s.loaded.length) return `there is no CPU ${(w[at]! >>> 8) & 255}`;
  return w[at + 2] === 0 ? undefined : knownMm(s, w[at + 2]!);
};

const indexFits = (s: CoreState, id: number, index: number): Verdict =>
  index >= 0 && index < s.objects[id]!.pages ? undefined : `object ${id} has no page ${index}`;
const cachePage: Guard = (s, w, at) =>
  objectKnown(s, w[at + 2]!) ?? indexFits(s, w[at + 2]!, w[at + 3]!) ?? heldFrame(s, w[at + 4]!);
/** The object holds this frame there (0: none). */
const cacheHolds = (s: CoreState, w: Int32Array, at: number, pfn: number): Verdict =>
  cachePage(s, w, at) ?? (s.objects[w[at + 2]!]!.get(w[at + 3]!) === pfn ? undefined : `object ${w[at + 2]!} has another page ${w[at + 3]!}`);
const objectFreed: Guard = (s, w, at) => {
  const id = w[at + 2]!;
  const mapped = s.mms.some((mm) => mm?.vmas.some((vma) => vma.object === id));
  return objectKnown(s, id) ?? (mapped ? `object ${id} is mapped` : undefined);
};
const mmCreated: Guard = (s, w, at) =>
  nextId('address space', w[at + 2]!, s.mms.length) ?? (s.shape.entries[(w[at]! >>> 16) & 7]! > 0 ? undefined : 'there is no such level');
const anonVmaCreated: Guard = (s, w, at) => nextId('anon_vma', w[at + 2]!, s.anonVmas.length) ?? anonVmaKnown(s, w[at + 3]!);
const counterChanged: Guard = (s, w, at) =>
  knownMm(s, w[at + 2]!) ?? (s.mm(w[at + 2]!).counters[(w[at]! >>> 16) & 3]! + w[at + 3]! < 0 ? 'the counter would be below zero' : undefined);
const flushPendingChanged: Guard = (s, w, at) =>
  knownMm(s, w[at + 2]!) ?? (s.mm(w[at + 2]!).flushPending + w[at + 3]! < 0 ? 'fewer than no gathers would be pending' : undefined);
const mmOperand: Guard = (s, w, at) => knownMm(s, w[at + 2]!);

/** What must hold before each kind of record may be folded, by kind. */
const GUARDS: Readonly<Record<number, Guard>> = {
  [K_CPU_SWITCHED]: cpuSwitched,
  [K_ACCESS_COMPLETED]: (s, w, at) => missingFrame(s, w[at + 2]!),
  [K_FAULT_ENDED]: (s, w, at) => knownMm(s, w[at + 3]!),
  [K_FOLIO_ALLOCATED]: folioAllocated,
  [K_FOLIO_FREED]: folioFreed,
  [K_REF_CHANGED]: refChanged,
  [K_FOLIO_COPIED]: (s, w, at) => missingFrame(s, w[at + 2]!) ?? heldFrame(s, w[at + 3]!),
  [K_FOLIO_FLAGGED]: folioFlagged,
  [K_LRU_ADDED]: heldOperand,
  [K_TABLE_ALLOCATED]: tableAllocated,
  [K_TABLE_FREED]: tableFreed,
  [K_ENTRY_SET]: entrySet,
  [K_RMAP_ADDED]: heldOperand,
  [K_RMAP_DUPLICATED]: heldOperand,
  [K_RMAP_REMOVED]: rmapRemoved,
  [K_RMAP_MOVED]: heldOperand,
  [K_COUNTER_CHANGED]: counterChanged,
  [K_MM_CREATED]: mmCreated,
  [K_MM_DESTROYED]: mmOperand,
  [K_VMA_INSERTED]: vmaInserted,
  [K_VMA_REMOVED]: vmaThere,
  [K_VMA_ANON_VMA_SET]: (s, w, at) => vmaThere(s, w, at) ?? anonVmaKnown(s, w[at + 5]!),
  [K_ANON_VMA_CREATED]: anonVmaCreated,
  [K_OBJECT_CREATED]: (s, w, at) => nextId('object', w[at + 2]!, s.objects.length),
  [K_OBJECT_FREED]: objectFreed,
  [K_PAGE_CACHE_ADDED]: (s, w, at) => cacheHolds(s, w, at, 0),
  [K_PAGE_CACHE_REMOVED]: (s, w, at) => cacheHolds(s, w, at, w[at + 4]!),
  [K_FLUSH_REQUESTED]: mmOperand,
  [K_FLUSH_DEFERRED]: mmOperand,
  [K_FLUSH_PENDING_CHANGED]: flushPendingChanged,
};

/** Why this record cannot follow on the state; undefined: it can. For logs that come from outside (DESIGN §4.8). */
export const guardCore = (s: CoreState, w: Int32Array, at: number): Verdict => GUARDS[w[at]! & 255]?.(s, w, at);
