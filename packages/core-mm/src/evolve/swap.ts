import { PG_SWAP_BACKED, PG_SWAP_CACHE, PG_UPTODATE, type Delta, type Pages, type Pfn, type SwapSlot } from '@faultline/contracts';
import type { CoreState } from '../state/core-state';
import { F_PRIVATE, F_VALUE, setFlag } from '../state/frames';
import { D_BROKEN, D_FREE, D_NEXT, D_OPEN, D_PAGES, D_USED, S_COUNT, S_FREED, S_PAGE, S_VALUE } from '../state/swap';
import { countCached } from './folio';

export function evolveSwapDeviceAdded({ stores: { swapDevice } }: CoreState, pages: Pages): void {
  swapDevice.set(D_PAGES, 0, pages);
  swapDevice.set(D_NEXT, 0, 1);
  swapDevice.set(D_OPEN, 0, 1);
}

export const evolveSwapDeviceSwitched = ({ stores: { swapDevice } }: CoreState, open: number): void => swapDevice.set(D_OPEN, 0, open);

export const evolveSwapDeviceFailed = ({ stores: { swapDevice } }: CoreState): void => swapDevice.set(D_BROKEN, 0, 1);

export function evolveSwapDeviceRemoved({ stores: { swapDevice }, swapSlots }: CoreState): void {
  for (let slot = swapDevice.get(D_NEXT, 0) - 1; slot > 0; slot--) swapSlots.clear(slot);
  swapDevice.clear(0);
}

export function evolveSwapSlotAllocated({ stores: { swapDevice }, swapSlots }: CoreState, slot: SwapSlot): void {
  swapSlots.reach(slot);
  if (swapDevice.get(D_NEXT, 0) === slot) swapDevice.set(D_NEXT, 0, slot + 1);
  else swapDevice.set(D_FREE, 0, swapSlots.get(slot, S_FREED));
  swapDevice.add(D_USED, 0, 1);
  swapSlots.clear(slot);
}

export function evolveSwapSlotFreed({ stores: { swapDevice }, swapSlots }: CoreState, slot: SwapSlot): void {
  swapSlots.clear(slot);
  swapSlots.set(slot, S_FREED, swapDevice.get(D_FREE, 0));
  swapDevice.set(D_FREE, 0, slot);
  swapDevice.add(D_USED, 0, -1);
}

export const evolveSwapCountChanged = ({ swapSlots }: CoreState, slot: SwapSlot, delta: Delta): void => swapSlots.add(slot, S_COUNT, delta);

export function evolveSwapCacheAdded(s: CoreState, slot: SwapSlot, pfn: Pfn): void {
  s.swapSlots.set(slot, S_PAGE, pfn);
  countCached(s, pfn, 1);
  s.frames.set(pfn, F_PRIVATE, slot);
  setFlag(s.frames, pfn, PG_SWAP_CACHE, true);
  setFlag(s.frames, pfn, PG_SWAP_BACKED, true);
}

export function evolveSwapCacheRemoved(s: CoreState, slot: SwapSlot, pfn: Pfn): void {
  s.swapSlots.set(slot, S_PAGE, 0);
  countCached(s, pfn, -1);
  s.frames.set(pfn, F_PRIVATE, 0);
  setFlag(s.frames, pfn, PG_SWAP_CACHE, false);
}

export const evolveSwapStored = (s: CoreState, slot: SwapSlot, pfn: Pfn): void => s.swapSlots.set(slot, S_VALUE, s.frames.get(pfn, F_VALUE));

export function evolveSwapLoaded(s: CoreState, slot: SwapSlot, pfn: Pfn): void {
  s.frames.set(pfn, F_VALUE, s.swapSlots.get(slot, S_VALUE));
  setFlag(s.frames, pfn, PG_UPTODATE, true);
}
