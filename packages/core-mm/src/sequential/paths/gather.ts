// Generated from paths/gather.ts by `npm run generate:sequential`; do not edit.
import { recFlushDeferred, recFlushPendingChanged, type GatherId, type Level, type TableRef, type Vpn, runPath } from '@faultline/contracts';
import type { Core } from '../../core';
import type { MmState } from '../../state/mm';
/** Begins a gather; the mm counts it as pending until it ends. @kernel v6.2-rc3 mm/mmu_gather.c:tlb_gather_mmu */
export function tlbGatherMmu(k: Core, mm: MmState, fullmm: boolean): number {
    recFlushPendingChanged(k.rec, mm.id, 1);
    return k.gather.begin(mm.id, fullmm);
}
/** @kernel v6.2-rc3 mm/mmu_gather.c:tlb_finish_mmu */
export function tlbFinishMmu(k: Core, mm: MmState, gather: GatherId): void {
    runPath(k.gather.finish(gather));
    recFlushPendingChanged(k.rec, mm.id, -1);
}
/** Hands an unhooked table to the gather. @kernel v6.2-rc3 pte_free_tlb … p4d_free_tlb */
export function tlbFreeTable(k: Core, mm: MmState, gather: GatherId, level: Level, table: TableRef, start: Vpn): void {
    if (k.arch.gather.tableFreeOwesFlush && !mm.flushOwed)
        recFlushDeferred(k.rec, mm.id);
    runPath(k.gather.removeTable(gather, level, table, start, start + 1));
}
