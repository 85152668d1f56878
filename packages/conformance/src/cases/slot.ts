import type { EntrySlot } from '@faultline/contracts';

const GARBAGE = 0x5a5a5a5a;

/** A slot that holds something: a call that leaves a half alone is found out. */
export const usedSlot = (): EntrySlot => ({ lo: GARBAGE, hi: GARBAGE });
export const copyOf = ({ lo, hi }: EntrySlot): EntrySlot => ({ lo, hi });
export const equal = (a: EntrySlot, b: EntrySlot): boolean => a.lo === b.lo && a.hi === b.hi;
/** What a call writes. */
export function written(fill: (out: EntrySlot) => void): EntrySlot {
  const out = usedSlot();
  fill(out);
  return out;
}
/** What a modifier makes of an entry, which is left alone. */
export function changed(entry: EntrySlot, change: (e: EntrySlot) => void): EntrySlot {
  const out = copyOf(entry);
  change(out);
  return out;
}
