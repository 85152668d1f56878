import type { CoreState } from '@faultline/core-mm';
import type { PlainSlot, PlainSwap } from './plain-state';

/** Slots that were freed, each leading to the one freed before it. */
function freed({ swap }: CoreState): number[] {
  const slots: number[] = [];
  for (let slot = swap.firstFreed; slot !== 0 && slots.length < swap.next; slot = swap.freedAfter(slot)) slots.push(slot);
  return slots;
}

/** The swap device, and what is on it. */
export function renderSwap(core: CoreState): PlainSwap {
  const { swap } = core;
  const free = freed(core);
  const slots: Record<string, PlainSlot> = {};
  for (let slot = 1; slot < swap.next; slot++) if (!free.includes(slot)) slots[slot] = { count: swap.countOf(slot), page: swap.pageOf(slot), value: swap.valueOf(slot) };
  return { pages: swap.pages, open: swap.isOpen, broken: swap.isBroken, last: Math.max(0, swap.next - 1), used: swap.used, slots, free };
}
