import {
  DO_PAGE_MKWRITE_TOLD, FAULT_DIRTY_SHARED_PAGE_DIRTIED, FAULT_DIRTY_SHARED_PAGE_THROTTLED, FAULT_FLAG_MKWRITE, FAULT_FLAG_WRITE, PG_DIRTY,
  recBranchTaken, unlockStep, VM_FAULT_COMPLETED, type Path,
} from '@faultline/contracts';
import { dropHeldFile, maybeUnlockMmapForIo } from '../backing/drop-mmap-lock';
import { folioLock } from '../backing/folio-lock';
import type { VmOperations } from '../backing/vm-operations';
import type { Core } from '../core';
import { setPageDirty } from '../dirty';
import { F_MAPPING, hasFlag } from '../state/frames';
import type { Vmf } from './vmf';

/**
 * Tells the file system of a first write to `vmf.page`, which is not locked. LOCKED: it agrees, and the page is locked; else the fault ends
 * with what it answers.
 * @kernel v6.2-rc3 mm/memory.c:do_page_mkwrite
 */
export function* doPageMkwrite(k: Core, vmf: Vmf, pageMkwrite: NonNullable<VmOperations['pageMkwrite']>): Path<number> {
  const { flags, page } = vmf;
  k.rec.cause = recBranchTaken(k.rec, DO_PAGE_MKWRITE_TOLD, page);
  vmf.flags = FAULT_FLAG_WRITE | FAULT_FLAG_MKWRITE;
  const result = yield* pageMkwrite(k, vmf, page);
  vmf.flags = flags;
  return result;
}

/**
 * After a write was allowed, of which a file system was told or not; the page is locked. Its mark comes after the entry: a cleaner that runs in between finds the entry dirty
 * (SF4). Who makes pages dirty waits here for those who write them back, without the mmap lock where that can be had.
 * @kernel v6.2-rc3 mm/memory.c:fault_dirty_shared_page
 */
export function* faultDirtySharedPage(k: Core, vmf: Vmf, told: boolean): Path<number> {
  const { page } = vmf;
  const dirtied = !hasFlag(k.state.frames, page, PG_DIRTY);
  const inFile = k.state.frames.get(page, F_MAPPING) !== 0;
  k.rec.cause = recBranchTaken(k.rec, FAULT_DIRTY_SHARED_PAGE_DIRTIED, page);
  setPageDirty(k, page);
  yield unlockStep(folioLock(page));
  if (!inFile || !(dirtied || told) || !(yield* maybeUnlockMmapForIo(k, vmf))) return 0;
  recBranchTaken(k.rec, FAULT_DIRTY_SHARED_PAGE_THROTTLED, page);
  dropHeldFile(k, vmf);
  return VM_FAULT_COMPLETED;
}
