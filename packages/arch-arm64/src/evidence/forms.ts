import { bitsOf, isSince, type Since } from '@faultline/codec-kit';
import type { EntryHalf, EntryKind, Release } from '@faultline/contracts';

/** Bits of words of 64. @kernel v6.2-rc3 arch/arm64/include/asm/pgtable-hwdef.h, pgtable-prot.h */
export const W = {
  VALID: bitsOf(0), TABLE: bitsOf(1), ATTR: bitsOf([4, 2]), USER: bitsOf(6), RDONLY: bitsOf(7), SH: bitsOf([9, 8]), AF: bitsOf(10), NG: bitsOf(11),
  GP: bitsOf(50), WRITE: bitsOf(51), CONT: bitsOf(52), PXN: bitsOf(53), UXN: bitsOf(54), DIRTY: bitsOf(55), SPECIAL: bitsOf(56), DEVMAP: bitsOf(57),
  BIT_58: bitsOf(58), BIT_59: bitsOf(59), PXN_TABLE: bitsOf(59), UXN_TABLE: bitsOf(60), NO_EL0: bitsOf(61), NO_STORES: bitsOf(62), OVERLAY: bitsOf([62, 60]),
} as const;

/** PROT_NONE lost its bit to userfaultfd-wp. */
const NEW_MARKS: Since = [6, 10];
/** Protection keys. */
const OVERLAYS: Since = [6, 12];
const TABLE_AF: Since = [6, 13];
const NO_DEVMAP: Since = [6, 17];

const LEAF = W.VALID | W.TABLE | W.ATTR | W.USER | W.RDONLY | W.SH | W.AF | W.NG | W.GP | W.WRITE | W.CONT | W.PXN | W.UXN | W.DIRTY | W.SPECIAL;
const since = (release: Release | undefined, from: Since): boolean => release === undefined || isSince(release, from);
const before = (release: Release | undefined, from: Since): boolean => release === undefined || !isSince(release, from);

/** What the kernel of a release sets in an entry of a form; bits outside it never set. `address`: where the output address lies. */
export interface Forms {
  readonly table: bigint;
  readonly valid: bigint;
  /** Of entries that hardware does not use and software still calls present. */
  readonly invalid: bigint;
}

/** What is set in entries of a release. */
export function formsOf(address: bigint, release: Release | undefined): Forms {
  const marks = (since(release, NEW_MARKS) ? W.BIT_58 : 0n) | (since(release, OVERLAYS) ? W.OVERLAY : 0n) | (before(release, NO_DEVMAP) ? W.DEVMAP : 0n);
  const valid = LEAF | marks | address;
  return {
    table: W.VALID | W.TABLE | W.PXN_TABLE | W.UXN_TABLE | address | (since(release, TABLE_AF) ? W.AF : 0n),
    valid, invalid: valid | (before(release, NEW_MARKS) ? W.BIT_58 | W.BIT_59 : 0n),
  };
}

/** Why a valid leaf is none that the kernel makes for users. What makes an entry one of a run makes it valid, too, whatever its rights (pte_mkcont). */
function userDoubt(raw: bigint): string | undefined {
  if (raw & W.CONT) return undefined;
  if ((raw & W.USER) === 0n && raw & W.UXN) return 'a page of the kernel where a user page belongs';
  if ((raw & W.PXN) === 0n) return 'a user page that the kernel may execute';
  if ((raw & W.NG) === 0n) return 'a user page marked global';
  return (raw & (W.WRITE | W.RDONLY)) === 0n ? 'neither writable nor read-only' : undefined;
}

/** Why a word of this kind is none that the kernel makes, whatever bits its form allows. @param shareable the configuration has these bits */
export function formDoubt(kind: EntryKind, raw: bigint, half: EntryHalf | undefined, shareable: boolean, types: number): string | undefined {
  if (kind === 'table') return half === 'kernel' && raw & W.PXN_TABLE && (raw & W.UXN_TABLE) === 0n ? 'a user table where one of the kernel belongs' : undefined;
  if ((raw & W.VALID) === 0n) return undefined;
  if (shareable && (raw & W.SH) !== W.SH) return 'shareability that the kernel does not use';
  if (Number((raw & W.ATTR) >> 2n) >= types) return 'a memory type that the kernel does not define';
  if (half === 'kernel') return raw & W.USER ? 'a user page where one of the kernel belongs' : undefined;
  return half === 'user' ? userDoubt(raw) : undefined;
}
