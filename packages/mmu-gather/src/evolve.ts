import { vpnHi, type GatherHandlers, type Level, type TableRef, type Vpn } from '@faultline/contracts';
import { G_CLEARED_LEVELS, G_FREED_TABLES, G_FULLMM, G_VM_FLAGS, Q_BATCH_COUNT, Q_DELAYED_RMAP, Q_QUEUED, Q_TABLES } from './columns';
import type { Gather, GatherState } from './state';
import { finish, moveTo, pushPage, pushTable, setRange, start } from './writes';

const HIGHEST_CLEARED_LEVEL = 3;

/** The work on the gather of this number, if it is in progress. */
function change(state: GatherState, id: number, work: (gather: Gather) => void): void {
  const gather = state.get(id);
  if (gather !== undefined) work(gather);
}

const widen = (state: GatherState, gather: Gather, start: Vpn, end: Vpn): void =>
  setRange(state, gather.id, Math.min(gather.start, start), Math.max(gather.end, end));

/** After a flush of the TLB: range and levels start anew; what the VMA is and `needFlushAll` stay. */
function resetRange(state: GatherState, { id, fullmm }: Gather): void {
  setRange(state, id, Number.POSITIVE_INFINITY, fullmm ? Number.POSITIVE_INFINITY : 0);
  state.stores.gathers.set(id, G_CLEARED_LEVELS, 0);
  state.stores.gathers.set(id, G_FREED_TABLES, 0);
}

function startVma({ stores: { gathers } }: GatherState, id: number, vmFlags: number): void {
  gathers.set(id, G_VM_FLAGS, vmFlags | 0);
  gathers.set(id, G_VM_FLAGS + 1, vpnHi(vmFlags));
}

function queueEntry(state: GatherState, gather: Gather, level: Level, start: Vpn, end: Vpn): void {
  state.stores.gathers.or(gather.id, G_CLEARED_LEVELS, 1 << level);
  widen(state, gather, start, end);
}

/** An unhooked table clears an entry one level up; above p4d no flag exists. */
function queueTable(state: GatherState, gather: Gather, level: Level, table: TableRef, start: Vpn, end: Vpn): void {
  widen(state, gather, start, end);
  if (level + 1 <= HIGHEST_CLEARED_LEVEL) state.stores.gathers.or(gather.id, G_CLEARED_LEVELS, 2 << level);
  state.stores.gathers.set(gather.id, G_FREED_TABLES, 1);
  pushTable(state, gather.id, level, table);
}

function addBatch(state: GatherState, { id, active }: Gather, allocated: number): void {
  state.stores.queues.add(id, Q_BATCH_COUNT, allocated);
  moveTo(state, id, active + 1);
}

/** @kernel v6.2-rc3 mm/mmu_gather.c:tlb_finish_mmu */
function escalate(state: GatherState, gather: Gather): void {
  state.stores.gathers.set(gather.id, G_FULLMM, 1);
  resetRange(state, gather);
  state.stores.gathers.set(gather.id, G_FREED_TABLES, 1);
}

function freePages(state: GatherState, id: number): void {
  const { queues, slots } = state.stores;
  if (slots.has(id)) slots.remove(id);
  queues.set(id, Q_QUEUED, 0);
  moveTo(state, id, 0);
}

function freeTables({ stores: { queues, tables } }: GatherState, id: number): void {
  if (tables.has(id)) tables.remove(id);
  queues.set(id, Q_TABLES, 0);
}

/** What each record does to the gathers: their only writer, live and in replay. */
export const GATHER_FOLDS: GatherHandlers<GatherState> = {
  GatherStarted: (s, id, fullmm, mm) => start(s, id, mm, fullmm === 1),
  GatherVmaStarted: (s, id, vmFlags) => change(s, id, () => startVma(s, id, vmFlags)),
  EntryQueued: (s, id, level, start, end) => change(s, id, (gather) => queueEntry(s, gather, level, start, end)),
  PageQueued: (s, id, delayed, pfn) => change(s, id, () => pushPage(s, id, pfn, delayed === 1)),
  BatchAdded: (s, id, allocated) => change(s, id, (gather) => addBatch(s, gather, allocated)),
  TableQueued: (s, id, level, table, start, end) => change(s, id, (gather) => queueTable(s, gather, level, table, start, end)),
  GatherEscalated: (s, id) => change(s, id, (gather) => escalate(s, gather)),
  GatherTlbFlushed: (s, id) => change(s, id, (gather) => resetRange(s, gather)),
  GatherRmapsFlushed: (s, id) => change(s, id, () => s.stores.queues.set(id, Q_DELAYED_RMAP, 0)),
  GatherTablesFreed: (s, id) => change(s, id, () => freeTables(s, id)),
  GatherPagesFreed: (s, id) => change(s, id, () => freePages(s, id)),
  GatherFinished: (s, id) => change(s, id, () => finish(s, id)),
};
