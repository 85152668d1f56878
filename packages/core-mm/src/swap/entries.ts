import { PTE, type Architecture, type EntrySlot, type SwapSlot } from '@faultline/contracts';
import type { Core } from '../core';
import { makeMarker, MARKER_POISONED, markerBits } from '../marker/codec';

/** Number of the one swap device there is. */
const DEVICE = 0;

/** The slot that an entry refers to, which is neither empty nor present; 0: it is of another kind. */
export function slotOfEntry({ swap }: Architecture, lo: number, hi: number): SwapSlot {
  if (swap.type(PTE, lo, hi) !== DEVICE) return 0;
  const offset = { lo: 0, hi: 0 };
  swap.offset(PTE, lo, hi, offset);
  return offset.lo;
}

/** The entry of a slot, without marks. @kernel v6.2-rc3 include/linux/swapops.h:swp_entry_to_pte */
export const makeSwapEntry = (k: Core, slot: SwapSlot, out: EntrySlot): void => k.arch.swap.encode(PTE, DEVICE, slot, 0, out);

/** Type of the entries that say of their page that it could not be read, where no marker does: entries that have none take that of the last device. */
function errorType({ arch: { swap: { types } } }: Core): number {
  return types.swapinError >= 0 ? types.swapinError : types.maxFiles - 1;
}

/**
 * What is put in place of an entry whose page could not be read back.
 * @kernel v6.2-rc3 include/linux/swapops.h:make_swapin_error_entry @commit 15520a3f0469
 */
export function makeSwapinError(k: Core, pfn: number, out: EntrySlot): void {
  if (k.profile['swapin-error-marker']) makeMarker(k, MARKER_POISONED, out);
  else k.arch.swap.encode(PTE, errorType(k), pfn, 0, out);
}

/** Does the entry say of its page that it could not be read back? */
export function isSwapinError(k: Core, lo: number, hi: number): boolean {
  if (!k.profile['swapin-error-marker']) return k.arch.swap.type(PTE, lo, hi) === errorType(k);
  return (markerBits(k.arch, lo, hi) & MARKER_POISONED) !== 0;
}
