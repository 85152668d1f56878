import { bitsOf, holdsIn } from '@faultline/codec-kit';
import type { EntryHalf, EntryKind, Release } from '@faultline/contracts';

/** Bits of words of 64. @kernel v6.2-rc3 arch/riscv/include/asm/pgtable-bits.h */
export const W = {
  V: bitsOf(0), R: bitsOf(1), W: bitsOf(2), X: bitsOf(3), LEAF: bitsOf([3, 1]), U: bitsOf(4), G: bitsOf(5), A: bitsOf(6), D: bitsOf(7), SPECIAL: bitsOf(8),
  DEVMAP: bitsOf(9), PFN: bitsOf([53, 10]), RESERVED: bitsOf([60, 54]), PBMT: bitsOf([62, 61]), N: bitsOf(63),
} as const;

/** Bits that a pointer must leave clear: attributes of pages, which later extensions may use. */
export const POINTER_RESERVED = W.U | W.A | W.D | W.RESERVED | W.PBMT | W.N;

/** What the kernel of a release sets in an entry of a form; bits outside it never set. */
export interface Forms {
  readonly table: bigint;
  readonly leaf: bigint;
}

export const formsOf = (release: Release | undefined): Forms => ({
  table: W.V | W.PFN,
  leaf: W.V | W.LEAF | W.U | W.G | W.A | W.D | W.SPECIAL | W.PFN | W.PBMT | W.N | (holdsIn({ since: [6, 11], until: [6, 17] }, release) ? W.DEVMAP : 0n),
});

/** The lowest frame bits of a 64 KiB leaf, and the value that says so. */
const NAPOT = bitsOf([13, 10]);
const NAPOT_64K = bitsOf(13);
/** Is it one of 16 entries of a 64 KiB leaf? No other size is assigned. */
const isNapot = (level: number, raw: bigint): boolean => level === 0 && (raw & NAPOT) === NAPOT_64K;

/** Bits that hardware refuses in a leaf, frame bits below its size among them. */
export function leafReserved(level: number, raw: bigint): bigint {
  if (raw & W.N) return raw & (W.RESERVED | (isNapot(level, raw) ? 0n : W.N) | ((raw & W.PBMT) === W.PBMT ? W.PBMT : 0n) | ((raw & (W.R | W.W)) === W.W ? W.W : 0n));
  const below = level === 0 ? 0n : bitsOf([9 + 9 * level, 10]);
  const type = (raw & W.PBMT) === W.PBMT ? W.PBMT : 0n;
  return raw & (W.RESERVED | below | type | ((raw & (W.R | W.W)) === W.W ? W.W : 0n));
}

/** Why a leaf is none that the kernel makes, whatever bits its form allows. */
export function formDoubt(kind: EntryKind, raw: bigint, half: EntryHalf | undefined): string | undefined {
  if ((raw & W.V) === 0n) return kind === 'protnone' && raw & W.W ? 'writable, and without access' : undefined;
  if (kind === 'table') return undefined;
  if (half === 'user' && (raw & W.U) === 0n) return 'a page of the kernel where a user page belongs';
  if (half === 'user' && raw & W.G) return 'a user page marked global';
  return half === 'kernel' && raw & W.U ? 'a user page where one of the kernel belongs' : undefined;
}
