import { PG_TABLE, type Level, type MmId, type Pfn, type TableIndex, type TableRef } from '@faultline/contracts';
import type { CoreState } from '../state/core-state';
import { F_FLAGS, F_INDEX, F_MAPPING, F_PRIVATE } from '../state/frames';
import type { MmState } from '../state/mm';
import { tablesPerPage } from '../state/shape';

/** Word of the frame row that names the table at this address. */
const partWord = (s: CoreState, table: TableRef): number => F_MAPPING + (table & ((1 << s.shape.refShift) - 1) & 1);

/** A page that holds two tables, and which part of it is free, decides whether the mm keeps it for the next table. */
function keepFragment(s: CoreState, mm: MmState, pfn: Pfn): void {
  const used = (s.frames.get(pfn, F_MAPPING) !== 0 ? 1 : 0) + (s.frames.get(pfn, F_INDEX) !== 0 ? 1 : 0);
  if (used === 1 && mm.tableFragment === 0) mm.tableFragment = pfn;
  else if (used !== 1 && mm.tableFragment === pfn) mm.tableFragment = 0;
}

export function evolveTableAllocated(s: CoreState, level: Level, mmId: number, table: TableRef): void {
  const mm = s.mm(mmId);
  const pfn = table >> s.shape.refShift;
  const slot = s.tables.add(s.shape.entries[level]!, s.shape.emptyLo[level]!, s.shape.emptyHi[level]!);
  s.frames.set(pfn, partWord(s, table), slot + 1);
  s.frames.set(pfn, F_FLAGS, s.frames.get(pfn, F_FLAGS) | (1 << PG_TABLE));
  s.frames.set(pfn, F_PRIVATE, level + 1);
  mm.tableBytes += s.shape.tableBytes[level]!;
  if (mm.root === 0) mm.root = table;
  if (tablesPerPage(s.shape, level) > 1) keepFragment(s, mm, pfn);
}

export function evolveTableFreed(s: CoreState, level: Level, mmId: number, table: TableRef): void {
  const mm = s.mm(mmId);
  const pfn = table >> s.shape.refShift;
  s.tables.remove(s.tableSlot(table));
  s.frames.set(pfn, partWord(s, table), 0);
  mm.tableBytes -= s.shape.tableBytes[level]!;
  if (mm.root === table) mm.root = 0;
  if (tablesPerPage(s.shape, level) > 1) keepFragment(s, mm, pfn);
}

export function evolveEntrySet(
  s: CoreState, _level: Level, _how: number, index: TableIndex, _mm: MmId, table: TableRef, _vpn: number, newLo: number, newHi: number,
): void {
  const words = s.tables.own(s.tableSlot(table));
  words[index << 1] = newLo;
  words[(index << 1) + 1] = newHi;
}
