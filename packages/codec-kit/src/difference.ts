import { checkList, checkObject, type DecodedBits, type DecodedEntry } from '@faultline/contracts';

/** A bit or field in which two entries differ. `0` where an entry has it not set, or has no such field. */
export interface FieldDifference {
  /** Name of the bit or field. */
  readonly name: string;
  /** Highest bit, 63 … 0. */
  readonly high: number;
  /** Lowest bit, 63 … 0. */
  readonly low: number;
  /** Its value before. */
  readonly from: bigint;
  /** Its value afterwards. */
  readonly to: bigint;
  /** What the field says, in words. */
  readonly meaning?: string;
}
type Flag = boolean | number | string;

/** What differs between two entries: every bit, by field, and every reading of the kernel; undefined: not defined there. */
export interface EntryDifference {
  /** Most significant first. */
  readonly fields: readonly FieldDifference[];
  /** Predicates that answer otherwise, by name: before and afterwards; undefined: not defined for the entry. */
  readonly flags: Readonly<Record<string, readonly [from: Flag | undefined, to: Flag | undefined]>>;
}

const sameField = (a: DecodedBits) => (b: DecodedBits): boolean => a.name === b.name && a.high === b.high && a.low === b.low;

function difference(field: DecodedBits, from: bigint, to: bigint): FieldDifference {
  const { name, high, low, meaning } = field;
  return { name, high, low, from, to, ...(meaning === undefined ? {} : { meaning }) };
}

/**
 * The difference of two entries of one architecture. Lossless: the first value, less every `from` and plus every `to` in its
 * place, is the second. Fields that only one of the two has (a frame became a swap offset) stand by themselves.
 */
export function bitsDiff(a: DecodedEntry, b: DecodedEntry): EntryDifference {
  for (const [name, entry] of Object.entries({ a, b })) {
    checkObject(name, entry, 'an entry, as decode gives it');
    checkList(`${name}.bits`, entry.bits, 'those of an entry, as decode gives it');
  }
  const gone = a.bits.map((field) => difference(field, field.value, b.bits.find(sameField(field))?.value ?? 0n));
  const come = b.bits.filter((field) => !a.bits.some(sameField(field))).map((field) => difference(field, 0n, field.value));
  const names = [...new Set([...Object.keys(a.flags), ...Object.keys(b.flags)])];
  return {
    fields: [...gone, ...come].filter(({ from, to }) => from !== to).sort((x, y) => y.high - x.high || y.low - x.low),
    flags: Object.fromEntries(names.filter((name) => a.flags[name] !== b.flags[name]).map((name) => [name, [a.flags[name], b.flags[name]]])),
  };
}
