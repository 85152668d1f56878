/**
 * The state of a machine as plain objects: what the reference fold makes of events, and what the fast state is rendered to
 * for comparison. Keys are text so that it serialises.
 */
export interface PlainFrame {
  /** References. */
  readonly refs: number;
  /** Mappings. */
  readonly mapcount: number;
  /** Who holds the references that no mapping does, and how many: `path`, `unmap`, `cache`, `table`, `hold`. */
  readonly heldBy: Readonly<Record<string, number>>;
  /** The byte that stands for its content. */
  readonly value: number;
  /** log2 of the pages of the folio. */
  readonly order: number;
  /** Names of the flags that are set, sorted. */
  readonly flags: readonly string[];
  /** Locked VMAs that map it, as far as they are counted (mlock_count). */
  readonly mlocks: number;
  /** anon_vma or object; only for pages that are mapped or cached. */
  readonly mapping: number;
  /** Page of the anon_vma or object. */
  readonly index: number;
  /** Slot of a page in the swap cache; 0: it is not there. */
  readonly slot: number;
}
export interface PlainSlot {
  /** Entries that refer to it. */
  readonly count: number;
  /** Page that the swap cache has for it; 0: none. */
  readonly page: number;
  /** What was written there. */
  readonly value: number;
}
export interface PlainSwap {
  /** Slots of the device; 0: there is none. */
  readonly pages: number;
  /** Whether it gives slots. */
  readonly open: boolean;
  /** Whether reads and writes fail. */
  readonly broken: boolean;
  /** The slot that was given last of those never used. */
  readonly last: number;
  /** How many slots are in use. */
  readonly used: number;
  /** Slots in use, by number. */
  readonly slots: Readonly<Record<string, PlainSlot>>;
  /** Slots that were freed, the last first. */
  readonly free: readonly number[];
}
export interface PlainVma {
  /** First page. */
  readonly start: number;
  /** Page after the last. */
  readonly end: number;
  /** VM_* flags. */
  readonly vmFlags: number;
  /** Protection key. */
  readonly pkey: number;
  /** What is mapped. */
  readonly backing: string;
  /** Page of the object at which it starts. */
  readonly pgoff: number;
  /** Shared-memory object or file; 0: none. */
  readonly object: number;
  /** Its anon_vma; 0: none yet. */
  readonly anonVma: number;
  /** What its entries are made with, `0x` and 16 digits. */
  readonly prot: string;
}
/** A file, or an object of shared memory. */
export interface PlainObject {
  /** `file` or `shmem`. */
  readonly backing: string;
  /** Length. */
  readonly pages: number;
  /** Open descriptors. */
  readonly open: number;
  /** VMAs that map it. */
  readonly mapped: number;
  /** How many of each address space. */
  readonly mappedBy: Readonly<Record<string, number>>;
  /** Bytes on storage that are not zero, by page. */
  readonly stored: Readonly<Record<string, number>>;
  /** Slots of pages of shared memory that are on swap, or were lost there, by page. */
  readonly swapped: Readonly<Record<string, number | 'lost'>>;
  /** What was read ahead last: first page, pages, how many are left when the next window is due. */
  readonly readahead: readonly [start: number, size: number, async: number];
  /** Page that read(2) came to last; -1: none yet. */
  readonly lastRead: number;
}
export interface PlainMm {
  /** Of which it is a fork; 0: none. */
  readonly parent: number;
  /** Level of its root table, 0 is the PTE. */
  readonly topLevel: number;
  /** Its root table, in units of 2 KiB. */
  readonly root: number;
  /** By address. */
  readonly vmas: readonly PlainVma[];
  /** RSS counters and locked_vm, in pages. */
  readonly counters: Readonly<Record<string, number>>;
  /** Minor faults that its task was charged with. */
  readonly minor: number;
  /** Major faults, likewise. */
  readonly major: number;
  /** Bytes of its page tables. */
  readonly tableBytes: number;
  /** Page with room for a further small table; 0: none. */
  readonly fragment: number;
  /** Gathers in progress (tlb_flush_pending). */
  readonly flushPending: number;
  /** Whether it owes a whole flush (s390 flush_mm). */
  readonly flushOwed: boolean;
  /** CPUs that have it loaded, and CPUs that may hold translations, by number, sorted. */
  readonly attached: readonly number[];
  /** CPUs that may hold its translations. */
  readonly cpuMask: readonly number[];
  /** Whether a page of it was ever pinned (MMF_HAS_PINNED). */
  readonly hasPinned: boolean;
}
export interface PlainHold {
  /** `get` or `pin`. */
  readonly kind: string;
  /** Whose process has it. */
  readonly mm: number;
  /** Frame of each of its pages, by index. */
  readonly pages: Readonly<Record<string, number>>;
}
export interface PlainShare {
  /** Seqs of its `FlushSent` and of the request. */
  readonly sent: number;
  readonly request: number;
  /** What is asked, in words: `page by ipi, mm 1, 10-11, last level`. */
  readonly work: string;
}
/** Gathers in progress, as their stores are declared (`plainStores`): empty columns and rows are left out. */
export interface PlainGathers {
  /** What each is to flush, and what it holds, by number and column. */
  readonly gathers: Readonly<Record<string, PlainRow>>;
  readonly queues: Readonly<Record<string, PlainRow>>;
  /** Words of queued pages and tables, by number. */
  readonly slots: Readonly<Record<string, readonly number[]>>;
  readonly tables: Readonly<Record<string, readonly number[]>>;
}
export type PlainRow = Readonly<Record<string, number | string>>;

