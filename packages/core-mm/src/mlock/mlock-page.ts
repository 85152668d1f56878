import {
  LRU_INACTIVE_ANON, LRU_UNEVICTABLE, PG_ACTIVE, PG_LRU, PG_MLOCKED, PG_UNEVICTABLE, recFolioFlagged, recLruAdded, recMlockCounted, VM_LOCKED, VM_SPECIAL, type Pfn,
  type VmFlags,
} from '@faultline/contracts';
import type { Core } from '../core';
import { F_FLAGS, F_MLOCK_COUNT } from '../state/frames';

/** Are pages of such a VMA locked as they are mapped? @kernel v6.2-rc3 mm/internal.h:mlock_vma_page */
export const locksPages = (vmFlags: VmFlags): boolean => (vmFlags & (VM_LOCKED | VM_SPECIAL)) === VM_LOCKED;

const has = (flags: number, flag: number): boolean => ((flags >>> flag) & 1) === 1;

/**
 * One locked mapping of the page more. On the unevictable list, where nobody looks for what to reclaim, the page counts them; that list
 * has no active half. A page that somebody took off its list is marked alone: whoever puts it back looks at the mark.
 * @kernel v6.2-rc3 mm/mlock.c:mlock_folio,__mlock_page
 */
export function mlockPage(k: Core, pfn: Pfn): void {
  const flags = k.state.frames.get(pfn, F_FLAGS);
  if (!has(flags, PG_MLOCKED)) recFolioFlagged(k.rec, PG_MLOCKED, 1, pfn);
  if (!has(flags, PG_LRU)) return;
  if (!has(flags, PG_UNEVICTABLE)) {
    if (has(flags, PG_ACTIVE)) recFolioFlagged(k.rec, PG_ACTIVE, 0, pfn);
    recFolioFlagged(k.rec, PG_UNEVICTABLE, 1, pfn);
  }
  recMlockCounted(k.rec, pfn, 1);
}

/**
 * One locked mapping less; with the last one the page can be reclaimed again. A count that is too low frees it too early, which reclaim
 * puts right when it finds the locked VMA; one that is too high would keep it for ever.
 * @kernel v6.2-rc3 mm/mlock.c:munlock_page,__munlock_page
 */
export function munlockPage(k: Core, pfn: Pfn): void {
  const flags = k.state.frames.get(pfn, F_FLAGS);
  const unevictable = has(flags, PG_LRU) && has(flags, PG_UNEVICTABLE);
  const count = unevictable ? k.state.frames.get(pfn, F_MLOCK_COUNT) : 0;
  if (count > 0) recMlockCounted(k.rec, pfn, -1);
  if (count > 1) return;
  if (has(flags, PG_MLOCKED)) recFolioFlagged(k.rec, PG_MLOCKED, 0, pfn);
  if (unevictable) recFolioFlagged(k.rec, PG_UNEVICTABLE, 0, pfn);
}

/** What a locked VMA does to a page that it begins to map, for the reason `cause`; any other does nothing. @kernel v6.2-rc3 mm/internal.h:mlock_vma_page */
export function mlockVmaPage(k: Core, vmFlags: VmFlags, pfn: Pfn, because: number): void {
  if (locksPages(vmFlags)) causedBy(k, because, mlockPage, pfn);
}

/** What a locked VMA does to a page that it maps no more. @kernel v6.2-rc3 mm/internal.h:munlock_vma_page */
export function munlockVmaPage(k: Core, vmFlags: VmFlags, pfn: Pfn, because: number): void {
  if (vmFlags & VM_LOCKED) causedBy(k, because, munlockPage, pfn);
}

function causedBy(k: Core, because: number, act: (k: Core, pfn: Pfn) => void, pfn: Pfn): void {
  const { cause } = k.rec;
  k.rec.cause = because;
  act(k, pfn);
  k.rec.cause = cause;
}

/**
 * A new anonymous page comes onto an LRU list: in a locked VMA at once onto the one that reclaim passes over.
 * @kernel v6.2-rc3 mm/swap.c:lru_cache_add_inactive_or_unevictable
 */
export function lruCacheAdd(k: Core, vmFlags: VmFlags, pfn: Pfn): void {
  if (locksPages(vmFlags)) mlockNewPage(k, pfn);
  else recLruAdded(k.rec, LRU_INACTIVE_ANON, pfn);
}

/** @kernel v6.2-rc3 mm/mlock.c:mlock_new_page,__mlock_new_page */
function mlockNewPage(k: Core, pfn: Pfn): void {
  recFolioFlagged(k.rec, PG_MLOCKED, 1, pfn);
  recLruAdded(k.rec, LRU_UNEVICTABLE, pfn);
  recMlockCounted(k.rec, pfn, 1);
}
