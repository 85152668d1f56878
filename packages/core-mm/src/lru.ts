import { PG_ACTIVE, PG_REFERENCED, PG_UNEVICTABLE, recFolioFlagged, type Pfn } from '@faultline/contracts';
import type { Core } from './core';
import { F_FLAGS } from './state/frames';
import { ZERO_PFN } from './state/core-state';

/**
 * First call: referenced. Second: active. One use may be chance; it takes a second to make the page active.
 * @kernel v6.2-rc3 mm/swap.c:folio_mark_accessed
 */
export function markPageAccessed(k: Core, pfn: Pfn): void {
  if (pfn === ZERO_PFN) return;
  const flags = k.state.frames.get(pfn, F_FLAGS);
  if (!((flags >>> PG_REFERENCED) & 1)) recFolioFlagged(k.rec, PG_REFERENCED, 1, pfn);
  else if (!((flags >>> PG_UNEVICTABLE) & 1) && !((flags >>> PG_ACTIVE) & 1)) {
    recFolioFlagged(k.rec, PG_ACTIVE, 1, pfn);
    recFolioFlagged(k.rec, PG_REFERENCED, 0, pfn);
  }
}
