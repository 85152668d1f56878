import { bitsOf } from '@faultline/codec-kit';
import type { EntryHalf } from '@faultline/contracts';
import { FULL_LENGTH, PTE, SEGMENT, TYPE_OF_LEVEL } from '../bits';

/** Marks of a leaf, as words of 64. */
export interface LeafMarks {
  readonly read: bigint;
  readonly write: bigint;
  readonly young: bigint;
  readonly dirty: bigint;
  readonly invalid: bigint;
  readonly protect: bigint;
}
const wide = ({ read, write, young, dirty, invalid, protect }: Readonly<Record<keyof LeafMarks, number>>): LeafMarks => ({
  read: BigInt(read), write: BigInt(write), young: BigInt(young), dirty: BigInt(dirty), invalid: BigInt(invalid), protect: BigInt(protect),
});
const PTE_MARKS = wide(PTE);
const SEGMENT_MARKS = wide(SEGMENT);
/** Region-third leaves up to 6.2 have read and write the other way round. */
const OLD_REGION_MARKS = { ...SEGMENT_MARKS, read: SEGMENT_MARKS.write, write: SEGMENT_MARKS.read };
const NEWER_MARKS = { ...SEGMENT_MARKS, read: 0x4000n, write: 0x8000n };

/** Which layout of segment and region-third leaves a release has. */
export type Segments = 'old' | 'even' | 'newer';
/** Marks of a leaf of a level. */
export function marksOf(level: number, segments: Segments): LeafMarks {
  if (level === 0) return PTE_MARKS;
  if (segments === 'newer') return NEWER_MARKS;
  return level === 2 && segments === 'old' ? OLD_REGION_MARKS : SEGMENT_MARKS;
}

const FRAME = bitsOf([63, 12]);
const PTE_BITS = bitsOf([10, 0]);
const LARGE = BigInt(SEGMENT.large);
const LEAF_MARKS = BigInt(SEGMENT.large | SEGMENT.protect | SEGMENT.noexec | SEGMENT.invalid | SEGMENT.young | SEGMENT.dirty);
const SOFTWARE: Readonly<Record<Segments, bigint>> = { old: 0x4003n, even: 0x4003n, newer: 0xc003n };
const LEAF_FRAME = [FRAME, bitsOf([63, 20]), bitsOf([63, 31])] as const;
/** Bit 0 of a table says that it is present. */
const PRESENT = 1n;

/** Bits that the kernel ever sets in a leaf of a level. */
export const leafBits = (level: number, segments: Segments): bigint =>
  level === 0 ? FRAME | PTE_BITS : LEAF_FRAME[level]! | LEAF_MARKS | SOFTWARE[segments] | (level === 2 ? BigInt(TYPE_OF_LEVEL[2]) : 0n);

/** Bits that it sets in an entry that leads to a table. A page table fills half a page. */
export const tableBits = (level: number, segments: Segments): bigint => level === 1
  ? bitsOf([63, 11]) | BigInt(SEGMENT.protect) | (segments === 'newer' ? PRESENT : 0n)
  : FRAME | BigInt(TYPE_OF_LEVEL[level]! | FULL_LENGTH | SEGMENT.protect) | bitsOf([7, 6]);

/** Why an entry that leads to a table is none that the kernel makes. */
export function tableDoubt(level: number, raw: bigint, segments: Segments): string | undefined {
  if (level === 1) return segments === 'newer' && (raw & PRESENT) === 0n ? 'a table without the present bit' : raw >> 11n === 0n ? 'no table' : undefined;
  if ((raw & BigInt(FULL_LENGTH)) === 0n && (raw & bitsOf([7, 6])) === 0n && raw >> 12n === 0n) return 'no table';
  return (raw & 0xfn) === BigInt(TYPE_OF_LEVEL[level]! | FULL_LENGTH) || raw & bitsOf([7, 6]) ? undefined : 'a type or length that the kernel does not use here';
}

/** Why a leaf is none that the kernel makes: invalid and protected follow from the software marks. */
export function leafDoubt(level: number, raw: bigint, segments: Segments, half: EntryHalf | undefined): string | undefined {
  const has = (mark: bigint): boolean => (raw & mark) !== 0n;
  const { read, write, young, dirty, invalid, protect } = marksOf(level, segments);
  if (level > 0 && raw & bitsOf([level === 1 ? 19 : 30, 16])) return 'a large leaf with bits below its frame';
  if (level > 0 && !has(LARGE)) return 'no leaf';
  if (half === 'kernel') return undefined;
  if (has(invalid) === (has(read) && has(young))) return has(invalid) ? 'invalid, although readable and young' : 'valid, although not readable or not young';
  if (has(protect) === (has(write) && has(dirty))) return has(protect) ? 'protected, although writable and dirty' : 'not protected, although not writable or clean';
  return has(write) && !has(read) ? 'writable and not readable' : undefined;
}
