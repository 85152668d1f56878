import type { LevelName } from '../levels';
import { wordHi, wordLo } from '../numbers';

/**
 * One page-table entry in halves, as a caller's slot: calls that yield an entry write it here.
 * Both halves are signed 32-bit words, so that an engine keeps them as small integers.
 */
export interface EntrySlot {
  /** Bits 31 … 0, signed. */
  lo: number;
  /** Bits 63 … 32, signed. */
  hi: number;
}
/** A fresh slot, all zero. (All zero is no empty entry on s390: ask the codec's `none`.) */
export const entrySlot = (): EntrySlot => ({ lo: 0, hi: 0 });
/** A fresh slot that holds a 64-bit value. */
export const slotOf = (raw: bigint): EntrySlot => ({ lo: wordLo(raw), hi: wordHi(raw) });

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
  /** Number of the swap type. */
  readonly type: number;
  /** The raw offset field. */
  readonly offset: bigint;
  /** Frame, in base pages; absent: the entry carries none. */
  readonly pfn?: number;
  /** Whether a migration entry keeps `young`. */
  readonly migYoung?: boolean;
  /** Whether a migration entry keeps `dirty`. */
  readonly migDirty?: boolean;
  /** Whether a marker says that userfaultfd write-protects the page. */
  readonly markerUffdWp?: boolean;
  /** Whether a marker says that an access is a SIGBUS. */
  readonly markerPoisoned?: boolean;
}

/** An entry in words: the public, lossless reading. `raw` is kept, so nothing is lost. */
export interface DecodedEntry {
  /** The entry, 0 … 2^64-1. */
  readonly raw: bigint;
  /** Level of its table. */
  readonly level: LevelName;
  /** What the entry is. */
  readonly kind: EntryKind;
  /** Frame number in base pages; undefined unless the entry carries a page. */
  readonly pfn?: number;
  /** Physical address of the next table, in bytes. */
  readonly tablePhys?: bigint;
  /** What a swap-style entry says; absent for any other. */
  readonly swap?: DecodedSwap;
  /** Results of the predicates that are defined for this kind, by name. */
  readonly flags: Readonly<Record<string, boolean | number | string>>;
  /** Every bit or field that is not zero, most significant first. */
  readonly bits: readonly DecodedBits[];
}

/** One named bit or field of an entry. */
export interface DecodedBits {
  /** Name of the bit or field. */
  readonly name: string;
  /** Highest and lowest bit, 63 … 0. */
  readonly high: number;
  /** Lowest bit, 63 … 0. */
  readonly low: number;
  /** Its value, shifted down. */
  readonly value: bigint;
  /** What the value says, in words. */
  readonly meaning?: string;
}
