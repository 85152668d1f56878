import type { Kernel } from '@faultline/contracts';

/** How many slots the batches of a gather have (mmu-gather.md §4, §8). */
export interface GatherLimits {
  /** Slots of the batch inside the structure. */
  readonly local: number;
  /** Slots of a batch that takes a page of its own. @kernel v6.2-rc3 include/asm-generic/tlb.h:MAX_GATHER_BATCH */
  readonly batch: number;
  /** Batches that may be allocated. @kernel v6.2-rc3 include/asm-generic/tlb.h:MAX_GATHER_BATCH_COUNT */
  readonly batches: number;
  /** Slots that must stay free (6.12 keeps room for a page with its count). */
  readonly spare: number;
  /** Tables in a table batch. @kernel v6.2-rc3 include/asm-generic/tlb.h:MAX_TABLE_BATCH */
  readonly tables: number;
}

const BUNDLE = 8;
const PAGES_WITHOUT_PREEMPTION = 10000;
const BATCH_FIELDS_BYTES = 8;
const RCU_HEADER_BYTES = 24;

/** @param pointerBytes 8, or 4 on a 32-bit kernel */
export function gatherLimits(kernel: Kernel, pageShift: number, pointerBytes = 8): GatherLimits {
  const pageBytes = 2 ** pageShift;
  const batch = Math.floor((pageBytes - (pointerBytes + BATCH_FIELDS_BYTES)) / pointerBytes);
  return Object.freeze({
    local: BUNDLE,
    batch,
    batches: Math.floor(PAGES_WITHOUT_PREEMPTION / batch),
    spare: kernel === '6.12' ? 1 : 0,
    tables: Math.floor((pageBytes - RCU_HEADER_BYTES) / pointerBytes),
  });
}
