import {
  PTE, recEntrySet, type EntryHalves, type EntrySlot, type Level, type Place, type TableIndex, type TableRef, type Vpn,
} from '@faultline/contracts';
import type { Core } from './core';
import type { MmState } from './state/mm';

/** Where an entry stands, and whose it is. */
export interface EntryPlace {
  /** Address space. */
  readonly mm: MmState;
  /** The table, in units of 2 KiB. */
  readonly table: TableRef;
  /** Level of the table, 0 is the PTE. */
  readonly level: Level;
  /** Place of the entry in its table. */
  readonly index: TableIndex;
  /** First page the entry covers. */
  readonly vpn: Vpn;
}

export function readEntry(k: Core, table: TableRef, index: TableIndex, out: EntrySlot): void {
  const words = k.state.tables.read(table);
  out.lo = words[index << 1]!;
  out.hi = words[(index << 1) | 1]!;
}

/** Changes an entry: the only way a path does. What it held before is recorded with it. Returns the seq. */
export function setEntry(k: Core, at: EntryPlace, how: Place<'how'>, entry: EntryHalves): number {
  readEntry(k, at.table, at.index, k.before);
  if (at.level > PTE) k.invalidateLookup();
  return recEntrySet(k.rec, at.level, how, at.index, at.mm.id, at.table, at.vpn, entry, k.before);
}
