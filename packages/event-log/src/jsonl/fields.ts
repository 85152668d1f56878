import { meaningOf, namesOf, wordHex, type FieldInfo, type Meaning } from '@faultline/contracts';

/** What is wrong with a value. */
export type ValueFault = 'wrong-type' | 'out-of-range';

/** Values of an event being read, by the names that it has for them. */
export type EventDraft = Record<string, unknown>;

/** How the fields of one family stand in JSON. */
interface FieldCodec {
  /** What a value has to be, to complete "must be …". */
  expected(field: FieldInfo): string;
  /** The JSON text of the field; undefined: the record holds a value that the field cannot have. */
  print(words: Int32Array, at: number, field: FieldInfo): string | undefined;
  /** Puts what a JSON value says into the event. */
  parse(value: unknown, field: FieldInfo, out: EventDraft): ValueFault | undefined;
}

const WIDE_NUMBER = /^0x(?:0|[1-9a-f][0-9a-f]{0,13})$/;
const WORD = /^0x[0-9a-f]{16}$/;

/** A whole number from `low` to `high`, or what is wrong with it. */
export function wholeNumberFault(value: unknown, low: number, high: number): ValueFault | undefined {
  if (typeof value !== 'number' || !Number.isInteger(value)) return 'wrong-type';
  return value < low || value > high ? 'out-of-range' : undefined;
}

const leastOf = ({ signed, bits }: Meaning): number => (signed ? -(2 ** (bits - 1)) : 0);
const mostOf = ({ signed, bits, max }: Meaning): number => max ?? (signed ? 2 ** (bits - 1) - 1 : 2 ** bits - 1);
const meaning = (field: FieldInfo): Meaning => meaningOf(field)!;

function put(out: EventDraft, name: string, value: unknown): undefined {
  out[name] = value;
}

const NUMBER: FieldCodec = {
  expected: (field) => `a whole number from ${leastOf(meaning(field))} to ${mostOf(meaning(field))}`,
  print: (words, at, field) => String(field.read(words, at)),
  parse: (value, field, out) => wholeNumberFault(value, leastOf(meaning(field)), mostOf(meaning(field))) ?? put(out, field.name, value),
};

/** Page numbers and their like: as many digits as they need. */
const WIDE: FieldCodec = {
  expected: (field) => `a number "0x…" up to 0x${mostOf(meaning(field)).toString(16)}, in lower case and without leading zeros`,
  print: (words, at, field) => {
    const value = field.read(words, at);
    return value <= mostOf(meaning(field)) ? `"0x${value.toString(16)}"` : undefined;
  },
  parse: (value, field, out) => {
    if (typeof value !== 'string' || !WIDE_NUMBER.test(value)) return 'wrong-type';
    return Number(value) > mostOf(meaning(field)) ? 'out-of-range' : put(out, field.name, Number(value));
  },
};

/** 64-bit values: all their digits. */
const HALVES: FieldCodec = {
  expected: () => 'a 64-bit value "0x…" of 16 lower-case digits',
  print: (words, at, { read, readHi }) => `"${wordHex(read(words, at), readHi!(words, at))}"`,
  parse: (value, { name }, out) => {
    if (typeof value !== 'string' || !WORD.test(value)) return 'wrong-type';
    return put(out, name, BigInt(value));
  },
};

const BIT: FieldCodec = {
  expected: () => 'true or false',
  print: (words, at, { read }) => String(read(words, at) === 1),
  parse: (value, { name }, out) => (typeof value === 'boolean' ? put(out, name, value) : 'wrong-type'),
};

/** Names, by name. */
const NAME: FieldCodec = {
  expected: (field) => (field.type === 'rule' ? 'the id of a rule, as `faultline rule` lists them' : `one of ${namesOf(field)!.join(', ')}`),
  print: (words, at, field) => {
    const name = namesOf(field)![field.read(words, at)];
    return name === undefined ? undefined : `"${name}"`;
  },
  parse: (value, field, out) => {
    if (typeof value !== 'string') return 'wrong-type';
    return namesOf(field)!.includes(value) ? put(out, field.name, value) : 'out-of-range';
  },
};

/** How a field stands in JSON. */
export function codecOf(field: FieldInfo): FieldCodec {
  if (field.readHi !== undefined) return HALVES;
  if (field.type === 'bit') return BIT;
  if (namesOf(field) !== undefined) return NAME;
  return meaning(field).hex === 'written' ? WIDE : NUMBER;
}
