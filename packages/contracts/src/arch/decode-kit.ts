import { wordHi, wordLo, wordOf } from '../numbers';
import type { SwapCodec, SwapTypes } from './architecture';
import { entrySlot, type DecodedBits, type DecodedSwap, type EntryKind } from './entry';

/** One field of an entry's layout, as a bit table states it. */
export interface BitField {
  readonly name: string;
  /** Highest and lowest bit. */
  readonly high: number;
  readonly low: number;
  readonly meaning?: string;
}

/** One field, ready to be read. */
interface Part {
  readonly name: string;
  readonly high: number;
  readonly low: number;
  readonly meaning: string | undefined;
  /** The field's bits in each half. */
  readonly maskLo: number;
  readonly maskHi: number;
  /** What a single bit yields: it has one value only, so one object serves. */
  readonly single: DecodedBits | undefined;
}

/** The fields of a kind of entry, made ready by `bitLayout`. */
export interface BitLayout {
  /** The field of each bit; a bit outside of them all has one of its own. */
  readonly byBit: () => readonly Part[];
}

const maskOf = ({ high, low }: BitField): bigint => ((1n << BigInt(high - low + 1)) - 1n) << BigInt(low);

function partOf(field: BitField): Part {
  const { name, high, low, meaning } = field;
  const mask = maskOf(field);
  return { name, high, low, meaning, maskLo: wordLo(mask), maskHi: wordHi(mask), single: high === low ? Object.freeze({ ...field, value: 1n }) : undefined };
}

const stray = (bit: number): BitField => ({ name: `bit ${bit}`, high: bit, low: bit, meaning: 'no meaning here' });

function partsOf(fields: readonly BitField[]): readonly Part[] {
  const byBit = Array.from({ length: 64 }, (_, bit) => partOf(stray(bit)));
  for (const field of fields) byBit.fill(partOf(field), field.low, field.high + 1);
  return byBit;
}

/**
 * A layout of these fields, which lie apart: to be made once and read often. It is made ready when the first value is read, for an
 * architecture has many layouts, and few are read in one run.
 */
export function bitLayout(fields: readonly BitField[]): BitLayout {
  let parts: readonly Part[] | undefined;
  return { byBit: () => (parts ??= partsOf(fields)) };
}

/** A field of several bits, of which the halves hold these. */
function fieldOf({ name, high, low, meaning }: Part, inLo: number, inHi: number): DecodedBits {
  const value = low < 32 ? wordOf((inLo >>> low) | (low === 0 ? 0 : inHi << (32 - low)), inHi >>> low) : wordOf(inHi >>> (low - 32), 0);
  return meaning === undefined ? { name, high, low, value } : { name, high, low, value, meaning };
}

/** The fields of a layout that are not zero in a value, most significant first; bits outside every field as `bit N`. */
export function namedBits(layout: BitLayout, lo: number, hi: number): DecodedBits[] {
  const byBit = layout.byBit();
  const found: DecodedBits[] = [];
  let restLo = lo;
  let restHi = hi;
  for (let count = 0; (restLo | restHi) !== 0; count++) {
    const part = byBit[restHi === 0 ? 31 - Math.clz32(restLo) : 63 - Math.clz32(restHi)]!;
    found[count] = part.single ?? fieldOf(part, restLo & part.maskLo, restHi & part.maskHi);
    restLo &= ~part.maskLo;
    restHi &= ~part.maskHi;
  }
  return found;
}

const CLASSES: readonly (readonly [keyof SwapTypes, string, EntryKind])[] = [
  ['hwpoison', 'hwpoison', 'hwpoison'],
  ['migrationRead', 'migration-read', 'migration'],
  ['migrationReadExclusive', 'migration-read-exclusive', 'migration'],
  ['migrationWrite', 'migration-write', 'migration'],
  ['devicePrivateWrite', 'device-private-write', 'device'],
  ['devicePrivateRead', 'device-private-read', 'device'],
  ['deviceExclusiveWrite', 'device-exclusive-write', 'device'],
  ['deviceExclusiveRead', 'device-exclusive-read', 'device'],
  ['marker', 'marker', 'marker'],
  ['swapinError', 'swapin-error', 'swapin-error'],
];

const SLOT: readonly [string, EntryKind] = ['swap', 'swap'];

/** Types that mean something else than a swap file come after those that are one. */
const classOf = (types: SwapTypes, type: number): readonly [string, EntryKind] => {
  if (type < types.maxFiles) return SLOT;
  const row = CLASSES.find(([key]) => types[key] === type);
  return row === undefined ? SLOT : [row[1], row[2]];
};

const MARKER_UFFD_WP = 1n;
/** Came when poisoned pages gave up their own swap type (arch-x86 §6.2). */
const MARKER_POISONED = 2n;
const knowsPoison = ({ swapinError }: SwapTypes): boolean => swapinError < 0;

type SwapDraft = { -readonly [K in keyof DecodedSwap]: DecodedSwap[K] };

/** The frame of an entry that carries one, and for migration its young and dirty marks above the frame. */
function addCarried(read: SwapDraft, kind: EntryKind, { pfnBits, offsetBits }: SwapCodec): void {
  if (kind !== 'hwpoison' && kind !== 'migration' && kind !== 'device') return;
  read.pfn = Number(BigInt.asUintN(pfnBits, read.offset));
  if (kind !== 'migration' || offsetBits < pfnBits + 2) return;
  const marks = read.offset >> BigInt(pfnBits);
  read.migYoung = (marks & 1n) === 1n;
  read.migDirty = (marks & 2n) === 2n;
}

function addMarker(read: SwapDraft, types: SwapTypes): void {
  read.markerUffdWp = (read.offset & MARKER_UFFD_WP) !== 0n;
  read.markerPoisoned = knowsPoison(types) && (read.offset & MARKER_POISONED) !== 0n;
}

/** How to read the swap-style entries of a codec: class, type, offset and what the class carries. The one neutral layer over every codec. */
export function swapReader(swap: SwapCodec): (level: number, lo: number, hi: number) => DecodedSwap {
  const slot = entrySlot();
  /** By type; filled as types are met. */
  const classes: (readonly [string, EntryKind])[] = [];
  return (level, lo, hi) => {
    swap.offset(level, lo, hi, slot);
    const type = swap.type(level, lo, hi);
    const [name, kind] = (classes[type] ??= classOf(swap.types, type));
    const read: SwapDraft = { class: name, type, offset: wordOf(slot.lo, slot.hi) };
    if (kind === 'marker') addMarker(read, swap.types);
    else addCarried(read, kind, swap);
    return read;
  };
}

/** Kind of a swap-style entry by its type. */
export const swapKind = (types: SwapTypes, type: number): EntryKind => classOf(types, type)[1];