export interface PlainState {
  /** Frames with a reference, by number. */
  readonly frames: Readonly<Record<string, PlainFrame>>;
  /** How often each frame was allocated. */
  readonly lives: Readonly<Record<string, number>>;
  /** Blocks that were freed, the last first, by order. */
  readonly free: Readonly<Record<string, readonly number[]>>;
  /** What was given last of what is used only once: `frame` from below, `block` from above, `mm`, `object`, `anonVma`, `hold`. */
  readonly given: Readonly<Record<string, number>>;
  /** Entries that were written and are not empty, by `table:index`. */
  readonly entries: Readonly<Record<string, string>>;
  /** Level of each table, by address in 2 KiB units. */
  readonly tables: Readonly<Record<string, number>>;
  /** Live address spaces, by number. */
  readonly mms: Readonly<Record<string, PlainMm>>;
  /** Each anon_vma's parent, by number. */
  readonly anonVmas: Readonly<Record<string, number>>;
  /** Frame of each page of an object, by `object:index`. */
  readonly pageCache: Readonly<Record<string, number>>;
  /** References that outlive their calls, by number. */
  readonly holds: Readonly<Record<string, PlainHold>>;
  /** Files and objects of shared memory that exist, by number. */
  readonly objects: Readonly<Record<string, PlainObject>>;
  /** Address space loaded on each CPU that ever loaded one. */
  readonly loaded: Readonly<Record<string, number>>;
  /** Translations, by `cpu:slot`. */
  readonly tlb: Readonly<Record<string, string>>;
  /** Way of a set that is evicted next, by `cpu:set`; way 0 is left out. */
  readonly victims: Readonly<Record<string, number>>;
  /** PTE tables in the paging-structure caches, by `cpu:slot`. */
  readonly walkCache: Readonly<Record<string, string>>;
  /** Shares of flushes that wait on a CPU, in the order in which they were sent, by CPU; CPUs with none are left out. */
  readonly pending: Readonly<Record<string, readonly PlainShare[]>>;
  /** Gathers in progress, by number. */
  readonly gathers: PlainGathers;
  /** The swap device. */
  readonly swap: PlainSwap;
  /** Counts of the whole machine, by name. */
  readonly vmstat: Readonly<Record<string, number>>;
}

/** A plain state that is being made. */
export type Mutable = { -readonly [K in keyof PlainState]: PlainState[K] extends Readonly<Record<string, infer V>> ? Record<string, V> : PlainState[K] };

/** No swap device. */
export const NO_DEVICE: PlainSwap = Object.freeze({ pages: 0, open: false, broken: false, last: 0, used: 0, slots: {}, free: [] });

/** A machine before its first event. */
export const emptyState = (): Mutable => ({
  frames: {}, lives: {}, free: {}, given: {}, entries: {}, tables: {}, mms: {}, anonVmas: {}, pageCache: {}, holds: {}, objects: {}, loaded: {}, tlb: {}, victims: {},
  walkCache: {}, pending: {}, gathers: { gathers: {}, queues: {}, slots: {}, tables: {} }, swap: NO_DEVICE, vmstat: {},
});

export const EMPTY_STATE: PlainState = Object.freeze(emptyState());

/** The work of a share in words; page numbers in hexadecimal. */
export const workOf = (kind: string, by: string, leafOnly: boolean, mm: number, start: number, end: number): string =>
  `${kind} by ${by}, mm ${mm}, ${start.toString(16)}-${end.toString(16)}${leafOnly ? ', last level' : ''}`;
