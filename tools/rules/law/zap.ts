import type { LawTable } from './law';

export const ZAP: readonly LawTable[] = [
  {
    of: 'Who unmaps', spec: 'zap-and-rmap',
    rows: [
      ['1', 'munmap, or mmap over something', 'mmap lock for writing; private pages too; markers dropped; tables freed', 'by GatherStarted'],
      ['1', 'exit', 'a gather of the whole mm; one flush; tables freed', 'by GatherStarted'],
      ['1', 'MADV_DONTNEED', 'mmap lock for reading; private pages too; markers kept; tables stay', 'by GatherStarted'],
      'unmap_mapping_range/all',
      ['1', 'the OOM reaper', 'mmap lock for reading; anonymous or private memory only', 'later failing allocations'],
      ['1', 'reclaim and migration', 'by the reverse map, without a gather', 'later reclaim'],
    ],
  },
  {
    of: 'mm/memory.c:unmap_page_range', spec: 'zap-and-rmap',
    rows: [
      ['2', 'an entry above the PTE table is empty', 'skips it', 'followed'],
      ['2', 'it is huge and wholly covered', 'zap_huge_pud, zap_huge_pmd', 'later huge pages'],
      ['2', 'it is huge and partly covered', 'splits it, then goes down', 'later huge pages'],
      ['2', 'it became empty or huge meanwhile', 'skips it', 'later huge pages'],
    ],
  },
  {
    of: 'mm/memory.c:zap_pte_range', spec: 'zap-and-rmap', about: 'Flush, then delayed rmaps, both under the PTE lock; free only after it. In 6.1 rmap went before the flush, and every dirty page of an object forced one.',
    rows: [
      ['3', 'reclaim left flushes of this mm undone', 'flushes the mm under the lock first', 'later reclaim'],
      ['4.1', 'a present entry', 'finds its page', 'followed'],
      'unmap_mapping_range/shared-only',
      ['4.3', 'otherwise', 'reads and clears it at once', 'by EntrySet'],
      ['4.4', 'then', 'tells the gather the range', 'by EntryQueued'],
      'zap_pte_range/marker-left',
      ['4.6', 'no page', 'done: no counter, rmap or reference', 'followed'],
      'zap_pte_range/dirty-page',
      ['4.8', 'a page of an object was young, and the VMA is not sequential', 'marks the page accessed', 'by FolioFlagged'],
      ['4.9', 'then', 'one page less in the counter of its kind', 'by CounterChanged'],
      ['4.10', 'the rmap is not delayed', 'removes it', 'by RmapRemoved'],
      ['4.11', 'last', 'gives the page to the gather; a full one forces a flush and ends the round', 'by PageQueued'],
      ['5', 'device-private', 'counter, rmap and reference go at once', 'later device memory'],
      ['5', 'device-exclusive', 'counter and reference go', 'later device memory'],
      ['5', 'a swap entry, private pages wanted', 'counter, slot', 'by SwapCountChanged'],
      ['5', 'a migration entry', 'counter; the migration finds nothing later', 'later swap'],
      ['5', 'a uffd-wp marker', 'stays unless markers are dropped', 'by EntrySet'],
      ['5', 'poison or a swap-in error, private pages wanted', 'cleared', 'by EntrySet', '15520a3f0469'],
      ['3', 'a flush is forced', 'flushes and removes the delayed rmaps under the lock, frees after it, goes on', 'by FlushRequested', '5df397dec7c4'],
    ],
  },
  {
    of: 'The same in short', spec: 'fork-mprotect-numa', about: 'The rows above as they appear in the specification of protection changes.',
    rows: [
      ['Z1', 'empty', 'skipped', 'followed'],
      ['Z2', 'only pages of files are wanted, and this one is anonymous', 'skipped', 'followed'],
      ['Z3', 'present', 'cleared, recorded in the gather', 'by EntrySet'],
      ['Z4', 'no page', 'done', 'followed'],
      ['Z5', 'a dirty page of an object', 'page dirty at once; rmap delayed and a flush forced where the gather delays', 'by FolioFlagged', '5df397dec7c4'],
      ['Z6', 'a young one', 'page accessed', 'by FolioFlagged'],
      ['Z7', 'then', 'counter, rmap unless delayed, queue', 'by RmapRemoved'],
      ['Z8', 'device memory', 'counter, reference', 'later device memory'],
      ['Z9', 'swap entry', 'counter, slot', 'by SwapCountChanged'],
      ['Z10', 'poison, swap-in error', 'cleared', 'by EntrySet'],
      ['Z11', 'migration entry', 'counter', 'later swap'],
      ['Z12', 'uffd-wp marker', 'kept unless dropped', 'by EntrySet'],
    ],
  },
  {
    of: 'mm/memory.c:free_pgd_range', spec: 'zap-and-rmap', about: 'VMAs are unlinked before their tables go, so that no walk by the reverse map arrives. Neighbours less than a PMD apart are freed together.',
    rows: [
      ['8', 'the start, rounded down to a PMD, lies below the floor', 'starts a PMD later', 'by TableQueued'],
      ['8', 'the end lies at or above the ceiling, rounded down to a PMD', 'ends a PMD earlier; nothing left: frees nothing', 'by TableQueued'],
      ['8', 'a table of PTEs lies within', 'clears the entry above, gives the table to the gather', 'by TableQueued'],
      ['8', 'an upper table whose whole span lies between floor and ceiling', 'the same a level up', 'by TableQueued'],
    ],
  },
];
