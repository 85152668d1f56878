/** One VMA as the model holds it. Frozen. Page numbers, half open. */
export interface VmaView {
  /** First page. */
  readonly start: number;
  /** Page after the last. */
  readonly end: number;
  /** VM_* flags, a number up to 2^53-1. */
  readonly vmFlags: number;
  /** Protection key, 0 … 15. */
  readonly pkey: number;
  /** What is mapped. */
  readonly backing: 'anon' | 'shmem' | 'file' | 'hugetlb' | 'zero';
  /** Page of the object at which it starts. */
  readonly pgoff: number;
  /** Shared-memory object or file; 0: none. */
  readonly object: number;
  /** Its anon_vma; 0: none yet. */
  readonly anonVma: number;
}

/** One leaf entry, read without side effects. */
export interface EntryView {
  /** Level of its table, 0 is the PTE. */
  readonly level: number;
  /** The entry, 0 … 2^64-1. */
  readonly raw: bigint;
  /** Whether the kernel takes it for a page's (pte_present). */
  readonly present: boolean;
  /** Whether the page was accessed (pte_young). */
  readonly young: boolean;
  /** Whether the page was written (pte_dirty). */
  readonly dirty: boolean;
  /** Whether the page may be written, as the kernel reads it (pte_write). */
  readonly write: boolean;
  /** Whether it is a page that the kernel keeps no count of (pte_special). */
  readonly special: boolean;
  /** Whether it is soft-dirty (pte_soft_dirty). */
  readonly softDirty: boolean;
  /** Number of the page frame, in base pages. */
  readonly pfn: number;
  /** Whether that is the shared page of zeros. */
  readonly zeroPage: boolean;
  /** Whether userfaultfd protects it from being written (pte_uffd_wp), be there a page, one on the swap device, or only a marker. */
  readonly uffdWp: boolean;
  /** Slot of the swap device that has the page instead of a frame; 0: none. */
  readonly slot: number;
}

/** One page frame. `generation` rises with each allocation, so that a stale reference to the frame shows. */
export interface PageView {
  /** Number of the page frame, in base pages. */
  readonly pfn: number;
  /** How often the frame was allocated. */
  readonly generation: number;
  /** References (page_count). */
  readonly refcount: number;
  /** Mappings (page_mapcount). */
  readonly mapcount: number;
  /** The byte that stands for its content. */
  readonly value: number;
  /** Whether it is anonymous (PageAnon). */
  readonly anon: boolean;
  /** Whether it belongs to one process alone (PageAnonExclusive). */
  readonly exclusive: boolean;
  /** Whether it would go to swap (PG_swapbacked). */
  readonly swapBacked: boolean;
  /** Whether its content is there (PG_uptodate). */
  readonly uptodate: boolean;
  /** Whether its content is newer than its backing (PG_dirty). */
  readonly dirty: boolean;
  /** Whether reclaim takes it for used (PG_referenced). */
  readonly referenced: boolean;
  /** Whether it is on an LRU list (PG_lru). */
  readonly lru: boolean;
  /** Whether that is an active list (PG_active). */
  readonly active: boolean;
  /** Whether it is in the swap cache (PG_swapcache). */
  readonly swapCache: boolean;
  /** Whether it is locked in memory (PG_mlocked). */
  readonly mlocked: boolean;
  /** Whether reclaim leaves it alone (PG_unevictable). */
  readonly unevictable: boolean;
}

/** Who holds the references of a page, and how many each; their sum is the page's `refcount`. */
export interface HoldersView {
  /** Mappings, one each. */
  readonly mappings: number;
  /** Paths under way. */
  readonly paths: number;
  /** Whoever unmapped the page and has yet to put its reference: a gather, a copy on write. */
  readonly unmapping: number;
  /** The page cache, or the swap cache. */
  readonly cache: number;
  /** A page table that stands in it. */
  readonly table: number;
  /** References that outlive their calls: one of a pipe, 1024 of a device. */
  readonly holds: number;
}

/** References that outlive the call which took them. */
export interface HoldView {
  /** What it is released by. */
  readonly hold: number;
  /** References of a pipe, or pins of a device. */
  readonly kind: 'get' | 'pin';
  /** Whose process has it. */
  readonly mm: number;
  /** Frames of its pages, in order. */
  readonly pages: readonly number[];
}

/** Questions to the state of a core, by page numbers and frame numbers. None of them changes or records anything. @throws CoreError `no-such-mm` */
export interface CoreView {
  /** Live address spaces, oldest first. */
  mms(): readonly number[];
  /** VMAs of the mm, by address. */
  vmas(mm: number): readonly VmaView[];
  /** The leaf entry that covers page `vpn`; undefined: no table, or the entry is empty. */
  entry(mm: number, vpn: number): EntryView | undefined;
  /** First page from `vpn` to before `end` that a PTE table covers; `end`: none. For looking at sparse ranges. */
  nextCovered(mm: number, vpn: number, end: number): number;
  /** The page frame `pfn`. */
  page(pfn: number): PageView;
  /** Who holds the references of the page frame `pfn`. */
  holders(pfn: number): HoldersView;
  /** What pipes and devices hold, oldest first. */
  holds(): readonly HoldView[];
  /** Entries that refer to a slot of the swap device (swap_map). */
  slotCount(slot: number): number;
  /** Pages `start` to before `end` of a file or of shared memory that are on swap instead of in memory, in order. */
  swappedPages(object: number, start: number, end: number): readonly number[];
  /** Faults counted so far for the task of this mm. */
  faults(mm: number): { readonly minor: number; readonly major: number };
  /** RSS counters of the mm, in pages. */
  counters(mm: number): { readonly file: number; readonly anon: number; readonly swap: number; readonly shmem: number };
  /** Pages of its locked VMAs, as the mm counts them (locked_vm). */
  lockedPages(mm: number): number;
  /** Page-table bytes of the mm. */
  tableBytes(mm: number): number;
}
