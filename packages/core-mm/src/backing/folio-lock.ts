import type { Pfn } from '@faultline/contracts';

/**
 * Name of a page's lock. Who holds it keeps the page in its object: truncation, write-back and reclaim wait for it.
 * @kernel v6.2-rc3 include/linux/pagemap.h:folio_lock
 */
export const folioLock = (pfn: Pfn): string => `folio:${pfn.toString(16)}`;
