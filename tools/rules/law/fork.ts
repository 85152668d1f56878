import type { LawTable } from './law';

export const FORK: readonly LawTable[] = [
  {
    of: 'kernel/fork.c:dup_mmap', spec: 'fork-mprotect-numa', about: "Under the parent's mmap lock for writing. One flush of the parent's whole mm ends it, whatever was protected; a failure ends it early, and the child is torn down.",
    rows: [
      'dup_mmap/dont-copy', 'dup_mmap/wipe',
      ['FV3', 'any other VMA', 'copies it unlocked and without its userfaultfd registration; entries as vma_needs_copy says', 'by VmaInserted'],
      ['FV4', 'the VMA has an anon_vma', "hangs the child's under it", 'by AnonVmaCreated'],
    ],
  },
  {
    of: 'mm/memory.c:vma_needs_copy', spec: 'fork-mprotect-numa', about: 'Private memory that was only read has no anon_vma, so its zero pages are not copied.',
    rows: [
      ['FN1', "the child's VMA is registered for uffd-wp", 'yes', 'later userfaultfd'],
      ['FN2', 'a PFN or mixed map', 'yes', 'later PFN maps'],
      'vma_needs_copy/anon-vma', 'vma_needs_copy/refaults',
    ],
  },
  {
    of: 'mm/memory.c:copy_present_pte', spec: 'fork-mprotect-numa', about: 'A COW mapping is copied inside a notifier range, with the write-protect sequence odd. Between FP6 and the flush at the end others may still write through stale entries.',
    rows: [
      ['FP1', 'always', 'finds the page', 'followed'],
      ['FP2', 'an anonymous page', 'one reference more; X1 may refuse, then copy_present_page', 'by RefChanged'],
      ['FP3', 'X1 agreed', 'one mapping more, no longer exclusive, counted in the child', 'by RmapDuplicated'],
      ['FP4', 'a page of an object', 'one reference, one mapping, counted in the child', 'by RmapAdded'],
      ['FP5', 'no page', 'counted nowhere', 'followed'],
      ['FP6', 'a COW mapping and a writable entry', 'write-protects the parent without a flush, and the copy', 'by EntrySet'],
      ['FP7', 'always', 'the copy is old, and clean if the mapping is shared', 'by EntrySet'],
      ['FP8', "the child's VMA is not registered for uffd-wp", 'the copy loses that bit', 'by EntrySet'],
      ['FP9', 'last', 'sets the entry of the child', 'by EntrySet'],
    ],
  },
  {
    of: 'mm/memory.c:copy_present_page', spec: 'fork-mprotect-numa', about: 'A page that may be pinned stays with the parent; the child gets its copy at once.',
    rows: [
      'copy_present_page/pinned',
      ['FE1', 'no page is at hand', 'leaves the locks, allocates, starts again at this address', 'by FolioAllocated'],
      ['FE2', 'one is', 'copies; exclusive in the child, counted there', 'by FolioCopied'],
      ['FE3', "the child's entry", 'dirty, writable if the VMA is; uffd-wp kept where the child is registered, which none is', 'by EntrySet'],
      ['FE4', "the parent's entry", 'unchanged: writable and exclusive', 'followed'],
      ['FE5', 'a page at hand that was not used', 'thrown away at the next entry', 'by RefChanged'],
    ],
  },
  {
    of: 'mm/memory.c:copy_nonpresent_pte', spec: 'fork-mprotect-numa',
    rows: [
      'copy_nonpresent_pte/swap',
      ['FX2', 'a migration entry for reading', 'copied, counted', 'later swap'],
      ['FX3', 'another one in a COW mapping', 'becomes one for reading in both', 'later swap'],
      ['FX4', 'device-private', 'reference and mapping; a writable one of a COW mapping becomes readable', 'later device memory'],
      ['FX5', 'device-exclusive', 'restored first; fork fails if its page lock is taken', 'later device memory'],
      'copy_nonpresent_pte/marker',
      ['FX7', 'poison', 'copied', 'later swap'],
      ['FX8', "the child's VMA is not registered for uffd-wp", 'the copy loses that bit', 'later userfaultfd'],
    ],
  },
  {
    of: 'mm/huge_memory.c:copy_huge_pmd', spec: 'fork-mprotect-numa',
    rows: [
      ['FH1', 'memory that is not anonymous', 'not copied', 'later huge pages'],
      ['FH2', 'an anonymous migration entry', 'as FX3, with a deposited table', 'later huge pages'],
      ['FH3', 'the huge zero page', 'both write-protected, the child old', 'later huge pages'],
      ['FH4', 'an anonymous huge page', "shared as a whole; if it may be pinned, the parent's PMD is split and copied entry by entry", 'later huge pages'],
      ['FH5', 'a huge PUD', 'both write-protected, the child old', 'later huge pages'],
      ['FH6', 'private hugetlb', 'as FP2 and FP6, with huge copies of pinned pages', 'later hugetlb'],
      ['FH7', 'shared hugetlb', 'shared tables stay shared; else copied, not protected', 'later hugetlb'],
    ],
  },
];
