import type { LawTable } from './law';

export const MREMAP: readonly LawTable[] = [
  {
    of: 'mm/mremap.c:mremap', spec: 'fork-mprotect-numa',
    rows: ['mremap/shrunk', 'mremap/grown-in-place', ['MR7', 'hugetlb', 'a way of its own', 'later hugetlb']],
  },
  {
    of: 'mm/mremap.c:move_vma', spec: 'fork-mprotect-numa',
    rows: [
      'move_vma/moved-back', 'move_vma/old-range-left',
    ],
  },
  {
    of: 'mm/mremap.c:move_page_tables', spec: 'fork-mprotect-numa', about: 'No reference, mapping or counter changes, no page becomes old, and no moment has both entries.',
    rows: [
      ['MR3', 'always', 'un-merges KSM, tells the notifier of the old range, moves the largest unit that is aligned in both places', 'by NotifierCalled'],
      'move_ptes/entry-moved',
      ['MR4', 'any of the moved entries was present', 'one flush of the old range before the locks go', 'by FlushRequested'],
      ['MR5', 'a huge PMD', 'moves with its deposited table', 'later huge pages'],
      ['MR6', 'a whole table', 'moves the entry above it and flushes; nothing inside is touched', 'by EntrySet'],
    ],
  },
];
