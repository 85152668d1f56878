import {
  K_BATCH_ADDED, K_ENTRY_QUEUED, K_GATHER_ESCALATED, K_GATHER_FINISHED, K_GATHER_PAGES_FREED, K_GATHER_RMAPS_FLUSHED, K_GATHER_STARTED,
  K_GATHER_TABLES_FREED, K_GATHER_TLB_FLUSHED, K_GATHER_VMA_STARTED, K_PAGE_QUEUED, K_TABLE_QUEUED, vpnOf,
} from '@faultline/contracts';
import { Gather, type GatherState } from './state';

const HIGHEST_CLEARED_LEVEL = 3;

/** Number of the gather that a record is about. */
export const gatherIdOf = (w: Int32Array, at: number): number => (w[at]! >>> 16) & 0xfff;

function widen(gather: Gather, w: Int32Array, at: number): void {
  gather.start = Math.min(gather.start, vpnOf(w[at]!, w[at + 1]!));
  gather.end = Math.max(gather.end, vpnOf(w[at + 2]!, w[at + 3]!));
}

/** An unhooked table clears an entry one level up; above p4d no flag exists. */
function queueTable(gather: Gather, w: Int32Array, at: number): void {
  const level = (w[at]! >>> 28) & 7;
  widen(gather, w, at + 3);
  if (level + 1 <= HIGHEST_CLEARED_LEVEL) gather.clearedLevels |= 2 << level;
  gather.freedTables = true;
  gather.pushTable(level, w[at + 2]!);
}

/** @kernel v6.2-rc3 mm/mmu_gather.c:tlb_finish_mmu */
function escalate(gather: Gather): void {
  gather.fullmm = true;
  gather.resetRange();
  gather.freedTables = true;
}

/** Folds a record of owner `gather`: the only writer of the state, live and in replay. */
export function evolveGather(state: GatherState, w: Int32Array, at: number): void {
  const kind = w[at]! & 255;
  const id = gatherIdOf(w, at);
  if (kind === K_GATHER_STARTED) {
    state.gathers.set(id, new Gather(id, w[at + 2]!, ((w[at]! >>> 28) & 1) === 1));
    return;
  }
  const gather = state.gathers.get(id);
  if (gather !== undefined) evolveOne(state, gather, kind, w, at);
}

function evolveOne(state: GatherState, gather: Gather, kind: number, w: Int32Array, at: number): void {
  switch (kind) {
    case K_ENTRY_QUEUED:
      gather.clearedLevels |= 1 << ((w[at]! >>> 28) & 7);
      return widen(gather, w, at + 2);
    case K_PAGE_QUEUED: return gather.push(w[at + 2]!, ((w[at]! >>> 28) & 1) === 1);
    case K_GATHER_VMA_STARTED: gather.vmFlags = w[at + 2]!; return;
    case K_BATCH_ADDED:
      gather.batchCount += (w[at]! >>> 28) & 1;
      return gather.moveTo(gather.active + 1);
    case K_TABLE_QUEUED: return queueTable(gather, w, at);
    case K_GATHER_ESCALATED: return escalate(gather);
    case K_GATHER_TLB_FLUSHED: return gather.resetRange();
    case K_GATHER_RMAPS_FLUSHED: gather.delayedRmap = false; return;
    case K_GATHER_TABLES_FREED: gather.tables = []; return;
    case K_GATHER_PAGES_FREED:
      gather.queued = 0;
      return gather.moveTo(0);
    case K_GATHER_FINISHED: state.gathers.delete(gather.id); return;
    default:
  }
}
