import type { BitField } from '@faultline/codec-kit';
import type { Kernel } from '@faultline/contracts';

/** Low half. @kernel v6.2-rc3 arch/riscv/include/asm/pgtable-bits.h */
export const V = 0x1;
export const R = 0x2;
export const W = 0x4;
export const X = 0x8;
export const U = 0x10;
/** Global; with V clear it means PROT_NONE. */
export const G = 0x20;
export const A = 0x40;
export const D = 0x80;
export const SPECIAL = 0x100;
/** Free for software up to 6.2. */
export const DEVMAP = 0x200;
/** Any of them set: a leaf. */
export const LEAF = R | W | X;

/** The frame number starts here and fills bits 53:10. */
export const PFN_SHIFT = 10;
/** Lowest frame bits of a 64 KiB leaf, and the value that says so. */
export const NAPOT_MASK = 0xf << PFN_SHIFT;
export const NAPOT_64K = 0x8 << PFN_SHIFT;

/** High half. */
export const PFN_HI = 0x003fffff;
/** Bits 60:54. */
export const RESERVED_HI = 0x1fc00000;
/** Svpbmt: not cacheable, idempotent. */
export const MT_NC = 1 << 29;
/** Svpbmt: not cacheable, strongly ordered. */
export const MT_IO = 1 << 30;
export const MT_MASK = MT_NC | MT_IO;
/** Svnapot. */
export const N = 1 << 31;

/** By the value of bits 62:61. */
export const MEM_TYPES = ['PMA', 'NC', 'IO', 'reserved'] as const;

const field = (name: string, bit: number, meaning?: string): BitField =>
  ({ name, high: bit, low: bit, ...(meaning === undefined ? {} : { meaning }) });

const COMMON: readonly BitField[] = [
  field('V', 0, 'valid for hardware'), field('R', 1, 'readable'), field('W', 2, 'writable'), field('X', 3, 'executable'),
  field('U', 4, 'user'), field('A', 6, 'accessed'), field('D', 7, 'dirty'), field('special', 8),
];

/** Layout of a leaf, valid or not. */
export const leafLayout = (kernel: Kernel, valid: boolean): readonly BitField[] => [
  ...COMMON,
  valid ? field('G', 5, 'global') : field('PROT_NONE', 5),
  ...(kernel === '6.12' ? [field('devmap', 9)] : []),
  { name: 'frame', high: 53, low: 10, meaning: 'physical frame' },
  { name: 'PBMT', high: 62, low: 61, meaning: 'memory type' },
  field('N', 63, 'one of 16 entries of a 64 KiB leaf'),
];
/** Layout of an entry that leads to a table. */
export const TABLE_LAYOUT: readonly BitField[] = [
  ...COMMON, field('G', 5, 'global'), { name: 'table', high: 53, low: 10, meaning: 'next table' },
];
/** Layout of a swap-style entry. @kernel v6.2-rc3 arch/riscv/include/asm/pgtable.h:__SWP_TYPE_SHIFT */
export const swapLayout = (kernel: Kernel): readonly BitField[] => kernel === '6.12'
  ? [field('exclusive', 6), { name: 'type', high: 11, low: 7 }, { name: 'offset', high: 63, low: 12 }]
  : [{ name: 'type', high: 10, low: 6 }, { name: 'offset', high: 63, low: 11 }];
