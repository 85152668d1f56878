import type { Draft } from 'immer';
import type { Handlers } from '../projection';
import type { PlainGathers, PlainRow, PlainState } from './plain-state';

type Gathers = Draft<PlainGathers>;
type Table = Draft<Record<string, PlainRow>>;

/** What stands for the end of all pages. */
const INFINITE = '0xffffffff00000000';
const HIGHEST_LEVEL = 3;
const FIRST_PAGES = 16;
const TABLE_WORDS = 3;
const FIRST_TABLES = 16 * TABLE_WORDS;

const get = (table: Table, id: number, column: string): number => Number(table[id]?.[column] ?? 0);

/** Columns and rows that are empty are left out. */
function put(table: Table, id: number, column: string, value: number | string): void {
  const row = { ...table[id], [column]: value };
  if (value === 0) delete row[column];
  if (Object.keys(row).length > 0) table[id] = row;
  else delete table[id];
}

function setRange({ gathers }: Gathers, id: number, start: number | string, end: number | string): void {
  put(gathers, id, 'start', start);
  put(gathers, id, 'end', end);
}

/** Nothing is to be flushed: an empty range, or for a whole address space one that nothing widens. */
function beginRange(state: Gathers, id: number): void {
  setRange(state, id, INFINITE, get(state.gathers, id, 'fullmm') === 1 ? INFINITE : 0);
}

function resetRange(state: Gathers, id: number): void {
  beginRange(state, id);
  put(state.gathers, id, 'clearedLevels', 0);
  put(state.gathers, id, 'freedTables', 0);
}

function widen({ gathers }: Gathers, id: number, level: number, start: number, end: number): void {
  const row = gathers[id]!;
  if (row['start'] === INFINITE || start < get(gathers, id, 'start')) put(gathers, id, 'start', start);
  if (row['end'] !== INFINITE && end > get(gathers, id, 'end')) put(gathers, id, 'end', end);
  if (level <= HIGHEST_LEVEL) put(gathers, id, 'clearedLevels', get(gathers, id, 'clearedLevels') | (1 << level));
}

/** Words after those in use; room is made fourfold. */
function appended(words: readonly number[] | undefined, used: number, more: readonly number[], first: number): number[] {
  const room = words === undefined ? Array<number>(first).fill(0) : used === words.length ? [...words, ...Array<number>(words.length * 3).fill(0)] : [...words];
  return room.map((word, at) => more[at - used] ?? word);
}

function moveTo({ queues }: Gathers, id: number, batch: number): void {
  put(queues, id, 'active', batch);
  put(queues, id, 'inActive', 0);
  put(queues, id, 'tablesInActive', 0);
}

const count = (table: Table, id: number, column: string, by: number): void => put(table, id, column, get(table, id, column) + by);

function queuePage({ queues, slots }: Gathers, id: number, pfn: number, delayed: number): void {
  slots[id] = appended(slots[id], get(queues, id, 'queued'), [pfn * 2 + delayed], FIRST_PAGES);
  count(queues, id, 'queued', 1);
  count(queues, id, 'inActive', 1);
  if (delayed === 1) put(queues, id, 'delayedRmap', 1);
}

function queueTable({ queues, tables }: Gathers, id: number, level: number, table: number): void {
  const before = get(queues, id, 'tables');
  tables[id] = appended(tables[id], before * TABLE_WORDS, [level, table, get(queues, id, 'queued') + before], FIRST_TABLES);
  count(queues, id, 'tables', 1);
  count(queues, id, 'tablesInActive', 1);
}

/** What an event does to its gather; nothing if that is not in progress. */
const inProgress = <E extends { readonly gather: number }>(work: (gathers: Gathers, event: E) => void) =>
  ({ gathers }: Draft<PlainState>, event: E): void => {
    if (gathers.gathers[event.gather] !== undefined) work(gathers, event);
  };

/** Gathers: what each is to flush, and what it holds. */
export const GATHERS: Handlers<PlainState> = {
  GatherStarted({ gathers: state }, { gather, fullmm, mm }) {
    state.gathers[gather] = { alive: 1, mm, ...(fullmm && { fullmm: 1 }) };
    beginRange(state, gather);
  },
  GatherVmaStarted: inProgress(({ gathers }, { gather, vmFlags }) => put(gathers, gather, 'vmFlags', vmFlags)),
  EntryQueued: inProgress((state, { gather, level, start, end }) => widen(state, gather, level, start, end)),
  PageQueued: inProgress((state, { gather, pfn, delayed }) => queuePage(state, gather, pfn, delayed ? 1 : 0)),
  BatchAdded: inProgress((state, { gather, allocated }) => {
    count(state.queues, gather, 'batchCount', allocated ? 1 : 0);
    moveTo(state, gather, get(state.queues, gather, 'active') + 1);
  }),
  TableQueued: inProgress((state, { gather, level, table, start, end }) => {
    widen(state, gather, level + 1, start, end);
    put(state.gathers, gather, 'freedTables', 1);
    queueTable(state, gather, level, table);
  }),
  GatherEscalated: inProgress((state, { gather }) => {
    put(state.gathers, gather, 'fullmm', 1);
    resetRange(state, gather);
    put(state.gathers, gather, 'freedTables', 1);
  }),
  GatherTlbFlushed: inProgress((state, { gather }) => resetRange(state, gather)),
  GatherRmapsFlushed: inProgress(({ queues }, { gather }) => put(queues, gather, 'delayedRmap', 0)),
  GatherTablesFreed: inProgress(({ queues, tables }, { gather }) => {
    delete tables[gather];
    put(queues, gather, 'tables', 0);
  }),
  GatherPagesFreed: inProgress((state, { gather }) => {
    delete state.slots[gather];
    put(state.queues, gather, 'queued', 0);
    moveTo(state, gather, 0);
  }),
  GatherFinished({ gathers }, { gather }) {
    for (const store of Object.values(gathers)) delete store[gather];
  },
};
