import { vpnHi, type GatherHandlers, type Level, type TableRef, type Vpn } from '@faultline/contracts';
import { G_CLEARED_LEVELS, G_END, G_FREED_TABLES, G_FULLMM, G_START, G_VM_FLAGS, Q_BATCH_COUNT, Q_DELAYED_RMAP, Q_QUEUED, Q_TABLES } from './columns';
import { pageIn, type Gather, type GatherState } from './state';
import { finish, moveTo, pushPage, pushTable, putPage, setRange, start } from './writes';

const HIGHEST_CLEARED_LEVEL = 3;

/** The work on the gather of this number, if it is in progress. */
function change(state: GatherState, id: number, work: (gather: Gather) => void): void {
  const gather = state.get(id);
  if (gather !== undefined) work(gather);
}

/** One of these for each entry of a zap. One interval holds all, gaps included: to flush too much is safe. */
function widen({ stores: { gathers } }: GatherState, id: number, levels: number, start: Vpn, end: Vpn): void {
  const words = gathers.write(id);
  const row = gathers.base(id);
  words[row + G_CLEARED_LEVELS]! |= levels;
  if (start < pageIn(words, row + G_START)) putPage(words, row + G_START, start);
  if (end > pageIn(words, row + G_END)) putPage(words, row + G_END, end);
}

/**
 * After a flush of the TLB: range and levels start anew; what the VMA is and `needFlushAll` stay. The VMA is not announced again after a
 * flush in its middle.
 */
function resetRange(state: GatherState, { id, fullmm }: Gather): void {
  setRange(state, id, Number.POSITIVE_INFINITY, fullmm ? Number.POSITIVE_INFINITY : 0);
  state.stores.gathers.set(id, G_CLEARED_LEVELS, 0);
  state.stores.gathers.set(id, G_FREED_TABLES, 0);
}

function startVma({ stores: { gathers } }: GatherState, id: number, vmFlags: number): void {
  gathers.set(id, G_VM_FLAGS, vmFlags | 0);
  gathers.set(id, G_VM_FLAGS + 1, vpnHi(vmFlags));
}

/** An unhooked table clears an entry one level up; above p4d no flag exists. */
function queueTable(state: GatherState, id: number, level: Level, table: TableRef, start: Vpn, end: Vpn): void {
  widen(state, id, level + 1 <= HIGHEST_CLEARED_LEVEL ? 2 << level : 0, start, end);
  state.stores.gathers.set(id, G_FREED_TABLES, 1);
  pushTable(state, id, level, table);
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
  EntryQueued(s, id, level, start, end) {
    if (s.has(id)) widen(s, id, 1 << level, start, end);
  },
  PageQueued(s, id, delayed, pfn) {
    if (s.has(id)) pushPage(s, id, pfn, delayed);
  },
  BatchAdded: (s, id, allocated) => change(s, id, (gather) => addBatch(s, gather, allocated)),
  TableQueued: (s, id, level, table, start, end) => change(s, id, () => queueTable(s, id, level, table, start, end)),
  GatherEscalated: (s, id) => change(s, id, (gather) => escalate(s, gather)),
  GatherTlbFlushed: (s, id) => change(s, id, (gather) => resetRange(s, gather)),
  GatherRmapsFlushed: (s, id) => change(s, id, () => s.stores.queues.set(id, Q_DELAYED_RMAP, 0)),
  GatherTablesFreed: (s, id) => change(s, id, () => freeTables(s, id)),
  GatherPagesFreed: (s, id) => change(s, id, () => freePages(s, id)),
  GatherFinished: (s, id) => change(s, id, () => finish(s, id)),
};
