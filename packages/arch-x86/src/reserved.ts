import { FRAME_HI, PS } from './bits';

/** Bits of a physical address that the widest CPU has. */
export const MOST_PHYS_BITS = 52;
const HIGH = 32;

/** Bits a large leaf must leave clear: between its memory-type bit and its frame. */
const LARGE_LO = [0, 0x001fe000, 0x3fffe000] as const;

/** Low half of what a present entry must leave clear: bit 7 where no leaf is legal, or alignment bits of a large leaf. */
export const reservedLo = (level: number, lo: number): number => (level > 2 ? lo & PS : level > 0 && (lo & PS) !== 0 ? lo & LARGE_LO[level]! : 0);

/** High half likewise: frame bits that a CPU of this physical width does not have. */
export const beyondHi = (physBits: number): number => (physBits >= MOST_PHYS_BITS ? 0 : FRAME_HI & ~(2 ** Math.max(physBits - HIGH, 0) - 1));
