import type { LevelName } from '../levels';

/**
 * One page-table entry in halves, as a caller's slot: calls that yield an entry write it here.
 * Both halves are signed 32-bit words, so that an engine keeps them as small integers.
 */
export interface EntrySlot {
  lo: number;
  hi: number;
}
/** A fresh slot, all zero. (All zero is no empty entry on s390: ask the codec's `none`.) */
export const entrySlot = (): EntrySlot => ({ lo: 0, hi: 0 });

/** What an entry is; the list and the names of `spec/vectors/README.md`. Index into `ENTRY_KINDS`. */
export const ENTRY_KINDS = [
  'none', 'table', 'page', 'huge', 'protnone', 'present-invalid', 'invalid-huge', 'folded',
  'swap', 'migration', 'device', 'hwpoison', 'marker', 'swapin-error', 'bad',
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** Is an entry of this kind swap-style: neither empty nor present, with a type and an offset? */
export const isSwapKind = (kind: EntryKind): boolean =>
  kind === 'swap' || kind === 'migration' || kind === 'device' || kind === 'hwpoison' || kind === 'marker' || kind === 'swapin-error';

/** A swap-style entry read. `pfn` for entries that carry a frame; `offset` is always the raw offset field. */
export interface DecodedSwap {
  /** `swap`, `hwpoison`, `migration-read`, … as in `spec/vectors`. */
  readonly class: string;
  readonly type: number;
  readonly offset: bigint;
  readonly pfn?: number;
  readonly migYoung?: boolean;
  readonly migDirty?: boolean;
  readonly markerUffdWp?: boolean;
  readonly markerPoisoned?: boolean;
}

/** An entry in words: the public, lossless reading. `raw` is kept, so nothing is lost. */
export interface DecodedEntry {
  readonly raw: bigint;
  readonly level: LevelName;
  readonly kind: EntryKind;
  /** Frame number in base pages; undefined unless the entry carries a page. */
  readonly pfn?: number;
  /** Physical address of the next table, in bytes. */
  readonly tablePhys?: bigint;
  readonly swap?: DecodedSwap;
  /** Results of the predicates that are defined for this kind, by name. */
  readonly flags: Readonly<Record<string, boolean | number | string>>;
  /** Every bit or field that is not zero, most significant first. */
  readonly bits: readonly DecodedBits[];
}

/** One named bit or field of an entry. */
export interface DecodedBits {
  readonly name: string;
  /** Highest and lowest bit, 63 … 0. */
  readonly high: number;
  readonly low: number;
  readonly value: bigint;
  readonly meaning?: string;
}
