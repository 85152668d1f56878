import { wordHi, wordLo, type Architecture, type EntrySlot, type Level } from '@faultline/contracts';
import fc from 'fast-check';
import type { Family } from '../define-law';
import { swapLevels } from '../levels-of';
import { written } from './slot';

/** A swap-style entry. */
export interface Swapped {
  readonly level: Level;
  readonly type: number;
  readonly offset: bigint;
}
/** Types are numbers below this. */
export const SWAP_TYPES = 32;
/** What the five bits of the type, and the two that make the entry absent, leave at most. */
const MOST_OFFSET_BITS = 57;

export const swapEntryOf = ({ swap }: Architecture, { level, type, offset }: Swapped): EntrySlot =>
  written((out) => swap.encode(level, type, wordLo(offset), wordHi(offset), out));

const offsets = ({ swap }: Architecture): fc.Arbitrary<bigint> => {
  if (!(swap.offsetBits >= 1 && swap.offsetBits <= MOST_OFFSET_BITS))
    throw new Error(`swap.offsetBits is ${swap.offsetBits}, not from 1 to ${MOST_OFFSET_BITS}`);
  const last = (1n << BigInt(swap.offsetBits)) - 1n;
  return fc.oneof(fc.constantFrom(0n, 1n, last), fc.bigInt({ min: 0n, max: last }));
};
const swappedAt = (arch: Architecture, level: Level): fc.Arbitrary<Swapped> =>
  fc.record({ level: fc.constant(level), type: fc.nat(SWAP_TYPES - 1), offset: offsets(arch) });

/**
 * Swap-style entries that no kernel makes: the first page of a swap file is its header, and no file reaches the end of the field
 * (its pages are counted in an unsigned int). There the layouts of arm64 and RISC-V, and of x86, give zero.
 * @kernel v6.2-rc3 mm/swapfile.c:read_swap_header
 */
export const isNeverMade = ({ swap }: Architecture, type: number, offset: bigint): boolean =>
  type < swap.types.maxFiles && (offset === 0n || offset === (1n << BigInt(swap.offsetBits)) - 1n);

/** All types, any offset, at the levels that have such entries. */
export const swaps: Family<Swapped> = {
  levels: swapLevels,
  draw: (arch, level) => swappedAt(arch, level!),
  tell: ({ type, offset }) => `swap-style entry of type ${type}, offset 0x${offset.toString(16)}`,
  entry: swapEntryOf,
};
/** Offsets alone: the judge goes through all types. */
export const offsetsAt: Family<Pick<Swapped, 'level' | 'offset'>> = {
  levels: swapLevels,
  draw: (arch, level) => offsets(arch).map((offset) => ({ level: level!, offset })),
  tell: ({ offset }) => `swap-style entries of all types, offset 0x${offset.toString(16)}`,
};
