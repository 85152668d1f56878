/** The document of `oops --json`: what a report says, as facts. Numbers in hexadecimal are strings. */

/** What was printed. */
export const REPORT_KINDS = ['page-fault', 'segfault', 'bad-page-map', 'bad-table-entry', 'bad-swap', 'bad-rss', 'bad-page-state', 'walk'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** What it comes to. Where several hold, the first in this list is said. */
export const VERDICTS = ['overwritten', 'near-legal', 'legal', 'entry-explains', 'tables-permit', 'program-error', 'not-enough'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A swap-style word. */
export interface SwapFacts {
  readonly type: number;
  /** What the type means under the table that was assumed. */
  readonly name: string;
  readonly offset: string;
  readonly pfn: string | null;
  readonly flags: readonly string[];
}

/** A legal word near to one that is not. */
export interface NearFacts {
  readonly raw: string;
  readonly distance: 1 | 2;
  readonly bits: readonly number[];
}

/** One printed entry. */
export interface EntryFacts {
  readonly level: string;
  /** 16 digits. */
  readonly raw: string;
  readonly kind: string;
  readonly physical: string | null;
  readonly user: string;
  readonly kernel: string;
  readonly reserved: readonly number[];
  readonly neverSet: readonly number[];
  readonly memType: string | null;
  readonly swap: SwapFacts | null;
  readonly nearest: readonly NearFacts[];
  readonly patterns: readonly string[];
}

/** What the CPU said. */
export interface FaultFacts {
  readonly code: string | null;
  readonly access: 'read' | 'write' | 'exec' | null;
  readonly mode: 'user' | 'kernel' | null;
  readonly present: boolean | null;
  readonly reserved: boolean | null;
  /** Level that the code names, as the architecture counts. */
  readonly level: number | null;
  readonly space: 'primary' | 'access-register' | 'secondary' | 'home' | null;
  readonly address: string | null;
  /** Where a complete walk leads. */
  readonly physical: string | null;
  readonly words: string;
  readonly patterns: readonly string[];
  readonly contradictions: readonly string[];
}

/** What the log prints of the root. */
export interface RootFacts {
  readonly raw: string;
  readonly physical: string;
  readonly levels: number | null;
  readonly asid: number | null;
}

/** A `swp_entry_t` that the kernel printed. */
export interface SwapValueFacts {
  readonly raw: string;
  readonly type: number;
  readonly offset: string;
  /** The level of the entry of the same report that says the same. */
  readonly matches: string | null;
}

/** Lines of dump_page. */
export interface PageFacts {
  readonly pfn: string | null;
  readonly refcount: number | null;
  readonly mapcount: number | null;
  readonly flags: readonly string[];
}

/** A counter that was not zero. */
export interface CounterFacts {
  readonly name: string;
  readonly value: number;
  readonly inHugePages: number | null;
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
  readonly kind: ReportKind;
  /** First and last line of the input, from 1. */
  readonly lines: readonly [first: number, last: number];
  readonly arch: string | null;
  readonly config: string | null;
  readonly release: string | null;
  readonly profile: string | null;
  readonly exact: boolean;
  readonly assumptions: readonly string[];
  readonly verdict: Verdict;
  readonly because: readonly string[];
  readonly fault: FaultFacts | null;
  readonly root: RootFacts | null;
  readonly entries: readonly EntryFacts[];
  readonly swapValues: readonly SwapValueFacts[];
  readonly maxPhysBits: { readonly atMost: number } | { readonly atLeast: number } | null;
  readonly vmFlags: readonly string[] | null;
  readonly page: PageFacts | null;
  readonly counters: readonly CounterFacts[];
  readonly rule: RuleFacts;
}

/** All reports of an input. */
export interface ReportDocument {
  readonly reports: readonly ReportFacts[];
  /** Found, and not analysed; absent: none. */
  readonly omitted?: number;
}
