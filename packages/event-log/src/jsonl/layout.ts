import { CATALOGUE, ENUMS, type EnumName, type FieldType } from '@faultline/contracts';

/** Where a field stands in a record, and what it may hold. */
export interface FieldPlace {
  readonly name: string;
  readonly family: 'u32' | 'i32' | 'vpn' | 'word' | 'bit' | 'bits' | 'enum';
  /** Word of the record, its low half if it takes two; small fields stand in word 0. */
  readonly word: number;
  /** Lowest bit of a small field. */
  readonly shift: number;
  /** Bits of a small field, right-aligned. */
  readonly mask: number;
  /** Names of an enumerated field, by value. */
  readonly names: readonly string[];
}

/** The layout of one kind of record. */
export interface KindLayout {
  readonly kind: number;
  readonly type: string;
  readonly width: number;
  readonly fields: readonly FieldPlace[];
}

const HEADER_WORDS = 2;
const SMALL_FIELDS_SHIFT = 16;

function placed(name: string, type: FieldType, word: number, shift: number): FieldPlace {
  const [family, bits, names] = type.split(':') as [FieldPlace['family'], string?, EnumName?];
  const small = { name, family, word: 0, shift };
  switch (family) {
    case 'bit': return { ...small, mask: 1, names: [] };
    case 'bits': return { ...small, mask: 2 ** Number(bits) - 1, names: [] };
    case 'enum': return { ...small, mask: 2 ** Number(bits) - 1, names: ENUMS[names!] };
    default: return { name, family, word, shift: 0, mask: 0, names: [] };
  }
}

const wordsOf = ({ family, mask }: FieldPlace): number => (mask > 0 ? 0 : family === 'vpn' || family === 'word' ? 2 : 1);
const bitsOf = ({ mask }: FieldPlace): number => 32 - Math.clz32(mask);

/** Small fields stand in the header word from bit 16 up, the others word by word after the cause. */
function layoutOf(type: string, kind: number, fields: readonly (readonly [string, FieldType])[]): KindLayout {
  const places: FieldPlace[] = [];
  let width = HEADER_WORDS;
  let shift = SMALL_FIELDS_SHIFT;
  for (const [name, fieldType] of fields) {
    const place = placed(name, fieldType, width, shift);
    width += wordsOf(place);
    shift += bitsOf(place);
    places.push(place);
  }
  return { kind, type, width, fields: places };
}

/** Layouts in the order of the catalogue: kind k at k - 1. */
export const LAYOUTS: readonly KindLayout[] = CATALOGUE.map(({ name, fields }, i) => layoutOf(name, i + 1, fields));
