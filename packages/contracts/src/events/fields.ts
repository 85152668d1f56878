import { RULE_IDS } from '../rules/rules.gen';
import { ENUMS, type EnumName } from './enums';
import { MEANINGS, type Meaning, type MeaningName } from './meanings';
import type { FieldType } from './spec';

/** A field of a kind: what it is, and how it is read from a record. */
export interface FieldInfo {
  /** Name of the field in an event. */
  readonly name: string;
  /** What its values are. */
  readonly type: FieldType;
  /** The value, or the low half of a 64-bit one. `at` is the record's first word in `w`. */
  readonly read: (w: Int32Array, at: number) => number;
  /** The high half of a 64-bit value. */
  readonly readHi?: (w: Int32Array, at: number) => number;
}

/** The meaning of a field that has one. */
export const meaningOf = ({ type }: Pick<FieldInfo, 'type'>): Meaning | undefined => MEANINGS[type as MeaningName];
/** The names of which a record holds the place: of an enumerated field, and of rules. An event has the name itself. */
export function namesOf({ type }: Pick<FieldInfo, 'type'>): readonly string[] | undefined {
  if (type === 'rule') return RULE_IDS;
  return type.startsWith('enum:') ? ENUMS[type.slice(5) as EnumName] : undefined;
}
/** Does the field name one thing of the machine (a frame, a table, an event)? */
export const isIdentity = (field: Pick<FieldInfo, 'type'>): boolean => meaningOf(field)?.identity === true;
