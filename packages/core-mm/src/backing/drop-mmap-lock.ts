import {
  FAULT_FLAG_ALLOW_RETRY, FAULT_FLAG_RETRY_NOWAIT, FAULT_FLAG_TRIED, MAYBE_UNLOCK_MMAP_FOR_IO_DROPPED, recBranchTaken, unlockStep, type FaultFlags,
  type Path,
} from '@faultline/contracts';
import type { Core } from '../core';
import { mmapLock, type Vmf } from '../fault/vmf';
import { closeObject, openObject } from './objects';

/** May this attempt give the mmap lock up and be made anew? @kernel v6.2-rc3 include/linux/mm.h:fault_flag_allow_retry_first */
const isFirstTry = (flags: FaultFlags): boolean =>
  (flags & (FAULT_FLAG_ALLOW_RETRY | FAULT_FLAG_TRIED | FAULT_FLAG_RETRY_NOWAIT)) === FAULT_FLAG_ALLOW_RETRY;

/**
 * Drops the mmap lock before something slow, so that others of the process can map and unmap meanwhile; true: it is dropped, and the VMA
 * may go. The file is held instead.
 * @kernel v6.2-rc3 mm/internal.h:maybe_unlock_mmap_for_io
 */
export function* maybeUnlockMmapForIo(k: Core, vmf: Vmf): Path<boolean> {
  if (!isFirstTry(vmf.flags)) return false;
  k.rec.cause = recBranchTaken(k.rec, MAYBE_UNLOCK_MMAP_FOR_IO_DROPPED, vmf.vma.object);
  openObject(k, vmf.vma.object);
  yield unlockStep(mmapLock(vmf.mm.id));
  return true;
}

/** Lets go of the file that was held for want of the lock. @kernel v6.2-rc3 fs/file_table.c:fput */
export const dropHeldFile = (k: Core, { vma }: Vmf): void => closeObject(k, vma.object);
