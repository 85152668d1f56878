import {
  recBranchTaken, ruleNumber, VM_SHARED, VM_SOFTDIRTY, VM_UFFD_WP, VM_WRITE, type EntrySlot, type RuleNumber,
} from '@faultline/contracts';
import type { Core } from '../core';
import { vmNormalPage } from '../normal-page';
import { isAnon, isExclusive } from '../rmap';
import type { Vma } from '../state/vma';

const WR2 = ruleNumber('fork-mprotect-numa:WR2');
const WR3 = ruleNumber('fork-mprotect-numa:WR3');
const WR5 = ruleNumber('fork-mprotect-numa:WR5');
const WR6 = ruleNumber('fork-mprotect-numa:WR6');

function decided(k: Core, rule: RuleNumber, answer: boolean): boolean {
  recBranchTaken(k.rec, rule, answer ? 1 : 0);
  return answer;
}

/** Are writes tracked by soft-dirty here? (Inverted sense of the VMA flag.) @kernel v6.2-rc3 mm/internal.h:vma_soft_dirty_enabled */
export const vmaSoftDirtyEnabled = (k: Core, vma: Vma): boolean => k.arch.caps.softDirty && !(vma.vmFlags & VM_SOFTDIRTY);

/**
 * May an entry that is not writable become so without a fault? Before `upgrade-clean-exclusive` it had to be dirty.
 * @kernel v6.2-rc3 mm/mprotect.c:can_change_pte_writable @commit 6a56ccbcf6c6
 */
export function canChangePteWritable(k: Core, vma: Vma, entry: EntrySlot): boolean {
  const { codec } = k.arch;
  if (!(vma.vmFlags & VM_WRITE)) return false;
  if (codec.protnone(0, entry.lo, entry.hi)) return decided(k, WR2, false);
  if (!k.profile['upgrade-clean-exclusive'] && !codec.dirty(0, entry.lo, entry.hi)) return decided(k, WR2, false);
  if (vmaSoftDirtyEnabled(k, vma) && !codec.softDirty(0, entry.lo, entry.hi)) return decided(k, WR3, false);
  if (vma.vmFlags & VM_UFFD_WP && codec.uffdWp(0, entry.lo, entry.hi)) return false;
  if (vma.vmFlags & VM_SHARED) return decided(k, WR6, codec.dirty(0, entry.lo, entry.hi));
  const pfn = vmNormalPage(k, entry.lo, entry.hi);
  return decided(k, WR5, pfn !== 0 && isAnon(k, pfn) && isExclusive(k, pfn));
}

/** WN3: did nobody take the write bit out of the VMA's protection? */
function protFollowsFlags(k: Core, vma: Vma): boolean {
  const prot = k.slot(0, 0);
  k.arch.prot.pageProt(vma.vmFlags, vma.pkey, prot);
  return prot.lo === vma.protLo && prot.hi === vma.protHi;
}

/** @kernel v6.2-rc3 include/linux/mm.h:vma_wants_manual_pte_write_upgrade */
export const vmaWantsManualPteWriteUpgrade = (k: Core, vma: Vma): boolean =>
  vma.vmFlags & VM_SHARED ? vmaWantsWritenotify(k, vma) && protFollowsFlags(k, vma) : (vma.vmFlags & VM_WRITE) !== 0;

/** Shared memory neither tracks its first write nor writes back. @kernel v6.2-rc3 mm/mmap.c:vma_wants_writenotify */
export function vmaWantsWritenotify(k: Core, vma: Vma): boolean {
  if ((vma.vmFlags & (VM_WRITE | VM_SHARED)) !== (VM_WRITE | VM_SHARED)) return false;
  return vmaSoftDirtyEnabled(k, vma);
}
