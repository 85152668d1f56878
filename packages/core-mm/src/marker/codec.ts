import { PTE, type Architecture, type EntrySlot } from '@faultline/contracts';
import type { Core } from '../core';

/** Bits of a marker, in its offset. @kernel v6.2-rc3 include/linux/swapops.h:PTE_MARKER_UFFD_WP,PTE_MARKER_SWAPIN_ERROR */
export const MARKER_UFFD_WP = 0x1;
/** The page is lost: it could not be read back, or userfaultfd says so. */
export const MARKER_POISONED = 0x2;
const MARKER_MASK = MARKER_UFFD_WP | MARKER_POISONED;

/** The bits of a marker; 0: an entry of another kind. It is neither empty nor present. @kernel v6.2-rc3 include/linux/swapops.h:pte_marker_get */
export function markerBits({ swap }: Architecture, lo: number, hi: number): number {
  const { marker } = swap.types;
  if (marker < 0 || swap.type(PTE, lo, hi) !== marker) return 0;
  const offset = { lo: 0, hi: 0 };
  swap.offset(PTE, lo, hi, offset);
  return offset.lo & MARKER_MASK;
}

/** A marker of these bits. @kernel v6.2-rc3 include/linux/swapops.h:make_pte_marker */
export const makeMarker = (k: Core, bits: number, out: EntrySlot): void => k.arch.swap.encode(PTE, k.arch.swap.types.marker, bits, 0, out);
