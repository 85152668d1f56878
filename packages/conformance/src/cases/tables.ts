import { TABLE_REF_SHIFT, type Architecture, type EntrySlot, type Level } from '@faultline/contracts';
import fc from 'fast-check';
import type { Family } from '../define-law';
import { tableLevels } from '../levels-of';
import { written } from './slot';
import { hex } from './words';

/** An entry that leads to a table. */
export interface TablePointer {
  readonly level: Level;
  /** In 2 KiB units. */
  readonly table: number;
}

export const pointerOf = ({ codec }: Architecture, { level, table }: TablePointer): EntrySlot =>
  written((out) => codec.makeTable(level, table, out));

/** Tables of the level below, each at a multiple of its size, anywhere in physical memory. */
export function tableAt(arch: Architecture, level: Level): fc.Arbitrary<TablePointer> {
  const unit = Math.max(1, arch.geometry.tableBytes[level - 1]! >> TABLE_REF_SHIFT);
  const last = Math.max(1, 2 ** (arch.swap.pfnBits + arch.geometry.pageShift - TABLE_REF_SHIFT) / unit - 1);
  return fc.oneof(fc.constantFrom(1, last), fc.integer({ min: 1, max: last })).map((at) => ({ level, table: at * unit }));
}

export const tables: Family<TablePointer> = {
  levels: tableLevels,
  draw: (arch, level) => tableAt(arch, level!),
  tell: ({ table }) => `table at ${hex(table)} (2 KiB units)`,
  entry: pointerOf,
};
