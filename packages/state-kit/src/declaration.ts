/** A column: its word in the row. A wide one holds 53 or 64 bits in two words, low half first. */
export type Column = number | { readonly wide: number };

/** Columns of a row, by name: the one declaration of what a row holds. */
export type ColumnsOf = Readonly<Record<string, Column>>;

/** A column of two words. @param at word of the low half */
export const wide = (at: number): Column => ({ wide: at });

const wordsOf = (column: Column): readonly number[] => (typeof column === 'number' ? [column] : [column.wide, column.wide + 1]);

/** @throws RangeError where two columns share a word or one lies outside the row: a mistake in a declaration */
export function checkColumns(name: string, columns: ColumnsOf, width: number): void {
  const taken = new Map<number, string>();
  for (const [column, place] of Object.entries(columns))
    for (const word of wordsOf(place)) {
      if (!Number.isInteger(word) || word < 0 || word >= width) throw new RangeError(`${name}.${column} takes word ${word} of a row of ${width}; give it one that is there`);
      if (taken.has(word)) throw new RangeError(`${name}.${column} takes word ${word}, which is ${taken.get(word)}'s; give it one of its own`);
      taken.set(word, column);
    }
}

const plainValue = (words: Int32Array, row: number, column: Column): number | string => {
  if (typeof column === 'number') return words[row + column]!;
  const lo = words[row + column.wide]! >>> 0;
  const hi = words[row + column.wide + 1]! >>> 0;
  return hi < 0x200000 ? hi * 2 ** 32 + lo : `0x${hi.toString(16).padStart(8, '0')}${lo.toString(16).padStart(8, '0')}`;
};

/** A row by name and value; empty columns are left out. Undefined: the whole row is empty. */
export function plainRow(columns: ColumnsOf, words: Int32Array, row: number): Readonly<Record<string, number | string>> | undefined {
  const entries = Object.entries(columns).map(([name, column]) => [name, plainValue(words, row, column)] as const).filter(([, value]) => value !== 0);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
