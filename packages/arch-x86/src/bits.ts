import type { BitField } from '@faultline/codec-kit';
import type { Kernel } from '@faultline/contracts';

/** Bits of an entry's low half. @kernel v6.2-rc3 arch/x86/include/asm/pgtable_types.h:_PAGE_BIT_PRESENT … */
export const P = 0x1;
export const RW = 0x2;
export const US = 0x4;
export const PWT = 0x8;
export const PCD = 0x10;
export const A = 0x20;
export const D = 0x40;
/** Leaf at pmd and pud; bit 2 of the memory-type index in a pte. */
export const PS = 0x80;
/** Global; with P clear it means PROT_NONE. */
export const G = 0x100;
export const SPECIAL = 0x200;
export const UFFD_WP = 0x400;
export const SOFT_DIRTY = 0x800;
/** Bit 2 of the memory-type index in a large leaf. */
export const PAT_LARGE = 0x1000;
export const FRAME_LO = 0xfffff000 | 0;

/** Bits of the high half. */
export const FRAME_HI = 0x000fffff;
export const BIT_57 = 1 << 25;
export const BIT_58 = 1 << 26;
export const NX = 1 << 31;
export const PKEY_SHIFT = 27;

/** Where version-dependent bits stand. 6.12 moved devmap to make room for the saved dirty mark. */
export const devmapBit = (kernel: Kernel): number => (kernel === '6.12' ? BIT_57 : BIT_58);
/** Saved dirty mark (6.12); 0 where there is none. */
export const savedDirtyBit = (kernel: Kernel): number => (kernel === '6.12' ? BIT_58 : 0);

/** Memory types by PAT index. @kernel v6.2-rc3 arch/x86/mm/pat/memtype.c:pat_init */
export const MEM_TYPES = ['WB', 'WC', 'UC-', 'UC', 'WB', 'WP', 'UC-', 'WT'] as const;

const COMMON: readonly BitField[] = [
  { name: 'P', high: 0, low: 0, meaning: 'present' },
  { name: 'RW', high: 1, low: 1, meaning: 'writable' },
  { name: 'US', high: 2, low: 2, meaning: 'user' },
  { name: 'PWT', high: 3, low: 3, meaning: 'memory type bit 0' },
  { name: 'PCD', high: 4, low: 4, meaning: 'memory type bit 1' },
  { name: 'A', high: 5, low: 5, meaning: 'accessed' },
  { name: 'D', high: 6, low: 6, meaning: 'dirty' },
  { name: 'NX', high: 63, low: 63, meaning: 'no execute' },
];
const SOFTWARE: readonly BitField[] = [
  { name: 'special', high: 9, low: 9 },
  { name: 'uffd-wp', high: 10, low: 10 },
  { name: 'soft-dirty', high: 11, low: 11 },
  { name: 'pkey', high: 62, low: 59, meaning: 'protection key' },
];
const MOVED: Readonly<Record<Kernel, readonly BitField[]>> = {
  '6.1': [{ name: 'devmap', high: 58, low: 58 }],
  '6.2': [{ name: 'devmap', high: 58, low: 58 }],
  '6.12': [{ name: 'devmap', high: 57, low: 57 }, { name: 'saved-dirty', high: 58, low: 58 }],
};

/** Lowest bit of the frame, by level. */
const FRAME_SHIFT = [12, 21, 30] as const;
const LARGE: readonly BitField[] = [
  { name: 'PS', high: 7, low: 7, meaning: 'large leaf' }, { name: 'PAT', high: 12, low: 12, meaning: 'memory type bit 2' },
];

/** Layout of a present (or PROT_NONE) leaf. */
export const leafLayout = (level: number, present: boolean, kernel: Kernel): readonly BitField[] => [
  ...COMMON, ...SOFTWARE, ...MOVED[kernel],
  { name: present ? 'G' : 'PROTNONE', high: 8, low: 8, meaning: present ? 'global' : 'PROT_NONE' },
  ...(level === 0 ? [{ name: 'PAT', high: 7, low: 7, meaning: 'memory type bit 2' }] : LARGE),
  ...(level === 0 ? [] : [{ name: 'reserved', high: FRAME_SHIFT[level]! - 1, low: 13, meaning: 'must be 0' }]),
  { name: 'frame', high: 51, low: FRAME_SHIFT[level]!, meaning: present ? 'physical frame' : 'physical frame, inverted' },
];

const TABLE: readonly BitField[] = [
  ...COMMON, { name: 'PS', high: 7, low: 7, meaning: 'reserved in a table entry' }, { name: 'table', high: 51, low: 12, meaning: 'next table' },
];
const ROOT_6_12: readonly BitField[] = [...TABLE, { name: 'no-shadow', high: 58, low: 58, meaning: 'no copy for page-table isolation' }];

/** Layout of an entry that leads to a table; 6.12 has a mark of its own in root entries. */
export const tableLayout = (root: boolean, kernel: Kernel): readonly BitField[] => (root && kernel === '6.12' ? ROOT_6_12 : TABLE);

/** Layout of a swap-style entry. @kernel v6.2-rc3 arch/x86/include/asm/pgtable_64.h */
export const SWAP_LAYOUT: readonly BitField[] = [
  { name: 'soft-dirty', high: 1, low: 1 }, { name: 'uffd-wp', high: 2, low: 2 }, { name: 'exclusive', high: 3, low: 3 },
  { name: 'offset', high: 58, low: 9, meaning: 'inverted' }, { name: 'type', high: 63, low: 59 },
];
