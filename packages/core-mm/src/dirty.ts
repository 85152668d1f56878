import { PG_DIRTY, recFolioFlagged, type Pfn } from '@faultline/contracts';
import type { Core } from './core';
import { hasFlag } from './state/frames';

/** The page is dirty from now on. @kernel v6.2-rc3 mm/page-writeback.c:folio_mark_dirty */
export function setPageDirty(k: Core, pfn: Pfn): void {
  if (!hasFlag(k.state.frames, pfn, PG_DIRTY)) recFolioFlagged(k.rec, PG_DIRTY, 1, pfn);
}
