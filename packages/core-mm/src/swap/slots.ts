import {
  PG_SWAP_CACHE, PG_WRITEBACK, recSwapCacheAdded, recSwapCacheRemoved, recSwapCountChanged, recSwapSlotAllocated, recSwapSlotFreed,
  REF_SWAP, type Pfn, type SwapSlot,
} from '@faultline/contracts';
import { getPage, putPage } from '../alloc';
import type { Core } from '../core';
import { setPageDirty } from '../dirty';
import { F_MAPCOUNT, F_PRIVATE, hasFlag } from '../state/frames';

export const inSwapCache = (k: Core, pfn: Pfn): boolean => hasFlag(k.state.frames, pfn, PG_SWAP_CACHE);

/** The slot of a page in the swap cache. @kernel v6.2-rc3 include/linux/swap.h:folio_swap_entry */
export const slotOfPage = (k: Core, pfn: Pfn): SwapSlot => k.state.frames.get(pfn, F_PRIVATE);

/** Is most of the device in use? Then a slot is worth more than not having to write its page again. @kernel v6.2-rc3 include/linux/swap.h:vm_swap_full */
export const vmSwapFull = ({ state: { swap } }: Core): boolean => swap.isOpen && (swap.pages - swap.used) * 2 < swap.pages;

/**
 * A slot for the page, which joins the swap cache as its page; false: there is none to be had. The page has to be written before it can
 * go, whatever it was before. @kernel v6.2-rc3 mm/swap_state.c:add_to_swap
 */
export function addToSwap(k: Core, pfn: Pfn): boolean {
  const slot = k.state.swap.free;
  if (slot === 0) return false;
  recSwapSlotAllocated(k.rec, slot);
  recSwapCacheAdded(k.rec, slot, pfn);
  setPageDirty(k, pfn);
  return true;
}

/** One more entry refers to the slot. @kernel v6.2-rc3 mm/swapfile.c:swap_duplicate */
export const swapDuplicate = (k: Core, slot: SwapSlot): void => void recSwapCountChanged(k.rec, slot, 1);

/** The slot goes when neither an entry nor the cache needs it. */
function freeUnused(k: Core, slot: SwapSlot): void {
  const { swap } = k.state;
  if (swap.countOf(slot) === 0 && swap.pageOf(slot) === 0) recSwapSlotFreed(k.rec, slot);
}

/** One entry less refers to the slot. @kernel v6.2-rc3 mm/swapfile.c:swap_free */
export function swapFree(k: Core, slot: SwapSlot): void {
  const { cause } = k.rec;
  k.rec.cause = recSwapCountChanged(k.rec, slot, -1);
  freeUnused(k, slot);
  k.rec.cause = cause;
}

/** The page, to which the caller refers, leaves the swap cache, and the slot goes with it if no entry needs it. @kernel v6.2-rc3 mm/swap_state.c:delete_from_swap_cache */
export function deleteFromSwapCache(k: Core, pfn: Pfn): void {
  const slot = slotOfPage(k, pfn);
  const { cause } = k.rec;
  k.rec.cause = recSwapCacheRemoved(k.rec, slot, pfn);
  freeUnused(k, slot);
  k.rec.cause = cause;
}

/** Is the page in the swap cache, and would no entry look for it there? */
export function mayFreeSwap(k: Core, pfn: Pfn): boolean {
  const { frames, swap } = k.state;
  return inSwapCache(k, pfn) && !hasFlag(frames, pfn, PG_WRITEBACK) && swap.countOf(slotOfPage(k, pfn)) === 0;
}

/**
 * Takes the page out of the swap cache, if that may be; false: it stays, or is not in it. From then on only the page has the content, so
 * it is dirty. @kernel v6.2-rc3 mm/swapfile.c:folio_free_swap
 */
export function folioFreeSwap(k: Core, pfn: Pfn): boolean {
  if (!mayFreeSwap(k, pfn)) return false;
  deleteFromSwapCache(k, pfn);
  setPageDirty(k, pfn);
  return true;
}

/** Whoever puts a page that nothing maps any more spares the cache a page that nobody needs. @kernel v6.2-rc3 mm/swap_state.c:free_swap_cache */
export function freeSwapCache(k: Core, pfn: Pfn): void {
  if (inSwapCache(k, pfn) && k.state.frames.get(pfn, F_MAPCOUNT) === 0) folioFreeSwap(k, pfn);
}

/**
 * An entry of the slot goes for good. A page that the cache has for nobody goes with it.
 * @kernel v6.2-rc3 mm/swapfile.c:free_swap_and_cache,__try_to_reclaim_swap
 */
export function freeSwapAndCache(k: Core, slot: SwapSlot): void {
  const { swap, frames } = k.state;
  const pfn = swap.pageOf(slot);
  swapFree(k, slot);
  if (pfn === 0 || swap.countOf(slot) > 0 || (frames.get(pfn, F_MAPCOUNT) > 0 && !vmSwapFull(k))) return;
  getPage(k, pfn, REF_SWAP);
  folioFreeSwap(k, pfn);
  putPage(k, pfn, REF_SWAP);
}
