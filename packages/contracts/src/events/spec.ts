import type { EnumName } from './enums';
import type { MeaningName } from './meanings';

/** Type of a field: a meaning, a yes or no, or a place in an enumeration. */
export type FieldType = MeaningName | 'bit' | `enum:${EnumName}`;

/** One kind of event, as its owner states it. */
export interface KindSpec {
  /** A fact in the past tense. */
  readonly name: string;
  /** What happened, in a sentence. */
  readonly about: string;
  /** In the order in which writers and handlers take them. */
  readonly fields: Readonly<Record<string, FieldType>>;
  /** A sentence for each field that its type alone does not explain: a yes or no, and what is not called by its meaning. */
  readonly says?: Readonly<Record<string, string>>;
}

/** A kind with its owner: whose state it changes; `none` states a fact and changes nothing. */
export interface EventSpec extends KindSpec {
  /** Whose state it changes; `none`: nobody's. */
  readonly owner: string;
}

/** The kinds of one owner. */
export const kindsOf = (owner: string, kinds: readonly KindSpec[]): readonly EventSpec[] => kinds.map((kind) => ({ ...kind, owner }));
