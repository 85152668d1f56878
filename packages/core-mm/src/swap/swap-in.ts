import {
  FOR_SWAP_IN, lockStep, LRU_ACTIVE_ANON, recLruAdded, recSwapCacheAdded, recSwapLoaded, REF_SWAP, stepPoint, unlockStep, type Path, type Pfn, type SwapSlot,
} from '@faultline/contracts';
import { allocFolio, getPage, putPage } from '../alloc';
import type { Core } from '../core';
import { folioLock } from '../backing/folio-lock';

/** Reads the slot into the page; a device that fails leaves the page not up to date. @kernel v6.2-rc3 mm/page_io.c:swap_readpage */
function swapReadpage(k: Core, slot: SwapSlot, pfn: Pfn): void {
  if (!k.state.swap.isBroken) k.rec.cause = recSwapLoaded(k.rec, slot, pfn);
}

/**
 * Reads a page that stays outside the swap cache, for the one entry of its slot; it is locked then. 0: out of memory. What was evicted
 * and is wanted again so soon belongs to the working set: it begins active.
 */
export function* swapInAlone(k: Core, slot: SwapSlot): Path<Pfn> {
  const pfn = allocFolio(k, 0, FOR_SWAP_IN);
  if (pfn === 0) return 0;
  yield lockStep(folioLock(pfn));
  recLruAdded(k.rec, LRU_ACTIVE_ANON, pfn);
  yield stepPoint('do_swap_page: page allocated', { pfn });
  swapReadpage(k, slot, pfn);
  return pfn;
}

/** The page of the slot in the swap cache, with a reference for the caller; 0: there is none. @kernel v6.2-rc3 mm/swap_state.c:swap_cache_get_folio */
export function swapCacheGet(k: Core, slot: SwapSlot): Pfn {
  const pfn = k.state.swap.pageOf(slot);
  if (pfn !== 0) getPage(k, pfn, REF_SWAP);
  return pfn;
}

/**
 * The page of the slot in the swap cache, read if it is not there, with a reference for the caller; 0: out of memory. Whoever finds it
 * there meanwhile waits for its lock, and so for its content.
 * @kernel v6.2-rc3 mm/swap_state.c:read_swap_cache_async
 */
export function* readSwapCacheAsync(k: Core, slot: SwapSlot): Path<Pfn> {
  const found = swapCacheGet(k, slot);
  const pfn = found !== 0 ? found : allocFolio(k, 0, FOR_SWAP_IN);
  if (found !== 0 || pfn === 0) return pfn;
  yield lockStep(folioLock(pfn));
  const other = swapCacheGet(k, slot);
  if (other === 0) fillCache(k, slot, pfn);
  yield unlockStep(folioLock(pfn));
  if (other !== 0) putPage(k, pfn, REF_SWAP);
  return other !== 0 ? other : pfn;
}

function fillCache(k: Core, slot: SwapSlot, pfn: Pfn): void {
  recSwapCacheAdded(k.rec, slot, pfn);
  recLruAdded(k.rec, LRU_ACTIVE_ANON, pfn);
  swapReadpage(k, slot, pfn);
}
