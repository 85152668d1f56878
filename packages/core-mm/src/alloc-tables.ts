import { HOW_SET, PTE, type Level, type TableRef, type Vpn } from '@faultline/contracts';
import { allocTable } from './alloc';
import type { Core } from './core';
import { childOf, descend, leadsOn, pagesAt, type Cursor } from './cursor';
import { setEntry } from './entry';
import type { MmState } from './state/mm';

/** Links a table below the empty entry at which the cursor stands. */
function linkTable(k: Core, at: Cursor, table: TableRef): void {
  k.arch.codec.makeTable(at.level, table, k.entry);
  setEntry(k, at, HOW_SET, k.entry);
}

/** Allocates and links one; false: out of memory. */
function addTable(k: Core, at: Cursor): boolean {
  const { cause } = k.rec;
  const table = allocTable(k, at.mm, at.level - 1, at.vpn);
  if (table !== 0) linkTable(k, at, table);
  k.rec.cause = cause;
  return table !== 0;
}

/** The table of `level` that holds the page's entry; 0: missing. @param path the kernel's name of who asks @throws NotModelled */
function lookupTable(k: Core, path: string, mm: MmState, vpn: Vpn, level: Level): TableRef {
  if (level >= mm.topLevel) return mm.root;
  const at = k.cursorAt(mm, vpn);
  descend(k, at, level + 1);
  return leadsOn(at, path) ? childOf(k, at) : 0;
}

/** The PTE table of a page, as `lookupTable` finds it; the last lookup is cached. */
export function pteTable(k: Core, path: string, mm: MmState, vpn: Vpn): TableRef {
  const { lastTable: last } = k;
  if (last.table !== 0 && last.mm === mm.id && vpn >= last.start && vpn < last.end) return last.table;
  last.table = lookupTable(k, path, mm, vpn, PTE);
  last.mm = mm.id;
  last.start = k.cursor.vpn;
  last.end = last.start + pagesAt(k, k.cursor.level);
  return last.table;
}

/** As `lookupTable`, allocating what is missing; 0: out of memory. @kernel v6.2-rc3 mm/memory.c:__pte_alloc and kin */
export function allocTables(k: Core, path: string, mm: MmState, vpn: Vpn, level: Level): TableRef {
  for (;;) {
    const table = lookupTable(k, path, mm, vpn, level);
    if (table !== 0 || !addTable(k, k.cursor)) return table;
  }
}

/** Links a PTE table that was got ahead where the page has none; returns the one that is linked now. */
export function installAt(k: Core, path: string, mm: MmState, vpn: Vpn, table: TableRef): TableRef {
  const linked = lookupTable(k, path, mm, vpn, PTE);
  if (linked === 0) linkTable(k, k.cursor, table);
  return linked === 0 ? table : linked;
}
