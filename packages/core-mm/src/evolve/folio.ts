import {
  ACCESS_WRITE, FOR_TABLE, PG_ACTIVE, PG_ANON, PG_EXCLUSIVE, PG_LRU, PG_SWAP_BACKED, PG_UPTODATE, RMAP_FILE, vpnHi, type Order, type Pfn,
  type Pgoff, type RmapOwner,
} from '@faultline/contracts';
import type { CoreState } from '../state/core-state';
import {
  F_FLAGS, F_GENERATION, F_INDEX, F_INDEX_HI, F_MAPCOUNT, F_MAPPING, F_PRIVATE, F_REF,
} from '../state/frames';
import { ORDER_SHIFT, VALUE_MASK, VALUE_SHIFT } from '../state/flags';


/** The block leaves the free list, or the untouched middle of memory. */
function takeBlock(s: CoreState, pfn: Pfn, order: Order): void {
  if (s.freeHead[order] === pfn) s.freeHead[order] = s.frames.get(pfn, F_MAPPING);
  else if (order === 0) s.nextFrame = pfn + 1;
  else s.topFrame = pfn;
}

export function evolveFolioAllocated(s: CoreState, order: Order, why: number, pfn: Pfn): void {
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

export function evolveFolioFreed(s: CoreState, order: Order, pfn: Pfn): void {
  const c = s.frames.own(pfn);
  const row = s.frames.row(pfn);
  c[row + F_REF] = 0;
  c[row + F_FLAGS] = 0;
  c[row + F_MAPPING] = s.freeHead[order]!;
  c[row + F_INDEX] = 0;
  s.freeHead[order] = pfn;
}

export function evolveFolioFlagged(s: CoreState, flag: number, on: number, pfn: Pfn): void {
  const flags = s.frames.get(pfn, F_FLAGS);
  s.frames.set(pfn, F_FLAGS, on ? flags | (1 << flag) : flags & ~(1 << flag));
}

/** Lists of the LRU alternate: inactive, active (`ENUMS.lruList`). */
export function evolveLruAdded(s: CoreState, list: number, pfn: Pfn): void {
  s.frames.own(pfn)[s.frames.row(pfn) + F_FLAGS]! |= (1 << PG_LRU) | ((list & 1) << PG_ACTIVE);
}

export function evolveFolioCopied(s: CoreState, from: Pfn, to: Pfn): void {
  const value = s.frames.get(from, F_FLAGS) & VALUE_MASK;
  s.frames.set(to, F_FLAGS, (s.frames.get(to, F_FLAGS) & ~VALUE_MASK) | value);
}

export function evolveAccessCompleted(s: CoreState, access: number, value: number, pfn: Pfn): void {
  if (access !== ACCESS_WRITE) return;
  const c = s.frames.own(pfn);
  const flags = s.frames.row(pfn) + F_FLAGS;
  c[flags] = (c[flags]! & ~VALUE_MASK) | (value << VALUE_SHIFT);
}

export function evolveRmapAdded(s: CoreState, kind: number, exclusive: number, pfn: Pfn, object: RmapOwner, index: Pgoff): void {
  const c = s.frames.own(pfn);
  const row = s.frames.row(pfn);
  c[row + F_MAPCOUNT]!++;
  if (kind === RMAP_FILE) return;
  c[row + F_FLAGS]! |= (1 << PG_ANON) | (1 << PG_SWAP_BACKED) | (exclusive << PG_EXCLUSIVE);
  c[row + F_MAPPING] = object;
  c[row + F_INDEX] = index | 0;
  c[row + F_INDEX_HI] = vpnHi(index);
}

export function evolveRmapDuplicated(s: CoreState, pfn: Pfn): void {
  s.frames.add(pfn, F_MAPCOUNT, 1);
  s.frames.set(pfn, F_FLAGS, s.frames.get(pfn, F_FLAGS) & ~(1 << PG_EXCLUSIVE));
}

export function evolveRmapMoved(s: CoreState, pfn: Pfn, object: RmapOwner): void {
  s.frames.set(pfn, F_FLAGS, s.frames.get(pfn, F_FLAGS) | (1 << PG_EXCLUSIVE));
  s.frames.set(pfn, F_MAPPING, object);
}
