import type { LawTable } from './law';

export const MADVISE: readonly LawTable[] = [
  {
    of: 'mm/madvise.c:madvise_dontneed_single_vma', spec: 'fork-mprotect-numa',
    rows: ['madvise_dontneed_single_vma/zapped', ['MA1', 'locked memory or a PFN map', 'EINVAL', 'followed'], ['MA1', 'DONTNEED_LOCKED, or hugetlb in whole huge pages', 'zaps too', 'later mlock']],
  },
  {
    of: 'mm/madvise.c:madvise_free_pte_range', spec: 'fork-mprotect-numa',
    rows: [
      ['MA2', 'memory that is not anonymous, locked, a PFN map, or hugetlb', 'EINVAL', 'followed'],
      ['MA3', 'a swap entry', 'frees the slot', 'by SwapCountChanged'],
      ['MA3', 'poison or a swap-in error', 'cleared', 'by EntrySet'],
      ['MA3', 'a large folio mapped more than once', 'skips it; else it is split first', 'later huge pages'],
            'madvise_free_pte_range/lazy',
      ['MA4', 'a huge PMD wholly covered, mapped once', 'the same for the PMD', 'later huge pages'],
    ],
  },
  {
    of: 'mm/madvise.c:madvise_cold_or_pageout_pte_range', spec: 'fork-mprotect-numa',
    rows: [
      'madvise_cold_or_pageout_pte_range/taken',
      ['MA5', 'a huge page partly covered', 'is split', 'later huge pages'],
      ['MA6', 'PAGEOUT', 'the same, then reclaims at once; shared files only for who may write them', 'followed'],
    ],
  },
  {
    of: 'mm/madvise.c:madvise_populate', spec: 'fork-mprotect-numa', about: 'Permissions that do not fit, IO and PFN maps are EINVAL; a signal of a fault is EFAULT.',
    rows: ['madvise_populate/populated'],
  },
  {
    of: 'mm/madvise.c:madvise_vma_behavior', spec: 'fork-mprotect-numa',
    rows: [
      'madvise_vma_behavior/flags-changed',
      ['MA8', 'WILLNEED', 'reads what is on swap into the swap cache, changes no entry', 'by SwapLoaded'],
      ['MA8', 'HUGEPAGE, NOHUGEPAGE, MERGEABLE', 'flags only', 'later files'],
      ['MA9', 'UNMERGEABLE', 'un-merges', 'later KSM'],
    ],
  },
  {
    of: 'mm/mlock.c:mlock_fixup', spec: 'fork-mprotect-numa', about: 'Entries are not touched.',
    rows: [
      ['8.2', 'mlock', 'sets VM_LOCKED and faults in; private writable memory for writing; not with LOCKONFAULT', 'later mlock'],
      ['8.2', 'munlock', 'clears the flags', 'later mlock'],
    ],
  },
];
