import type { CoreState } from '../state/core-state';
import {
  F_FLAGS, F_GENERATION, F_INDEX, F_INDEX_HI, F_MAPCOUNT, F_MAPPING, F_PRIVATE, F_REF,
} from '../state/frames';
import {
  ORDER_SHIFT, PG_ACTIVE, PG_ANON, PG_EXCLUSIVE, PG_LRU, PG_SWAPBACKED, PG_UPTODATE, VALUE_MASK, VALUE_SHIFT,
} from '../state/flags';

const RMAP_FILE = 2;
const ACCESS_WRITE = 1;
const FOR_TABLE = 3;

/** The block leaves the free list, or the untouched middle of memory. */
function takeBlock(s: CoreState, pfn: number, order: number): void {
  if (s.freeHead[order] === pfn) s.freeHead[order] = s.frames.get(pfn, F_MAPPING);
  else if (order === 0) s.nextFrame = pfn + 1;
  else s.topFrame = pfn;
}

export function evolveFolioAllocated(s: CoreState, w: Int32Array, at: number): void {
  const order = (w[at]! >>> 16) & 15;
  const pfn = w[at + 2]!;
  takeBlock(s, pfn, order);
  const c = s.frames.own(pfn);
  const row = s.frames.row(pfn);
  c[row + F_REF] = 1;
  c[row + F_MAPCOUNT] = 0;
  c[row + F_FLAGS] = (order << ORDER_SHIFT) | (((w[at]! >>> 20) & 15) === FOR_TABLE ? 0 : 1 << PG_UPTODATE);
  c[row + F_MAPPING] = 0;
  c[row + F_INDEX] = 0;
  c[row + F_INDEX_HI] = 0;
  c[row + F_GENERATION]!++;
  c[row + F_PRIVATE] = 0;
}

export function evolveFolioFreed(s: CoreState, w: Int32Array, at: number): void {
  const order = (w[at]! >>> 16) & 15;
  const pfn = w[at + 2]!;
  const c = s.frames.own(pfn);
  const row = s.frames.row(pfn);
  c[row + F_REF] = 0;
  c[row + F_FLAGS] = 0;
  c[row + F_MAPPING] = s.freeHead[order]!;
  c[row + F_INDEX] = 0;
  s.freeHead[order] = pfn;
}

export function evolveFolioFlagged(s: CoreState, w: Int32Array, at: number): void {
  const head = w[at]!;
  const bit = 1 << ((head >>> 16) & 31);
  const pfn = w[at + 2]!;
  const flags = s.frames.get(pfn, F_FLAGS);
  s.frames.set(pfn, F_FLAGS, (head >>> 21) & 1 ? flags | bit : flags & ~bit);
}

export function evolveLruAdded(s: CoreState, w: Int32Array, at: number): void {
  const pfn = w[at + 2]!;
  const active = (w[at]! >>> 16) & 1;
  s.frames.own(pfn)[s.frames.row(pfn) + F_FLAGS]! |= (1 << PG_LRU) | (active << PG_ACTIVE);
}

export function evolveFolioCopied(s: CoreState, w: Int32Array, at: number): void {
  const value = s.frames.get(w[at + 2]!, F_FLAGS) & VALUE_MASK;
  const to = w[at + 3]!;
  s.frames.set(to, F_FLAGS, (s.frames.get(to, F_FLAGS) & ~VALUE_MASK) | value);
}

export function evolveAccessCompleted(s: CoreState, w: Int32Array, at: number): void {
  const head = w[at]!;
  if (((head >>> 16) & 3) !== ACCESS_WRITE) return;
  const pfn = w[at + 2]!;
  const value = (head >>> 18) & 0xff;
  const c = s.frames.own(pfn);
  const flags = s.frames.row(pfn) + F_FLAGS;
  c[flags] = (c[flags]! & ~VALUE_MASK) | (value << VALUE_SHIFT);
}

export function evolveRmapAdded(s: CoreState, w: Int32Array, at: number): void {
  const head = w[at]!;
  const pfn = w[at + 2]!;
  const c = s.frames.own(pfn);
  const row = s.frames.row(pfn);
  c[row + F_MAPCOUNT]!++;
  if (((head >>> 16) & 3) === RMAP_FILE) return;
  c[row + F_FLAGS]! |= (1 << PG_ANON) | (1 << PG_SWAPBACKED) | (((head >>> 18) & 1) << PG_EXCLUSIVE);
  c[row + F_MAPPING] = w[at + 3]!;
  c[row + F_INDEX] = w[at + 4]!;
  c[row + F_INDEX_HI] = w[at + 5]!;
}

export function evolveRmapDuplicated(s: CoreState, w: Int32Array, at: number): void {
  const pfn = w[at + 2]!;
  s.frames.add(pfn, F_MAPCOUNT, 1);
  s.frames.set(pfn, F_FLAGS, s.frames.get(pfn, F_FLAGS) & ~(1 << PG_EXCLUSIVE));
}

export function evolveRmapMoved(s: CoreState, w: Int32Array, at: number): void {
  const pfn = w[at + 2]!;
  s.frames.set(pfn, F_FLAGS, s.frames.get(pfn, F_FLAGS) | (1 << PG_EXCLUSIVE));
  s.frames.set(pfn, F_MAPPING, w[at + 3]!);
}
