import type { BuildOptions, Release, SwapReading } from '@faultline/contracts';
import { bitsOf } from './bit-set';
import { holdsIn, isSince, type Change, type Since } from './release';

/** Where a release keeps type and offset of a swap-style entry. */
export interface SwapLayout extends Change {
  /** Lowest bit of the type, and how many there are. */
  readonly type: readonly [low: number, bits: number];
  /** Lowest bit of the offset, and how many there are. */
  readonly offset: readonly [low: number, bits: number];
  /** The offset is stored complemented. */
  readonly inverted?: boolean;
  /** Marks by their bit. */
  readonly marks: Readonly<Record<number, string>>;
  /** Bits that are always set. */
  readonly ones?: bigint;
  /** In words: since when, and what is where. */
  readonly text: string;
}

const maskOf = ([low, bits]: readonly [number, number]): bigint => bitsOf([low + bits - 1, low]);
const fieldIn = (word: bigint, [low, bits]: readonly [number, number]): bigint => (word >> BigInt(low)) & ((1n << BigInt(bits)) - 1n);

/** Type and offset of a word under a layout. */
export const swapFields = ({ type, offset, inverted }: SwapLayout, raw: bigint): { readonly type: number; readonly offset: bigint } => ({
  type: Number(fieldIn(raw, type)), offset: fieldIn(inverted === true ? ~raw : raw, offset),
});

/** Bits that the layout ever sets. */
export const swapBits = ({ type, offset, marks, ones = 0n }: SwapLayout): bigint =>
  maskOf(type) | maskOf(offset) | ones | bitsOf(...Object.keys(marks).map(Number));

/** `swp_entry_t` of a type and an offset: the same on every architecture since 4.20. @kernel v6.2-rc3 include/linux/swapops.h:SWP_TYPE_SHIFT */
export const swpValue = (type: number, offset: bigint, shift = 58n): bigint => (BigInt(type) << shift) | offset;
const TYPE_SHIFT = 58n;
const OLD_TYPE_SHIFT = 57n;
const SHIFT_MOVED = [4, 20] as const;
/** Where the type of a `swp_entry_t` begins in a release. */
export const swpShift = (release: Release | undefined): bigint => (release === undefined || isSince(release, SHIFT_MOVED) ? TYPE_SHIFT : OLD_TYPE_SHIFT);

/** Type and offset of a `swp_entry_t`. */
export function swpFields(value: bigint, release: Release | undefined): { readonly type: number; readonly offset: bigint } {
  const shift = swpShift(release);
  return { type: Number(value >> shift) & 31, offset: value & ((1n << shift) - 1n) };
}

/** The numbering of swap types by release, from the top down. @kernel v6.2-rc3 include/linux/swap.h:MAX_SWAPFILES */
interface Reserved extends Change {
  readonly name: string;
  readonly option?: keyof BuildOptions;
}
const RESERVED: readonly Reserved[] = [
  { name: 'swapin-error', since: [6, 0], until: [6, 2] },
  { name: 'marker', since: [6, 2] },
  { name: 'marker', since: [5, 19], until: [6, 2], option: 'pteMarker' },
  { name: 'device-exclusive', since: [6, 15], option: 'devicePrivate' },
  { name: 'device-exclusive-read', since: [5, 14], until: [6, 15], option: 'devicePrivate' },
  { name: 'device-exclusive-write', since: [5, 14], until: [6, 15], option: 'devicePrivate' },
  { name: 'device-private-read', since: [4, 14], option: 'devicePrivate' },
  { name: 'device-private-write', since: [4, 14], option: 'devicePrivate' },
  { name: 'migration-write' },
  { name: 'migration-read-exclusive', since: [5, 19] },
  { name: 'migration-read' },
  { name: 'hwpoison', option: 'memoryFailure' },
];
const TYPES = 32;

/** Names by type; what is no reserved type is a swap file's. */
export function swapNames(release: Release, options: BuildOptions): readonly string[] {
  const names = Array.from({ length: TYPES }, () => 'swap');
  const held = RESERVED.filter((row) => holdsIn(row, release) && (row.option === undefined || options[row.option] === true));
  held.forEach(({ name }, at) => (names[TYPES - 1 - at] = name));
  return names;
}

