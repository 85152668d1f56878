import {
  BACKING_SHMEM, FOR_FILE, FOR_SHMEM, LRU_INACTIVE_ANON, LRU_INACTIVE_FILE, PG_DIRTY, recFolioFlagged, recLruAdded, recPageCacheAdded, recPageCacheRemoved, recPageRead,
  type Pfn, type Pgoff,
} from '@faultline/contracts';
import { allocFolio, freeFolio } from '../alloc';
import type { Core } from '../core';
import { F_MAPPING, F_REF, hasFlag } from '../state/frames';
import type { ObjectState } from '../state/objects';

/**
 * A new page of the object in its cache, with the allocator's reference still the caller's; 0: out of memory. A page of a file is not up
 * to date before it was read.
 * @kernel v6.2-rc3 mm/filemap.c:filemap_add_folio
 */
export function addToPageCache(k: Core, object: ObjectState, index: Pgoff): Pfn {
  const shmem = object.backing === BACKING_SHMEM;
  const pfn = allocFolio(k, 0, shmem ? FOR_SHMEM : FOR_FILE);
  if (pfn === 0) return 0;
  recPageCacheAdded(k.rec, object.id, index, pfn);
  recLruAdded(k.rec, shmem ? LRU_INACTIVE_ANON : LRU_INACTIVE_FILE, pfn);
  return pfn;
}

/** Fills the page from storage. @kernel v6.2-rc3 mm/filemap.c:filemap_read_folio */
export const readFolio = (k: Core, object: ObjectState, index: Pgoff, pfn: Pfn): void => void recPageRead(k.rec, object.id, index, pfn);

/** Is the page still the object's? Without its lock truncation may have taken it out. */
export const isCachedIn = (k: Core, pfn: Pfn, object: ObjectState): boolean => k.state.frames.get(pfn, F_MAPPING) === object.id;

/**
 * Takes a page out of the cache: whoever still refers to it has a page of no file. Nobody maps it any more, and what it holds is not wanted.
 * @kernel v6.2-rc3 mm/truncate.c:truncate_inode_folio
 */
export function dropFromPageCache(k: Core, object: ObjectState, index: Pgoff, pfn: Pfn): void {
  const { cause } = k.rec;
  if (hasFlag(k.state.frames, pfn, PG_DIRTY)) recFolioFlagged(k.rec, PG_DIRTY, 0, pfn);
  k.rec.cause = recPageCacheRemoved(k.rec, object.id, index, pfn);
  if (k.state.frames.get(pfn, F_REF) === 0) freeFolio(k, pfn);
  k.rec.cause = cause;
}
