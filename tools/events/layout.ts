import { ENUMS, type EnumName } from '../../packages/contracts/src/events/enums';
import { MEANINGS, type Meaning, type MeaningName } from '../../packages/contracts/src/events/meanings';
import type { EventSpec, FieldType } from '../../packages/contracts/src/events/spec';

/**
 * Where fields stand in a record. A record is a header word (kind, CPU, 16 bits for small fields), the cause, and as many words as its
 * fields need. A field of more than 31 bits has a low word and the rest of its bits as a small piece; small pieces fill the header
 * first, then words of their own.
 */
const KIND_BITS = 8;
const CPU_BITS = 8;
const HEADER_BITS = KIND_BITS + CPU_BITS;
const HEADER_WORDS = 2;
const WORD_BITS = 32;

/** Some bits of a field in some bits of a word. */
export interface Piece {
  readonly word: number;
  readonly shift: number;
  readonly bits: number;
}

/** A field with its place. */
export interface Placed {
  readonly name: string;
  readonly type: FieldType;
  readonly bits: number;
  readonly signed: boolean;
  readonly low: Piece;
  /** The bits beyond the low word. */
  readonly high?: Piece;
}

/** A kind with the places of its fields, in the order of the catalogue. */
export interface Layout {
  readonly fields: readonly Placed[];
  readonly width: number;
}

/** The enumeration of a type, if it is one. */
export const enumOf = (type: FieldType): EnumName | undefined => (type.startsWith('enum:') ? (type.slice(5) as EnumName) : undefined);
/** The meaning of a type that has one. */
export const meaningOf = (type: FieldType): Meaning => MEANINGS[type as MeaningName];

/** An enumeration has room for as many names again. */
const bitsOfEnum = (name: EnumName): number => WORD_BITS - Math.clz32(2 * ENUMS[name].length - 1);

function bitsOf(type: FieldType): number {
  const name = enumOf(type);
  if (name !== undefined) return bitsOfEnum(name);
  return type === 'bit' ? 1 : meaningOf(type).bits;
}

/** Gives out places: whole words one after the other, small pieces where there is room. */
class Places {
  private readonly open: { readonly word: number; used: number }[] = [{ word: 0, used: HEADER_BITS }];
  width = HEADER_WORDS;

  whole(): Piece {
    return { word: this.width++, shift: 0, bits: WORD_BITS };
  }

  small(bits: number): Piece {
    const found = this.open.find(({ used }) => used + bits <= WORD_BITS) ?? this.another();
    const piece = { word: found.word, shift: found.used, bits };
    found.used += bits;
    return piece;
  }

  private another(): { readonly word: number; used: number } {
    const added = { word: this.width++, used: 0 };
    this.open.push(added);
    return added;
  }
}

interface Wanted {
  readonly name: string;
  readonly type: FieldType;
  readonly bits: number;
  low?: Piece;
  high?: Piece;
}

const SMALL = 30;

/** Whole words first, then small pieces, the widest first, so that the header is filled well. */
export function layoutOf(spec: EventSpec): Layout {
  const wanted = Object.entries(spec.fields).map(([name, type]): Wanted => ({ name, type, bits: bitsOf(type) }));
  const places = new Places();
  for (const field of wanted) if (field.bits > SMALL) field.low = places.whole();
  for (const field of wanted) if (field.bits === 64) field.high = places.whole();
  const small = wanted.filter(({ low, high, bits }) => low === undefined || (high === undefined && bits > WORD_BITS));
  for (const field of [...small].sort((a, b) => restOf(b) - restOf(a))) {
    const piece = places.small(restOf(field));
    if (field.low === undefined) field.low = piece;
    else field.high = piece;
  }
  const fields = wanted.map(({ name, type, bits, low, high }): Placed => ({
    name, type, bits, signed: enumOf(type) === undefined && type !== 'bit' && meaningOf(type).signed === true, low: low!, ...(high ? { high } : {}),
  }));
  return { fields, width: places.width };
}

const restOf = ({ bits }: Wanted): number => (bits > WORD_BITS ? bits - WORD_BITS : bits);
