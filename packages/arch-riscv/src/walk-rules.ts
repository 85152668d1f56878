import { vpnOf } from '@faultline/contracts';
import { A, D, LEAF, MT_MASK, N, NAPOT_64K, NAPOT_MASK, R, RESERVED_HI, U, W } from './bits';
import type { RiscvConfig } from './config';
import { frameOf } from './predicates';

const PAGE_SHIFT = 12;
/** Reserved in a pointer. */
const POINTER_LO = A | D | U;
const NAPOT_PAGES = 16;

/** Do the bits above the mode's width replicate its top bit? Page numbers have 52 bits. */
export function canonicalFor({ vaBits }: RiscvConfig): (vpnLo: number, vpnHi: number) => boolean {
  const top = vaBits - 1 - PAGE_SHIFT;
  const ones = 2 ** (52 - top) - 1;
  return (vpnLo, vpnHi) => {
    const above = Math.floor(vpnOf(vpnLo, vpnHi) / 2 ** top);
    return above === 0 || above === ones;
  };
}

/** Bits a leaf of a level must leave clear: it starts at a multiple of its size. A 64 KiB leaf has its size there. */
const alignmentOk = (level: number, lo: number, hi: number): boolean => {
  if (hi & N) return level === 0 && (lo & NAPOT_MASK) === NAPOT_64K;
  return frameOf(0, lo, hi) % 2 ** (9 * level) === 0;
};

/** Encodings of a valid entry that are not assigned (arch-riscv §7, 2-4): each raises a page fault. */
export function reservedFor({ svpbmt, svnapot }: RiscvConfig): (level: number, lo: number, hi: number) => boolean {
  const missing = RESERVED_HI | (svpbmt ? 0 : MT_MASK) | (svnapot ? 0 : N);
  return (level, lo, hi) => {
    if (hi & missing) return true;
    if (!(lo & LEAF)) return level === 0 || (lo & POINTER_LO) !== 0 || (hi & (MT_MASK | N)) !== 0;
    return (lo & (R | W)) === W || (hi & MT_MASK) === MT_MASK || !alignmentOk(level, lo, hi);
  };
}

/** First frame of a leaf that passed the rules above. */
export const leafFrameOf = (level: number, lo: number, hi: number): number =>
  level === 0 && hi & N ? frameOf(0, lo & ~NAPOT_MASK, hi) : frameOf(0, lo, hi);

/** Pages into the leaf. */
export function insideOf(level: number, hi: number, vpnLo: number, vpnHi: number): number {
  if (level === 0) return hi & N ? vpnLo & (NAPOT_PAGES - 1) : 0;
  return vpnOf(vpnLo, vpnHi) % 2 ** (9 * level);
}
