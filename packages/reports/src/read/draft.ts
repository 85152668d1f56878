import type { ReportKind } from '../document';

/** One printed entry: its level as it was named, and its value; undefined: the table could not be read (`BAD`). */
export interface PrintedEntry {
  readonly name: string;
  readonly value: bigint | undefined;
  /** Index in its table, and where the entry lies, where a walk prints them. */
  readonly index?: number;
  readonly at?: bigint;
}

/** How a walk was printed: which names, and so whose. */
export type WalkStyle = 'x86' | 'equals' | 'colons' | 's390' | 'other';

/** What was printed of a root: a register, a physical address, or a designation. */
export interface PrintedRoot {
  readonly source: 'cr3' | 'pgdp' | 'as' | 'ttbr' | 'satp';
  readonly value: bigint;
}

/** A counter of an address space that was not zero when it went away. */
export interface PrintedCounter {
  readonly name: string;
  readonly value: number;
}

/** A swap value in a line of its own. */
export interface PrintedSwap {
  readonly value: bigint;
  readonly function: string;
  readonly what: string;
}

/** What dump_page printed. */
export interface PrintedPage {
  pfn?: bigint;
  refcount?: number;
  mapcount?: number;
  flags?: readonly string[];
  raw?: readonly bigint[];
  reason?: string;
}

/** What the VMA's line says. */
export interface PrintedVma {
  readonly address?: bigint;
  readonly flags: bigint;
  readonly anonymous?: boolean;
  readonly mapping?: boolean;
  readonly index?: bigint;
}

/** A report while it is read: what its lines say, before anybody makes sense of it. */
export interface Draft {
  kind: ReportKind;
  first: number;
  last: number;
  /** Lines that were taken. */
  taken: number;
  /** The thread or CPU that printed it. */
  tag?: string;
  arch?: string;
  /** The one architecture that prints it otherwise. */
  never?: string;
  /** A pointer of the kernel to memory of its own. */
  pointer?: bigint | undefined;
  /** Configuration, as far as a line tells it: geometry of the project's grammar. */
  config?: string;
  release?: string;
  /** Bounds of the release that the spelling of lines gives: since, and before. */
  since?: readonly [number, number];
  before?: readonly [number, number];
  /** A name for what is not read: a report of 32 bits. */
  refused?: string;
  message?: string;
  address?: bigint;
  addressUnreadable?: boolean;
  /** Nothing is walked, and why. */
  between?: string;
  code?: bigint;
  extra?: bigint;
  /** The code in the `Oops:` line. */
  oopsCode?: bigint;
  access?: 'read' | 'write' | 'exec';
  mode?: 'user' | 'kernel';
  /** The words of the error_code line. */
  pfWords?: string;
  nxTried?: boolean;
  smepSaid?: boolean;
  ip?: bigint;
  style?: WalkStyle;
  walk?: readonly PrintedEntry[];
  /** Address in front of the walk. */
  walkAddress?: bigint;
  root?: PrintedRoot;
  cr4?: bigint;
  eflags?: bigint;
  pkru?: bigint;
  pan?: boolean;
  sum?: boolean;
  rmpPfn?: bigint;
  rmpText?: string;
  wnr?: boolean;
  /** Mode said by words: `home space`. */
  space?: string;
  /** Where a segfault was. */
  file?: string;
  printer?: string;
  /** Entries of a line that a check printed. */
  bad?: { readonly level: string; readonly value: bigint; readonly pmd?: bigint };
  place?: bigint;
  suppressed?: number;
  vma?: PrintedVma;
  fileOps?: string;
  swaps: PrintedSwap[];
  counters: PrintedCounter[];
  page?: PrintedPage;
  signalCode?: number;
  protectionWords?: string;
}

/** A fresh draft. */
export const draftOf = (kind: ReportKind, line: number): Draft => ({ kind, first: line, last: line, taken: 0, swaps: [], counters: [] });

const MOST_DIGITS = 16;
/** A number in hexadecimal, with 0x or without; `(null)` is 0; undefined: it is no number of 64 bits, or hides one. */
export function hex(text: string | undefined): bigint | undefined {
  if (text === undefined) return undefined;
  if (text === '(null)') return 0n;
  const digits = text.replace(/^0x/i, '').replace(/^0+(?=.)/, '');
  return digits.length <= MOST_DIGITS && /^[0-9a-f]+$/i.test(digits) ? BigInt(`0x${digits}`) : undefined;
}
