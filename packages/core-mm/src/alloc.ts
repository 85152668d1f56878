import {
  FOR_TABLE, recFolioAllocated, recFolioFreed, recRefChanged, recTableAllocated, recTableFreed, REF_MAP, type Delta, type Level, type Order,
  type Pfn, type Place, type TableRef, type Vpn,
} from '@faultline/contracts';
import type { Core } from './core';
import { F_REF, orderOf } from './state/frames';
import type { MmState } from './state/mm';
import { tableOrder, tablesPerPage } from './state/shape';

/** The block the allocator would take next; 0: none free. */
function freeBlock(k: Core, order: Order): Pfn {
  const s = k.state;
  const listed = s.freeHead[order]!;
  if (listed !== 0) return listed;
  if (order === 0) return s.nextFrame < s.topFrame ? s.nextFrame : 0;
  const size = 1 << order;
  const block = (s.topFrame - size) & -size;
  return block >= s.nextFrame ? block : 0;
}

/** Takes a zeroed folio with one reference, the cause of what is done with it; 0: out of memory. */
export function allocFolio(k: Core, order: Order, why: Place<'folioFor'>): Pfn {
  const pfn = freeBlock(k, order);
  if (pfn !== 0) k.rec.cause = recFolioAllocated(k.rec, order, why, pfn);
  return pfn;
}

/** Drops references, one unless told; the last one frees the folio. @kernel v6.2-rc3 include/linux/mm.h:put_page */
export function putPage(k: Core, pfn: Pfn, why: Place<'refWhy'>, references: Delta = 1): void {
  const { cause } = k.rec;
  k.rec.cause = recRefChanged(k.rec, why, pfn, -references);
  if (k.state.frames.get(pfn, F_REF) === 0) freeFolio(k, pfn);
  k.rec.cause = cause;
}

/** Takes references, one unless told. @kernel v6.2-rc3 include/linux/mm.h:get_page */
export function getPage(k: Core, pfn: Pfn, why: Place<'refWhy'>, references: Delta = 1): void {
  recRefChanged(k.rec, why, pfn, references);
}

/** Frees a folio that has no references. */
export function freeFolio(k: Core, pfn: Pfn): void {
  recFolioFreed(k.rec, orderOf(k.state.frames, pfn), pfn);
}

/** Where the next table of this level would stand; 0: out of memory. Takes a page if none has a free part. */
function tableSpace(k: Core, mm: MmState, level: Level): TableRef {
  const { shape, tables } = k.state;
  if (tablesPerPage(shape, level) > 1 && mm.tableFragment !== 0) {
    const first = mm.tableFragment << shape.refShift;
    return tables.has(first) ? first + 1 : first;
  }
  return allocFolio(k, tableOrder(shape, level), FOR_TABLE) << shape.refShift;
}

/** A fresh table with empty slots, not yet linked, the cause of its being so; 0: out of memory. @param base first page it covers */
export function allocTable(k: Core, mm: MmState, level: Level, base: Vpn): TableRef {
  const table = tableSpace(k, mm, level);
  if (table !== 0) k.rec.cause = recTableAllocated(k.rec, level, mm.id, table, base);
  return table;
}

/** Frees an unhooked table, and its page with the last table in it. */
export function freeTable(k: Core, mm: MmState, level: Level, table: TableRef): void {
  const { shape, tables } = k.state;
  const pfn = table >> shape.refShift;
  const first = pfn << shape.refShift;
  const { cause } = k.rec;
  k.rec.cause = recTableFreed(k.rec, level, mm.id, table);
  if (!tables.has(first) && (tablesPerPage(shape, level) === 1 || !tables.has(first + 1))) putPage(k, pfn, REF_MAP);
  k.rec.cause = cause;
}
