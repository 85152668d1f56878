import { vpnHi, type GatherId, type Level, type MmId, type Pfn, type TableRef, type Vpn } from '@faultline/contracts';
import type { Pages } from '@faultline/state-kit';
import {
  G_ALIVE, G_END, G_FULLMM, G_MM, G_START, INFINITE, Q_ACTIVE, Q_DELAYED_RMAP, Q_IN_ACTIVE, Q_QUEUED, Q_TABLES, Q_TABLES_IN_ACTIVE, TABLE_WORDS,
} from './columns';
import type { GatherState } from './state';

const FIRST_SLOTS = 16;
const FIRST_TABLES = 16;

/** Writes a page number or infinity. */
export function putPage(words: Int32Array, at: number, vpn: Vpn): void {
  const infinite = vpn === Number.POSITIVE_INFINITY;
  words[at] = infinite ? 0 : vpn | 0;
  words[at + 1] = infinite ? INFINITE : vpnHi(vpn);
}

export function start(state: GatherState, id: GatherId, mm: MmId, fullmm: boolean): void {
  const { gathers, queues } = state.stores;
  gathers.reach(id);
  queues.reach(id);
  gathers.set(id, G_ALIVE, 1);
  gathers.set(id, G_MM, mm);
  gathers.set(id, G_FULLMM, fullmm ? 1 : 0);
  setRange(state, id, Number.POSITIVE_INFINITY, fullmm ? Number.POSITIVE_INFINITY : 0);
}

export function setRange({ stores: { gathers } }: GatherState, id: GatherId, start: Vpn, end: Vpn): void {
  const words = gathers.write(id);
  putPage(words, gathers.base(id) + G_START, start);
  putPage(words, gathers.base(id) + G_END, end);
}

export function finish({ stores: { gathers, queues, slots, tables } }: GatherState, id: GatherId): void {
  gathers.clear(id);
  queues.clear(id);
  for (const pages of [slots, tables]) if (pages.has(id)) pages.remove(id);
}

/** Four times as many words as there were. */
function widenPage(pages: Pages, id: GatherId, first: number): void {
  const words = new Int32Array(pages.size(id) * 4 || first);
  if (pages.has(id)) words.set(pages.read(id));
  pages.add(id, words);
}

export function pushPage({ stores: { queues, slots } }: GatherState, id: GatherId, pfn: Pfn, delayed: number): void {
  const words = queues.write(id);
  const row = queues.base(id);
  const queued = words[row + Q_QUEUED]!++;
  words[row + Q_IN_ACTIVE]!++;
  words[row + Q_DELAYED_RMAP]! |= delayed;
  if (queued === slots.size(id)) widenPage(slots, id, FIRST_SLOTS);
  slots.set(id, queued, (pfn << 1) | delayed);
}

export function pushTable({ stores: { queues, tables } }: GatherState, id: GatherId, level: Level, table: TableRef): void {
  const count = queues.get(id, Q_TABLES);
  const at = count * TABLE_WORDS;
  if (at === tables.size(id)) widenPage(tables, id, FIRST_TABLES * TABLE_WORDS);
  tables.setPair(id, at, level, table);
  tables.set(id, at + 2, queues.get(id, Q_QUEUED) + count);
  queues.set(id, Q_TABLES, count + 1);
  queues.add(id, Q_TABLES_IN_ACTIVE, 1);
}

/** A batch with nothing in it takes the next page. */
export function moveTo({ stores: { queues } }: GatherState, id: GatherId, batch: number): void {
  queues.set(id, Q_ACTIVE, batch);
  queues.set(id, Q_IN_ACTIVE, 0);
  queues.set(id, Q_TABLES_IN_ACTIVE, 0);
}
