/** One VMA as the model holds it. Frozen. Page numbers, half open. */
export interface VmaView {
  readonly start: number;
  readonly end: number;
  readonly vmFlags: number;
  readonly pkey: number;
  readonly backing: 'anon' | 'shmem' | 'file' | 'hugetlb' | 'zero';
  readonly pgoff: number;
  readonly object: number;
  readonly anonVma: number;
}

/** One leaf entry, read without side effects. */
export interface EntryView {
  readonly level: number;
  readonly lo: number;
  readonly hi: number;
  readonly present: boolean;
  readonly young: boolean;
  readonly dirty: boolean;
  readonly write: boolean;
  readonly special: boolean;
  readonly softDirty: boolean;
  readonly pfn: number;
  readonly zeroPage: boolean;
}

/** One page frame. `generation` rises with each allocation, so that a stale reference to the frame shows. */
export interface PageView {
  readonly pfn: number;
  readonly generation: number;
  readonly refcount: number;
  readonly mapcount: number;
  readonly value: number;
  readonly anon: boolean;
  readonly exclusive: boolean;
  readonly swapBacked: boolean;
  readonly uptodate: boolean;
  readonly dirty: boolean;
  readonly referenced: boolean;
  readonly lru: boolean;
  readonly active: boolean;
  readonly mlocked: boolean;
  readonly unevictable: boolean;
}

/** Questions to the state of a core, by page numbers and frame numbers. None of them changes or records anything. @throws CoreError `no-such-mm` */
export interface CoreView {
  /** Live address spaces, oldest first. */
  mms(): readonly number[];
  vmas(mm: number): readonly VmaView[];
  /** The leaf entry that covers page `vpn`; undefined: no table, or the entry is empty. */
  entry(mm: number, vpn: number): EntryView | undefined;
  /** First page from `vpn` to before `end` that a PTE table covers; `end`: none. For looking at sparse ranges. */
  nextCovered(mm: number, vpn: number, end: number): number;
  page(pfn: number): PageView;
  /** Faults counted so far for the task of this mm. */
  faults(mm: number): { readonly minor: number; readonly major: number };
  counters(mm: number): { readonly file: number; readonly anon: number; readonly swap: number; readonly shmem: number };
  /** Page-table bytes of the mm. */
  tableBytes(mm: number): number;
}
