import {
  K_BATCH_ADDED, K_ENTRY_QUEUED, K_GATHER_ESCALATED, K_GATHER_FINISHED, K_GATHER_PAGES_FREED, K_GATHER_RMAPS_FLUSHED, K_GATHER_STARTED,
  K_GATHER_TABLES_FREED, K_GATHER_TLB_FLUSHED, K_GATHER_VMA_STARTED, K_PAGE_QUEUED, K_TABLE_QUEUED, vpnOf,
} from '@faultline/contracts';
import { Gather, type GatherState } from './state';

const HIGHEST_CLEARED_LEVEL = 3;

const idOf = (w: Int32Array, at: number): number => (w[at]! >>> 16) & 0xfff;

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
  gather.tables.push({ level, table: w[at + 2]! });
}

/** Folds a record of owner `gather`: the only writer of the state, live and in replay. */
export function evolveGather(state: GatherState, w: Int32Array, at: number): void {
  const kind = w[at]! & 255;
  const id = idOf(w, at);
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
      gather.active++;
      gather.inActive = 0;
      gather.batchCount += (w[at]! >>> 28) & 1;
      return;
    case K_TABLE_QUEUED: return queueTable(gather, w, at);
    case K_GATHER_ESCALATED:
      gather.fullmm = true;
      gather.freedTables = true;
      return;
    case K_GATHER_TLB_FLUSHED: return gather.resetRange();
    case K_GATHER_RMAPS_FLUSHED: gather.delayedRmap = false; return;
    case K_GATHER_TABLES_FREED: gather.tables = []; return;
    case K_GATHER_PAGES_FREED:
      gather.queued = gather.active = gather.inActive = 0;
      return;
    case K_GATHER_FINISHED: state.gathers.delete(gather.id); return;
    default:
  }
}

/** Why a record cannot follow; undefined: it can. For logs that come from outside. */
export function guardGather(state: GatherState, w: Int32Array, at: number): string | undefined {
  const kind = w[at]! & 255;
  const isGather = kind >= K_GATHER_STARTED && kind <= K_GATHER_FINISHED;
  if (!isGather) return undefined;
  const open = state.gathers.has(idOf(w, at));
  if (kind === K_GATHER_STARTED) return open ? `gather ${idOf(w, at)} is in progress already` : undefined;
  return open ? undefined : `no gather ${idOf(w, at)} is in progress`;
}
