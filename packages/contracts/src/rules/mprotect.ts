import type { RuleRow } from './rule';

/** Changes of protection, and when an entry gets its write bit back without a fault. */
export const MPROTECT_RULES: readonly RuleRow[] = [
  {
    id: 'mprotect_fixup/unchanged', kernel: 'mm/mprotect.c:mprotect_fixup', spec: 'fork-mprotect-numa:MP1', arg: 'none',
    condition: 'the VMA has the wanted flags already',
    effect: 'looks at no entry',
  },
  {
    id: 'mprotect_fixup/locked-became-writable', kernel: 'mm/mprotect.c:mprotect_fixup', spec: 'fork-mprotect-numa:MP8', arg: 'vpn',
    condition: 'a locked private VMA was not writable, and is now',
    effect: 'faults the range in for writing, under the mmap lock, and passes over what fails',
  },
  {
    id: 'change_pte_range/uffd-wp', kernel: 'mm/mprotect.c:change_pte_range', spec: 'fork-mprotect-numa:CP4', arg: 'answer',
    condition: 'userfaultfd protects a present entry (answer 1), or lifts that (0)',
    effect: 'write-protects it and sets uffd-wp; or clears uffd-wp, without a write bit in return',
  },
  {
    id: 'change_pte_range/made-writable', kernel: 'mm/mprotect.c:change_pte_range', spec: 'fork-mprotect-numa:CP5', arg: 'none',
    condition: 'the VMA upgrades entries by hand, and this one may become writable without a fault',
    effect: 'sets the write bit, and does not make the entry dirty',
  },
  {
    id: 'change_pte_range/marker-lifted', kernel: 'mm/mprotect.c:change_pte_range', spec: 'fork-mprotect-numa:CN4', arg: 'vpn',
    condition: 'userfaultfd lifts the protection of a page that is not mapped',
    effect: 'clears the marker',
  },
  {
    id: 'change_pte_range/marker-placed', kernel: 'mm/mprotect.c:change_pte_range', spec: 'fork-mprotect-numa:CN9', arg: 'vpn',
    condition: 'userfaultfd protects a page of an object that is not mapped',
    effect: 'places a marker, in a table that it allocates if need be',
  },
  {
    id: 'can_change_pte_writable/protnone', kernel: 'mm/mprotect.c:can_change_pte_writable', spec: 'fork-mprotect-numa:WR2', arg: 'answer',
    condition: 'the entry has no access rights; in 6.1 also when it is clean',
    effect: 'answers 0',
  },
  {
    id: 'can_change_pte_writable/soft-dirty-tracked', kernel: 'mm/mprotect.c:can_change_pte_writable', spec: 'fork-mprotect-numa:WR3', arg: 'answer',
    condition: 'soft-dirty is tracked here and the entry is not soft-dirty',
    effect: 'answers 0: the next write must be seen',
  },
  {
    id: 'can_change_pte_writable/private', kernel: 'mm/mprotect.c:can_change_pte_writable', spec: 'fork-mprotect-numa:WR5', arg: 'answer',
    condition: 'the mapping is private',
    effect: 'answers 1 for an anonymous page that is exclusive, 0 for anything else',
  },
  {
    id: 'can_change_pte_writable/shared', kernel: 'mm/mprotect.c:can_change_pte_writable', spec: 'fork-mprotect-numa:WR6', arg: 'answer',
    condition: 'the mapping is shared',
    effect: 'answers 1 for a dirty entry, 0 for a clean one',
  },
  {
    id: 'clear_soft_dirty/pinned', kernel: 'fs/proc/task_mmu.c:clear_soft_dirty', spec: 'fork-mprotect-numa:5', arg: 'vpn',
    condition: 'the mapping is copy-on-write, the entry is writable, the process has pinned pages, and the references of this one look like a pin',
    effect: 'leaves the entry as it is',
  },
];
