import { checkWord } from '@faultline/contracts';
/** As few hexadecimal digits as there are. */
export const hexText = (value: bigint | number): string => `0x${value.toString(16)}`;

/** A 64-bit word as in the vectors: 16 hexadecimal digits. */
export const wordText = (word: bigint): string => `0x${word.toString(16).padStart(16, '0')}`;

/** Where a field of an entry lies: `63`, `51:12`. */
export const bitsText = (high: number, low: number): string => (high === low ? String(high) : `${high}:${low}`);

const UNITS: readonly (readonly [unit: string, shift: bigint])[] = [['P', 50n], ['T', 40n], ['G', 30n], ['M', 20n], ['K', 10n]];

/** Bytes in the largest unit that leaves no rest: `2M`. */
export function sizeText(bytes: bigint): string {
  checkWord('bytes', bytes);
  const [unit, shift] = UNITS.find(([, at]) => bytes % (1n << at) === 0n) ?? ['', 0n];
  return `${bytes >> shift}${unit}`;
}

/** `1 page`, `2 pages`. */
export const countText = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
