import { PTE, TABLE_REF_SHIFT, type Architecture, type Level } from '@faultline/contracts';

/** What folding needs to know of an architecture: sizes and empty entries, by level. */
export interface Shape {
  /** log2 of the bytes of a base page. */
  readonly pageShift: number;
  /** log2 of the `TableRef` units in a page. */
  readonly refShift: number;
  /** Bits of a page number that index a PTE table. */
  readonly indexBits: number;
  /** Entries of a table, by level. */
  readonly entries: readonly number[];
  /** log2 of the pages that one entry covers: `pagesOf` of it is an integer to the engine, which an array of pages, the greatest of them a double, would not give. */
  readonly pageBits: readonly number[];
  /** Bytes of a table, by level. */
  readonly tableBytes: readonly number[];
  /** Low half of an empty entry, by level. */
  readonly emptyLo: readonly number[];
  /** High half of an empty entry, by level. */
  readonly emptyHi: readonly number[];
  /** Highest level, 0 is the PTE. */
  readonly topLevel: number;
}

export function shapeOf({ geometry, codec }: Architecture): Shape {
  const empties = geometry.entries.map((entries, level) => {
    const slot = { lo: 0, hi: 0 };
    if (entries > 0) codec.none(level, slot);
    return slot;
  });
  return Object.freeze({
    pageShift: geometry.pageShift,
    refShift: geometry.pageShift - TABLE_REF_SHIFT,
    indexBits: 31 - Math.clz32(geometry.entries[PTE]!),
    entries: geometry.entries,
    pageBits: geometry.shift.map((shift) => shift - geometry.pageShift),
    tableBytes: geometry.tableBytes,
    emptyLo: empties.map((slot) => slot.lo),
    emptyHi: empties.map((slot) => slot.hi),
    topLevel: geometry.topLevel,
  });
}

/** Pages a table of this level takes, as an order; a table smaller than a page takes order 0. */
export function tableOrder(shape: Shape, level: Level): number {
  const pages = shape.tableBytes[level]! >> shape.pageShift;
  return pages <= 1 ? 0 : 31 - Math.clz32(pages);
}

/** Tables of this level that share a page; 1 unless they are smaller than a page. */
export const tablesPerPage = (shape: Shape, level: Level): number =>
  Math.max(1, (1 << shape.pageShift) / shape.tableBytes[level]!);
