import {
  ACCESS_WRITE, FOR_FILE, FOR_SWAP_IN, FOR_TABLE, LRU_UNEVICTABLE, PG_ACTIVE, PG_ANON, PG_EXCLUSIVE, PG_LRU, PG_SWAP_BACKED, PG_TABLE, PG_UNEVICTABLE,
  PG_UPTODATE, REF_GATHER, REF_MAP, RMAP_FILE, vpnHi, type Delta, type Order, type Pfn, type Pgoff, type RmapOwner,
} from '@faultline/contracts';
import type { CoreState } from '../state/core-state';
import {
  F_BY_CACHE, F_BY_PATH, F_BY_TABLE, F_BY_UNMAP, F_FLAGS, F_GENERATION, F_INDEX, F_INDEX_HI, F_MAPCOUNT, F_MAPPING, F_MLOCK_COUNT, F_ORDER,
  F_PRIVATE, F_REF, F_VALUE, setFlag,
} from '../state/frames';
import { N_NEXT_FRAME, N_TOP_FRAME } from '../state/memory';

/** The block leaves the free list, or the untouched middle of memory. */
function takeBlock(s: CoreState, pfn: Pfn, order: Order): void {
  if (s.freeHead[order] === pfn) s.stores.freeLists.set(0, order, s.frames.get(pfn, F_MAPPING));
  else if (order === 0) s.stores.next.set(N_NEXT_FRAME, 0, pfn + 1);
  else s.stores.next.set(N_TOP_FRAME, 0, pfn);
}

export function evolveFolioAllocated(s: CoreState, order: Order, why: number, pfn: Pfn): void {
  takeBlock(s, pfn, order);
  const c = s.frames.write(pfn);
  const row = s.frames.base(pfn);
  c[row + F_REF] = 1;
  c[row + F_MAPCOUNT] = 0;
  c[row + F_FLAGS] = why === FOR_TABLE || why === FOR_FILE || why === FOR_SWAP_IN ? 0 : 1 << PG_UPTODATE;
  c[row + F_MLOCK_COUNT] = 0;
  c[row + F_MAPPING] = 0;
  c[row + F_INDEX] = 0;
  c[row + F_INDEX_HI] = 0;
  c[row + F_GENERATION]!++;
  c[row + F_PRIVATE] = 0;
  c[row + F_ORDER] = order;
  c[row + F_VALUE] = 0;
  c[row + F_BY_PATH] = why === FOR_TABLE ? 0 : 1;
  c[row + F_BY_TABLE] = why === FOR_TABLE ? 1 : 0;
}

/** Whose reference it is that comes or goes. */
function holderOf(flags: number, why: number, delta: Delta): number {
  if (((flags >>> PG_TABLE) & 1) === 1) return F_BY_TABLE;
  return delta < 0 && (why === REF_MAP || why === REF_GATHER) ? F_BY_UNMAP : F_BY_PATH;
}

export function evolveRefChanged(s: CoreState, why: number, pfn: Pfn, delta: Delta): void {
  const c = s.frames.write(pfn);
  const row = s.frames.base(pfn);
  c[row + F_REF]! += delta;
  c[row + holderOf(c[row + F_FLAGS]!, why, delta)]! += delta;
}

export function evolveFolioFreed(s: CoreState, order: Order, pfn: Pfn): void {
  const c = s.frames.write(pfn);
  const row = s.frames.base(pfn);
  c[row + F_REF] = 0;
  c[row + F_FLAGS] = 0;
  c[row + F_MLOCK_COUNT] = 0;
  c[row + F_MAPPING] = s.freeHead[order]!;
  c[row + F_INDEX] = 0;
  c[row + F_ORDER] = 0;
  c[row + F_VALUE] = 0;
  s.stores.freeLists.set(0, order, pfn);
}

export const evolveFolioFlagged = (s: CoreState, flag: number, on: number, pfn: Pfn): void => setFlag(s.frames, pfn, flag, on === 1);

/** Lists of the LRU alternate, inactive and active, but for the last, of pages that are not evicted (`ENUMS.lruList`). */
export const evolveLruAdded = (s: CoreState, list: number, pfn: Pfn): void =>
  s.frames.or(pfn, F_FLAGS, (1 << PG_LRU) | (list === LRU_UNEVICTABLE ? 1 << PG_UNEVICTABLE : (list & 1) << PG_ACTIVE));

export const evolveMlockCounted = (s: CoreState, pfn: Pfn, delta: Delta): void => s.frames.add(pfn, F_MLOCK_COUNT, delta);

export const evolveFolioCopied = (s: CoreState, from: Pfn, to: Pfn): void => s.frames.set(to, F_VALUE, s.frames.get(from, F_VALUE));

export function evolveAccessCompleted(s: CoreState, access: number, value: number, pfn: Pfn): void {
  if (access === ACCESS_WRITE) s.frames.set(pfn, F_VALUE, value);
}

export function evolveRmapAdded(s: CoreState, kind: number, exclusive: number, pfn: Pfn, object: RmapOwner, index: Pgoff): void {
  const c = s.frames.write(pfn);
  const row = s.frames.base(pfn);
  c[row + F_MAPCOUNT]!++;
  c[row + F_BY_PATH]!--;
  if (kind === RMAP_FILE) return;
  c[row + F_FLAGS]! |= (1 << PG_ANON) | (1 << PG_SWAP_BACKED) | (exclusive << PG_EXCLUSIVE);
  c[row + F_MAPPING] = object;
  c[row + F_INDEX] = index | 0;
  c[row + F_INDEX_HI] = vpnHi(index);
}

export function evolveRmapDuplicated(s: CoreState, pfn: Pfn): void {
  const c = s.frames.write(pfn);
  const row = s.frames.base(pfn);
  c[row + F_MAPCOUNT]!++;
  c[row + F_BY_PATH]!--;
  c[row + F_FLAGS]! &= ~(1 << PG_EXCLUSIVE);
}

export function evolveRmapRemoved(s: CoreState, _delayed: number, pfn: Pfn): void {
  const c = s.frames.write(pfn);
  const row = s.frames.base(pfn);
  c[row + F_MAPCOUNT]!--;
  c[row + F_BY_UNMAP]!++;
}

/** The cache takes a reference of its own, or drops it. */
export function countCached(s: CoreState, pfn: Pfn, delta: Delta): void {
  s.frames.add(pfn, F_REF, delta);
  s.frames.add(pfn, F_BY_CACHE, delta);
}

export function evolveRmapMoved(s: CoreState, pfn: Pfn, object: RmapOwner): void {
  setFlag(s.frames, pfn, PG_EXCLUSIVE, true);
  s.frames.set(pfn, F_MAPPING, object);
}
