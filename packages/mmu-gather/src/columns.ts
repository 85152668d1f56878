import { Pages, Rows, wide, type ColumnsOf } from '@faultline/state-kit';

/** Words of a queued table: level, table, slot. */
export const TABLE_WORDS = 3;
/** High half of a page number that stands for infinity: the kernel's end of the user addresses, and all-ones. */
export const INFINITE = -1;

/** Columns of a gather: what it is to flush. */
export const G_ALIVE = 0;
export const G_MM = 1;
export const G_FULLMM = 2;
export const G_FREED_TABLES = 3;
export const G_NEED_FLUSH_ALL = 4;
export const G_START = 5;
export const G_END = 7;
/** Bit n: an entry of level n was cleared. */
export const G_CLEARED_LEVELS = 9;
export const G_VM_FLAGS = 10;
const GATHER_COLUMNS: ColumnsOf = {
  alive: G_ALIVE, mm: G_MM, fullmm: G_FULLMM, freedTables: G_FREED_TABLES, needFlushAll: G_NEED_FLUSH_ALL, start: wide(G_START),
  end: wide(G_END), clearedLevels: G_CLEARED_LEVELS, vmFlags: wide(G_VM_FLAGS),
};

/** Columns of a gather: what it holds. */
export const Q_QUEUED = 0;
/** Batch that takes the next page; 0 is the one inside the structure. */
export const Q_ACTIVE = 1;
/** Pages in the active batch. */
export const Q_IN_ACTIVE = 2;
/** Tables that came while this batch was active. */
export const Q_TABLES_IN_ACTIVE = 3;
/** Batches allocated, the first not counted. */
export const Q_BATCH_COUNT = 4;
export const Q_DELAYED_RMAP = 5;
export const Q_TABLES = 6;
const QUEUE_COLUMNS: ColumnsOf = {
  queued: Q_QUEUED, active: Q_ACTIVE, inActive: Q_IN_ACTIVE, tablesInActive: Q_TABLES_IN_ACTIVE, batchCount: Q_BATCH_COUNT,
  delayedRmap: Q_DELAYED_RMAP, tables: Q_TABLES,
};

/** The declaration of the gathers: their stores, empty. */
export const declared = () => ({
  gathers: new Rows('gathers', GATHER_COLUMNS, 1), queues: new Rows('queues', QUEUE_COLUMNS, 1),
  /** Pages queued: frame × 2, plus 1 if its rmap is delayed. */
  slots: new Pages('slots'),
  /** Tables queued: level, table, slot. */
  tables: new Pages('queuedTables'),
});
export type GatherStores = ReturnType<typeof declared>;
