import { vpnHi } from '@faultline/contracts';
import type { CoreState } from '../state/core-state';
import {
  F_FLAGS, F_GENERATION, F_INDEX, F_INDEX_HI, F_MAPCOUNT, F_MAPPING, F_PRIVATE, F_REF,
} from '../state/frames';
import {
  ORDER_SHIFT, PG_ACTIVE, PG_ANON, PG_EXCLUSIVE, PG_LRU, PG_SWAPBACKED, PG_UPTODATE, VALUE_MASK, VALUE_SHIFT,
} from '../state/flags';

/** Place in `ENUMS.rmapKind`. */
const RMAP_FILE = 2;
/** Place in `ENUMS.access`. */
const ACCESS_WRITE = 1;
/** Place in `ENUMS.folioFor`. */
const FOR_TABLE = 3;

/** The block leaves the free list, or the untouched middle of memory. */
function takeBlock(s: CoreState, pfn: number, order: number): void {
  if (s.freeHead[order] === pfn) s.freeHead[order] = s.frames.get(pfn, F_MAPPING);
  else if (order === 0) s.nextFrame = pfn + 1;
  else s.topFrame = pfn;
}

export function evolveFolioAllocated(s: CoreState, order: number, why: number, pfn: number): void {
  takeBlock(s, pfn, order);
  const c = s.frames.own(pfn);
  const row = s.frames.row(pfn);
  c[row + F_REF] = 1;
  c[row + F_MAPCOUNT] = 0;
  c[row + F_FLAGS] = (order << ORDER_SHIFT) | (why === FOR_TABLE ? 0 : 1 << PG_UPTODATE);
  c[row + F_MAPPING] = 0;
  c[row + F_INDEX] = 0;
  c[row + F_INDEX_HI] = 0;
  c[row + F_GENERATION]!++;
  c[row + F_PRIVATE] = 0;
}

export function evolveFolioFreed(s: CoreState, order: number, pfn: number): void {
  const c = s.frames.own(pfn);
  const row = s.frames.row(pfn);
  c[row + F_REF] = 0;
  c[row + F_FLAGS] = 0;
  c[row + F_MAPPING] = s.freeHead[order]!;
  c[row + F_INDEX] = 0;
  s.freeHead[order] = pfn;
}

export function evolveFolioFlagged(s: CoreState, flag: number, on: number, pfn: number): void {
  const flags = s.frames.get(pfn, F_FLAGS);
  s.frames.set(pfn, F_FLAGS, on ? flags | (1 << flag) : flags & ~(1 << flag));
}

/** Lists of the LRU alternate: inactive, active (`ENUMS.lruList`). */
export function evolveLruAdded(s: CoreState, list: number, pfn: number): void {
  s.frames.own(pfn)[s.frames.row(pfn) + F_FLAGS]! |= (1 << PG_LRU) | ((list & 1) << PG_ACTIVE);
}

export function evolveFolioCopied(s: CoreState, from: number, to: number): void {
  const value = s.frames.get(from, F_FLAGS) & VALUE_MASK;
  s.frames.set(to, F_FLAGS, (s.frames.get(to, F_FLAGS) & ~VALUE_MASK) | value);
}

export function evolveAccessCompleted(s: CoreState, access: number, value: number, pfn: number): void {
  if (access !== ACCESS_WRITE) return;
  const c = s.frames.own(pfn);
  const flags = s.frames.row(pfn) + F_FLAGS;
  c[flags] = (c[flags]! & ~VALUE_MASK) | (value << VALUE_SHIFT);
}

export function evolveRmapAdded(s: CoreState, kind: number, exclusive: number, pfn: number, object: number, index: number): void {
  const c = s.frames.own(pfn);
  const row = s.frames.row(pfn);
  c[row + F_MAPCOUNT]!++;
  if (kind === RMAP_FILE) return;
  c[row + F_FLAGS]! |= (1 << PG_ANON) | (1 << PG_SWAPBACKED) | (exclusive << PG_EXCLUSIVE);
  c[row + F_MAPPING] = object;
  c[row + F_INDEX] = index | 0;
  c[row + F_INDEX_HI] = vpnHi(index);
}

export function evolveRmapDuplicated(s: CoreState, pfn: number): void {
  s.frames.add(pfn, F_MAPCOUNT, 1);
  s.frames.set(pfn, F_FLAGS, s.frames.get(pfn, F_FLAGS) & ~(1 << PG_EXCLUSIVE));
}

export function evolveRmapMoved(s: CoreState, pfn: number, object: number): void {
  s.frames.set(pfn, F_FLAGS, s.frames.get(pfn, F_FLAGS) | (1 << PG_EXCLUSIVE));
  s.frames.set(pfn, F_MAPPING, object);
}
