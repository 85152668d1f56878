import { recTableQueued, stepPoint, type Path, type Level, type TableRef, type Vpn } from '@faultline/contracts';
import type { Context } from './context';
import { flushMmu, flushTlb, freeTables } from './flush';
import { isFull, needSlot } from './queue';
import type { Gather } from './state';

/**
 * An unhooked table. Where a flush interrupts the other CPUs, a walker with interrupts off holds it back, and tables can be freed like
 * pages. Where it is broadcast nothing does, so they wait for RCU.
 * @kernel v6.2-rc3 include/asm-generic/tlb.h:pte_free_tlb … p4d_free_tlb, mm/mmu_gather.c:tlb_remove_table
 */
export function* removeTable(k: Context, gather: Gather, level: Level, table: TableRef, start: Vpn, end: Vpn): Path<void> {
  const free = k.tableBatches ? 0 : needSlot(k, gather);
  k.thread.gathered = recTableQueued(k.thread, gather.id, level, table, start, end);
  if (k.tableBatches) yield* batchTable(k, gather);
  else if (isFull(k, gather, free)) yield* flushMmu(k, gather);
}

/** The table takes its place in a batch of tables, which is flushed and freed when full; data pages stay queued. */
function* batchTable(k: Context, gather: Gather): Path<void> {
  const { tableCount } = gather;
  if (tableCount === 1 && !k.host.allocateBatch()) yield* removeTableOne(k, gather);
  else if (tableCount === k.limits.tables) {
    yield* flushTlb(k, gather);
    freeTables(k, gather, 1);
  }
}

/**
 * No page for a table batch: every other CPU takes an empty interrupt, then this table goes at once. The interrupt holds back
 * walkers with interrupts off only, and of these none is modelled. @kernel v6.2-rc3 mm/mmu_gather.c:tlb_remove_table_one
 */
function* removeTableOne(k: Context, gather: Gather): Path<void> {
  yield* flushTlb(k, gather);
  yield stepPoint('tlb_remove_table_sync_one: every CPU interrupted', { gather: gather.id });
  freeTables(k, gather, 0);
}
