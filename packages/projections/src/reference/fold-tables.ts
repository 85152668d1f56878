import { TABLE_REF_SHIFT, wordHex, wordHi, wordLo, type Architecture } from '@faultline/contracts';
import type { Draft } from 'immer';
import type { Handlers } from '../projection';
import type { PlainMm, PlainState } from './plain-state';

/** Of a page that holds two small tables one half may be free: the mm keeps one such page for its next table. */
function keepFragment(state: Draft<PlainState>, owner: Draft<PlainMm>, table: number, { pageShift, tableBytes }: Architecture['geometry'], level: number): void {
  if (tableBytes[level]! >= 2 ** pageShift) return;
  const pfn = table >> (pageShift - TABLE_REF_SHIFT);
  const halves = Object.keys(state.tables).filter((each) => Number(each) >> (pageShift - TABLE_REF_SHIFT) === pfn).length;
  if (halves === 1 && owner.fragment === 0) owner.fragment = pfn;
  else if (halves !== 1 && owner.fragment === pfn) owner.fragment = 0;
}

/** Tables and entries, whose size and emptiness are the architecture's. */
export const tables = ({ geometry, codec }: Architecture): Handlers<PlainState> => ({
  TableAllocated(state, { table, level, mm }) {
    state.tables[table] = level;
    const owner = state.mms[mm]!;
    owner.tableBytes += geometry.tableBytes[level]!;
    if (owner.root === 0) owner.root = table;
    keepFragment(state, owner, table, geometry, level);
  },
  TableFreed(state, { table, level, mm }) {
    delete state.tables[table];
    for (const key of Object.keys(state.entries)) if (key.startsWith(`${table}:`)) delete state.entries[key];
    const owner = state.mms[mm]!;
    owner.tableBytes -= geometry.tableBytes[level]!;
    if (owner.root === table) owner.root = 0;
    keepFragment(state, owner, table, geometry, level);
  },
  EntrySet(state, { table, index, level, new: raw }) {
    const [lo, hi] = [wordLo(raw), wordHi(raw)];
    const key = `${table}:${index}`;
    const empty = { lo: 0, hi: 0 };
    codec.none(level, empty);
    if (lo === empty.lo && hi === empty.hi) delete state.entries[key];
    else state.entries[key] = wordHex(lo, hi);
  },
});
