import type { BitField } from '@faultline/codec-kit';

/** Page-table entry. @kernel v6.2-rc3 arch/s390/include/asm/pgtable.h:_PAGE_PRESENT … */
export const PTE = {
  present: 0x1, softDirty: 0x2, young: 0x4, dirty: 0x8, read: 0x10, write: 0x20, special: 0x40, unused: 0x80,
  noexec: 0x100, protect: 0x200, invalid: 0x400, large: 0x800,
} as const;
/** Segment-table entry. @kernel v6.2-rc3 arch/s390/include/asm/pgtable.h:_SEGMENT_ENTRY_INVALID … */
export const SEGMENT = {
  read: 0x1, write: 0x2, invalid: 0x20, noexec: 0x100, protect: 0x200, large: 0x400, young: 0x1000, dirty: 0x2000, softDirty: 0x4000,
} as const;
/** Type bits of region and segment entries, by level: region-first 0xc … segment 0. */
export const TYPE_MASK = 0xc;
export const TYPE_OF_LEVEL = [0, 0, 0x4, 0x8, 0xc] as const;
/** Length field of a table that has all its entries. */
export const FULL_LENGTH = 0x3;
/** Empty entry by level. */
export const EMPTY = [0x400, 0x20, 0x24, 0x28, 0x2c] as const;
/** Bits that no region entry may have. */
export const REGION_BAD = 0xdd0;

/** Marks of an entry that the modifiers move, by level; read and write of a region-third leaf changed places in 6.12. */
export interface Marks {
  readonly read: number;
  readonly write: number;
  readonly young: number;
  readonly dirty: number;
  readonly softDirty: number;
  readonly invalid: number;
  readonly protect: number;
}
export const regionMarks = (newer: boolean): Marks => ({ ...SEGMENT, read: newer ? 0x1 : 0x2, write: newer ? 0x2 : 0x1 });

const field = (name: string, bit: number, meaning?: string): BitField =>
  ({ name, high: bit, low: bit, ...(meaning === undefined ? {} : { meaning }) });

export const PTE_LAYOUT: readonly BitField[] = [
  { name: 'frame', high: 63, low: 12, meaning: 'page frame' }, field('large', 11), field('I', 10, 'invalid for hardware'), field('P', 9, 'stores refused'),
  field('NX', 8, 'fetch refused'), field('unused', 7), field('special', 6), field('write', 5), field('read', 4), field('dirty', 3),
  field('young', 2), field('soft-dirty', 1), field('present', 0),
];
export const SWAP_LAYOUT: readonly BitField[] = [
  { name: 'offset', high: 63, low: 12 }, field('exclusive', 11), field('I', 10), field('P', 9), { name: 'type', high: 6, low: 2 }, field('soft-dirty', 1),
];
export const SEGMENT_LEAF_LAYOUT: readonly BitField[] = [
  { name: 'frame', high: 63, low: 20, meaning: '1 MiB frame' }, field('soft-dirty', 14), field('dirty', 13), field('young', 12), field('FC', 10, 'large leaf'),
  field('P', 9, 'stores refused'), field('NX', 8, 'fetch refused'), field('I', 5, 'invalid for hardware'), { name: 'type', high: 3, low: 2 },
  field('write', 1), field('read', 0),
];
export const SEGMENT_LAYOUT: readonly BitField[] = [
  { name: 'table', high: 63, low: 11, meaning: 'page table' }, field('FC', 10, 'large leaf'), field('P', 9), field('I', 5, 'invalid'), { name: 'type', high: 3, low: 2 },
];
export const REGION_LAYOUT: readonly BitField[] = [
  { name: 'table', high: 63, low: 12, meaning: 'next table' }, field('FC', 10, 'large leaf'), field('P', 9), field('NX', 8), { name: 'offset', high: 7, low: 6 },
  field('I', 5, 'invalid'), { name: 'type', high: 3, low: 2 }, { name: 'length', high: 1, low: 0 },
];
/** A large leaf of the region-third table; read and write changed places in 6.12. */
export const regionLeafLayout = (newer: boolean): readonly BitField[] => [
  { name: 'frame', high: 63, low: 31, meaning: '2 GiB frame' }, field('soft-dirty', 14), field('dirty', 13), field('young', 12), field('FC', 10, 'large leaf'),
  field('P', 9, 'stores refused'), field('NX', 8, 'fetch refused'), { name: 'offset', high: 7, low: 6 }, field('I', 5, 'invalid for hardware'),
  { name: 'type', high: 3, low: 2 }, field('write', newer ? 1 : 0), field('read', newer ? 0 : 1),
];
