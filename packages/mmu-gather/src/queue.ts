import { recBatchAdded, recGatherRmapsFlushed, recPageQueued, type Count, type Pfn, type VmFlags } from '@faultline/contracts';
import type { Context } from './context';
import { Q_ACTIVE, Q_IN_ACTIVE, Q_TABLES_IN_ACTIVE } from './columns';
import { GatherError } from './errors';
import { batchSlots, localSlots } from './limits';
import type { Gather } from './state';

/** Free slots of the active batch. */
function freeSlots({ limits, tableBatches, state: { stores: { queues } } }: Context, { id }: Gather): number {
  const words = queues.read(id);
  const row = queues.base(id);
  const slots = words[row + Q_ACTIVE] === 0 ? localSlots(limits) : batchSlots(limits);
  return slots - words[row + Q_IN_ACTIVE]! - (tableBatches ? 0 : words[row + Q_TABLES_IN_ACTIVE]!);
}

/** Free slots, before one is taken. @throws GatherError `flush-due`: a slot is wanted after the last one asked for a flush */
export function needSlot(k: Context, gather: Gather): number {
  const free = freeSlots(k, gather);
  if (free > 0) return free;
  throw new GatherError('flush-due', `gather ${gather.id} is full and was not flushed`, 'call flushMmu when removePage returns true');
}

/** After one of so many free slots was taken: is a flush due? */
export const isFull = (k: Context, gather: Gather, free: number): boolean => free === 1 && !nextBatch(k, gather);

/**
 * Delayed removals are done under the page-table lock, slot by slot, so no more than two batches may hold any: the first and one more.
 * With the first alone a table of dirty pages costs a flush for every eight (c47454823bd4).
 * @kernel v6.2-rc3 mm/mmu_gather.c:tlb_next_batch @commit 5df397dec7c4 c47454823bd4
 */
function nextBatch({ profile, limits, host, thread }: Context, { id, active, batchCount, delayedRmap }: Gather): boolean {
  if (delayedRmap && (!profile['delayed-rmap-two-batches'] || active > 0)) return false;
  const reused = active < batchCount;
  if (!reused && (batchCount === limits.batches || !host.allocateBatch())) return false;
  const { cause } = thread;
  thread.cause = thread.gathered;
  recBatchAdded(thread, id, reused ? 0 : 1, active + 1);
  thread.cause = cause;
  return true;
}

/**
 * True: flush before anything else. The batch for the next page is found when this one fills, not when the page comes: whoever queued a
 * page can flush before it clears another entry.
 * @kernel v6.2-rc3 mm/mmu_gather.c:__tlb_remove_page_size
 */
export function queuePage(k: Context, gather: Gather, pfn: Pfn, delayRmap: boolean): boolean {
  if (k.immediate) {
    k.host.freePage(pfn);
    return false;
  }
  if (!gather.hasRange)
    throw new GatherError('nothing-recorded', 'a page was queued before any entry was recorded', 'call removeTlbEntry first');
  const free = needSlot(k, gather);
  k.thread.gathered = recPageQueued(k.thread, gather.id, delayRmap ? 1 : 0, pfn);
  return isFull(k, gather, free);
}

/**
 * Marks stand in the first and in the active batch only (mmu-gather.md §6). The TLB is clean now, so the map counts may fall; the pages
 * themselves stay until the lock is dropped.
 * @kernel v6.2-rc3 mm/mmu_gather.c:tlb_flush_rmaps
 */
export function flushRmaps(k: Context, gather: Gather, vmFlags: VmFlags): void {
  if (!gather.delayedRmap) return;
  const { thread } = k;
  const { cause } = thread;
  const active = gather.queued - gather.inActive;
  const local = k.profile['delayed-rmap-two-batches'] ? Math.min(active, localSlots(k.limits)) : 0;
  thread.cause = thread.gathered;
  const count = removeRmaps(k, gather, 0, local, vmFlags) + removeRmaps(k, gather, active, gather.queued, vmFlags);
  recGatherRmapsFlushed(thread, gather.id, count);
  thread.cause = cause;
}

function removeRmaps({ host }: Context, { slots }: Gather, from: number, to: number, vmFlags: VmFlags): Count {
  let count: Count = 0;
  for (let at = from; at < to; at++) {
    if (!(slots[at]! & 1)) continue;
    host.removeRmap(slots[at]! >> 1, vmFlags);
    count++;
  }
  return count;
}
