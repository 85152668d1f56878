import { BACKING_ANON, BACKING_FILE, BACKING_SHMEM, PMD, REF_SWAP, type Path, type Vpn } from '@faultline/contracts';
import { putPage } from '../alloc';
import { readPagesAhead } from '../backing/readahead';
import { shmemWillneed } from '../backing/shmem-swap';
import type { Core } from '../core';
import { below, cursorOver, leadsOn, nextEntry, nextInTable, SWAP_STYLE, type Cursor } from '../cursor';
import type { MmState } from '../state/mm';
import { linearPageIndex, type Vma } from '../state/vma';
import { slotOfEntry } from '../swap/entries';
import { readSwapCacheAsync } from '../swap/swap-in';

/**
 * What is on swap is read into the swap cache; entries stay as they are. /dev/zero has nothing to read.
 * @kernel v6.2-rc3 mm/madvise.c:madvise_willneed
 */
export function* madviseWillneed(k: Core, mm: MmState, vma: Vma, start: Vpn, end: Vpn): Path<'ok'> {
  if (vma.backing === BACKING_FILE) return readFile(k, vma, start, end);
  if (vma.backing === BACKING_SHMEM) yield* shmemWillneed(k, k.state.object(vma.object), linearPageIndex(vma, start), linearPageIndex(vma, end));
  if (vma.backing !== BACKING_ANON) return 'ok';
  const at = cursorOver(mm, start, end);
  while (nextEntry(k, at, PMD)) if (leadsOn(at, 'swapin_walk_pmd_entry')) yield* readTable(k, below(k, at));
  return 'ok';
}

/** The pages are read, without the mark that makes more be read. @kernel v6.2-rc3 mm/readahead.c:force_page_cache_ra */
function readFile(k: Core, vma: Vma, start: Vpn, end: Vpn): 'ok' {
  const pages = end - start;
  readPagesAhead(k, k.state.object(vma.object), { start: linearPageIndex(vma, start), size: pages, async: 0 });
  return 'ok';
}

/** Memory that runs out is no error: the page is read when it is touched. @kernel v6.2-rc3 mm/madvise.c:swapin_walk_pmd_entry */
function* readTable(k: Core, at: Cursor): Path<void> {
  const { cause } = k.rec;
  while (nextInTable(k, at)) {
    const slot = at.kind === SWAP_STYLE ? slotOfEntry(k.arch, at.entry.lo, at.entry.hi) : 0;
    const pfn = slot === 0 ? 0 : yield* readSwapCacheAsync(k, slot);
    if (pfn !== 0) putPage(k, pfn, REF_SWAP);
    k.rec.cause = cause;
  }
}
