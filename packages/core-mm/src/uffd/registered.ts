import { dropVmFlags, VM_UFFD_MINOR, VM_UFFD_MISSING, VM_UFFD_WP, type Architecture, type VmFlags } from '@faultline/contracts';
import type { Core } from '../core';
import type { Vma } from '../state/vma';

const VM_UFFD_FLAGS = VM_UFFD_MISSING | VM_UFFD_WP;

type Flags = Pick<Vma, 'vmFlags'>;

/** Is userfaultfd to learn of missing pages? @kernel v6.2-rc3 include/linux/userfaultfd_k.h:userfaultfd_missing */
export const userfaultfdMissing = ({ vmFlags }: Flags): boolean => (vmFlags & VM_UFFD_MISSING) !== 0;
/** Does it protect pages from being written? @kernel v6.2-rc3 include/linux/userfaultfd_k.h:userfaultfd_wp */
export const userfaultfdWp = ({ vmFlags }: Flags): boolean => (vmFlags & VM_UFFD_WP) !== 0;
/** Is the VMA registered at all? Whose it is needs no look: a process has one descriptor, and a child none of its parent's. */
export const isRegistered = ({ vmFlags }: Flags): boolean => (vmFlags & VM_UFFD_FLAGS) !== 0;
/** Flags without any registration. @kernel v6.2-rc3 include/linux/userfaultfd_k.h:__VM_UFFD_FLAGS */
export const withoutUffd = (vmFlags: VmFlags): VmFlags => dropVmFlags(vmFlags, VM_UFFD_FLAGS + VM_UFFD_MINOR);

/** Can entries that are empty remember a protection? */
export const hasMarkers = ({ swap }: Architecture): boolean => swap.types.marker >= 0;

/** Is this entry protected for a userfaultfd? @kernel v6.2-rc3 include/linux/userfaultfd_k.h:userfaultfd_pte_wp */
export const userfaultfdPteWp = (k: Core, vma: Flags, level: number, lo: number, hi: number): boolean =>
  userfaultfdWp(vma) && k.arch.codec.uffdWp(level, lo, hi);
