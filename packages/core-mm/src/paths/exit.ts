import { lockStep, MMU_NOTIFY_RELEASE, NOTIFY_START, recMmDestroyed, recNotifierCalled, unlockStep, type Path } from '@faultline/contracts';
import { freeTable } from '../alloc';
import { releaseObject } from '../backing/objects';
import type { Core } from '../core';
import { mmapLock } from '../fault/vmf';
import type { MmState } from '../state/mm';
import type { Vma } from '../state/vma';
import { freePgtables } from './free-pgtables';
import { tlbFinishMmu, tlbGatherMmu } from './tlb-gather';
import { removeVmas } from './vma-ops';
import { unmapPageRange } from './zap';

/**
 * Everything goes in one gather of the whole mm; the root table goes last. No thread is left to use the mm, so architectures may skip
 * flushes of single entries; the one at the end covers all. The root goes when nothing can walk from it.
 * @kernel v6.2-rc3 mm/mmap.c:exit_mmap
 */
export function* exitMmap(k: Core, mm: MmState): Path<void> {
  yield lockStep(mmapLock(mm.id));
  const vmas: readonly Vma[] = mm.vmas;
  const { cause } = k.rec;
  k.rec.cause = recNotifierCalled(k.rec, NOTIFY_START, MMU_NOTIFY_RELEASE, mm.id, 0, k.arch.geometry.userLimit(mm));
  const gather = tlbGatherMmu(k, mm, true);
  for (const vma of vmas) yield* unmapPageRange(k, mm, vma, vma.start, vma.end, gather, true);
  yield* freePgtables(k, mm, gather, vmas, 0, 0);
  yield* tlbFinishMmu(k, mm, gather);
  k.rec.cause = cause;
  k.rec.cause = removeVmas(k, mm, vmas);
  for (const vma of vmas) releaseObject(k, vma.object);
  k.rec.cause = cause;
  freeTable(k, mm, mm.topLevel, mm.root);
  yield unlockStep(mmapLock(mm.id));
}

/** Frees the address space. @kernel v6.2-rc3 kernel/fork.c:__mmdrop */
export const mmDrop = (k: Core, mm: MmState): void => void recMmDestroyed(k.rec, mm.id);
