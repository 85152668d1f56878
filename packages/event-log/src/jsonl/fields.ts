import { vpnOf, wordHex, wordHi, wordLo } from '@faultline/contracts';
import type { FieldPlace } from './layout';

/** What is wrong with a value. */
export type ValueFault = 'wrong-type' | 'out-of-range';

/** How the fields of one family stand in JSON. */
export interface FieldCodec {
  /** What a value has to be, to complete "must be …". */
  expected(field: FieldPlace): string;
  /** The JSON text of the field; undefined: the record holds a value that the field cannot have. */
  print(words: Int32Array, at: number, field: FieldPlace): string | undefined;
  /** Puts a JSON value into the record, whose header word holds nothing of the field yet. */
  parse(value: unknown, words: Int32Array, at: number, field: FieldPlace): ValueFault | undefined;
}

/** Page numbers reach from 0 to 2^52, the end of the largest address space included. */
const MAX_VPN = 2 ** 52;
const TWO32 = 2 ** 32;
const PAGE_NUMBER = /^0x(?:0|[1-9a-f][0-9a-f]{0,13})$/;
const WORD = /^0x[0-9a-f]{16}$/;

const small = (words: Int32Array, at: number, { shift, mask }: FieldPlace): number => (words[at]! >>> shift) & mask;

function putSmall(value: number, words: Int32Array, at: number, { shift }: FieldPlace): undefined {
  words[at]! |= value << shift;
}

/** A whole number from `low` to `high`, or what is wrong with it. */
export function wholeNumberFault(value: unknown, low: number, high: number): ValueFault | undefined {
  if (typeof value !== 'number' || !Number.isInteger(value)) return 'wrong-type';
  return value < low || value > high ? 'out-of-range' : undefined;
}

const integers = (low: number, high: number): FieldCodec => ({
  expected: () => `a whole number from ${low} to ${high}`,
  print: (words, at, { word }) => String(low < 0 ? words[at + word]! : words[at + word]! >>> 0),
  parse: (value, words, at, { word }) => {
    const fault = wholeNumberFault(value, low, high);
    if (fault === undefined) words[at + word] = value as number;
    return fault;
  },
});

/** By family: JSON of a field from the words, and back. */
export const FIELD_CODECS: Readonly<Record<FieldPlace['family'], FieldCodec>> = {
  u32: integers(0, TWO32 - 1),
  i32: integers(-(2 ** 31), 2 ** 31 - 1),
  vpn: {
    expected: () => 'a page number "0x…" up to 2^52, in lower case and without leading zeros',
    print: (words, at, { word }) => {
      const hi = words[at + word + 1]!;
      const vpn = vpnOf(words[at + word]!, hi);
      return hi >= 0 && vpn <= MAX_VPN ? `"0x${vpn.toString(16)}"` : undefined;
    },
    parse: (value, words, at, { word }) => {
      if (typeof value !== 'string' || !PAGE_NUMBER.test(value)) return 'wrong-type';
      const vpn = Number(value);
      if (vpn > MAX_VPN) return 'out-of-range';
      words[at + word] = vpn | 0;
      words[at + word + 1] = (vpn / TWO32) | 0;
      return undefined;
    },
  },
  word: {
    expected: () => 'a 64-bit value "0x…" of 16 lower-case digits',
    print: (words, at, { word }) => `"${wordHex(words[at + word]!, words[at + word + 1]!)}"`,
    parse: (value, words, at, { word }) => {
      if (typeof value !== 'string' || !WORD.test(value)) return 'wrong-type';
      const bits = BigInt(value);
      words[at + word] = wordLo(bits);
      words[at + word + 1] = wordHi(bits);
      return undefined;
    },
  },
  bit: {
    expected: () => 'true or false',
    print: (words, at, field) => String(small(words, at, field) === 1),
    parse: (value, words, at, field) => (typeof value === 'boolean' ? putSmall(Number(value), words, at, field) : 'wrong-type'),
  },
  bits: {
    expected: ({ mask }) => `a whole number from 0 to ${mask}`,
    print: (words, at, field) => String(small(words, at, field)),
    parse: (value, words, at, field) => wholeNumberFault(value, 0, field.mask) ?? putSmall(value as number, words, at, field),
  },
  enum: {
    expected: ({ names }) => `one of ${names.join(', ')}`,
    print: (words, at, field) => {
      const name = field.names[small(words, at, field)];
      return name === undefined ? undefined : `"${name}"`;
    },
    parse: (value, words, at, field) => {
      if (typeof value !== 'string') return 'wrong-type';
      const place = field.names.indexOf(value);
      return place < 0 ? 'out-of-range' : putSmall(place, words, at, field);
    },
  },
};
