import type { Profile, Vpn } from '@faultline/contracts';

/** How many slots the batches of a gather have (mmu-gather.md §4, §8). */
export interface GatherLimits {
  /** Slots of the batch inside the structure. */
  readonly local: number;
  /** Slots of a batch that takes a page of its own. @kernel v6.2-rc3 include/asm-generic/tlb.h:MAX_GATHER_BATCH */
  readonly batch: number;
  /** Batches that may be allocated. @kernel v6.2-rc3 include/asm-generic/tlb.h:MAX_GATHER_BATCH_COUNT */
  readonly batches: number;
  /** Slots that must stay free (`gather-spare-slot`). */
  readonly reserved: number;
  /** Tables in a table batch. @kernel v6.2-rc3 include/asm-generic/tlb.h:MAX_TABLE_BATCH */
  readonly tables: number;
}

/** The first batch stands on the caller's stack: a small unmapping allocates nothing. */
const BUNDLE = 8;
/** Pages that may be freed without a pause; bounds the batches. */
const PAGES_WITHOUT_PREEMPTION = 10000;
const BATCH_FIELDS_BYTES = 8;
/** Two pointers of the RCU head, and a count padded to a third. */
const RCU_HEADER_POINTERS = 3;
const CHUNK = 512;

/** @param pointerBytes 8, or 4 on a 32-bit kernel */
export function gatherLimits(profile: Profile, pageShift: number, pointerBytes = 8): GatherLimits {
  const pageBytes = 2 ** pageShift;
  const batch = Math.floor((pageBytes - (pointerBytes + BATCH_FIELDS_BYTES)) / pointerBytes);
  return Object.freeze({
    local: BUNDLE,
    batch,
    batches: Math.floor(PAGES_WITHOUT_PREEMPTION / batch),
    reserved: profile['gather-spare-slot'] ? 1 : 0,
    tables: Math.floor(pageBytes / pointerBytes) - RCU_HEADER_POINTERS,
  });
}

/** Slots that the first batch fills before the next is taken. */
export const localSlots = ({ local, reserved }: GatherLimits): number => local - reserved;
/** The same of a batch that takes a page of its own. */
export const batchSlots = ({ batch, reserved }: GatherLimits): number => batch - reserved;

/**
 * Freeing from slot `from` on, with `slots` in use: where it next offers to reschedule. A chunk never crosses batches.
 * @kernel v6.2-rc3 mm/mmu_gather.c:tlb_batch_pages_flush
 */
export function chunkEnd(limits: GatherLimits, from: Vpn, slots: number): number {
  const local = localSlots(limits);
  if (from < local) return Math.min(local, slots);
  const inBatch = batchSlots(limits);
  const batchEnd = from - ((from - local) % inBatch) + inBatch;
  return Math.min(from + CHUNK, batchEnd, slots);
}
