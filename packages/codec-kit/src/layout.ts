import { wordHi, wordLo, wordOf, type DecodedBits } from '@faultline/contracts';

/** One field of an entry's layout, as a bit table states it. */
export interface BitField {
  /** Name of the bit or field. */
  readonly name: string;
  /** Highest and lowest bit. */
  readonly high: number;
  /** Lowest bit, 63 … 0. */
  readonly low: number;
  /** What it says, in words. */
  readonly meaning?: string;
}

/** One field, ready to be read. */
interface Part {
  readonly name: string;
  readonly high: number;
  readonly low: number;
  readonly meaning: string | undefined;
  /** The field's bits in each half. */
  readonly maskLo: number;
  readonly maskHi: number;
  /** What a single bit yields: it has one value only, so one object serves. */
  readonly single: DecodedBits | undefined;
}

/** The fields of a kind of entry, made ready by `bitLayout`. */
export interface BitLayout {
  /** The field of each bit; a bit outside of them all has one of its own. */
  readonly byBit: () => readonly Part[];
}

const maskOf = ({ high, low }: BitField): bigint => ((1n << BigInt(high - low + 1)) - 1n) << BigInt(low);

function partOf(field: BitField): Part {
  const { name, high, low, meaning } = field;
  const mask = maskOf(field);
  return { name, high, low, meaning, maskLo: wordLo(mask), maskHi: wordHi(mask), single: high === low ? Object.freeze({ ...field, value: 1n }) : undefined };
}

const stray = (bit: number): BitField => ({ name: `bit ${bit}`, high: bit, low: bit, meaning: 'no meaning here' });

function partsOf(fields: readonly BitField[]): readonly Part[] {
  const byBit = Array.from({ length: 64 }, (_, bit) => partOf(stray(bit)));
  for (const field of fields) byBit.fill(partOf(field), field.low, field.high + 1);
  return byBit;
}

/**
 * A layout of these fields, which lie apart: to be made once and read often. It is made ready when the first value is read, for an
 * architecture has many layouts, and few are read in one run.
 */
export function bitLayout(fields: readonly BitField[]): BitLayout {
  let parts: readonly Part[] | undefined;
  return { byBit: () => (parts ??= partsOf(fields)) };
}

/** A field of several bits, of which the halves hold these. */
function fieldOf({ name, high, low, meaning }: Part, inLo: number, inHi: number): DecodedBits {
  const value = low < 32 ? wordOf((inLo >>> low) | (low === 0 ? 0 : inHi << (32 - low)), inHi >>> low) : wordOf(inHi >>> (low - 32), 0);
  return meaning === undefined ? { name, high, low, value } : { name, high, low, value, meaning };
}

/** The fields of a layout that are not zero in a value, most significant first; bits outside every field as `bit N`. */
export function namedBits(layout: BitLayout, lo: number, hi: number): DecodedBits[] {
  const byBit = layout.byBit();
  const found: DecodedBits[] = [];
  let restLo = lo;
  let restHi = hi;
  for (let count = 0; (restLo | restHi) !== 0; count++) {
    const part = byBit[restHi === 0 ? 31 - Math.clz32(restLo) : 63 - Math.clz32(restHi)]!;
    found[count] = part.single ?? fieldOf(part, restLo & part.maskLo, restHi & part.maskHi);
    restLo &= ~part.maskLo;
    restHi &= ~part.maskHi;
  }
  return found;
}
