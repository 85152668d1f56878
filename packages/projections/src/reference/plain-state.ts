/**
 * The state of a machine as plain objects: what the reference fold makes of events, and what the fast state is rendered to
 * for comparison. Keys are text so that it serialises.
 */
export interface PlainFrame {
  readonly refs: number;
  readonly mapcount: number;
  /** Who holds the references that no mapping does, and how many: `path`, `unmap`, `cache`, `table`. */
  readonly heldBy: Readonly<Record<string, number>>;
  readonly value: number;
  /** Names of the flags that are set, sorted. */
  readonly flags: readonly string[];
  /** anon_vma or object; only for pages that are mapped or cached. */
  readonly mapping: number;
  readonly index: number;
}
export interface PlainVma {
  readonly start: number;
  readonly end: number;
  readonly vmFlags: number;
  readonly pkey: number;
  readonly pgoff: number;
  readonly object: number;
  readonly anonVma: number;
  readonly prot: string;
}
export interface PlainMm {
  readonly parent: number;
  readonly root: number;
  readonly vmas: readonly PlainVma[];
  readonly counters: Readonly<Record<string, number>>;
  readonly minor: number;
  readonly major: number;
  readonly tableBytes: number;
  readonly flushPending: number;
  readonly flushOwed: boolean;
  /** CPUs that may hold translations, by number, sorted. */
  readonly cpuMask: readonly number[];
}
export interface PlainShare {
  /** Seqs of its `FlushSent` and of the request. */
  readonly sent: number;
  readonly request: number;
  /** What is asked, in words: `page by ipi, mm 1, 10-11, last level`. */
  readonly work: string;
}
export interface PlainState {
  /** Frames with a reference, by number. */
  readonly frames: Readonly<Record<string, PlainFrame>>;
  /** Entries that were written and are not empty, by `table:index`. */
  readonly entries: Readonly<Record<string, string>>;
  /** Level of each table, by address in 2 KiB units. */
  readonly tables: Readonly<Record<string, number>>;
  readonly mms: Readonly<Record<string, PlainMm>>;
  readonly anonVmas: Readonly<Record<string, number>>;
  /** Frame of each page of an object, by `object:index`. */
  readonly pageCache: Readonly<Record<string, number>>;
  /** Objects that exist, with their length. */
  readonly objects: Readonly<Record<string, number>>;
  /** Address space loaded on each CPU that ever loaded one. */
  readonly loaded: Readonly<Record<string, number>>;
  /** Translations, by `cpu:slot`. */
  readonly tlb: Readonly<Record<string, string>>;
  /** PTE tables in the paging-structure caches, by `cpu:slot`. */
  readonly walkCache: Readonly<Record<string, string>>;
  /** Shares of flushes that wait on a CPU, in the order in which they were sent, by CPU; CPUs with none are left out. */
  readonly pending: Readonly<Record<string, readonly PlainShare[]>>;
}

export const EMPTY_STATE: PlainState = Object.freeze({
  frames: {}, entries: {}, tables: {}, mms: {}, anonVmas: {}, pageCache: {}, objects: {}, loaded: {}, tlb: {}, walkCache: {}, pending: {},
});

/** The work of a share in words; page numbers in hexadecimal. */
export const workOf = (kind: string, by: string, leafOnly: boolean, mm: number, start: number, end: number): string =>
  `${kind} by ${by}, mm ${mm}, ${start.toString(16)}-${end.toString(16)}${leafOnly ? ', last level' : ''}`;
