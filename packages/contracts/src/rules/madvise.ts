import type { RuleRow } from './rule';

/** Advice about ranges. */
export const MADVISE_RULES: readonly RuleRow[] = [
  {
    id: 'madvise_dontneed_single_vma/zapped', kernel: 'mm/madvise.c:madvise_dontneed_single_vma', spec: 'fork-mprotect-numa:MA1', arg: 'none',
    condition: 'DONTNEED is given for memory that is neither locked nor a PFN map, or DONTNEED_LOCKED for any but a PFN map',
    effect: 'zaps the range under the mmap lock for reading',
  },
  {
    id: 'madvise_remove/punched', kernel: 'mm/madvise.c:madvise_remove', spec: 'fork-mprotect-numa:Z2', arg: 'object',
    condition: 'REMOVE is given for a shared, writable mapping',
    effect: 'punches a hole into what is mapped',
  },
  {
    id: 'madvise_free_pte_range/lazy', kernel: 'mm/madvise.c:madvise_free_pte_range', spec: 'fork-mprotect-numa:MA3', arg: 'answer',
    condition: 'FREE is given for a present page',
    effect: 'lets reclaim drop it (answer 1), unless it is dirty or in the swap cache, and others map it or need its slot',
  },
  {
    id: 'madvise_cold_or_pageout_pte_range/taken', kernel: 'mm/madvise.c:madvise_cold_or_pageout_pte_range', spec: 'fork-mprotect-numa:MA5', arg: 'answer',
    condition: 'COLD or PAGEOUT is given for a present page',
    effect: 'deactivates or isolates it (answer 1), unless others map it too or it is on no LRU list',
  },
  {
    id: 'madvise_populate/populated', kernel: 'mm/madvise.c:madvise_populate', spec: 'fork-mprotect-numa:MA7', arg: 'answer',
    condition: 'POPULATE_READ is given, or POPULATE_WRITE with the answer 1',
    effect: 'faults the range in as a read or a write would, and keeps no reference',
  },
  {
    id: 'madvise_vma_behavior/flags-changed', kernel: 'mm/madvise.c:madvise_vma_behavior', spec: 'fork-mprotect-numa:MA8', arg: 'vmFlags',
    condition: 'the advice is one of flags, and the VMA has other ones',
    effect: 'changes the flags of the VMA and no entry',
  },
];
