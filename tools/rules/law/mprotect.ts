import type { LawTable } from './law';

export const MPROTECT: readonly LawTable[] = [
  {
    of: 'mm/mprotect.c:mprotect_fixup', spec: 'fork-mprotect-numa', about: 'A piece of a VMA at a time; one gather for the whole call, whose flush ends it. The notifier speaks for each table of PMDs that has something.',
    rows: [
      'mprotect_fixup/unchanged',
      ['MP2', 'PROT_NONE on a PFN map of x86', 'checks the frames', 'later PFN maps'],
      ['MP3', 'private memory becomes writable', 'accounts it', 'by VmaInserted'],
      ['MP4', 'then', 'merges or splits VMAs and sets the flags', 'by VmaInserted'],
      ['MP5', 'before the protection changes', 'asks whether entries are upgraded by hand', 'followed'],
      ['MP6', 'then', 'the new protection, write notification included', 'by VmaInserted'],
      ['MP7', 'then', 'goes to change_pte_range, table by table; a huge PMD is changed whole, or split', 'by EntrySet'],
      'mprotect_fixup/locked-became-writable',
    ],
  },
  {
    of: 'mm/mprotect.c:change_pte_range', spec: 'fork-mprotect-numa', about: 'Under the PTE lock. x86 flushes only for what takes rights away or changes the frame; making an entry PROT_NONE flushes, the way back does not.',
    rows: [
      ['CP1', 'a NUMA hint', 'skips what is not worth one', 'later NUMA balancing'],
      ['CP2', 'a present entry', 'takes it away, so that hardware leaves it alone', 'by EntrySet'],
      ['CP3', 'then', 'applies the protection; frame, accessed, dirty, soft-dirty and special stay', 'by EntrySet'],
      'change_pte_range/uffd-wp', 'change_pte_range/made-writable',
      ['CP6', 'then', 'puts it back', 'by EntrySet'],
      ['CP7', 'pte_needs_flush says so', 'queues the page for a flush', 'by EntryQueued'],
      ['CP8', 'then', 'counts it', 'later userfaultfd'],
      ['CN1', 'a migration entry for writing', 'anonymous: for reading, exclusive; a file: for reading', 'later swap'],
      ['CN2', 'device-private, writable', 'readable; soft-dirty is lost', 'later device memory'],
      ['CN3', 'device-exclusive, writable', 'readable', 'later device memory'],
      'change_pte_range/marker-lifted',
      ['CN5', 'a uffd-wp marker otherwise', 'unchanged', 'followed'],
      ['CN6', 'a swap-in error', 'as CN7 in v6.2-rc3; later unchanged', 'followed', '15520a3f0469'],
      ['CN7', 'any other', 'unchanged', 'followed'],
      ['CN8', 'after CN1 to CN3 and CN7', 'sets or clears the uffd-wp bit of the swap entry, without a flush', 'by EntrySet'],
      'change_pte_range/marker-placed',
      ['CN10', 'an empty entry otherwise', 'nothing', 'followed'],
    ],
  },
  {
    of: 'mm/mprotect.c:can_change_pte_writable', spec: 'fork-mprotect-numa', about: 'In this order; asked by mprotect and by NUMA faults. can_change_pmd_writable is the same for huge PMDs, new in 6.2.',
    rows: [
      ['WR1', 'the VMA is not writable', 'no, with a warning', 'followed'],
      'can_change_pte_writable/protnone', 'can_change_pte_writable/soft-dirty-tracked',
      ['WR4', 'uffd-wp in a registered VMA', 'no', 'followed'],
      'can_change_pte_writable/private', 'can_change_pte_writable/shared',
    ],
  },
  {
    of: 'include/linux/mm.h:vma_wants_manual_pte_write_upgrade', spec: 'fork-mprotect-numa',
    rows: [
      ['WM1', 'a shared mapping', 'what write notification says of its present protection', 'followed'],
      ['WM2', 'a private mapping', 'yes if writable', 'followed'],
    ],
  },
  {
    of: 'mm/mmap.c:vma_wants_writenotify', spec: 'fork-mprotect-numa', about: 'With it a shared mapping is first mapped read-only, so that its first write is seen.',
    rows: [
      ['WN1', 'not both shared and writable', 'no', 'followed'],
      ['WN2', 'page_mkwrite or pfn_mkwrite exists', 'yes', 'later files'],
      ['WN3', 'the protection is not what the flags give', 'no', 'followed'],
      ['WN4', 'soft-dirty is tracked, and it is not hugetlb', 'yes', 'followed'],
      ['WN5', 'registered for uffd-wp', 'yes; in v6.2-rc3 not yet, but in the 6.2.12 that was recorded', 'followed'],
      ['WN6', 'a PFN map', 'no', 'later PFN maps'],
      ['WN7', 'the file is written back', 'yes; shared memory: no', 'followed'],
    ],
  },
  {
    of: 'mm/mempolicy.c:change_prot_numa', spec: 'fork-mprotect-numa', about: 'change_pte_range with no rights, under the mmap lock for reading. What is hinted loses its write bit since 6a56ccbcf6c6.',
    rows: [
      ['NH1', 'the entry has no rights already', 'skips it', 'later NUMA balancing'],
      ['NH2', 'no page, or one of a device or of KSM', 'skips it', 'later NUMA balancing'],
      ['NH3', 'a COW mapping, and the page is referred to more than once', 'skips it', 'later NUMA balancing'],
      ['NH4', 'a dirty page of a file', 'skips it', 'later NUMA balancing'],
      ['NH5', 'a private mapping of one user, and the page is on this node', 'skips it', 'later NUMA balancing'],
      ['NH6', 'only tiers are balanced, and the page is on a top one', 'skips it', 'later NUMA balancing'],
    ],
  },
  {
    of: 'fs/proc/task_mmu.c:clear_soft_dirty', spec: 'fork-mprotect-numa', about: 'Written to clear_refs: 4 for soft-dirty, 1 for accessed bits alone, which flushes nothing.',
    rows: [
      ['5', 'soft-dirty is cleared', 'VMAs are tracked from now on, with a new protection', 'by VmaInserted'],
      'clear_soft_dirty/pinned',
      ['5', 'any other present entry', 'write-protected and not soft-dirty', 'by EntrySet'],
      ['5', 'a swap entry', 'loses the bit', 'by EntrySet'],
      ['5', 'at the end', 'flushes the mm', 'by FlushRequested'],
      ['5', '1 is written: a present entry of a page', 'old, and the page not referenced', 'by EntrySet'],
    ],
  },
];
