import {
  BACKING_FILE, BACKING_SHMEM, lockStep, MMU_NOTIFY_CLEAR, recBranchTaken, recObjectResized, recStorageDiscarded, UNMAP_MAPPING_RANGE_ALL, UNMAP_MAPPING_RANGE_SHARED_ONLY, unlockStep,
  type Pages, type Path, type Pfn, type Pgoff,
} from '@faultline/contracts';
import type { Core } from '../core';
import { zapPageRangeSingle } from '../paths/zap';
import type { ObjectState } from '../state/objects';
import { folioLock } from './folio-lock';
import { iMmapLock, mappedRanges, type MappedRange } from './i-mmap';
import { dropFromPageCache } from './page-cache';
import { dropSwapped } from './shmem-swap';

/** After the last page there can be. */
const EVERYTHING: Pgoff = Number.MAX_SAFE_INTEGER;

/**
 * Unmaps pages start … end of the object wherever they are mapped. A private copy is the process's own: it stays, unless the file ends
 * before it.
 * @param evenCows private copies too
 * @kernel v6.2-rc3 mm/memory.c:unmap_mapping_range
 */
function* unmapMappingRange(k: Core, object: ObjectState, start: Pgoff, end: Pgoff, evenCows: boolean): Path<void> {
  const { cause } = k.rec;
  yield lockStep(iMmapLock(object.id), 'read');
  const ranges: readonly MappedRange[] = mappedRanges(k, object.id, start, end);
  for (const range of ranges) {
    k.rec.cause = recBranchTaken(k.rec, evenCows ? UNMAP_MAPPING_RANGE_ALL : UNMAP_MAPPING_RANGE_SHARED_ONLY, object.id);
    yield* zapPageRangeSingle(k, range.mm, range.vma, range.start, range.end, MMU_NOTIFY_CLEAR, evenCows);
    k.rec.cause = cause;
  }
  yield unlockStep(iMmapLock(object.id));
}

/** Drops cached pages start … end, each under its lock. @kernel v6.2-rc3 mm/truncate.c:truncate_inode_pages_range */
function* truncatePages(k: Core, object: ObjectState, start: Pgoff, end: Pgoff): Path<void> {
  const pages: { index: Pgoff; pfn: Pfn }[] = [];
  object.forEach((index, pfn) => void (index >= start && index < end && pages.push({ index, pfn })));
  for (const { index, pfn } of pages) {
    yield lockStep(folioLock(pfn));
    if (object.get(index) === pfn) dropFromPageCache(k, object, index, pfn);
    yield unlockStep(folioLock(pfn));
  }
  dropSwapped(k, object, start, end);
}

/** What was on storage is zeros from now on. */
function discard(k: Core, object: ObjectState, start: Pgoff, end: Pgoff): void {
  if (object.backing === BACKING_FILE && start < end) recStorageDiscarded(k.rec, object.id, start, end);
}

/**
 * Gives the object another length. What lies beyond the end is unmapped before its pages go, and once more after: a fault may have mapped
 * a page while it went. The length comes first: a later fault finds the end.
 * @kernel v6.2-rc3 mm/truncate.c:truncate_setsize mm/shmem.c:shmem_setattr
 */
export function* setSize(k: Core, object: ObjectState, pages: Pages): Path<void> {
  const before: number = object.pages;
  const end: number = pages;
  k.rec.cause = recObjectResized(k.rec, object.id, pages);
  if (end >= before) return;
  yield* unmapMappingRange(k, object, end, EVERYTHING, true);
  yield* truncatePages(k, object, end, EVERYTHING);
  yield* unmapMappingRange(k, object, end, EVERYTHING, true);
  discard(k, object, end, before);
}

/** Punches a hole; the length stays. @kernel v6.2-rc3 mm/truncate.c:truncate_pagecache_range mm/shmem.c:shmem_fallocate */
export function* punchHole(k: Core, object: ObjectState, start: Pgoff, end: Pgoff): Path<void> {
  yield* unmapMappingRange(k, object, start, end, false);
  yield* truncatePages(k, object, start, end);
  if (object.backing === BACKING_SHMEM) yield* unmapMappingRange(k, object, start, end, false);
  discard(k, object, start, Math.min(end, object.pages));
}
