/** An architecture on paper: two levels of 16 entries of pages of 4 KiB, and a CPU that sets accessed and dirty bits. */
export const INDEX_BITS = 4;
export const TOP = 1;
/** Pages that user space has. */
export const PAGES = 256;

/** Bits of an entry's low half; the number of a frame or table stands from bit 8 on. */
export const V = 1;
export const W = 2;
export const A = 4;
export const D = 8;
export const T = 16;
/** A table that restricts what lies below it; the kernel makes none such. */
export const SHUT = 32;
/** A page without access: there for the kernel, not for the CPU. */
export const N = 64;
/** The page is none of the kernel's own. */
export const S = 128;
export const WHERE = 8;
export const leaf = (pfn: number, bits = V | W): number => (pfn << WHERE) | bits;
export const table = (ref: number, bits = V | T): number => (ref << WHERE) | bits;

/** Place in the table of a level, from the low half of a page number. */
export const indexOf = (level: number, vpn: number): number => (vpn >>> (level * INDEX_BITS)) & ((1 << INDEX_BITS) - 1);
