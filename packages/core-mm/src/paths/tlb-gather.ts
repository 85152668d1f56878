import { recFlushDeferred, recFlushPendingChanged, type Path, type GatherId, type Level, type TableRef, type Vpn } from '@faultline/contracts';
import type { Core } from '../core';
import type { MmState } from '../state/mm';

/**
 * Begins a gather, the cause of what it is for; the mm counts it as pending until it ends. A path that finds an entry cleared can tell by
 * the count that the flush may still be to come.
 * @kernel v6.2-rc3 mm/mmu_gather.c:tlb_gather_mmu
 */
export function tlbGatherMmu(k: Core, mm: MmState, fullmm: boolean): GatherId {
  recFlushPendingChanged(k.rec, mm.id, 1);
  return k.gather.begin(mm.id, fullmm);
}

/** @kernel v6.2-rc3 mm/mmu_gather.c:tlb_finish_mmu */
export function* tlbFinishMmu(k: Core, mm: MmState, gather: GatherId): Path<void> {
  yield* k.gather.finish(gather);
  recFlushPendingChanged(k.rec, mm.id, -1);
}

/**
 * Hands an unhooked table to the gather. s390 owes the flush to the mm, not to the gather.
 * @kernel v6.2-rc3 pte_free_tlb … p4d_free_tlb
 */
export function* tlbFreeTable(k: Core, mm: MmState, gather: GatherId, level: Level, table: TableRef, start: Vpn): Path<void> {
  if (k.arch.gather.tableFreeOwesFlush && !mm.flushOwed) recFlushDeferred(k.rec, mm.id);
  yield* k.gather.removeTable(gather, level, table, start, start + 1);
}
