import type { LawTable } from './law';

export const RMAP: readonly LawTable[] = [
  {
    of: 'mm/rmap.c:page_remove_rmap', spec: 'zap-and-rmap', about: 'Under the PTE lock. References, dirty and exclusive marks and the mapping are left alone.',
    rows: [
      ['9.2', 'a base page', 'one mapping less; the last one lowers the mapped counters', 'by RmapRemoved'],
      ['9.2', 'a part of an anonymous huge page lost its last one', 'queues the whole for splitting', 'later huge pages'],
      ['9.2', 'mapped as a PMD', 'one compound mapping less, and the counters of parts not mapped otherwise', 'later huge pages'],
      ['9.2', 'the VMA is locked', 'undoes mlock', 'by MlockCounted'],
    ],
  },
  {
    of: 'mm/page_vma_mapped.c:page_vma_mapped_walk', spec: 'zap-and-rmap', about: 'A walk goes by VMA; the count only lets it stop early. A peek without a lock can miss an entry whose zap has not removed its rmap yet; SYNC closes that.',
    rows: [
      ['9.3', 'a table is missing', 'steps over', 'later reclaim'],
      ['9.3', 'the PMD is huge', 'locks, looks again, compares the frame', 'later huge pages'],
      ['9.3', 'the first entry of a table, without SYNC', 'steps over it unlocked if it is not of the wanted kind', 'later interleavings'],
      ['9.3', 'the same with SYNC', 'locks first, whatever it holds', 'later interleavings'],
    ],
  },
  {
    of: 'mm/rmap.c:folio_mkclean', spec: 'zap-and-rmap',
    rows: [
      ['9.4', 'the folio is not mapped', '0, and no lock is taken', 'followed'],
      ['9.4', 'a private VMA maps it', 'skips it', 'followed'],
      'folio_mkclean/entry-cleaned',
      ['9.4', 'folio_clear_dirty_for_io got a count', 'marks the folio dirty before it tests and clears the mark', 'by FolioFlagged'],
    ],
  },
  {
    of: 'mm/rmap.c:try_to_unmap_one', spec: 'zap-and-rmap', about: 'rmap goes before the deferred flush; the folio lock, and a flush before I/O and before freeing, make up for that.',
    rows: [
      ['9.5', 'the VMA is locked', 'restores mlock, fails', 'followed'],
      ['9.5', 'flushes may be deferred', 'clears without one, notes the mm', 'later interleavings'],
      ['9.5', 'otherwise', 'clears with a flush', 'by EntrySet'],
      'try_to_unmap_one/marker-left',
      ['9.5', 'the entry was dirty', 'marks the folio dirty', 'by FolioFlagged'],
      'try_to_unmap_one/lazily-freed',
      ['9.5', 'anonymous, and the slot cannot be counted', 'the entry returns, fails', 'later reclaim'],
      'try_to_unmap_one/may-be-pinned',
      'try_to_unmap_one/swapped',
      ['9.5', 'a page of a file', 'the entry stays empty, counter', 'followed'],
    ],
  },
  {
    of: 'mm/vmscan.c:shrink_folio_list', spec: 'zap-and-rmap', about: 'One folio at a time, under its lock.',
    rows: [
      'shrink_folio_list/kept',
      ['9.5', 'the device refuses the page', 'leaves it dirty in the swap cache', 'by FolioFlagged'],
      ['9.5', 'the page is clean, and only reclaim and the cache refer to it', 'takes it out of the cache and frees it', 'by SwapCacheRemoved'],
      ['9.5', 'it is a page of shared memory', 'unmaps it, gives it a slot, writes it there', 'by ShmemSwapped'],
      ['9.5', 'it is a dirty page of a file', 'unmaps it, and leaves it to those who write files back in order', 'followed'],
    ],
  },
  {
    of: 'mm/rmap.c:try_to_migrate_one', spec: 'zap-and-rmap',
    rows: [
      ['9.6', 'the entry was writable, exclusive, or neither', 'a migration entry for writing, for reading and exclusive, or for reading', 'later swap'],
      ['9.6', 'an exclusive page may be pinned', 'the entry returns', 'later reclaim'],
    ],
  },
  {
    of: 'mm/rmap.c:folio_referenced_one', spec: 'zap-and-rmap',
    rows: [
      ['9.7', 'the accessed bit is set', 'clears it: no flush on x86 and riscv, not awaited on arm64, synchronous on s390', 'by EntrySet'],
      ['9.7', 'the VMA is sequential', 'does not count it', 'followed'],
      ['9.7', 'reclaim finds one', 'keeps the page, on the active list if it was not the first use', 'by FolioFlagged'],
    ],
  },
];
