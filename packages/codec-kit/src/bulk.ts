import { checkArchitecture, ENTRY_KINDS, entrySlot, isSwapKind, type Architecture, type EntryKind } from '@faultline/contracts';

/** Bits of the flags word. Those of a leaf: results of the predicates. */
export const BULK_PRESENT = 1 << 0;
export const BULK_PROTNONE = 1 << 1;
export const BULK_YOUNG = 1 << 2;
export const BULK_DIRTY = 1 << 3;
export const BULK_WRITE = 1 << 4;
export const BULK_EXEC = 1 << 5;
export const BULK_SPECIAL = 1 << 6;
export const BULK_SOFT_DIRTY = 1 << 7;
export const BULK_UFFD_WP = 1 << 8;
export const BULK_DEVMAP = 1 << 9;
/** Those of a swap-style entry, and its type in five bits. */
export const BULK_SWP_EXCLUSIVE = 1 << 10;
export const BULK_SWP_SOFT_DIRTY = 1 << 11;
export const BULK_SWP_UFFD_WP = 1 << 12;
export const BULK_SWP_TYPE_SHIFT = 16;

/** Where a bulk word (flags below, kind on top) has the kind. */
export const BULK_KIND_SHIFT = 24;
/** The flags of a bulk word. */
export const BULK_FLAGS = (1 << BULK_KIND_SHIFT) - 1;

/** The caller's arrays, one element an entry; each at least as long as the table has entries. */
export interface BulkSlots {
  /** Index into `ENTRY_KINDS`. */
  readonly kinds: Uint8Array;
  /** Halves of the frame of a leaf, of the next table's address in 2 KiB units, or of a swap-style entry's offset; else 0. */
  readonly pfnLo: Int32Array;
  /** High half of each frame number. */
  readonly pfnHi: Int32Array;
  /** `BULK_*`. */
  readonly flags: Int32Array;
}
/** Arrays for tables of up to `entries` entries. */
export const bulkSlots = (entries: number): BulkSlots => ({
  kinds: new Uint8Array(entries), pfnLo: new Int32Array(entries), pfnHi: new Int32Array(entries), flags: new Int32Array(entries),
});

/** Reads `count` entries of a view, whose words are little-endian or big-endian, into `out`. */
export type BulkLoop = (view: DataView, little: boolean, count: number, out: BulkSlots) => void;

/**
 * Reads a whole table and returns how many entries it has. The byte order is the architecture's unless said otherwise.
 * Nothing is allocated for a `DataView`; a `Uint8Array` costs one view a call. @throws BulkError
 */
export type BulkDecode = (level: number, table: DataView | Uint8Array, out: BulkSlots, byteOrder?: 'little' | 'big') => number;

/** A table that is none, or arrays that do not hold what it has. */
export class BulkError extends Error {
  readonly code = 'bulk-table';
  constructor(
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'BulkError';
  }
}

const ENTRY_BYTES = 8;
const TWO32 = 4294967296;
const places = (kinds: readonly EntryKind[]): number => kinds.reduce((set, kind) => set | (1 << ENTRY_KINDS.indexOf(kind)), 0);
const LEAVES = places(['page', 'huge', 'protnone', 'present-invalid', 'invalid-huge']);
const SWAPS = places(ENTRY_KINDS.filter(isSwapKind));
const NONE = ENTRY_KINDS.indexOf('none');
const TABLE = ENTRY_KINDS.indexOf('table');
const isOneOf = (set: number, kind: number): boolean => ((set >>> kind) & 1) !== 0;

const leafFlags = ({ codec }: Architecture, level: number, lo: number, hi: number): number =>
  (codec.protnone(level, lo, hi) ? BULK_PROTNONE : 0) | (codec.young(level, lo, hi) ? BULK_YOUNG : 0)
  | (codec.dirty(level, lo, hi) ? BULK_DIRTY : 0) | (codec.write(level, lo, hi) ? BULK_WRITE : 0)
  | (codec.exec(level, lo, hi) ? BULK_EXEC : 0) | (codec.special(level, lo, hi) ? BULK_SPECIAL : 0)
  | (codec.softDirty(level, lo, hi) ? BULK_SOFT_DIRTY : 0) | (codec.uffdWp(level, lo, hi) ? BULK_UFFD_WP : 0)
  | (codec.devmap(level, lo, hi) ? BULK_DEVMAP : 0);

