import { bitsOf, isSince, type Since } from '@faultline/codec-kit';
import type { EntryHalf, EntryKind, Release } from '@faultline/contracts';

/** Bits of words of 64. @kernel v6.2-rc3 arch/x86/include/asm/pgtable_types.h:_PAGE_BIT_PRESENT … */
export const W = {
  P: bitsOf(0), RW: bitsOf(1), US: bitsOf(2), PWT: bitsOf(3), PCD: bitsOf(4), A: bitsOf(5), D: bitsOf(6), PS: bitsOf(7), G: bitsOf(8),
  SOFTWARE: bitsOf([11, 9]), SPECIAL: bitsOf(9), UFFD_WP: bitsOf(10), PAT_LARGE: bitsOf(12), FRAME: bitsOf([51, 12]), NX: bitsOf(63), PKEY: bitsOf([62, 59]), BIT_57: bitsOf(57), BIT_58: bitsOf(58),
} as const;

/** User shadow stacks: devmap moved to 57, and 58 keeps a dirty mark. */
export const SAVED_DIRTY: Since = [6, 6];
/** Memory of devices no longer has a bit. */
const NO_DEVMAP: Since = [6, 17];

/** Software bits above the frame, by release; of an unknown one: whatever any has. */
function highMarks(release: Release | undefined): bigint {
  if (release === undefined) return W.BIT_57 | W.BIT_58;
  if (!isSince(release, SAVED_DIRTY)) return W.BIT_58;
  return isSince(release, NO_DEVMAP) ? W.BIT_58 : W.BIT_57 | W.BIT_58;
}

const LEAF = W.P | W.RW | W.US | W.PWT | W.PCD | W.A | W.D | W.PS | W.G | W.SOFTWARE | W.FRAME | W.NX;
const TABLE = W.P | W.RW | W.US | W.A | W.D | W.FRAME;
/** Marks that hardware of one family leaves in an empty entry. */
const STRAY = W.A | W.D;

/** What the kernel of a release sets in an entry of a form; bits outside it never set. */
export interface Forms {
  readonly table: (level: number) => bigint;
  readonly leaf: (half: EntryHalf | undefined) => bigint;
  readonly none: bigint;
}

/** Isolation marks root entries of users NX on the kernel's side, and (6.6) those without a copy by bit 58. */
export function formsOf(top: number, release: Release | undefined): Forms {
  const marks = highMarks(release);
  const root = TABLE | W.NX | (release === undefined || isSince(release, SAVED_DIRTY) ? W.BIT_58 : 0n);
  return {
    table: (level) => (level === top ? root : TABLE),
    leaf: (half) => LEAF | marks | (half === 'kernel' ? 0n : W.PKEY),
    none: STRAY,
  };
}

/** Memory types that the kernel never asks for: it takes the lower index of each. @kernel v6.2-rc3 arch/x86/mm/pat/memtype.c:pat_init */
const unusedType = (level: number, raw: bigint): boolean => (raw & (level === 0 ? W.PS : W.PAT_LARGE)) !== 0n && (raw & W.PWT) === 0n;

/** Bits of a large leaf between memory type and frame. */
const BELOW_FRAME = [0n, bitsOf([20, 13]), bitsOf([29, 13])] as const;
const TABLE_NEEDS = W.P | W.RW;

/** Why a table entry is none that the kernel makes; undefined: it may be. */
function tableDoubt(raw: bigint, half: EntryHalf | undefined): string | undefined {
  if ((raw & W.FRAME) === 0n) return 'a table at address 0';
  if ((raw & TABLE_NEEDS) !== TABLE_NEEDS) return 'a table without the right to write';
  if (half === 'user' && (raw & (W.US | W.A | W.D)) !== (W.US | W.A | W.D)) return 'a user table lacks user, accessed or dirty, which all have';
  return undefined;
}

/** The same of a leaf, present or PROT_NONE. Of one that lost P as if it were small, all bits above the marks are complemented. */
function leafDoubt(level: number, raw: bigint, half: EntryHalf | undefined): string | undefined {
  const below = level === 0 ? 0n : raw & BELOW_FRAME[level]!;
  const complemented = (raw & W.P) === 0n && level > 0 && below === BELOW_FRAME[level];
  if (below !== 0n && !complemented) return 'a large leaf with bits below its frame';
  if (!complemented && unusedType(level, raw)) return 'a memory type that the kernel does not use';
  if ((raw & W.P) === 0n) return undefined;
  if (half === 'user' && (raw & W.US) === 0n) return 'a page of the kernel where a user page belongs';
  if (half === 'user' && raw & W.G) return 'a user page marked global';
  if ((raw & (W.US | W.PKEY)) !== 0n && (raw & W.US) === 0n) return 'a protection key on a page of the kernel';
  return undefined;
}

/** Why a word of this kind is none that the kernel makes, whatever bits its form allows. */
export const formDoubt = (kind: EntryKind, level: number, raw: bigint, half: EntryHalf | undefined): string | undefined =>
  kind === 'table' ? tableDoubt(raw, half) : leafDoubt(level, raw, half);
