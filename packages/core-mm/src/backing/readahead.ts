import { PG_READAHEAD, recFolioFlagged, recReadAheadPlanned, REF_FAULT, VM_RAND_READ, VM_SEQ_READ, type Pages, type Pfn, type Pgoff, type VmFlags } from '@faultline/contracts';
import { putPage } from '../alloc';
import type { Core } from '../core';
import { NO_PAGE, type ObjectState } from '../state/objects';
import { addToPageCache, readFolio } from './page-cache';
import { aroundFault, ondemandReadahead, type Window } from './readahead-window';

/** @kernel v6.2-rc3 include/linux/pagemap.h:VM_READAHEAD_PAGES */
const READAHEAD_BYTES = 128 * 1024;
const maxPages = (k: Core): Pages => READAHEAD_BYTES >> k.arch.geometry.pageShift;

/** Pages in a row that are cached before the index. */
function history(object: ObjectState, index: Pgoff, max: Pages): Pages {
  let count = 0;
  while (count < max && index - count > 0 && object.get(index - count - 1) !== NO_PAGE) count++;
  return count;
}

function nextMiss(object: ObjectState, index: Pgoff, max: Pages): Pgoff | undefined {
  for (let at = index + 1; at <= index + max; at++) if (object.get(at) === NO_PAGE) return at;
  return undefined;
}

/** The page that makes the next window due: `async` pages before the end of what is read, if it is new. */
const markOf = (start: Pgoff, size: Pages, async: Pages): Pgoff => (async > size ? -1 : start + size - async);

/**
 * Reads what is missing of the window, as far as the file goes; without memory, as far as that goes.
 * @kernel v6.2-rc3 mm/readahead.c:page_cache_ra_unbounded,do_page_cache_ra
 */
export function readPagesAhead(k: Core, object: ObjectState, { start, size, async }: Pick<Window, 'start' | 'size' | 'async'>): void {
  const pages = Math.min(size, object.pages - start);
  const mark = markOf(start, pages, async);
  const { cause } = k.rec;
  for (let index = start; index < start + pages; index++) {
    if (object.get(index) !== NO_PAGE) continue;
    const pfn = addToPageCache(k, object, index);
    if (pfn === 0) break;
    if (index === mark) recFolioFlagged(k.rec, PG_READAHEAD, 1, pfn);
    readFolio(k, object, index, pfn);
    putPage(k, pfn, REF_FAULT);
    k.rec.cause = cause;
  }
}

function readWindow(k: Core, object: ObjectState, window: Window | undefined): void {
  if (window === undefined) return;
  if (window.planned) recReadAheadPlanned(k.rec, object.id, window.start, window.size, window.async);
  readPagesAhead(k, object, window);
}

/** A page is missing, or has the mark: what a reader in order will want. @kernel v6.2-rc3 mm/readahead.c:page_cache_sync_ra,page_cache_async_ra */
export function readAhead(k: Core, object: ObjectState, index: Pgoff, pages: Pages, marked: boolean): void {
  readWindow(k, object, ondemandReadahead(object.readahead, {
    index, pages, marked, lastRead: object.lastRead, history: (max) => history(object, index, max), nextMiss: (max) => nextMiss(object, index, max),
  }, maxPages(k)));
}

/** Whether a fault on a missing page reads ahead here: not if the process said that its reads come in no order. */
export const readsAhead = (vmFlags: VmFlags): boolean => !(vmFlags & VM_RAND_READ);

/** A fault on a missing page reads ahead. @kernel v6.2-rc3 mm/filemap.c:do_sync_mmap_readahead */
export function syncMmapReadahead(k: Core, object: ObjectState, index: Pgoff, vmFlags: VmFlags): void {
  if (vmFlags & VM_SEQ_READ) readAhead(k, object, index, maxPages(k), false);
  else readWindow(k, object, aroundFault(index, maxPages(k)));
}

/** The page was read ahead as the one that makes the next window due, and now it is. @kernel v6.2-rc3 mm/filemap.c:do_async_mmap_readahead */
export function asyncReadahead(k: Core, object: ObjectState, index: Pgoff, pfn: Pfn, pages = maxPages(k)): void {
  recFolioFlagged(k.rec, PG_READAHEAD, 0, pfn);
  readAhead(k, object, index, pages, true);
}
