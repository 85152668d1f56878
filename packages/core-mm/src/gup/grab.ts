import { recMmPinned, REF_GET, REF_PIN, type Pfn } from '@faultline/contracts';
import { getPage, putPage } from '../alloc';
import type { Core } from '../core';
import { ZERO_PFN } from '../state/core-state';
import { F_REF } from '../state/frames';
import { GUP_PIN_COUNTING_BIAS } from '../state/holds';
import type { MmState } from '../state/mm';
import { FOLL_GET, FOLL_PIN } from './foll';

/**
 * Takes what the caller asks for: a reference, or a pin, which is many, so that nobody takes it for a few that come and go. The zero
 * page, which nobody ever frees, has no count.
 * @kernel v6.2-rc3 mm/gup.c:try_grab_page
 */
export function grabPage(k: Core, pfn: Pfn, gup: number): void {
  if (pfn === ZERO_PFN) return;
  if (gup & FOLL_GET) getPage(k, pfn, REF_GET);
  else if (gup & FOLL_PIN) getPage(k, pfn, REF_PIN, GUP_PIN_COUNTING_BIAS);
}

/** Drops what `grabPage` took. @kernel v6.2-rc3 mm/gup.c:gup_put_folio */
export function ungrabPage(k: Core, pfn: Pfn, gup: number): void {
  if (pfn === ZERO_PFN) return;
  if (gup & FOLL_PIN) putPage(k, pfn, REF_PIN, GUP_PIN_COUNTING_BIAS);
  else putPage(k, pfn, REF_GET);
}

/** Fork asks for pins only where there may be any: the count is fuzzy, and most processes never pin. @kernel v6.2-rc3 mm/gup.c:mm_set_has_pinned_flag */
export function noteMayPin(k: Core, mm: MmState, gup: number): void {
  if (gup & FOLL_PIN && !mm.hasPinned) recMmPinned(k.rec, mm.id);
}

/** By its references; a thousand of the ordinary kind look like a pin, and "no" is always right. @kernel v6.2-rc3 include/linux/mm.h:folio_maybe_dma_pinned */
export const maybeDmaPinned = (k: Core, pfn: Pfn): boolean => k.state.frames.get(pfn, F_REF) >= GUP_PIN_COUNTING_BIAS;
