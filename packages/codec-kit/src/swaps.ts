import { entrySlot, wordOf, type DecodedSwap, type EntryKind, type SwapCodec, type SwapTypes } from '@faultline/contracts';

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
/** Came when poisoned pages lost their own swap type (arch-x86 §6.2). */
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
