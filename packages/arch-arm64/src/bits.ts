import type { BitField, Kernel } from '@faultline/contracts';

/** Low half. @kernel v6.2-rc3 arch/arm64/include/asm/pgtable-hwdef.h */
export const VALID = 0x1;
/** Level 3: a page. Above: a table; clear for a block. */
export const TABLE_BIT = 0x2;
export const ATTR_INDX = 0x1c;
export const USER = 0x40;
export const RDONLY = 0x80;
export const SH = 0x300;
export const AF = 0x400;
export const NG = 0x800;

/** High half. */
export const GP = 1 << 18;
/** DBM for hardware, writable for software. */
export const WRITE = 1 << 19;
export const CONT = 1 << 20;
export const PXN = 1 << 21;
export const UXN = 1 << 22;
export const DIRTY = 1 << 23;
export const SPECIAL = 1 << 24;
export const DEVMAP = 1 << 25;
/** Bit 58: PROT_NONE of an invalid entry up to 6.2; userfaultfd-wp in 6.12. */
export const BIT_58 = 1 << 26;
/** Bit 59: an invalidated huge entry up to 6.2; PXN of a table. */
export const BIT_59 = 1 << 27;
export const PO_INDEX_HI = 7 << 28;

/** @kernel v6.2-rc3 arch/arm64/include/asm/memory.h:MT_NORMAL … */
export const MEM_TYPES = ['NORMAL', 'NORMAL_TAGGED', 'NORMAL_NC', 'DEVICE_nGnRnE', 'DEVICE_nGnRE'] as const;

const field = (name: string, bit: number, meaning?: string): BitField =>
  ({ name, high: bit, low: bit, ...(meaning === undefined ? {} : { meaning }) });

const COMMON: readonly BitField[] = [
  field('VALID', 0, 'valid for hardware'), field('TABLE', 1, 'page at the last level, table above'), { name: 'AttrIndx', high: 4, low: 2, meaning: 'memory type' },
  field('USER', 6), field('RDONLY', 7, 'stores refused'), field('AF', 10, 'accessed'), field('GP', 50, 'guarded page'),
  field('WRITE', 51, 'DBM: writable'), field('CONT', 52), field('PXN', 53, 'no execute at EL1'), field('UXN', 54, 'no execute at EL0'),
  field('DIRTY', 55, 'software dirty'), field('SPECIAL', 56), field('DEVMAP', 57),
];

/** Layout of a page or block, valid or not. */
export const leafLayout = (kernel: Kernel, pageShift: number, lpa2: boolean, valid: boolean): readonly BitField[] => [
  ...COMMON,
  ...(lpa2 ? [{ name: 'frame 51:50', high: 9, low: 8 }] : [{ name: 'SH', high: 9, low: 8, meaning: 'shareability' }]),
  field('nG', 11, kernel === '6.12' && !valid ? 'present, invalid' : 'not global'),
  { name: 'frame', high: lpa2 ? 49 : 47, low: pageShift, meaning: 'output address' },
  ...(kernel === '6.12'
    ? [field('uffd-wp', 58), { name: 'POIndex', high: 62, low: 60 }]
    : [field('PROT_NONE', 58), field('PRESENT_INVALID', 59)]),
];
export const tableLayout = (pageShift: number, lpa2: boolean): readonly BitField[] => [
  field('VALID', 0), field('TABLE', 1), ...(lpa2 ? [{ name: 'table 51:50', high: 9, low: 8 }] : []),
  { name: 'table', high: lpa2 ? 49 : 47, low: pageShift, meaning: 'next table' }, field('PXNTable', 59), field('UXNTable', 60),
];
export const swapLayout = (kernel: Kernel): readonly BitField[] => kernel === '6.12'
  ? [field('exclusive', 2), field('uffd-wp', 3), { name: 'type', high: 10, low: 6 }, { name: 'offset', high: 61, low: 12 }]
  : [field('exclusive', 2), { name: 'type', high: 7, low: 3 }, { name: 'offset', high: 57, low: 8 }];