const swapFlags = ({ swap }: Architecture, level: number, lo: number, hi: number): number =>
  (swap.exclusive(lo, hi) ? BULK_SWP_EXCLUSIVE : 0) | (swap.softDirty(lo, hi) ? BULK_SWP_SOFT_DIRTY : 0)
  | (swap.uffdWp(lo, hi) ? BULK_SWP_UFFD_WP : 0) | (swap.type(level, lo, hi) << BULK_SWP_TYPE_SHIFT);

/** Kind and flags of one entry as its codec has them: what a fast loop makes its tables of. */
export function bulkWord(architecture: Architecture, level: number, lo: number, hi: number): number {
  const { codec } = architecture;
  const kind = codec.classify(level, lo, hi);
  if (kind === NONE) return 0;
  const present = codec.present(level, lo, hi) ? BULK_PRESENT : 0;
  const own = isOneOf(LEAVES, kind) ? leafFlags(architecture, level, lo, hi) : isOneOf(SWAPS, kind) ? swapFlags(architecture, level, lo, hi) : 0;
  return (kind << BULK_KIND_SHIFT) | present | own;
}

/** A table of words, one for each number below `size`. */
export const bulkTable = (size: number, wordOf: (at: number) => number): Int32Array => Int32Array.from({ length: size }, (_, at) => wordOf(at));

/** The loop for any architecture and level: asks the codec about each entry. */
const byCodec = (architecture: Architecture, level: number): BulkLoop => {
  const { codec, swap } = architecture;
  const slot = entrySlot();
  return (view, little, count, { kinds, pfnLo, pfnHi, flags }) => {
    for (let at = 0; at < count; at++) {
      const lo = view.getInt32(at * ENTRY_BYTES + (little ? 0 : 4), little);
      const hi = view.getInt32(at * ENTRY_BYTES + (little ? 4 : 0), little);
      const word = bulkWord(architecture, level, lo, hi);
      const kind = word >>> BULK_KIND_SHIFT;
      const number = kind === TABLE ? codec.tableRef(level, lo, hi) : isOneOf(LEAVES, kind) ? codec.pfn(level, lo, hi) : 0;
      slot.lo = number | 0;
      slot.hi = (number / TWO32) | 0;
      if (isOneOf(SWAPS, kind)) swap.offset(level, lo, hi, slot);
      kinds[at] = kind;
      pfnLo[at] = slot.lo;
      pfnHi[at] = slot.hi;
      flags[at] = word & BULK_FLAGS;
    }
  };
};

const shortest = ({ kinds, pfnLo, pfnHi, flags }: BulkSlots): number => Math.min(kinds.length, pfnLo.length, pfnHi.length, flags.length);

function countOf(bytes: number, out: BulkSlots): number {
  if (bytes % ENTRY_BYTES !== 0) throw new BulkError(`a table of ${bytes} bytes is cut off`, `entries have ${ENTRY_BYTES} bytes each`);
  const count = bytes / ENTRY_BYTES;
  if (shortest(out) < count) throw new BulkError(`the table has ${count} entries, the arrays hold ${shortest(out)}`, 'pass longer arrays');
  return count;
}

/** Bulk decode of an architecture; levels without a loop of their own ask its codec. */
export function bulkOf(architecture: Architecture, own: readonly BulkLoop[] = []): BulkDecode {
  checkArchitecture('architecture', architecture);
  const loops = architecture.geometry.shift.map((_, level) => own[level] ?? byCodec(architecture, level));
  const native = architecture.geometry.byteOrder;
  return (level, table, out, byteOrder = native) => {
    const loop = loops[level];
    if (loop === undefined) throw new BulkError(`there is no level ${level}`, `levels are 0 … ${loops.length - 1}`);
    const count = countOf(table.byteLength, out);
    const view = table instanceof DataView ? table : new DataView(table.buffer, table.byteOffset, table.byteLength);
    loop(view, byteOrder === 'little', count, out);
    return count;
  };
}
