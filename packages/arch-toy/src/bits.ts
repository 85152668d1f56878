import type { BitField } from '@faultline/codec-kit';

/**
 * The whole architecture on a slide. An address of nine hexadecimal digits: RRR PPP OOO, index into the root table, into the page table, and offset
 * into the page. An entry has two halves: the high one says where, the low one says what is allowed.
 */

/** The CPU may use the entry. */
export const V = 0x1;
export const R = 0x2;
export const W = 0x4;
export const X = 0x8;
/** Accessed and dirty: marks that the kernel sets, for the CPU does not. */
export const A = 0x10;
export const D = 0x20;
/** The page is none of the kernel's own. */
export const S = 0x40;
/** A page without access: there for the kernel, not for the CPU. */
export const N = 0x80;
/** The entry leads to a table. */
export const T = 0x100;
/** The page is on a swap device. */
export const P = 0x200;
export const TYPE_SHIFT = 10;

const bit = (name: string, at: number, meaning: string): BitField => ({ name, high: at, low: at, meaning });

const WHERE: BitField = { name: 'where', high: 63, low: 32, meaning: 'frame number' };
/** Layout of an entry that maps a page. */
export const PAGE_LAYOUT: readonly BitField[] = [
  bit('V', 0, 'valid'), bit('R', 1, 'readable'), bit('W', 2, 'writable'), bit('X', 3, 'executable'), bit('A', 4, 'accessed'),
  bit('D', 5, 'dirty'), bit('S', 6, 'special'), bit('N', 7, 'no access'), WHERE,
];
/** Layout of an entry that leads to a table. */
export const TABLE_LAYOUT: readonly BitField[] = [bit('V', 0, 'valid'), bit('T', 8, 'table'), { ...WHERE, meaning: 'table, in 2 KiB' }];
/** Layout of a swap-style entry. */
export const SWAP_LAYOUT: readonly BitField[] = [
  bit('P', 9, 'swapped'), { name: 'type', high: 14, low: TYPE_SHIFT, meaning: 'swap type' }, { ...WHERE, meaning: 'offset' },
];
