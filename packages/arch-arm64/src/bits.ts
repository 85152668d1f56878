import type { BitField } from '@faultline/codec-kit';
import type { Kernel } from '@faultline/contracts';
import type { Arm64Config } from './config';

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
/** Bit 59: an invalidated huge entry up to 6.2. */
export const BIT_59 = 1 << 27;
/** Of a table entry: what holds for all below it. */
export const PXN_TABLE = 1 << 27;
export const UXN_TABLE = 1 << 28;
export const AP_TABLE_NO_EL0 = 1 << 29;
export const AP_TABLE_READ_ONLY = 1 << 30;
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

type Shape = Pick<Arm64Config, 'kernel' | 'pageShift' | 'address'>;

/** The address field of a configuration, from `low` up; `name` says what it leads to. */
function addressFields(name: string, low: number, { address }: Shape): readonly BitField[] {
  if (address === 'lpa2') return [{ name, high: 49, low }, { name: `${name} 51:50`, high: 9, low: 8 }];
  const top = { name, high: 47, low };
  return address === '52-64k' ? [top, { name: `${name} 51:48`, high: 15, low: 12 }] : [top];
}

/** Bits between a block's attributes and its frame. */
function belowFrame(shift: number, { pageShift }: Shape): readonly BitField[] {
  return shift === pageShift ? [] : [{ name: 'reserved', high: shift - 1, low: pageShift, meaning: 'below the frame of a block' }];
}

/** Layout of a page or block, valid or not. */
export const leafLayout = (shape: Shape, level: number, valid: boolean): readonly BitField[] => {
  const { kernel, pageShift, address } = shape;
  const shift = pageShift + level * (pageShift - 3);
  return [
    ...COMMON, ...addressFields('frame', shift, shape), ...belowFrame(shift, shape),
    ...(address === 'lpa2' ? [] : [{ name: 'SH', high: 9, low: 8, meaning: 'shareability' }]),
    field('nG', 11, kernel === '6.12' && !valid ? 'present, invalid' : 'not global'),
    ...(kernel === '6.12'
      ? [field('uffd-wp', 58), { name: 'POIndex', high: 62, low: 60 }]
      : [field('PROT_NONE', 58), field('PRESENT_INVALID', 59)]),
  ];
};
export const tableLayout = (shape: Shape): readonly BitField[] => [
  field('VALID', 0), field('TABLE', 1), ...addressFields('table', shape.pageShift, shape), field('PXNTable', 59, 'no execute at EL1 below'),
  field('UXNTable', 60, 'no execute at EL0 below'), { name: 'APTable', high: 62, low: 61, meaning: 'no access by EL0, no stores below' },
];
export const swapLayout = (kernel: Kernel): readonly BitField[] => kernel === '6.12'
  ? [field('exclusive', 2), field('uffd-wp', 3), { name: 'type', high: 10, low: 6 }, { name: 'offset', high: 61, low: 12 }]
  : [field('exclusive', 2), { name: 'type', high: 7, low: 3 }, { name: 'offset', high: 57, low: 8 }];
