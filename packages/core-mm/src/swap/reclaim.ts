import {
  lockStep, LRU_ACTIVE_ANON, LRU_ACTIVE_FILE, LRU_INACTIVE_ANON, LRU_INACTIVE_FILE, LRU_UNEVICTABLE, PG_ACTIVE, PG_DIRTY, PG_LRU, PG_SWAP_BACKED, PG_UNEVICTABLE, recBranchTaken, recFolioFlagged, recLruAdded,
  recSwapStored, REF_RECLAIM, SHRINK_FOLIO_LIST_KEPT, stepPoint, unlockStep, vpnOf, type Path, type Pfn, type Place,
} from '@faultline/contracts';
import { getPage, putPage } from '../alloc';
import type { Core } from '../core';
import { setPageDirty } from '../dirty';
import { folioLock } from '../backing/folio-lock';
import { dropFromPageCache } from '../backing/page-cache';
import { moveToSwap } from '../backing/shmem-swap';
import { maybeDmaPinned } from '../gup/grab';
import { isAnon } from '../rmap';
import { F_INDEX, F_INDEX_HI, F_MAPCOUNT, F_MAPPING, F_REF, hasFlag } from '../state/frames';
import { ACTIVATE, folioCheckReferences, KEEP, RECLAIM } from './folio-referenced';
import { addToSwap, deleteFromSwapCache, folioFreeSwap, inSwapCache, slotOfPage, vmSwapFull } from './slots';
import { tryToUnmap } from './try-to-unmap';

/** The reference of who isolated the page. */
const OURS = 1;
/** That, and the swap cache's. */
const OURS_AND_CACHE = 2;

const has = (k: Core, pfn: Pfn, flag: number): boolean => hasFlag(k.state.frames, pfn, flag);

/** A page that was taken off its LRU list, with a reference, and why. */
export interface Isolated {
  readonly pfn: Pfn;
  readonly cause: number;
}

/** Takes a page off its LRU list, with a reference; false: it cannot be reclaimed. @kernel v6.2-rc3 mm/vmscan.c:folio_isolate_lru */
export function isolateLruPage(k: Core, pfn: Pfn): boolean {
  if (!has(k, pfn, PG_LRU) || has(k, pfn, PG_UNEVICTABLE)) return false;
  getPage(k, pfn, REF_RECLAIM);
  recFolioFlagged(k.rec, PG_LRU, 0, pfn);
  return true;
}

function listOf(k: Core, pfn: Pfn): Place<'lruList'> {
  if (has(k, pfn, PG_UNEVICTABLE)) return LRU_UNEVICTABLE;
  const active = has(k, pfn, PG_ACTIVE);
  if (isAnon(k, pfn) || has(k, pfn, PG_SWAP_BACKED)) return active ? LRU_ACTIVE_ANON : LRU_INACTIVE_ANON;
  return active ? LRU_ACTIVE_FILE : LRU_INACTIVE_FILE;
}

/** Back on its list; if it was freed meanwhile, that was the last reference. @kernel v6.2-rc3 mm/vmscan.c:putback_lru_page */
function putbackLruPage(k: Core, pfn: Pfn): void {
  recLruAdded(k.rec, listOf(k, pfn), pfn);
  putPage(k, pfn, REF_RECLAIM);
}

/** Frees isolated pages as far as may be, and puts the others back. @kernel v6.2-rc3 mm/vmscan.c:reclaim_pages */
export function* reclaimPages(k: Core, pages: readonly Isolated[]): Path<void> {
  const { cause } = k.rec;
  for (const { pfn, cause: why } of pages) {
    k.rec.cause = why;
    if (has(k, pfn, PG_ACTIVE)) recFolioFlagged(k.rec, PG_ACTIVE, 0, pfn);
    yield* shrinkFolio(k, pfn);
    k.rec.cause = cause;
  }
}

/** One page, under its lock. @kernel v6.2-rc3 mm/vmscan.c:shrink_folio_list */
function* shrinkFolio(k: Core, pfn: Pfn): Path<void> {
  yield lockStep(folioLock(pfn));
  const verdict = yield* judge(k, pfn);
  if (verdict !== RECLAIM) k.rec.cause = recBranchTaken(k.rec, SHRINK_FOLIO_LIST_KEPT, verdict === ACTIVATE ? 1 : 0);
  if (verdict === ACTIVATE) activate(k, pfn);
  yield unlockStep(folioLock(pfn));
  if (verdict === RECLAIM) putPage(k, pfn, REF_RECLAIM);
  else putbackLruPage(k, pfn);
}

