import type { GatherHandlers, Level, TableRef, Vpn } from '@faultline/contracts';
import { Gather, type GatherState } from './state';

const HIGHEST_CLEARED_LEVEL = 3;

function widen(gather: Gather, start: Vpn, end: Vpn): void {
  gather.start = Math.min(gather.start, start);
  gather.end = Math.max(gather.end, end);
}

/** The work on the gather of this number, if it is in progress. */
function change(state: GatherState, id: number, work: (gather: Gather) => void): void {
  const gather = state.gathers.get(id);
  if (gather !== undefined) work(gather);
}

function queueEntry(gather: Gather, level: Level, start: Vpn, end: Vpn): void {
  gather.clearedLevels |= 1 << level;
  widen(gather, start, end);
}

/** An unhooked table clears an entry one level up; above p4d no flag exists. */
function queueTable(gather: Gather, level: Level, table: TableRef, start: Vpn, end: Vpn): void {
  widen(gather, start, end);
  if (level + 1 <= HIGHEST_CLEARED_LEVEL) gather.clearedLevels |= 2 << level;
  gather.freedTables = true;
  gather.pushTable(level, table);
}

function addBatch(gather: Gather, allocated: number): void {
  gather.batchCount += allocated;
  gather.moveTo(gather.active + 1);
}

/** @kernel v6.2-rc3 mm/mmu_gather.c:tlb_finish_mmu */
function escalate(gather: Gather): void {
  gather.fullmm = true;
  gather.resetRange();
  gather.freedTables = true;
}

function freePages(gather: Gather): void {
  gather.queued = 0;
  gather.moveTo(0);
}

/** What each record does to the gathers: their only writer, live and in replay. */
export const GATHER_FOLDS: GatherHandlers<GatherState> = {
  GatherStarted: (s, id, fullmm, mm) => void s.gathers.set(id, new Gather(id, mm, fullmm === 1)),
  GatherVmaStarted: (s, id, vmFlags) => change(s, id, (gather) => void (gather.vmFlags = vmFlags)),
  EntryQueued: (s, id, level, start, end) => change(s, id, (gather) => queueEntry(gather, level, start, end)),
  PageQueued: (s, id, delayed, pfn) => change(s, id, (gather) => gather.push(pfn, delayed === 1)),
  BatchAdded: (s, id, allocated) => change(s, id, (gather) => addBatch(gather, allocated)),
  TableQueued: (s, id, level, table, start, end) => change(s, id, (gather) => queueTable(gather, level, table, start, end)),
  GatherEscalated: (s, id) => change(s, id, escalate),
  GatherTlbFlushed: (s, id) => change(s, id, (gather) => gather.resetRange()),
  GatherRmapsFlushed: (s, id) => change(s, id, (gather) => void (gather.delayedRmap = false)),
  GatherTablesFreed: (s, id) => change(s, id, (gather) => void (gather.tables = [])),
  GatherPagesFreed: (s, id) => change(s, id, freePages),
  GatherFinished: (s, id) => void s.gathers.delete(id),
};
