import { PG_TABLE, type Level, type MmId, type Pfn, type TableIndex, type TableRef } from '@faultline/contracts';
import type { CoreState } from '../state/core-state';
import { F_PRIVATE, setFlag } from '../state/frames';
import { M_FRAGMENT, M_ROOT, M_TABLE_BYTES } from '../state/mm';
import { tablesPerPage } from '../state/shape';
import { emptyTable } from '../state/tables';

/** A page that holds two tables, and which part of it is free, decides whether the mm keeps it for the next table. */
function keepFragment(s: CoreState, mm: MmId, pfn: Pfn): void {
  const first = pfn << s.shape.refShift;
  const used = (s.tables.has(first) ? 1 : 0) + (s.tables.has(first + 1) ? 1 : 0);
  const kept = s.mmRows.get(mm, M_FRAGMENT);
  if (used === 1 && kept === 0) s.mmRows.set(mm, M_FRAGMENT, pfn);
  else if (used !== 1 && kept === pfn) s.mmRows.set(mm, M_FRAGMENT, 0);
}

export function evolveTableAllocated(s: CoreState, level: Level, mm: MmId, table: TableRef): void {
  const pfn = table >> s.shape.refShift;
  s.tables.add(table, emptyTable(s.shape, level));
  setFlag(s.frames, pfn, PG_TABLE, true);
  s.frames.set(pfn, F_PRIVATE, level + 1);
  s.mmRows.add(mm, M_TABLE_BYTES, s.shape.tableBytes[level]!);
  if (s.mmRows.get(mm, M_ROOT) === 0) s.mmRows.set(mm, M_ROOT, table);
  if (tablesPerPage(s.shape, level) > 1) keepFragment(s, mm, pfn);
}

export function evolveTableFreed(s: CoreState, level: Level, mm: MmId, table: TableRef): void {
  s.tables.remove(table);
  s.mmRows.add(mm, M_TABLE_BYTES, -s.shape.tableBytes[level]!);
  if (s.mmRows.get(mm, M_ROOT) === table) s.mmRows.set(mm, M_ROOT, 0);
  if (tablesPerPage(s.shape, level) > 1) keepFragment(s, mm, table >> s.shape.refShift);
}

export function evolveEntrySet(
  s: CoreState, _level: Level, _how: number, index: TableIndex, _mm: MmId, table: TableRef, _vpn: number, newLo: number, newHi: number,
): void {
  s.tables.setPair(table, index << 1, newLo, newHi);
}
