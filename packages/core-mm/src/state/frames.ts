import type { Order, Pfn } from '@faultline/contracts';
import { history, Rows, wide, type ColumnsOf } from '@faultline/state-kit';

/** Page frames, a row each. Like the kernel's struct page, a row means one thing for a page and another for a page table. */
export const F_REF = 0;
export const F_MAPCOUNT = 1;
/** Page flags, in the order of `folioFlag`. */
export const F_FLAGS = 2;
/** Locked VMAs that map the page, while it is unevictable; the kernel keeps the count in place of the page's links in an LRU list. */
export const F_MLOCK_COUNT = 3;
/** anon_vma or object of a page; next free frame. */
export const F_MAPPING = 4;
/** Low half of the index in the object. */
export const F_INDEX = 5;
export const F_INDEX_HI = 6;
/** Generation: rises with each allocation, so that a stale reference to the frame shows. */
export const F_GENERATION = 7;
/** Level + 1 of the tables in this page; slot of a page in the swap cache. */
export const F_PRIVATE = 8;
/** log2 of the pages of the folio. */
export const F_ORDER = 9;
/** What a read of the page finds. */
export const F_VALUE = 10;

/** Who holds the references that no mapping holds (each mapping holds one, `F_MAPCOUNT`): a path under way, */
export const F_BY_PATH = 11;
/** whoever unmapped the page and has yet to put its reference (a gather, a copy on write), */
export const F_BY_UNMAP = 12;
/** the page cache or the swap cache, */
export const F_BY_CACHE = 13;
/** a page table that stands in it, */
export const F_BY_TABLE = 14;
/** references and pins that outlive their call (`HoldState`). */
export const F_BY_HOLD = 15;
/** Columns that count references, whose sum is `F_REF` after every event. */
export const HOLDERS = [F_MAPCOUNT, F_BY_PATH, F_BY_UNMAP, F_BY_CACHE, F_BY_TABLE, F_BY_HOLD] as const;

/** The declaration of a frame. */
export const FRAME_COLUMNS: ColumnsOf = {
  ref: F_REF, mapcount: F_MAPCOUNT, flags: F_FLAGS, mlockCount: F_MLOCK_COUNT, mapping: F_MAPPING, index: wide(F_INDEX), generation: history(F_GENERATION),
  private: F_PRIVATE, order: F_ORDER, value: F_VALUE, byPath: F_BY_PATH, byUnmap: F_BY_UNMAP, byCache: F_BY_CACHE, byTable: F_BY_TABLE,
  byHold: F_BY_HOLD,
};

/** Frames of one memory, number 0 included. */
export const frameRows = (frames: number): Rows => new Rows('frames', FRAME_COLUMNS, frames);

/** Nobody holds the frame and it means nothing. The last reference goes before the folio does. */
export const isFree = (frames: Rows, pfn: Pfn): boolean =>
  [F_REF, F_FLAGS, F_ORDER, F_VALUE].every((column) => frames.get(pfn, column) === 0);

/** Is the page flag of this place set? */
export const hasFlag = (frames: Rows, pfn: Pfn, flag: number): boolean => ((frames.get(pfn, F_FLAGS) >>> flag) & 1) === 1;

/** Sets or clears a page flag. Written by `evolve` only. */
export function setFlag(frames: Rows, pfn: Pfn, flag: number, on: boolean): void {
  const bit = 1 << flag;
  const flags = frames.get(pfn, F_FLAGS);
  frames.set(pfn, F_FLAGS, on ? flags | bit : flags & ~bit);
}

/** log2 of the pages of the folio that begins here. */
export const orderOf = (frames: Rows, pfn: Pfn): Order => frames.get(pfn, F_ORDER);
