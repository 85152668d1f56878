import {
  FAULT_FLAG_TRIED, FILEMAP_FAULT_BEYOND_END, FILEMAP_FAULT_MARKED, FILEMAP_FAULT_MISSED, lockStep, PG_READAHEAD, PG_UPTODATE, recBranchTaken, recVmstatCounted, REF_FAULT,
  unlockStep, VM_FAULT_LOCKED, VM_FAULT_MAJOR, VM_FAULT_OOM, VM_FAULT_RETRY, VM_FAULT_SIGBUS, VMSTAT_PGMAJFAULT, type Path, type Pfn, type Pgoff, type VmFault,
} from '@faultline/contracts';
import { getPage, putPage } from '../alloc';
import type { Core } from '../core';
import type { Vmf } from '../fault/vmf';
import { hasFlag } from '../state/frames';
import { NO_PAGE, type ObjectState } from '../state/objects';
import { linearPageIndex } from '../state/vma';
import { dropHeldFile, maybeUnlockMmapForIo } from './drop-mmap-lock';
import { folioLock } from './folio-lock';
import { addToPageCache, isCachedIn, readFolio } from './page-cache';
import { asyncReadahead, readsAhead, syncMmapReadahead } from './readahead';

/** One fault on a page of a file. */
interface Search {
  readonly vmf: Vmf;
  readonly object: ObjectState;
  readonly index: Pgoff;
  /** The mmap lock was dropped: the fault has to be made anew. */
  dropped: boolean;
}

/** Before I/O; the lock is dropped at most once. */
function* beforeIo(k: Core, search: Search): Path<void> {
  if (!search.dropped) search.dropped = yield* maybeUnlockMmapForIo(k, search.vmf);
}

/**
 * A page of a file: the cached one, or read from storage. Whoever reads drops the mmap lock on a first attempt and has the fault made
 * anew, for the disk is slow and others of the process shall not wait. The page is there then.
 * @kernel v6.2-rc3 mm/filemap.c:filemap_fault
 */
export function* filemapFault(k: Core, vmf: Vmf): Path<VmFault> {
  const search = { vmf, object: k.state.object(vmf.vma.object), index: linearPageIndex(vmf.vma, vmf.vpn), dropped: false };
  if (search.index >= search.object.pages) return beyondEnd(k, search);
  const cached = search.object.get(search.index);
  if (cached === NO_PAGE) yield* missed(k, search);
  else if (!(vmf.flags & FAULT_FLAG_TRIED)) yield* metMark(k, search, cached);
  return (cached === NO_PAGE ? VM_FAULT_MAJOR : 0) | (yield* lockedPage(k, search));
}

function beyondEnd(k: Core, { object }: Search): number {
  recBranchTaken(k.rec, FILEMAP_FAULT_BEYOND_END, object.id);
  return VM_FAULT_SIGBUS;
}

/** It counts as major where the I/O is decided, whoever is charged in the end. */
function* missed(k: Core, search: Search): Path<void> {
  const { vma } = search.vmf;
  const index: number = search.index;
  k.rec.cause = recBranchTaken(k.rec, FILEMAP_FAULT_MISSED, index);
  recVmstatCounted(k.rec, VMSTAT_PGMAJFAULT);
  if (!readsAhead(vma.vmFlags)) return;
  yield* beforeIo(k, search);
  syncMmapReadahead(k, search.object, search.index, vma.vmFlags);
}

function* metMark(k: Core, search: Search, pfn: Pfn): Path<void> {
  if (!hasFlag(k.state.frames, pfn, PG_READAHEAD) || !readsAhead(search.vmf.vma.vmFlags)) return;
  k.rec.cause = recBranchTaken(k.rec, FILEMAP_FAULT_MARKED, pfn);
  yield* beforeIo(k, search);
  asyncReadahead(k, search.object, search.index, pfn);
}

/** The page with a reference; made if readahead did not. 0: out of memory. */
function found(k: Core, { object, index }: Search): Pfn {
  const pfn = object.get(index);
  if (pfn === NO_PAGE) return addToPageCache(k, object, index);
  getPage(k, pfn, REF_FAULT);
  return pfn;
}

/** The page, locked and up to date; or RETRY, if the lock of the VMA is gone. A file may have been cut while nobody looked. */
function* lockedPage(k: Core, search: Search): Path<number> {
  const { vmf, object, index } = search;
  const pfn = found(k, search);
  if (pfn === 0) return search.dropped ? anew(k, search) : VM_FAULT_OOM;
  yield lockStep(folioLock(pfn));
  const stands = isCachedIn(k, pfn, object);
  if (stands && !hasFlag(k.state.frames, pfn, PG_UPTODATE)) {
    yield* beforeIo(k, search);
    readFolio(k, object, index, pfn);
  }
  if (stands && !search.dropped && index < object.pages) {
    vmf.page = pfn;
    return VM_FAULT_LOCKED;
  }
  yield unlockStep(folioLock(pfn));
  putPage(k, pfn, REF_FAULT);
  if (search.dropped) return anew(k, search);
  return stands ? beyondEnd(k, search) : yield* filemapFault(k, vmf);
}

/** With the mmap lock gone the fault is made anew, whatever it came to. */
function anew(k: Core, { vmf }: Search): number {
  dropHeldFile(k, vmf);
  return VM_FAULT_RETRY;
}
