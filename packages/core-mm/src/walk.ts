import { HOW_SET, pagesOf, vpnHi, type Architecture, type Level, type TableIndex, type TableRef, type Vpn } from '@faultline/contracts';
import { allocTable } from './alloc';
import type { Core } from './core';
import { readEntry, setEntry } from './entry';
import type { CoreState } from './state/core-state';
import type { MmState } from './state/mm';


/** The table of `level` that holds the page's entry; 0: missing. A huge leaf above it ends the search too. */
export function lookupTableOf(arch: Architecture, s: CoreState, mm: MmState, vpnLo: number, vpnHi: number, level: Level): number {
  const { codec, geometry } = arch;
  let table = mm.root;
  for (let at = mm.topLevel; at > level; at--) {
    const words = s.tables.read(table);
    const index = geometry.index(at, vpnLo, vpnHi) << 1;
    const lo = words[index]!;
    const hi = words[index | 1]!;
    if (!codec.isTable(at, lo, hi)) return 0;
    table = codec.tableRef(at, lo, hi);
  }
  return table;
}

/** As `lookupTableOf`, in the core's own state. */
export const lookupTable = (k: Core, mm: MmState, vpnLo: number, vpnHi: number, level: Level): number =>
  lookupTableOf(k.arch, k.state, mm, vpnLo, vpnHi, level);

/** The PTE table of a page; 0: missing. */
export const pteTable = (k: Core, mm: MmState, vpnLo: number, vpnHi: number): number => lookupTable(k, mm, vpnLo, vpnHi, 0);

/** Pages that one entry of a level covers. */
export const pagesAt = (k: Core, level: Level): number =>
  pagesOf(k.arch.geometry.shift[level]! - k.arch.geometry.pageShift);

const roundDown = (vpn: Vpn, pages: number): number => vpn - (vpn % pages);

/** Allocates and links one table below the entry; 0: out of memory. */
function linkTable(k: Core, mm: MmState, parent: number, at: number, index: TableIndex, vpn: Vpn): number {
  const covered = pagesAt(k, at);
  const base = roundDown(vpn, covered);
  const table = allocTable(k, mm, at - 1, base);
  if (table === 0) return 0;
  k.arch.codec.makeTable(at, table, k.entry);
  setEntry(k, { mm, table: parent, level: at, index, vpn: base }, HOW_SET, k.entry);
  return table;
}

/** As `lookupTable`, allocating what is missing; 0: out of memory. @kernel v6.2-rc3 mm/memory.c:__pte_alloc and kin */
export function allocTables(k: Core, mm: MmState, vpn: Vpn, vpnLo: number, vpnHi: number, level: Level): number {
  const { codec, geometry } = k.arch;
  let table = mm.root;
  for (let at = mm.topLevel; at > level && table !== 0; at--) {
    const index = geometry.index(at, vpnLo, vpnHi);
    readEntry(k, table, index, k.old);
    table = codec.isTable(at, k.old.lo, k.old.hi)
      ? codec.tableRef(at, k.old.lo, k.old.hi)
      : linkTable(k, mm, table, at, index, vpn);
  }
  return table;
}

/** Pages whose entries lie in one PTE table (0: it is missing). */
export interface PteRun {
  readonly table: TableRef;
  readonly start: Vpn;
  readonly end: Vpn;
}

/** The run of pages that begins at `start`, up to `end` at most; undefined: there is none. */
export function pteRun(k: Core, mm: MmState, start: Vpn, end: Vpn): PteRun | undefined {
  if (start >= end) return undefined;
  const span = pagesAt(k, 1);
  return { table: lookupTable(k, mm, start | 0, vpnHi(start), 0), start, end: Math.min(end, roundDown(start, span) + span) };
}
