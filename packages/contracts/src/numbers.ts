/**
 * Branded numbers: a frame number cannot be passed where a page number is meant. All are plain numbers (or a bigint) at run time.
 * A plain number is taken for any of them, so that sums and literals need no ceremony; one meaning is never taken for another.
 */
declare const brand: unique symbol;
export type Brand<T, B extends string> = T & { readonly [brand]?: B };

/** A virtual address, in bytes. Only public edges use it; inside, pages are counted (`Vpn`). */
export type VirtAddr = Brand<bigint, 'VirtAddr'>;
/** A virtual page number: address divided by the base page size. At most 2^52, so exact in a double. */
export type Vpn = Brand<number, 'Vpn'>;
/** A page of an object. */
export type Pgoff = Brand<number, 'Pgoff'>;
/** A count of base pages. */
export type Pages = Brand<number, 'Pages'>;
/** A physical frame number, in base pages of the configuration. */
export type Pfn = Brand<number, 'Pfn'>;
/** A physical table address in units of 2 KiB, the smallest table of any known architecture (s390 page tables). */
export type TableRef = Brand<number, 'TableRef'>;
/** Place of an entry in its table. */
export type TableIndex = Brand<number, 'TableIndex'>;
/** Index of a CPU, from 0. */
export type CpuId = Brand<number, 'CpuId'>;
/** Number of an address space, from 1; never used again within a run. Serves as the TLB tag (ASID, PCID, ASCE). */
export type MmId = Brand<number, 'MmId'>;
/** Number of a shared-memory object, from 1. */
export type ObjectId = Brand<number, 'ObjectId'>;
/** Number of an anon_vma, from 1. */
export type AnonVmaId = Brand<number, 'AnonVmaId'>;
/** References that outlive the call which took them, from 1: a pipe's, or a device's. */
export type HoldId = Brand<number, 'HoldId'>;
/** Place of a page on the swap device, from 1. */
export type SwapSlot = Brand<number, 'SwapSlot'>;
/** What the reverse map of a page leads to: an anon_vma, or an object. */
export type RmapOwner = AnonVmaId | ObjectId;
/** Number of a gather in progress, from 0. */
export type GatherId = Brand<number, 'GatherId'>;
/** Position of an event in its log, from 0. */
export type Seq = Brand<number, 'Seq'>;
/** log2 of the pages of a folio. */
export type Order = Brand<number, 'Order'>;
/** log2 of a number of bytes. */
export type Shift = Brand<number, 'Shift'>;
/** How many. */
export type Count = Brand<number, 'Count'>;
/** Change of a count. */
export type Delta = Brand<number, 'Delta'>;
/** Content of a page. */
export type Byte = Brand<number, 'Byte'>;
/** A protection key. */
export type Pkey = Brand<number, 'Pkey'>;
/** Place in a TLB or in a structure cache. */
export type CacheSlot = Brand<number, 'CacheSlot'>;
/** `FAULT_FLAG_*` bits. */
export type FaultFlags = Brand<number, 'FaultFlags'>;
/** `VM_FAULT_*` bits. */
export type VmFault = Brand<number, 'VmFault'>;
/** `TLB_*` bits of a translation. */
export type TlbFlags = Brand<number, 'TlbFlags'>;
/** Number of a rule; no plain number is taken for one. */
export type RuleNumber = number & { readonly [brand]: 'RuleNumber' };
/** The rule says what it is: a frame, an object, a page, an answer. */
export type RuleArg = Brand<number, 'RuleArg' | 'Pfn' | 'ObjectId' | 'HoldId' | 'MmId' | 'Vpn' | 'Pages' | 'Count' | 'Bit' | 'SwapSlot'>;
/** A yes or no in a record. */
export type Bit = Brand<0 | 1, 'Bit'>;

/** log2 of the unit of a `TableRef`. */
export const TABLE_REF_SHIFT = 11;

const TWO32 = 4294967296;
/** Low half of a page number, as a signed 32-bit word. */
export const vpnLo = (vpn: number): number => vpn | 0;
/** High half of a page number (21 bits); nearly always zero, and then known without a division. */
export const vpnHi = (vpn: number): number => ((vpn | 0) === vpn ? 0 : (vpn / TWO32) | 0);
/** Page number of two halves. */
export const vpnOf = (lo: number, hi: number): number => hi * TWO32 + (lo >>> 0);

/** Number of two halves; the high one is nearly always zero. */
export const wideOf = (lo: number, hi: number): number => (hi === 0 && lo >= 0 ? lo : vpnOf(lo, hi));

/** 2^bits pages. Up to 2^30 an integer to the engine, too, which makes a double of what `**` gives, and of all that is added to it. */
export const pagesOf = (bits: number): number => (bits < 31 ? 1 << bits : 2 ** bits);
/** The last multiple of so many pages, a power of two, up to a page; an integer to the engine where both are. */
export const alignDown = (vpn: number, pages: number): number => vpn - (pages <= 0x40000000 ? vpn & (pages - 1) : vpn % pages);

/** Where words are taken apart and put together: arithmetic on bigints costs many times as much. */
const word = new BigUint64Array(1);
const halves = new Int32Array(word.buffer);
/** Where this host has the low half of a word. */
const LOW = new Int32Array(BigUint64Array.of(1n).buffer)[0] === 1 ? 0 : 1;
const HIGH = 1 - LOW;

/** A 64-bit word of two halves, as a bigint (0 … 2^64-1). */
export function wordOf(lo: number, hi: number): bigint {
  halves[LOW] = lo;
  halves[HIGH] = hi;
  return word[0]!;
}
/** Low half of a 64-bit word, as a signed 32-bit word. */
export function wordLo(raw: bigint): number {
  word[0] = raw;
  return halves[LOW]!;
}
/** High half of a 64-bit word, as a signed 32-bit word. */
export function wordHi(raw: bigint): number {
  word[0] = raw;
  return halves[HIGH]!;
}

const hex8 = (half: number): string => (half >>> 0).toString(16).padStart(8, '0');
/** A 64-bit word as 16 hexadecimal digits with `0x`. Used wherever a 64-bit value leaves the process. */
export const wordHex = (lo: number, hi: number): string => `0x${hex8(hi)}${hex8(lo)}`;
/** The halves of a word written in hexadecimal with `0x`; undefined if it is not such a word. */
export function parseWordHex(text: string): { lo: number; hi: number } | undefined {
  if (!/^0x[0-9a-f]{1,16}$/i.test(text)) return undefined;
  const word = BigInt(text);
  return { lo: wordLo(word), hi: wordHi(word) };
}
