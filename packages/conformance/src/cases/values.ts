import type { Architecture, EntrySlot, Level } from '@faultline/contracts';
import fc from 'fast-check';
import type { Family } from '../define-law';
import { leafLevels, tableLevels, usedLevels } from '../levels-of';
import { emptyOf } from './empties';
import { entryOf, mappingAt } from './mapping';
import { pointerOf, tableAt } from './tables';

/** Any value an entry can have, at a level. */
export interface Value extends EntrySlot {
  readonly level: Level;
}

const half = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const uniform: fc.Arbitrary<EntrySlot> = fc.record({ lo: half, hi: half });
const withBits = (entry: EntrySlot, bits: readonly number[]): EntrySlot =>
  bits.reduce(({ lo, hi }, bit) => (bit < 32 ? { lo: lo ^ (1 << bit), hi } : { lo, hi: hi ^ (1 << (bit - 32)) }), entry);
const bits = fc.array(fc.nat(63), { maxLength: 6 });
const sparse = bits.map((set) => withBits({ lo: 0, hi: 0 }, set));

/** What the kernel writes at a level: nothing, a page, a table. */
function written(arch: Architecture, level: Level): fc.Arbitrary<EntrySlot> {
  const kinds = [fc.constant(level).map((at) => emptyOf(arch, at))];
  if (leafLevels(arch).includes(level)) kinds.push(mappingAt(arch, level).map((one) => entryOf(arch, one)));
  if (tableLevels(arch).includes(level)) kinds.push(tableAt(arch, level).map((one) => pointerOf(arch, one)));
  return fc.oneof(...kinds);
}
/** The same with a few bits turned over. */
const nearby = (arch: Architecture, level: Level): fc.Arbitrary<EntrySlot> =>
  fc.tuple(written(arch, level), fc.array(fc.nat(63), { maxLength: 2 })).map(([entry, turned]) => withBits(entry, turned));

export const valueAt = (arch: Architecture, level: Level): fc.Arbitrary<Value> =>
  fc.oneof(uniform, sparse, { weight: 3, arbitrary: nearby(arch, level) }).map(({ lo, hi }) => ({ level, lo, hi }));

/** Any 64-bit value at any level in use. */
export const values: Family<Value> = {
  levels: usedLevels,
  draw: (arch, level) => valueAt(arch, level!),
  tell: () => 'any value',
  entry: (_arch, one) => one,
};
/** Any 64-bit value, at one level. */
export const valuesAt = (levels: (arch: Architecture) => readonly Level[]): Family<Value> => ({ ...values, levels });
/** A value, and all that differ from it in one bit. */
export const neighbours = (at: Value): readonly Value[] => [
  at,
  ...Array.from({ length: 64 }, (_, bit) => ({ level: at.level, ...withBits({ lo: at.lo, hi: at.hi }, [bit]) })),
];
/** Any 64-bit value that is no entry. */
export const word: fc.Arbitrary<EntrySlot> = fc.oneof(uniform, sparse);
