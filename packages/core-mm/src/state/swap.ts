import type { Byte, Count, Pages, Pfn, SwapSlot } from '@faultline/contracts';
import { Columns, Rows, type ColumnsOf } from '@faultline/state-kit';
import type { CoreState } from './core-state';

/** Entries that refer to the slot. */
export const S_COUNT = 0;
/** The page that the swap cache has for it. */
export const S_PAGE = 1;
/** What was written there. */
export const S_VALUE = 2;
/** Of a freed slot, the one freed before it. */
export const S_FREED = 3;

/** The declaration of a slot of the swap device. */
export const SLOT_COLUMNS: ColumnsOf = { count: S_COUNT, page: S_PAGE, value: S_VALUE, freed: S_FREED };
export const swapSlots = (): Rows => new Rows('swapSlots', SLOT_COLUMNS, 1);

/** Single numbers of the swap device: its slots (0: there is no device), */
export const D_PAGES = 0;
/** the slot that was never used and comes next, */
export const D_NEXT = 1;
/** the first that was freed; 0: none, */
export const D_FREE = 2;
/** slots in use, */
export const D_USED = 3;
/** whether slots are given, */
export const D_OPEN = 4;
/** and whether reads and writes fail. */
export const D_BROKEN = 5;
export const swapDevice = (): Columns => new Columns('swapDevice', ['pages', 'next', 'free', 'used', 'open', 'broken'], 1);

/** The swap device and what is on it, as paths read it. */
export class SwapState {
  constructor(private readonly state: CoreState) {}

  private device(column: number): number {
    return this.state.stores.swapDevice.get(column, 0);
  }

  private slot(slot: SwapSlot, column: number): number {
    return this.state.swapSlots.get(slot, column);
  }

  /** Slots of the device; 0: there is none. */
  get pages(): Pages {
    return this.device(D_PAGES);
  }

  get used(): Pages {
    return this.device(D_USED);
  }

  get isOpen(): boolean {
    return this.device(D_OPEN) !== 0;
  }

  get isBroken(): boolean {
    return this.device(D_BROKEN) !== 0;
  }

  /** The slot that was never used and comes next. */
  get next(): SwapSlot {
    return this.device(D_NEXT);
  }

  /** The first slot that was freed, which leads to the next (`freedAfter`); 0: none. */
  get firstFreed(): SwapSlot {
    return this.device(D_FREE);
  }

  /** The free slot after a free one; 0: none. */
  freedAfter(slot: SwapSlot): SwapSlot {
    return this.slot(slot, S_FREED);
  }

  /** The slot that would be given; 0: none. What was never used comes before what was freed. */
  get free(): SwapSlot {
    if (!this.isOpen) return 0;
    return this.next <= this.pages ? this.next : this.firstFreed;
  }

  /** Entries that refer to the slot. @kernel v6.2-rc3 mm/swapfile.c:__swap_count */
  countOf(slot: SwapSlot): Count {
    return this.slot(slot, S_COUNT);
  }

  /** What was written to the slot. */
  valueOf(slot: SwapSlot): Byte {
    return this.slot(slot, S_VALUE);
  }

  /** The page that the swap cache has for the slot; 0: none. */
  pageOf(slot: SwapSlot): Pfn {
    return this.slot(slot, S_PAGE);
  }
}
