import * as z from 'zod';

/** What the format says of a key or a value, beside what its schema checks. */
export interface Words {
  /** What it means: a sentence. */
  readonly description: string;
  /** Which values there are, and in which unit: it ends "… takes". */
  readonly takes: string;
  /** What a number counts. */
  readonly unit?: string;
  /** The value that stands for a key which is left out. */
  readonly default?: unknown;
  /** What every other value than the default needs and the model has no notion of yet. */
  readonly lacks?: string;
  /** Words a value can be, to be told from a misspelt one. */
  readonly known?: readonly string[];
}

/** A word of a fixed list: its sentence, and what it needs that the model has no notion of yet. */
export interface WordRow {
  readonly says: string;
  readonly lacks?: string;
}

/** The schema of a key that may be left out, without that. */
export const valueOf = (schema: z.ZodType): z.ZodType => (schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema);

/** What the format says of the value of a key; of a map, that it takes its keys. */
export function wordsOf(schema: z.ZodType): Partial<Words> {
  const value = valueOf(schema);
  const said = (value.meta() ?? {}) as Partial<Words>;
  return value instanceof z.ZodObject ? { takes: `the keys ${Object.keys(value.shape).join(', ')}`, ...said } : said;
}

/** May the key be left out? */
export const isOptional = (schema: z.ZodType): boolean => schema instanceof z.ZodOptional;

/** Words in a sentence: `a, b or c`. */
export const listed = (words: readonly string[]): string => (words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)!}`);

/** One of these words. */
export const oneOf = <const W extends readonly [string, ...string[]]>(...words: W) => z.enum(words).meta({ takes: listed(words), known: words });

/** One of the words of a table. */
export const wordOfTable = <T extends Readonly<Record<string, WordRow>>>(table: T) => {
  const words = Object.keys(table) as [keyof T & string, ...(keyof T & string)[]];
  return z.enum(words).meta({ takes: listed(words), known: words });
};
