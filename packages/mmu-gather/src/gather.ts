import {
  recEntryQueued, recGatherEscalated, recGatherFinished, recGatherStarted, recGatherVmaStarted, VM_MIXEDMAP, VM_PFNMAP,
  type GatherId, type MmuGather, type Path, type MmId,
} from '@faultline/contracts';
import { contextOf, gatherOf, type Context } from './context';
import { GatherError } from './errors';
import { freeEarly, flushMmu, flushTlb } from './flush';
import type { GatherOptions } from './options';
import { flushRmaps, queuePage } from './queue';
import type { Gather } from './state';
import { removeTable } from './tables';

const MAX_GATHERS = 4096;

/** @kernel v6.2-rc3 mm/mmu_gather.c:__tlb_gather_mmu */
function begin({ state, thread }: Context, mm: MmId, fullmm: boolean): GatherId {
  let id: GatherId = 0;
  while (state.has(id)) id++;
  if (id >= MAX_GATHERS) throw new GatherError('too-many-gathers', `${MAX_GATHERS} gathers are in progress`, 'finish some first');
  thread.gathered = thread.cause = recGatherStarted(thread, id, fullmm ? 1 : 0, mm);
  return id;
}

/**
 * Pages of a PFN mapping have no map count, so whoever takes such a range away finds nothing to wait for: their flush may not outlast the
 * VMA. Architectures that do not merge VMAs flush here for each.
 * @kernel v6.2-rc3 include/asm-generic/tlb.h:tlb_end_vma
 */
function* endVma(k: Context, gather: Gather): Path<void> {
  if (gather.fullmm) return;
  const pfnMapped = (gather.vmFlags & (VM_PFNMAP | VM_MIXEDMAP)) !== 0;
  if (!pfnMapped && k.policy.mergeVmas) return;
  yield* freeEarly(k, gather);
  yield* flushTlb(k, gather);
}

/**
 * What the gather is to flush now is due to this. Tables count as freed: the other gather may be freeing some, and an architecture that
 * is told of none keeps upper levels cached.
 */
function escalate({ thread }: Context, gather: Gather): void {
  const { cause } = thread;
  thread.cause = thread.gathered;
  thread.gathered = recGatherEscalated(thread, gather.id);
  thread.cause = cause;
}

/**
 * Another gather on the mm may have cleared an entry in this range without having flushed yet. This one found the entry empty and
 * recorded nothing, so it flushes everything, or it would return while a stale translation is in use.
 * @kernel v6.2-rc3 mm/mmu_gather.c:tlb_finish_mmu
 */
function* finish(k: Context, gather: Gather): Path<void> {
  if (k.host.mmHw(gather.mm).flushPending > 1) escalate(k, gather);
  yield* flushMmu(k, gather);
  recGatherFinished(k.thread, gather.id);
}

/** The gather of one machine: decides from its state, records, and never writes the state itself. @kernel v6.2-rc3 mm/mmu_gather.c */
export function gatherOn(options: GatherOptions): MmuGather {
  const k = contextOf(options);
  return {
    begin: (mm, fullmm) => begin(k, mm, fullmm),
    startVma(id, vmFlags) {
      if (!gatherOf(k, id).fullmm) k.thread.cause = recGatherVmaStarted(k.thread, id, vmFlags);
    },
    removeTlbEntry(id, level, start, end) {
      gatherOf(k, id);
      k.thread.gathered = recEntryQueued(k.thread, id, level, start, end);
    },
    removePage: (id, pfn, delayRmap) => queuePage(k, gatherOf(k, id), pfn, delayRmap),
    // The gather counts as delaying from the moment the page is queued; the kernel sets its flag here.
    delayRmap: () => !k.immediate && k.smp && k.profile['delayed-rmap'],
    rmapsDelayed: (id) => gatherOf(k, id).delayedRmap,
    flushRmaps: (id, vmFlags) => flushRmaps(k, gatherOf(k, id), vmFlags),
    *removeTable(id, level, table, start, end): Path<void> {
      yield* removeTable(k, gatherOf(k, id), level, table, start, end);
    },
    /** For callers that hold the page-table lock: pages and tables stay queued. */
    *flushTlbOnly(id): Path<void> {
      yield* flushTlb(k, gatherOf(k, id));
    },
    *flushMmu(id): Path<void> {
      yield* flushMmu(k, gatherOf(k, id));
    },
    *endVma(id): Path<void> {
      yield* endVma(k, gatherOf(k, id));
    },
    *finish(id): Path<void> {
      yield* finish(k, gatherOf(k, id));
    },
  };
}
