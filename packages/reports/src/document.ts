/** The document of `oops --json`: what a report says, as facts. Numbers in hexadecimal are strings. */

/** What was printed. */
export const REPORT_KINDS = ['page-fault', 'segfault', 'bad-page-map', 'bad-table-entry', 'bad-swap', 'bad-rss', 'bad-page-state', 'walk'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** What it comes to. Where several hold, the first in this list is said. */
export const VERDICTS = ['overwritten', 'near-legal', 'legal', 'entry-explains', 'tables-permit', 'program-error', 'not-enough'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A swap-style word. */
export interface SwapFacts {
  /** Number of the type. */
  readonly type: number;
  /** What the type means under the table that was assumed. */
  readonly name: string;
  /** The raw offset. */
  readonly offset: string;
  /** Frame, of a type that carries one. */
  readonly pfn: string | null;
  /** Marks beside type and offset. */
  readonly flags: readonly string[];
}

/** A legal word near to one that is not. */
export interface NearFacts {
  /** The legal word, 16 digits. */
  readonly raw: string;
  /** How many bits differ. */
  readonly distance: 1 | 2;
  /** Which bits differ, lowest first. */
  readonly bits: readonly number[];
}

/** One printed entry. */
export interface EntryFacts {
  /** Linux's name of its level. */
  readonly level: string;
  /** 16 digits. */
  readonly raw: string;
  /** What it is, by the words of the vectors. */
  readonly kind: string;
  /** Address of the page or table it points to. */
  readonly physical: string | null;
  /** Letters `rwx`, `-` for what user code may not do by it. */
  readonly user: string;
  /** Letters `rwx`, `-` for what the kernel may not do by it. */
  readonly kernel: string;
  /** Bits set here that the architecture reserves. */
  readonly reserved: readonly number[];
  /** Bits set here that the kernel of the release sets in no entry of this form. */
  readonly neverSet: readonly number[];
  /** Memory type, if it has a name. */
  readonly memType: string | null;
  /** What a swap-style entry says. */
  readonly swap: SwapFacts | null;
  /** Legal words within two bits, if it is not legal. */
  readonly nearest: readonly NearFacts[];
  /** What the word looks like instead. */
  readonly patterns: readonly string[];
}

/** What the CPU said. */
export interface FaultFacts {
  /** Error code, syndrome, interruption code or cause. */
  readonly code: string | null;
  /** Kind of access. */
  readonly access: 'read' | 'write' | 'exec' | null;
  /** Who accessed. */
  readonly mode: 'user' | 'kernel' | null;
  /** Was there a translation, by the code? */
  readonly present: boolean | null;
  /** Was a reserved bit set, by the code? */
  readonly reserved: boolean | null;
  /** Level that the code names, as the architecture counts. */
  readonly level: number | null;
  /** Address space (s390). */
  readonly space: 'primary' | 'access-register' | 'secondary' | 'home' | null;
  /** The address, in hexadecimal. */
  readonly address: string | null;
  /** Where a complete walk leads. */
  readonly physical: string | null;
  /** The code in words. */
  readonly words: string;
  /** What the address looks like. */
  readonly patterns: readonly string[];
  /** What cannot be together, by name. */
  readonly contradictions: readonly string[];
}

/** What the log prints of the root. */
export interface RootFacts {
  /** As printed, 16 digits. */
  readonly raw: string;
  /** Address of the table. */
  readonly physical: string;
  /** Levels that it tells. */
  readonly levels: number | null;
  /** Address-space number. */
  readonly asid: number | null;
}

/** A `swp_entry_t` that the kernel printed. */
export interface SwapValueFacts {
  /** 16 digits. */
  readonly raw: string;
  /** Number of the type. */
  readonly type: number;
  /** The raw offset. */
  readonly offset: string;
  /** The level of the entry of the same report that says the same. */
  readonly matches: string | null;
}

/** Lines of dump_page. */
export interface DumpedPageFacts {
  /** Frame number. */
  readonly pfn: string | null;
  /** Reference count. */
  readonly refcount: number | null;
  /** Number of mappings. */
  readonly mapcount: number | null;
  /** Names of the flags that are set. */
  readonly flags: readonly string[];
}

/** A counter that was not zero. */
export interface CounterFacts {
  /** Name of the counter. */
  readonly name: string;
  /** Its value: pages, swap entries or bytes. */
  readonly value: number;
  /** The number in huge pages of 512, if it is whole. */
  readonly inHugePages: number | null;
  /** The number in page tables of 4,096 bytes, if it is whole. */
  readonly inTables: number | null;
}

/** What printed it. */
export interface RuleFacts {
  /** `file:function`. */
  readonly printer: string;
  /** Function or macro that decided. */
  readonly check: string;
  /** Does the printed value fail that check? null: it cannot be told. */
  readonly holds: boolean | null;
}

/** One report. Every key is always there. */
export interface ReportFacts {
  /** What was printed. */
  readonly kind: ReportKind;
  /** First and last line of the input, from 1. */
  readonly lines: readonly [first: number, last: number];
  /** The architecture; null: it cannot be told, or nothing depends on it. */
  readonly arch: string | null;
  /** Configuration in the project's grammar. */
  readonly config: string | null;
  /** As the log prints it. */
  readonly release: string | null;
  /** The encoding that was taken. */
  readonly profile: string | null;
  /** Is the release a modelled one? */
  readonly exact: boolean;
  /** What was assumed, in words. */
  readonly assumptions: readonly string[];
  /** What it comes to. */
  readonly verdict: Verdict;
  /** Reasons, by name. */
  readonly because: readonly string[];
  /** What the CPU said; null: no fault is told of. */
  readonly fault: FaultFacts | null;
  /** What is printed of the root. */
  readonly root: RootFacts | null;
  /** Entries in the order of the walk. */
  readonly entries: readonly EntryFacts[];
  /** Swap values in lines of their own. */
  readonly swapValues: readonly SwapValueFacts[];
  /** What is known of the width of physical addresses. */
  readonly maxPhysBits: { readonly atMost: number } | { readonly atLeast: number } | null;
  /** Flags of the VMA, names without VM_. */
  readonly vmFlags: readonly string[] | null;
  /** The page that was dumped with it. */
  readonly page: DumpedPageFacts | null;
  /** Counters that were not zero. */
  readonly counters: readonly CounterFacts[];
  /** What printed it, and what it had checked. */
  readonly rule: RuleFacts;
}

/** All reports of an input. */
export interface ReportDocument {
  /** In the order of the input. */
  readonly reports: readonly ReportFacts[];
  /** Found, and not analysed; absent: none. */
  readonly omitted?: number;
}
