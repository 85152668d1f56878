import {
  BY_PROTECT, HOW_SET, lockStep, PTE, recBranchTaken, unlockStep, DO_NUMA_PAGE_WRITABLE_BY_PROTECTION, DO_NUMA_PAGE_WRITABLE_BY_UPGRADE,
  DO_NUMA_PAGE_PROTECTION_RESTORED, type EntrySlot, type Path,
} from '@faultline/contracts';
import { readEntry } from '../entry';
import type { Core } from '../core';
import { performSteps } from '../flush';
import { canChangePteWritable, vmaWantsManualPteWriteUpgrade } from '../paths/can-change-pte-writable';
import { afterInstall } from './install';
import { ptl, type Vmf } from './vmf';

/**
 * NU2-NU4: may the entry be writable again under the VMA's protection? The hint took the write bit, and since 6a56ccbcf6c6 nothing
 * remembers that it was set: the answer is worked out as mprotect works it out. Before, a saved bit of the entry said so.
 * @commit 6a56ccbcf6c6
 */
function writableAgain(k: Core, vmf: Vmf, current: EntrySlot): boolean {
  const { codec } = k.arch;
  const trial = k.slot(current.lo, current.hi);
  codec.modify(PTE, trial, vmf.vma.protLo, vmf.vma.protHi);
  if (!k.profile['no-saved-write']) return codec.write(PTE, current.lo, current.hi);
  if (codec.write(PTE, trial.lo, trial.hi)) {
    k.rec.cause = recBranchTaken(k.rec, DO_NUMA_PAGE_WRITABLE_BY_PROTECTION, 0);
    return true;
  }
  const upgrade = vmaWantsManualPteWriteUpgrade(k, vmf.vma) && canChangePteWritable(k, vmf.vma, trial);
  if (upgrade) k.rec.cause = recBranchTaken(k.rec, DO_NUMA_PAGE_WRITABLE_BY_UPGRADE, 0);
  return upgrade;
}

/**
 * A PROT_NONE entry in an accessible VMA: one node, so the page stays and its protection returns. An entry that changed since the
 * snapshot is left alone: another thread took the fault.
 * @kernel v6.2-rc3 mm/memory.c:do_numa_page
 */
export function* doNumaPage(k: Core, vmf: Vmf): Path<number> {
  yield lockStep(ptl(vmf.table));
  const current = k.slot(0, 0);
  readEntry(k, vmf.table, vmf.index, current);
  if (current.lo === vmf.orig.lo && current.hi === vmf.orig.hi) {
    const writable = writableAgain(k, vmf, current);
    k.rec.cause = recBranchTaken(k.rec, DO_NUMA_PAGE_PROTECTION_RESTORED, writable ? 1 : 0);
    yield* restoreProtection(k, vmf, current, writable);
    yield* afterInstall(k, vmf);
  }
  yield unlockStep(ptl(vmf.table));
  return 0;
}

/** Cleared first and set afterwards, so that hardware cannot set a mark in the entry that the store then loses. */
function* restoreProtection(k: Core, vmf: Vmf, old: EntrySlot, writable: boolean): Path<void> {
  const { codec, live } = k.arch;
  const start = k.steps();
  live.modifyProtStart(PTE, old, vmf.mm, k.rec.cpu, start);
  yield* performSteps(k, vmf, start, HOW_SET, BY_PROTECT);
  const entry = k.slot(old.lo, old.hi);
  codec.modify(PTE, entry, vmf.vma.protLo, vmf.vma.protHi);
  codec.mkYoung(PTE, entry);
  if (writable) codec.mkWrite(PTE, entry);
  const commit = k.steps();
  live.modifyProtCommit(PTE, old, entry, vmf.mm, k.rec.cpu, commit);
  yield* performSteps(k, vmf, commit, HOW_SET, BY_PROTECT);
}
