import type { BulkLoop, BulkSlots } from './bulk';

/** Reads the entries `from` … `to` - 1 of a view into their places. */
export type BulkPart = (view: DataView, little: boolean, from: number, to: number, out: BulkSlots) => void;

const PAGE_ENTRIES = 512;

/** A loop that goes page by page: an engine makes its best code of what is called often, not of one long loop. */
export const byPage = (part: BulkPart): BulkLoop => (view, little, count, out) => {
  for (let from = 0; from < count; from += PAGE_ENTRIES) part(view, little, from, Math.min(from + PAGE_ENTRIES, count), out);
};
