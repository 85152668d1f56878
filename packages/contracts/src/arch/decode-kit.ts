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

/** The fields of a layout that are not zero in a value, most significant first; bits outside every field as `bit N`. */
export function namedBits(layout: readonly BitField[], raw: bigint): DecodedBits[] {
  const found: DecodedBits[] = [];
  let rest = raw;
  for (const field of [...layout].sort((a, b) => b.high - a.high)) {
    const mask = (1n << BigInt(field.high - field.low + 1)) - 1n;
    const value = (raw >> BigInt(field.low)) & mask;
    rest &= ~(mask << BigInt(field.low));
    if (value !== 0n) found.push({ ...field, value });
  }
  for (let bit = 63; bit >= 0; bit--)
    if ((rest >> BigInt(bit)) & 1n) found.push({ name: `bit ${bit}`, high: bit, low: bit, value: 1n, meaning: 'no meaning here' });
  return found.sort((a, b) => b.high - a.high);
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

const classOf = (types: SwapTypes, type: number): readonly [string, EntryKind] => {
  const row = CLASSES.find(([key]) => types[key] === type);
  return row === undefined ? ['swap', 'swap'] : [row[1], row[2]];
};

const MARKER_UFFD_WP = 1n;
/** Came when poisoned pages gave up their own swap type (arch-x86 §6.2). */
const MARKER_POISONED = 2n;
const knowsPoison = ({ swapinError }: SwapTypes): boolean => swapinError < 0;

/** The frame of an entry that carries one, and for migration its young and dirty marks above the frame. */
function carried(kind: EntryKind, offset: bigint, pfnBits: number, offsetBits: number): Partial<DecodedSwap> {
  if (kind !== 'hwpoison' && kind !== 'migration' && kind !== 'device') return {};
  const pfn = Number(offset & ((1n << BigInt(pfnBits)) - 1n));
  if (kind !== 'migration' || offsetBits < pfnBits + 2) return { pfn };
  const marks = offset >> BigInt(pfnBits);
  return { pfn, migYoung: (marks & 1n) === 1n, migDirty: (marks & 2n) === 2n };
}

/** Reads a swap-style entry: class, type, offset and what the class carries. The one neutral layer over every codec. */
export function decodeSwap(swap: SwapCodec, level: number, raw: bigint): { readonly kind: EntryKind; readonly swap: DecodedSwap } {
  const lo = wordLo(raw);
  const hi = wordHi(raw);
  const slot = entrySlot();
  swap.offset(level, lo, hi, slot);
  const offset = wordOf(slot.lo, slot.hi);
  const type = swap.type(level, lo, hi);
  const [name, kind] = classOf(swap.types, type);
  const marker = kind === 'marker'
    ? { markerUffdWp: (offset & MARKER_UFFD_WP) !== 0n, markerPoisoned: knowsPoison(swap.types) && (offset & MARKER_POISONED) !== 0n }
    : {};
  return { kind, swap: { class: name, type, offset, ...carried(kind, offset, swap.pfnBits, swap.offsetBits), ...marker } };
}

/** Kind of a swap-style entry by its type. */
export const swapKind = (types: SwapTypes, type: number): EntryKind => classOf(types, type)[1];
