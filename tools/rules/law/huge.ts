import type { LawTable } from './law';

/** Huge entries: first touch, write faults, splitting, hugetlb. */
export const HUGE: readonly LawTable[] = [
  {
    of: 'mm/huge_memory.c:do_huge_pmd_anonymous_page', spec: 'cow-and-gup', about: 'The PMD is empty and THP is allowed.',
    rows: [
      ['TH1', 'the aligned range reaches beyond the VMA', 'FALLBACK', 'later huge pages'],
      ['TH2', 'always, reads too', 'prepares the anon_vma, or OOM', 'later huge pages'],
      ['TH3', 'then', 'tells khugepaged', 'later huge pages'],
      ['TH4', 'a read, and the huge zero page is allowed', 'takes that (TH5 to TH8)', 'later huge pages'],
      ['TH5', 'no memory for the table to deposit', 'OOM', 'later huge pages'],
      ['TH6', 'the huge zero page is not to be had', 'FALLBACK, counted', 'later huge pages'],
      ['TH7', 'the PMD is no longer empty, the mm unstable, or userfaultfd waits', '0, SIGBUS, or left to userfaultfd', 'later huge pages'],
      ['TH8', 'otherwise', 'deposits the table and sets the PMD read-only: no rmap, no counter', 'later huge pages'],
      ['TH9', 'no huge folio is to be had', 'FALLBACK, counted', 'later huge pages'],
      ['TH10', 'the charge is refused', 'FALLBACK, counted twice', 'later huge pages'],
      ['TH11', 'no memory for the table to deposit', 'OOM', 'later huge pages'],
      ['TH12', 'otherwise', 'zeroes the folio', 'later huge pages'],
      ['TH13', 'the PMD is no longer empty, the mm unstable, or userfaultfd waits', 'frees all; 0, SIGBUS, or left to userfaultfd', 'later huge pages'],
      ['TH14', 'otherwise', 'dirty even without W, writable if the VMA is; rmap (exclusive on the head), LRU, deposit, PMD, counters', 'later huge pages'],
    ],
  },
  {
    of: 'mm/memory.c:wp_huge_pmd', spec: 'cow-and-gup', about: 'wp_huge_pud is the same a level up, for writes only; without PUD support it is FALLBACK.',
    rows: [
      ['HP1', 'anonymous memory, a write, and uffd-wp', 'hands it to userfaultfd', 'later huge pages'],
      ['HP2', 'anonymous memory', 'goes to do_huge_pmd_wp_page', 'later huge pages'],
      ['HP3', 'a mapping that is shared or may be, with huge_fault', 'asks it; before the commit a private one was asked too', 'later huge pages', 'aea06577a900'],
      ['HP4', 'otherwise', 'splits (a file: zaps) the PMD; the fault goes on below', 'later huge pages'],
    ],
  },
  {
    of: 'mm/huge_memory.c:do_huge_pmd_wp_page', spec: 'cow-and-gup', about: 'A huge page is never copied as a whole.',
    rows: [
      ['HW1', 'the huge zero page', 'splits', 'later huge pages'],
      ['HW2', 'the PMD changed under its lock', 'ends with 0', 'later huge pages'],
      ['HW3', 'the head is exclusive', 'reuses', 'later huge pages'],
      ['HW4', 'the folio lock is contended', 'drops the PMD lock to wait; a changed PMD is 0', 'later huge pages'],
      ['HW5', 'it is exclusive by now', 'reuses', 'later huge pages'],
      ['HW6', 'others refer to it', 'splits', 'later huge pages'],
      ['HW7', 'one reference is left after the swap cache was freed', 'exclusive, and reused; else splits', 'later huge pages'],
      ['HW8', 'it reuses', 'UNSHARE leaves the PMD; a write makes it young, dirty, writable if the VMA is; no PGREUSE', 'later huge pages'],
      ['HW9', 'it splits', 'FALLBACK: one base page is copied', 'later huge pages'],
    ],
  },
  {
    of: 'mm/huge_memory.c:__split_huge_pmd_locked', spec: 'cow-and-gup', about: 'Inside a notifier range, under the PMD lock. NUMA hints are not carried over.',
    rows: [
      ['SPL1', 'a present PMD of a file', 'cleared and flushed, marks to the page, rmap, reference and counters go; the PMD is empty', 'later huge pages'],
      ['SPL2', 'a migration entry of a file', 'cleared, counted', 'later huge pages'],
      ['SPL3', 'a special one', 'cleared and flushed', 'later huge pages'],
      ['SPL4', 'the huge zero page', 'a table of zero-page entries; v6.2-rc3 loses uffd-wp', 'later huge pages'],
      ['SPL5', 'an anonymous huge page', 'a table of entries with the marks of the whole, exclusive too; one rmap each, then the compound one goes', 'later huge pages'],
      ['SPL6', 'an anonymous migration entry', 'a table of migration entries', 'later huge pages'],
      ['SPL7', 'freezing', 'clears exclusive first; if refused, it does not freeze', 'later huge pages'],
    ],
  },
  {
    of: 'mm/huge_memory.c:zap_huge_pmd', spec: 'zap-and-rmap', about: 'rmap goes before the flush and is never delayed; nothing is flushed under the lock. The deposited table goes straight back, for no hardware walked it.',
    rows: [
      ['6', 'the entry is no longer huge under its lock', 'lost the race: goes a level down', 'later huge pages'],
      ['6', 'a special one, or the huge zero page', 'cleared; the deposit is freed', 'later huge pages'],
      ['6', 'a present page', 'cleared, counters, rmap, queued at its size after the unlock', 'later huge pages'],
      ['6', 'a migration entry', 'cleared, counters', 'later huge pages'],
    ],
  },
  {
    of: 'mm/hugetlb.c:hugetlb_fault', spec: 'fault-path',
    rows: [
      ['HT1', 'a migration entry', 'waits', 'later hugetlb'],
      ['HT2', 'poison', 'HWPOISON_LARGE with the size', 'later hugetlb'],
      ['HT3', 'empty, or a marker', 'finds or allocates the page; writable only if shared and W; a private write goes on to hugetlb_wp', 'later hugetlb'],
      ['HT4', 'a write to a uffd-wp entry', 'hands it to userfaultfd', 'later hugetlb'],
      ['HT5', 'WRITE or UNSHARE meets an entry that is not writable', 'goes to hugetlb_wp: reuse asks the mapcount; a copy removes the old rmap before it adds the new', 'later hugetlb'],
      ['HT6', 'otherwise', 'young, and dirty for a write', 'later hugetlb'],
    ],
  },
];
