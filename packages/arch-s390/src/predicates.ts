import type { EntryKind, SwapCodec, SwapTypes } from '@faultline/contracts';
import { swapKind } from '@faultline/codec-kit';
import { EMPTY, PTE, REGION_BAD, SEGMENT, TYPE_MASK, TYPE_OF_LEVEL } from './bits';

/**
 * Folded levels are told by the type of the entry: it is that of a lower table. The number of levels is a property of the address space,
 * and can grow while it runs.
 */
export const folded = (level: number, lo: number): boolean => level >= 2 && (lo & TYPE_MASK) < TYPE_OF_LEVEL[level]!;

/** @kernel pte_none … pgd_none; a region-first entry is empty whenever it is invalid. */
export function isNone(level: number, lo: number, hi: number): boolean {
  if (level === 4) return !folded(4, lo) && (lo & SEGMENT.invalid) !== 0;
  return lo === EMPTY[level]! && hi === 0;
}

/** Protected and not present; a page that is protected is present, and an empty entry is neither. */
export const isSwap = (lo: number): boolean => (lo & (PTE.protect | PTE.present)) === PTE.protect;

export function isLeaf(level: number, lo: number): boolean {
  if (level === 0) return true;
  if (level === 1) return (lo & SEGMENT.large) !== 0;
  return level === 2 && (lo & TYPE_MASK) === TYPE_OF_LEVEL[2] && (lo & SEGMENT.large) !== 0;
}

export function present(level: number, lo: number, hi: number): boolean {
  if (level === 0) return (lo & PTE.present) !== 0;
  if (level === 1) return lo !== EMPTY[1] || hi !== 0;
  return folded(level, lo) || (lo & ~0xfff) !== 0 || hi !== 0;
}

/** Is it no good as a table? @kernel pmd_bad, pud_bad, p4d_bad, pgd_bad */
export function bad(level: number, lo: number, newer: boolean): boolean {
  if (level === 1) return (lo & TYPE_MASK) !== 0 || isLeaf(1, lo) || (lo & (newer ? 0x1c0 : 0x1cc)) !== 0;
  if (folded(level, lo)) return false;
  if (level < 4 && (lo & TYPE_MASK) > TYPE_OF_LEVEL[level]!) return true;
  return isLeaf(level, lo) || (lo & REGION_BAD) !== 0;
}

export function kindOf(level: number, lo: number, hi: number, newer: boolean, swap: Pick<SwapCodec, 'type'>, types: SwapTypes): EntryKind {
  if (folded(level, lo)) return 'folded';
  if (isNone(level, lo, hi)) return 'none';
  if (level === 0) {
    if (isSwap(lo)) return swapKind(types, swap.type(0, lo, hi));
    return lo & PTE.present ? (lo & PTE.read ? 'page' : 'protnone') : 'bad';
  }
  if (isLeaf(level, lo)) return level === 1 && !(lo & SEGMENT.read) ? 'protnone' : 'huge';
  return bad(level, lo, newer) ? 'bad' : 'table';
}
