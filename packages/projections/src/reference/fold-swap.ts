import type { Draft } from 'immer';
import type { Handlers } from '../projection';
import { NO_DEVICE, type PlainSlot, type PlainState } from './plain-state';
import { setFlag, held } from './frame';

type State = Draft<PlainState>;

const slotOf = (state: State, slot: number): Draft<PlainSlot> => state.swap.slots[slot]!;

/** The swap device, its slots, and the pages that the swap cache has for them. */
export const SWAP: Handlers<PlainState> = {
  SwapDeviceAdded(state, { pages }) {
    state.swap = { ...NO_DEVICE, pages, open: true, slots: {}, free: [] };
  },
  SwapDeviceSwitched(state, { open }) {
    state.swap.open = open;
  },
  SwapDeviceFailed(state) {
    state.swap.broken = true;
  },
  SwapDeviceRemoved(state) {
    state.swap = { ...NO_DEVICE, slots: {}, free: [] };
  },
  SwapSlotAllocated({ swap }, { swapSlot: slot }) {
    if (slot > swap.last) swap.last = slot;
    else swap.free = swap.free.slice(1);
    swap.used++;
    swap.slots[slot] = { count: 0, page: 0, value: 0 };
  },
  SwapSlotFreed({ swap }, { swapSlot: slot }) {
    swap.used--;
    delete swap.slots[slot];
    swap.free = [slot, ...swap.free];
  },
  SwapCountChanged(state, { swapSlot: slot, delta }) {
    slotOf(state, slot).count += delta;
  },
  SwapCacheAdded(state, { swapSlot: slot, pfn }) {
    const page = state.frames[pfn]!;
    slotOf(state, slot).page = pfn;
    page.refs++;
    held(page, 'cache', 1);
    page.slot = slot;
    setFlag(page, 'swapCache', true);
    setFlag(page, 'swapBacked', true);
  },
  SwapCacheRemoved(state, { swapSlot: slot, pfn }) {
    const page = state.frames[pfn]!;
    slotOf(state, slot).page = 0;
    page.refs--;
    held(page, 'cache', -1);
    page.slot = 0;
    setFlag(page, 'swapCache', false);
  },
  SwapStored(state, { swapSlot: slot, pfn }) {
    slotOf(state, slot).value = state.frames[pfn]!.value;
  },
  SwapLoaded(state, { swapSlot: slot, pfn }) {
    state.frames[pfn]!.value = slotOf(state, slot).value;
    setFlag(state.frames[pfn]!, 'uptodate', true);
  },
};