/** Bits of a marker's offset. @kernel v6.2-rc3 include/linux/swapops.h:PTE_MARKER_MASK */
const MARKERS: readonly (Change & { readonly bit: bigint; readonly name: string })[] = [
  { bit: 1n, name: 'uffd-wp' },
  { bit: 2n, name: 'poisoned', since: [6, 2] },
  { bit: 4n, name: 'guard', since: [6, 13] },
];
const markersIn = (release: Release) => MARKERS.filter((row) => holdsIn(row, release));
/** Bits that a marker of the release may have. */
export const markerMask = (release: Release): bigint => markersIn(release).reduce((mask, { bit }) => mask | bit, 0n);

/** A frame, not a place in a swap file. */
const carriesFrame = (name: string): boolean => name === 'hwpoison' || name.startsWith('migration') || name.startsWith('device');

/** What reading a swap-style entry takes besides its layout. */
export interface SwapContext {
  /** Release whose types are taken. */
  readonly release: Release;
  /** Build options that are assumed. */
  readonly options: BuildOptions;
  /** Bits of a frame number. */
  readonly pfnBits: number;
}

const optionText = (name: string, on: boolean | undefined): string => `${name}=${on === true ? 'y' : 'n'}`;
/** The table of types that was taken, in words. */
const tableText = ({ release, options }: SwapContext): string =>
  `types of ${release.text} with ${optionText('DEVICE_PRIVATE', options.devicePrivate)}, ${optionText('MEMORY_FAILURE', options.memoryFailure)}`;

function carried(name: string, offset: bigint, { pfnBits, release }: SwapContext): Pick<SwapReading, 'pfn' | 'flags'> {
  if (name === 'marker') return { flags: markersIn(release).filter(({ bit }) => offset & bit).map((row) => row.name) };
  if (!carriesFrame(name)) return { flags: [] };
  const marks = offset >> BigInt(pfnBits);
  const flags = name.startsWith('migration') ? [...(marks & 1n ? ['young'] : []), ...(marks & 2n ? ['dirty'] : [])] : [];
  return { pfn: BigInt.asUintN(pfnBits, offset), flags };
}

/** A swap-style word in full. */
export function readSwapWord(layout: SwapLayout, raw: bigint, context: SwapContext): SwapReading {
  const { type, offset } = swapFields(layout, raw);
  const name = swapNames(context.release, context.options)[type & 31]!;
  const { pfn, flags } = carried(name, offset, context);
  const marks = Object.entries(layout.marks).filter(([bit]) => (raw >> BigInt(bit)) & 1n).map(([, mark]) => mark);
  return { type, name, offset, ...(pfn !== undefined && { pfn }), flags: [...marks, ...flags], under: `${layout.text}; ${tableText(context)}` };
}

/** Pages that no swap file has: 2^36 of them are 256 TiB. */
const OFFSET_BITS = 36n;
/** Swap files that a machine may have; more are possible, and met nowhere. */
const COMMON_FILES = 4;

/** Why a swap-style word cannot be one that a kernel wrote; undefined: it may be. */
export function swapDoubt({ type, name, offset, pfn }: SwapReading, { pfnBits, release }: SwapContext, physBits: number, pageShift: number): string | undefined {
  if (name === 'marker') return offset === 0n || offset & ~markerMask(release) ? 'a marker without, or with unknown, marks' : undefined;
  if (pfn === undefined) return offset >> OFFSET_BITS ? `a place in swap beyond any swap file (page 0x${offset.toString(16)} of file ${type})` : undefined;
  if (pfn >> BigInt(physBits - pageShift)) return 'a frame beyond any memory';
  const marks = offset >> BigInt(pfnBits);
  return name.startsWith('migration') && marks <= 3n ? undefined : marks === 0n ? undefined : 'bits above its frame';
}

/** How plausible a swap-style word is. */
export const swapPlausibility = ({ type, name }: SwapReading): number => (name === 'swap' ? (type < COMMON_FILES ? 3 : 1) : 2);

/** Where nothing tells the release, older kernels are not thought of. */
const OLDEST_GUESS: Since = [5, 10];

/** Layouts that a release may have, newest first; of an unknown one: those of kernels that are still met. */
export function chooseLayout(layouts: readonly SwapLayout[], release: Release | undefined): readonly SwapLayout[] {
  const isMet = ({ until }: SwapLayout): boolean => until === undefined || until[0] > OLDEST_GUESS[0] || (until[0] === OLDEST_GUESS[0] && until[1] > OLDEST_GUESS[1]);
  const held = layouts.filter((layout) => (release === undefined ? isMet(layout) : holdsIn(layout, release)));
  return held.length > 0 ? held : layouts.slice(-1);
}
