import { G, LEAF, PFN_HI, PFN_SHIFT, V } from './bits';

/** Present for software, by level (arch-riscv §4). A huge entry that is being split has lost V but is still there. */
export const presentAt = (level: number, lo: number): boolean =>
  (lo & (level === 0 ? V | G : level === 1 ? V | G | LEAF : V)) !== 0;

/** A leaf, by level. Linux makes none above pud. */
export const leafAt = (level: number, lo: number): boolean =>
  level === 0 || (level === 1 ? (lo & LEAF) !== 0 : level === 2 && (lo & V) !== 0 && (lo & LEAF) !== 0);

/** Is it no good as a table? (`pmd_bad` and kin) */
export const badAt = (level: number, lo: number): boolean => (level === 1 ? !presentAt(1, lo) || (lo & LEAF) !== 0 : (lo & V) === 0);

export const isTableAt = (level: number, lo: number): boolean => level > 0 && (lo & V) !== 0 && !leafAt(level, lo);

export const protnone = (lo: number): boolean => (lo & (V | G)) === G;

/** Frame bits in the low half that count, by level: a huge frame is aligned to its size. */
const FRAME_LO = [0x3fffff, 0x3ffe00, 0x3c0000, 0x3fffff, 0x3fffff] as const;
const FRAME_LO_BITS = 22;
const HIGH = 2 ** FRAME_LO_BITS;

/** Frame number, in base pages. */
export function frameOf(level: number, lo: number, hi: number): number {
  const low = (lo >>> PFN_SHIFT) & FRAME_LO[level]!;
  const high = hi & PFN_HI;
  return high === 0 ? low : low + high * HIGH;
}

/** Frame of a 64 KiB leaf: the lowest bit set marks its size. @kernel 6.12 arch/riscv/include/asm/pgtable.h:pte_pfn */
export function napotFrameOf(lo: number, hi: number): number {
  const low = lo >>> PFN_SHIFT;
  const high = hi & PFN_HI;
  return low === 0 ? (high & (high - 1)) * HIGH : (low & (low - 1)) + high * HIGH;
}

/** The halves of a frame number in place. */
export const frameLo = (pfn: number): number => pfn << PFN_SHIFT;
export const frameHi = (pfn: number): number => (pfn / HIGH) & PFN_HI;

