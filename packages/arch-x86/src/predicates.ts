import { A, D, FRAME_HI, FRAME_LO, G, NX, P, PS, RW, US } from './bits';

/**
 * Stored frame bits are the complement when the entry is not zero and P is clear. The entry of zeros is exempt: it has no frame, and has
 * to stay zero.
 * @kernel v6.2-rc3 arch/x86/include/asm/pgtable-invert.h
 */
export const inverted = (lo: number, hi: number): boolean => (lo & P) === 0 && (lo | hi) !== 0;

/** Frame number, in base pages. */
export function frameOf(lo: number, hi: number, maskLo: number): number {
  const flip = inverted(lo, hi) ? -1 : 0;
  const high = (hi ^ flip) & FRAME_HI;
  const low = ((lo ^ flip) & maskLo) >>> 12;
  return high === 0 ? low : low + high * 1048576;
}

const PMD_FRAME_LO = 0xffe00000 | 0;
/** Low half of the frame field, by level. */
export const frameMask = (level: number): number => (level === 0 ? FRAME_LO : level === 1 ? PMD_FRAME_LO : 0xc0000000 | 0);

/**
 * Present for software, by level (arch-x86 §4). A huge entry that is being split has lost P for a moment and keeps PS, so that nobody
 * takes it for empty.
 */
export const presentAt = (level: number, lo: number): boolean =>
  level === 0 ? (lo & (P | G)) !== 0 : level === 1 ? (lo & (P | G | PS)) !== 0 : (lo & P) !== 0;

/** A leaf, by level; 6.12 no longer asks for P at pud. */
export const leafAt = (level: number, lo: number, newer: boolean): boolean =>
  level === 0 || (level === 1 ? (lo & PS) !== 0 : level === 2 && (newer ? (lo & PS) !== 0 : (lo & (P | PS)) === (P | PS)));

const TABLE_FLAGS = P | RW | US | A | D;

/** Is it no good as a table? (`pmd_bad` and kin; page-table isolation is built in, so NX is ignored above pud.) */
export function badAt(level: number, lo: number, hi: number): boolean {
  const flags = lo & ~FRAME_LO;
  const high = hi & ~FRAME_HI;
  if (level === 1) return (flags & ~(US | A)) !== (P | RW | D) || high !== 0;
  if (level === 2) return (flags & ~TABLE_FLAGS) !== 0 || high !== 0;
  if (level === 3) return (flags & ~TABLE_FLAGS) !== 0 || (high & ~NX) !== 0;
  return (flags & ~US) !== (P | RW | A | D) || (high & ~NX) !== 0;
}
