import {
  LiveSteps, recGatherPagesFreed, recGatherTablesFreed, recGatherTlbFlushed, stepPoint, type GatherFlush, type Path,
} from '@faultline/contracts';
import type { Context } from './context';
import { chunkEnd } from './limits';
import type { Gather, QueuedTable } from './state';

const NO_TABLES: readonly QueuedTable[] = [];

/** What a flush looks at, as it is now: the gather itself goes on changing. */
const flushState = ({ fullmm, needFlushAll, freedTables, start, end, clearedLevels }: Gather): GatherFlush =>
  Object.freeze({ fullmm, needFlushAll, freedTables, start, end, clearedLevels });

/**
 * Caused by what was queued last, and the cause of what is freed afterwards. Without a cleared entry there is nothing that a CPU could
 * hold, so a second flush at once does nothing.
 * @kernel v6.2-rc3 include/asm-generic/tlb.h:tlb_flush_mmu_tlbonly
 */
export function* flushTlb({ policy, host, thread }: Context, gather: Gather): Path<void> {
  if (!gather.freedTables && gather.clearedLevels === 0) return;
  yield stepPoint('tlb_flush_mmu_tlbonly: flush due', { gather: gather.id });
  const state = flushState(gather);
  const steps = new LiveSteps();
  policy.flush(state, host.mmHw(gather.mm), steps);
  const { cause } = thread;
  thread.cause = thread.gathered;
  for (let at = 0; at < steps.count; at++) {
    thread.cause = thread.gathered;
    yield* host.flush(gather.mm, steps.kind[at]!, state);
  }
  thread.gathered = recGatherTlbFlushed(thread, gather.id);
  thread.cause = cause;
}

/** With `flush-before-free` off: the pages go before a TLB flush that is due. */
export function* freeEarly(k: Context, gather: Gather): Path<void> {
  if (!k.profile['flush-before-free']) yield* freePages(k, gather);
}

/**
 * TLB first, tables second, pages third; with `flush-before-free` off, the pages go before the TLB.
 * Nothing is freed while a CPU may still reach it: neither a page by a stale translation, nor a table by a walk that a stale upper level
 * starts.
 * @kernel v6.2-rc3 mm/mmu_gather.c:tlb_flush_mmu
 */
export function* flushMmu(k: Context, gather: Gather): Path<void> {
  yield* freeEarly(k, gather);
  yield* flushTlb(k, gather);
  yield stepPoint('tlb_flush_mmu: TLB flushed', { gather: gather.id });
  if (k.tableBatches) freeTables(k, gather, 1);
  yield* freePages(k, gather);
}

const freeTable = ({ host }: Context, { mm }: Gather, { level, table }: QueuedTable): void => host.freeTable(mm, level, table);

/** Frees the table batch. `rcu`: after a grace period. */
export function freeTables(k: Context, gather: Gather, rcu: 0 | 1): void {
  const { tables } = gather;
  if (tables.length === 0) return;
  const { thread } = k;
  const { cause } = thread;
  thread.cause = thread.gathered;
  for (const queued of tables) freeTable(k, gather, queued);
  recGatherTablesFreed(thread, gather.id, rcu, tables.length);
  thread.cause = cause;
}

/** Slots `from` to before `to`, the next of the tables among them first; returns the table after them. */
function freeChunk(k: Context, gather: Gather, tables: readonly QueuedTable[], from: number, to: number, next: number): number {
  const { slots } = gather;
  let table = next;
  for (let at = from; at < to; at++)
    if (tables[table]?.slot === at) freeTable(k, gather, tables[table++]!);
    else k.host.freePage(slots[at - table]! >> 1);
  return table;
}

/**
 * Pages, and tables that were queued among them, as they came. Freeing pauses after each chunk, for it may go on for long.
 * @kernel v6.2-rc3 mm/mmu_gather.c:tlb_batch_pages_flush
 */
function* freePages(k: Context, gather: Gather): Path<void> {
  const tables = k.tableBatches ? NO_TABLES : gather.tables;
  const slots = gather.queued + tables.length;
  if (slots === 0) return;
  const { cause } = k.thread;
  k.thread.cause = k.thread.gathered;
  let table = 0;
  for (let at = 0; at < slots; ) {
    const end = chunkEnd(k.limits, at, slots);
    table = freeChunk(k, gather, tables, at, end, table);
    at = end;
    yield stepPoint('tlb_batch_pages_flush: chunk freed', { gather: gather.id, count: at });
  }
  if (tables.length > 0) recGatherTablesFreed(k.thread, gather.id, 0, tables.length);
  recGatherPagesFreed(k.thread, gather.id, gather.queued);
  k.thread.cause = cause;
}
