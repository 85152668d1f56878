import {
  CAN_CHANGE_PTE_WRITABLE_PRIVATE, CAN_CHANGE_PTE_WRITABLE_PROTNONE, CAN_CHANGE_PTE_WRITABLE_SHARED,
  CAN_CHANGE_PTE_WRITABLE_SOFT_DIRTY_TRACKED, PTE, recBranchTaken, VM_SHARED, VM_SOFTDIRTY, VM_WRITE, type EntrySlot,
  type RuleNumber,
} from '@faultline/contracts';
import { vmOperations } from '../backing/vm-operations';
import type { Core } from '../core';
import { vmNormalPage } from '../normal-page';
import { isAnon, isExclusive } from '../rmap';
import type { Vma } from '../state/vma';
import { userfaultfdPteWp, userfaultfdWp } from '../uffd/registered';

function decided(k: Core, rule: RuleNumber, answer: boolean): boolean {
  k.rec.cause = recBranchTaken(k.rec, rule, answer ? 1 : 0);
  return answer;
}

/** Are writes tracked by soft-dirty here? (Inverted sense of the VMA flag.) @kernel v6.2-rc3 mm/internal.h:vma_soft_dirty_enabled */
export const vmaSoftDirtyEnabled = (k: Core, vma: Vma): boolean => k.arch.caps.softDirty && !(vma.vmFlags & VM_SOFTDIRTY);

/**
 * May an entry that is not writable become so without a fault? The answer is the cause of what follows. Before `upgrade-clean-exclusive`
 * it had to be dirty. Only if a write fault would do nothing but set the bit: none that has to be recorded, reported or answered by a
 * copy.
 * @kernel v6.2-rc3 mm/mprotect.c:can_change_pte_writable @commit 6a56ccbcf6c6
 */
export function canChangePteWritable(k: Core, vma: Vma, entry: EntrySlot): boolean {
  const { codec } = k.arch;
  if (!(vma.vmFlags & VM_WRITE)) return false;
  // A hint or PROT_NONE: the next access shall fault, whatever it is.
  if (codec.protnone(PTE, entry.lo, entry.hi)) return decided(k, CAN_CHANGE_PTE_WRITABLE_PROTNONE, false);
  if (!k.profile['upgrade-clean-exclusive'] && !codec.dirty(PTE, entry.lo, entry.hi)) return decided(k, CAN_CHANGE_PTE_WRITABLE_PROTNONE, false);
  // The tracker learns of the first write by its fault.
  if (vmaSoftDirtyEnabled(k, vma) && !codec.softDirty(PTE, entry.lo, entry.hi)) return decided(k, CAN_CHANGE_PTE_WRITABLE_SOFT_DIRTY_TRACKED, false);
  if (userfaultfdPteWp(k, vma, PTE, entry.lo, entry.hi)) return false;
  // Dirty: the file system was told of a write since the page was last cleaned, and need not be told again.
  if (vma.vmFlags & VM_SHARED) return decided(k, CAN_CHANGE_PTE_WRITABLE_SHARED, codec.dirty(PTE, entry.lo, entry.hi));
  const pfn = vmNormalPage(k, entry.lo, entry.hi);
  // A page that others may map, or that is a file's or the zero page, is copied at the first write.
  return decided(k, CAN_CHANGE_PTE_WRITABLE_PRIVATE, pfn !== 0 && isAnon(k, pfn) && isExclusive(k, pfn));
}

/** WN3: did nobody take the write bit out of the VMA's protection? Who did wants the first write of each page to fault. */
function protFollowsFlags(k: Core, vma: Vma): boolean {
  const prot = k.slot(0, 0);
  k.arch.prot.pageProt(vma.vmFlags, vma.pkey, prot);
  return prot.lo === vma.protLo && prot.hi === vma.protHi;
}

/** May an entry of the VMA become writable by hand? Of a shared one only where its first write has to be seen. @kernel v6.2-rc3 include/linux/mm.h:vma_wants_manual_pte_write_upgrade */
export function vmaWantsManualPteWriteUpgrade(k: Core, vma: Vma): boolean {
  if (!(vma.vmFlags & VM_SHARED)) return (vma.vmFlags & VM_WRITE) !== 0;
  return isTold(vma) || (vmaWantsWritenotify(k, vma) && protFollowsFlags(k, vma));
}

const isSharedWritable = ({ vmFlags }: Vma): boolean => (vmFlags & (VM_WRITE | VM_SHARED)) === (VM_WRITE | VM_SHARED);

/** WN2: is somebody to be told of first writes? */
const isTold = (vma: Vma): boolean => isSharedWritable(vma) && vmOperations(vma)?.pageMkwrite !== undefined;

/** Shall the first write of each page fault? Shared memory writes nothing back. @kernel v6.2-rc3 mm/mmap.c:vma_wants_writenotify */
export const vmaWantsWritenotify = (k: Core, vma: Vma): boolean =>
  isTold(vma) || (isSharedWritable(vma) && (vmaSoftDirtyEnabled(k, vma) || userfaultfdWp(vma) || vmOperations(vma)?.writesBack === true));
