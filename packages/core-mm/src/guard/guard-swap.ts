import { PG_SWAP_CACHE, type CoreHandlers, type Pages, type Pfn, type SwapSlot } from '@faultline/contracts';
import type { CoreState } from '../state/core-state';
import { F_REF, hasFlag } from '../state/frames';
import { heldFrame, type Verdict } from './verdict';

type Guards = CoreHandlers<CoreState, Verdict>;

/** The slot is in use. */
function usedSlot({ swap, swapSlots }: CoreState, slot: SwapSlot): Verdict {
  if (slot < 1 || slot >= swap.next || slot >= swapSlots.rows) return `slot ${slot} was never given`;
  return isFreed(swap, slot) ? `slot ${slot} is free` : undefined;
}

/** Free slots lead from one to the next. */
function isFreed(swap: CoreState['swap'], slot: SwapSlot): boolean {
  for (let at = swap.firstFreed; at !== 0; at = swap.freedAfter(at)) if (at === slot) return true;
  return false;
}

/** There is a device, of so many slots. */
const deviceOf = ({ swap }: CoreState, pages: Pages): Verdict =>
  swap.pages === 0 ? 'there is no swap device' : swap.pages === pages ? undefined : `the swap device has ${swap.pages} slots`;

const switched: Guards['SwapDeviceSwitched'] = ({ swap }, open) =>
  swap.pages === 0 ? 'there is no swap device' : swap.isOpen === (open === 1) ? 'that is how the swap device was' : undefined;

const slotAllocated: Guards['SwapSlotAllocated'] = ({ swap }, slot) =>
  slot !== 0 && slot === swap.free ? undefined : `slot ${slot} is not the one the device would give (${swap.free})`;

const slotFreed: Guards['SwapSlotFreed'] = (s, slot) => {
  const wrong = usedSlot(s, slot);
  if (wrong !== undefined) return wrong;
  if (s.swap.countOf(slot) !== 0) return `entries refer to slot ${slot}`;
  return s.swap.pageOf(slot) === 0 ? undefined : `the swap cache has a page for slot ${slot}`;
};

const countChanged: Guards['SwapCountChanged'] = (s, slot, delta) =>
  usedSlot(s, slot) ?? (s.swap.countOf(slot) + delta < 0 ? `fewer than no entries would refer to slot ${slot}` : undefined);

const inCache = (s: CoreState, pfn: Pfn): boolean => hasFlag(s.frames, pfn, PG_SWAP_CACHE);

const cacheAdded: Guards['SwapCacheAdded'] = (s, slot, pfn) => {
  const wrong = usedSlot(s, slot) ?? heldFrame(s, pfn);
  if (wrong !== undefined) return wrong;
  if (s.swap.pageOf(slot) !== 0) return `the swap cache has a page for slot ${slot}`;
  return inCache(s, pfn) ? 'the page is in the swap cache already' : undefined;
};

const cacheRemoved: Guards['SwapCacheRemoved'] = (s, slot, pfn) =>
  usedSlot(s, slot) ?? (s.swap.pageOf(slot) === pfn && s.frames.get(pfn, F_REF) > 0 ? undefined : `the swap cache has another page for slot ${slot}`);

const moved: Guards['SwapStored'] = (s, slot, pfn) => usedSlot(s, slot) ?? heldFrame(s, pfn);

/** Why a record of the swap device cannot follow; undefined: it can. */
export const SWAP_GUARDS: Partial<Guards> = {
  SwapDeviceAdded: ({ swap }, pages) => (swap.pages !== 0 ? 'there is a swap device' : pages < 1 ? 'the device has no slots' : undefined),
  SwapDeviceSwitched: switched,
  SwapDeviceFailed: deviceOf,
  SwapDeviceRemoved: (s, pages) => deviceOf(s, pages) ?? (s.swap.used === 0 ? undefined : `${s.swap.used} slots are in use`),
  SwapSlotAllocated: slotAllocated,
  SwapSlotFreed: slotFreed,
  SwapCountChanged: countChanged,
  SwapCacheAdded: cacheAdded,
  SwapCacheRemoved: cacheRemoved,
  SwapStored: moved,
  SwapLoaded: moved,
};