/** The page was in use after all. Its slot, if it has one, is of no use where slots are few. */
function activate(k: Core, pfn: Pfn): void {
  if (inSwapCache(k, pfn) && vmSwapFull(k)) folioFreeSwap(k, pfn);
  recFolioFlagged(k.rec, PG_ACTIVE, 1, pfn);
}

/** Used, or pinned, or without a place to go, or not to be unmapped: it stays. */
function* judge(k: Core, pfn: Pfn): Path<number> {
  const used = k.profile['pageout-ignores-marks'] ? RECLAIM : yield* folioCheckReferences(k, pfn);
  if (used !== RECLAIM) return used;
  if (isAnon(k, pfn) && has(k, pfn, PG_SWAP_BACKED) && !inSwapCache(k, pfn)) {
    if (maybeDmaPinned(k, pfn)) return KEEP;
    if (!addToSwap(k, pfn)) return ACTIVATE;
  }
  yield* unmap(k, pfn);
  if (k.state.frames.get(pfn, F_MAPCOUNT) > 0) return ACTIVATE;
  if (!has(k, pfn, PG_DIRTY)) return removeMapping(k, pfn);
  // Whoever asks for reclaim does not write files back: that is left to those who do it in order.
  if (!has(k, pfn, PG_SWAP_BACKED)) return isAnon(k, pfn) ? KEEP : ACTIVATE;
  const written = yield* pageout(k, pfn);
  return written === RECLAIM ? removeMapping(k, pfn) : written;
}

function* unmap(k: Core, pfn: Pfn): Path<void> {
  const { cause } = k.rec;
  if (k.state.frames.get(pfn, F_MAPCOUNT) > 0) yield* tryToUnmap(k, pfn);
  k.rec.cause = cause;
}

/**
 * Writes a page that nothing maps to its slot, which shared memory gets only now; RECLAIM: it is clean. A device that fails leaves it dirty, so that it is not lost. A slot
 * that no entry needs is given back instead.
 * @kernel v6.2-rc3 mm/vmscan.c:pageout, mm/page_io.c:swap_writepage
 */
function* pageout(k: Core, pfn: Pfn): Path<number> {
  if (k.state.frames.get(pfn, F_REF) !== OURS_AND_CACHE) return KEEP;
  recFolioFlagged(k.rec, PG_DIRTY, 0, pfn);
  if (!isAnon(k, pfn) && !inSwapCache(k, pfn) && !moveToSwap(k, pfn)) {
    setPageDirty(k, pfn);
    return ACTIVATE;
  }
  if (folioFreeSwap(k, pfn)) return KEEP;
  yield stepPoint('swap_writepage: mark cleared', { pfn });
  const { isBroken } = k.state.swap;
  if (isBroken) setPageDirty(k, pfn);
  else k.rec.cause = recSwapStored(k.rec, slotOfPage(k, pfn), pfn);
  return isBroken ? KEEP : RECLAIM;
}

/** A clean page of an object is read again, or found to be a hole. @kernel v6.2-rc3 mm/filemap.c:__filemap_remove_folio */
function dropPageOfObject(k: Core, pfn: Pfn): void {
  const { frames } = k.state;
  dropFromPageCache(k, k.state.object(frames.get(pfn, F_MAPPING)), vpnOf(frames.get(pfn, F_INDEX), frames.get(pfn, F_INDEX_HI)), pfn);
}

/** Nobody else refers to a clean page: it can be had again from its slot, or nobody wants it. @kernel v6.2-rc3 mm/vmscan.c:__remove_mapping */
function removeMapping(k: Core, pfn: Pfn): number {
  const cached = inSwapCache(k, pfn) || !isAnon(k, pfn);
  if (k.state.frames.get(pfn, F_REF) !== (cached ? OURS_AND_CACHE : OURS) || has(k, pfn, PG_DIRTY)) return KEEP;
  if (inSwapCache(k, pfn)) deleteFromSwapCache(k, pfn);
  else if (!isAnon(k, pfn)) dropPageOfObject(k, pfn);
  return RECLAIM;
}
