import type { LawTable } from './law';

export const MADVISE: readonly LawTable[] = [
  {
    of: 'mm/madvise.c:madvise_dontneed_single_vma', spec: 'fork-mprotect-numa',
    rows: ['madvise_dontneed_single_vma/zapped', ['MA1', 'locked memory or a PFN map', 'EINVAL', 'followed'], ['MA1', 'DONTNEED, hugetlb in whole huge pages', 'zaps too', 'later hugetlb']],
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
    of: 'mm/madvise.c:madvise_remove', spec: 'fork-mprotect-numa', about: 'Of memory without a file, or locked: EINVAL; of a mapping that is not shared and writable: EACCES.',
    rows: ['madvise_remove/punched'],
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
    of: 'mm/mlock.c:do_mlock', spec: 'fork-mprotect-numa', about: 'MAP_LOCKED, and the growth of a locked mapping by mremap, populate too, and pass over what fails.',
    rows: [
      ['8.2', 'the process may not lock so much', 'ENOMEM, or EPERM', 'later accounting'],
      ['8.2', 'a hole in the range', 'ENOMEM; what lies before it is locked or unlocked, and nothing is fetched', 'followed'],
      ['8.2', 'mlock, every VMA is locked', 'fetches every page of the range that is not IO or a PFN map', 'followed'],
      ['8.2', 'a page cannot be fetched', 'ENOMEM for a fault that failed, EAGAIN for want of memory; what is locked stays locked', 'followed'],
    ],
  },
  {
    of: 'mm/mlock.c:mlock_fixup', spec: 'fork-mprotect-numa', about: 'Entries are not touched.',
    rows: [
      ['8.2', 'the VMA is locked or not as it shall be, or of a kind that is never locked (IO, PFN map, mixed map, not to be expanded, hugetlb)', 'changes nothing, and that is no error', 'followed'],
      ['8.2', 'otherwise', 'sets or clears VM_LOCKED and VM_LOCKONFAULT, with merges and splits', 'by VmaInserted'],
      ['8.2', 'VM_LOCKED is new or gone', 'counts the pages of the range', 'by CounterChanged'],
      ['8.2', 'then', 'locks or unlocks each page that is mapped; swap entries and the zero page are passed over', 'by MlockCounted'],
      ['8.2', 'only VM_LOCKONFAULT changed', 'leaves the pages, which are counted already', 'followed'],
    ],
  },
  {
    of: 'mm/gup.c:populate_vma_page_range', spec: 'fork-mprotect-numa', about: 'GUP with TOUCH, and with FORCE if the VMA allows any access; so of PROT_NONE it gets EFAULT.',
    rows: [
      ['8.2', 'the VMA is locked as its pages come (VM_LOCKONFAULT)', 'fetches none, and is content', 'followed'],
      ['8.2', 'private and writable', 'asks for each page as a write: no zero page stays, and COW is broken', 'by GupFaulted'],
      ['8.2', 'otherwise', 'asks for each page as a read', 'by GupFaulted'],
    ],
  },
  {
    of: 'mm/mlock.c:mlock_folio', spec: 'fork-mprotect-numa', about: 'The batches in which the kernel does so are empty at once here.',
    rows: [
      ['8.2', 'a page comes to a locked VMA, or its VMA is locked', 'mlocked; if it is on the LRU also unevictable and not active, and one locked mapping more', 'by MlockCounted'],
      ['8.2', 'a new anonymous page', 'goes onto the unevictable list at once', 'by LruAdded'],
      ['8.2', 'a page leaves a locked VMA, or its VMA is unlocked', 'one locked mapping less; with the last one it is neither mlocked nor unevictable, and inactive', 'by MlockCounted'],
    ],
  },
];
