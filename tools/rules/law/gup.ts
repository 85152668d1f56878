import type { LawTable } from './law';

/** The kernel looks at user pages, and pins them. */
export const GUP: readonly LawTable[] = [
  {
    of: 'mm/gup.c:check_vma_flags', spec: 'cow-and-gup', about: 'Once a VMA, in this order; every refusal is EFAULT but V3.',
    rows: [
      'check_vma_flags/no-pages',
      ['V2', 'ANON is asked for and the memory is not anonymous', 'refuses', 'later files'],
      ['V3', 'LONGTERM on DAX of a file system', 'EOPNOTSUPP', 'later device memory'],
      ['V4', 'the memory is secret', 'refuses', 'later files'],
      'check_vma_flags/not-writable',
      ['V6', 'a forced write to hugetlb', 'refuses', 'later hugetlb'],
      ['V7', 'a forced write to what is no COW mapping', 'refuses', 'by BranchTaken'],
      'check_vma_flags/not-readable',
      'check_vma_flags/key-refuses',
    ],
  },
  {
    of: 'mm/gup.c:follow_page_pte', spec: 'cow-and-gup', about: 'Under the PTE lock. "Asks for a fault" leads to faultin_page and back here.',
    rows: [
      ['G1', 'a table is missing, or the PMD is empty', 'as absent', 'by BranchTaken'],
      ['G2', 'the PMD is huge', 'the same questions of the PMD; TOUCH makes it young, SPLIT_PMD splits it first', 'later huge pages'],
      ['G3', 'the entry is empty or not present', 'as absent, or asks for a fault', 'by BranchTaken'],
      ['G4', 'the entry has no access rights, and force is not given', 'asks for a fault: hints end by one', 'by BranchTaken'],
      'follow_page_pte/write-needs-fault',
      ['G6', 'no page, a device map, GET or PIN', 'the page of the device', 'later device memory'],
      ['G7', 'no page, for a dump', 'EFAULT: a hole', 'later files'],
      ['G8', 'the zero page', 'that page itself; later kernels neither pin nor count it', 'followed'],
      ['G9', 'another PFN', 'EEXIST; TOUCH makes the entry young, and dirty for a write', 'later PFN maps'],
      'follow_page_pte/unshare-first',
      ['G11', 'the page is taken', 'GET one reference; PIN 1024 on a small folio, one and a pin on a large one', 'by RefChanged'],
      ['G12', 'TOUCH', 'marks a clean page dirty for a write, and accessed; the entry stays as it is', 'by FolioFlagged'],
      'follow_page_pte/absent',
    ],
  },
  {
    of: 'include/linux/mm.h:gup_must_unshare', spec: 'cow-and-gup', about: 'Asked of entries that are not writable. 6.1 knows only the anonymous case.',
    rows: [
      ['GU1', 'no pin, or one for writing', 'no', 'followed'],
      ['GU2', 'not anonymous, no LONGTERM', 'no', 'followed'],
      ['GU3', 'not anonymous, LONGTERM, on the fast path', 'yes: to the slow path', 'by BranchTaken'],
      ['GU4', 'not anonymous, LONGTERM, in a COW mapping', 'yes, so that the pin ends on an exclusive anonymous page', 'by BranchTaken'],
      ['GU5', 'anonymous', 'yes unless exclusive', 'by BranchTaken'],
    ],
  },
  {
    of: 'mm/gup.c:can_follow_write_pte', spec: 'cow-and-gup',
    about: 'When a write is accepted by an entry. Write intent is never dropped after a fault, so nothing else lets a forced write through.',
    rows: [
      ['CW1', 'the entry is writable', 'yes', 'followed'],
      ['CW2', 'force is not given', 'no', 'followed'],
      ['CW3', 'the mapping is shared or may be', 'no', 'followed'],
      ['CW4', 'it may never be written', 'no', 'followed'],
      ['CW5', 'the VMA is writable', 'no: an ordinary fault does it', 'followed'],
      ['CW6', 'the page is none, not anonymous, or not exclusive', 'no', 'followed'],
      ['CW7', 'soft-dirty is tracked and the entry is not', 'no', 'followed'],
      ['CW8', 'the entry is uffd-wp in a registered VMA', 'no', 'followed'],
      'can_follow_write_pte/forced',
    ],
  },
  {
    of: 'mm/gup.c:faultin_page', spec: 'cow-and-gup', about: 'WRITE, REMOTE, TRIED and a droppable lock become flags of the fault; FORCE does not, USER and INSTRUCTION never. hugetlb is faulted without the entrance.',
    rows: [
      ['10.6', 'NOFAULT', 'EFAULT without a fault', 'later files'],
      ['10.6', 'follow_page_pte asked for UNSHARE', 'a fault with UNSHARE', 'by GupFaulted'],
      ['10.6', 'the fault ends with an error', 'EFAULT, ENOMEM or EHWPOISON', 'by GupFaulted'],
      ['10.6', 'it ends with RETRY or COMPLETED', 'the lock is lost; the caller starts again', 'later files'],
      ['10.6', 'otherwise', 'looks again', 'by GupFaulted'],
    ],
  },
  {
    of: 'mm/gup.c:gup_pte_range', spec: 'cow-and-gup', about: 'The fast path: no lock, interrupts off, only the current mm.',
    rows: [
      ['10.7', 'a fork write-protects meanwhile', 'a pin is refused, or undone when the sequence changed', 'later interleavings'],
      'internal_get_user_pages_fast/slow',
      ['10.7', 'the entry or its PMD changed after the reference was taken', 'undone', 'later interleavings'],
      ['10.7', 'the entry is not writable and gup_must_unshare says yes', 'undone, the slow path', 'by BranchTaken'],
    ],
  },
];
