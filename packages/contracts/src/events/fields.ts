import { ENUMS, type EnumName } from './enums';
import { MEANINGS, type Meaning, type MeaningName } from './meanings';
import type { FieldType } from './spec';

/** A field of a kind: what it is, and how it is read from a record. */
export interface FieldInfo {
  readonly name: string;
  readonly type: FieldType;
  /** The value, or the low half of a 64-bit one. `at` is the record's first word in `w`. */
  readonly read: (w: Int32Array, at: number) => number;
  /** The high half of a 64-bit value. */
  readonly readHi?: (w: Int32Array, at: number) => number;
}

/** The meaning of a field that has one. */
export const meaningOf = ({ type }: Pick<FieldInfo, 'type'>): Meaning | undefined => MEANINGS[type as MeaningName];
/** The names of an enumerated field. */
export const namesOf = ({ type }: Pick<FieldInfo, 'type'>): readonly string[] | undefined =>
  type.startsWith('enum:') ? ENUMS[type.slice(5) as EnumName] : undefined;
/** Does the field name one thing of the machine (a frame, a table, an event)? */
export const isIdentity = (field: Pick<FieldInfo, 'type'>): boolean => meaningOf(field)?.identity === true;
