/** Words of a column: one, or two that hold 53 or 64 bits, low half first. */
type Place = number | { readonly wide: number };

/** A column that does not decide what can come next. */
export interface Marked<P> {
  readonly place: P;
  readonly mark: 'history' | 'tally';
}

/** A column: its word in the row. */
export type Column = Place | Marked<Place>;

/** Columns of a row, by name: the one declaration of what a row holds. */
export type ColumnsOf = Readonly<Record<string, Column>>;

/** A column of two words. @param at word of the low half */
export const wide = (at: number): Place => ({ wide: at });

/** A column that tells how a state came to be, and nothing of what can come: seqs of events, numbers that only rise. Never encoded. */
export const history = <P>(place: P): Marked<P> => ({ place, mark: 'history' });

/** A column that counts what happened, which nothing is decided by. Encoded apart from the content. */
export const tally = <P>(place: P): Marked<P> => ({ place, mark: 'tally' });

const isMarked = <P>(column: P | Marked<P>): column is Marked<P> => typeof column === 'object' && column !== null && 'mark' in column;

/** A column without its mark. */
export const placeOf = <P>(column: P | Marked<P>): P => (isMarked(column) ? column.place : column);

const markOf = (column: unknown): Marked<unknown>['mark'] | undefined => (isMarked(column) ? column.mark : undefined);

/** Words of a column in its row, marked or not. */
export const wordsOf = (column: Column): readonly number[] => {
  const place = placeOf(column);
  return typeof place === 'number' ? [place] : [place.wide, place.wide + 1];
};

/** Words or columns by their marks; those of history are in neither list. */
export interface ByMark {
  readonly content: readonly number[];
  readonly tallies: readonly number[];
}

const known = new WeakMap<object, ByMark>();

/** Sorts columns by their marks, once for each declaration. @param wordsIn words of a column, by its number in the declaration */
function byMark<C>(declaration: object, columns: readonly C[], wordsIn: (column: C, nth: number) => readonly number[]): ByMark {
  const before = known.get(declaration);
  if (before !== undefined) return before;
  const marked = (mark: 'tally' | undefined): number[] => columns.flatMap((column, nth) => (markOf(column) === mark ? wordsIn(column, nth) : []));
  const made = { content: marked(undefined), tallies: marked('tally') };
  known.set(declaration, made);
  return made;
}

/** Words of a row, by the marks of their columns. */
export const wordsByMark = (columns: ColumnsOf): ByMark => byMark(columns, Object.values(columns), wordsOf);

/** Numbers of columns, by their marks. */
export const columnsByMark = (names: readonly (string | Marked<string>)[]): ByMark => byMark(names, names, (_, nth) => [nth]);

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
  const [first, second] = wordsOf(column);
  if (second === undefined) return words[row + first!]!;
  const lo = words[row + first!]! >>> 0;
  const hi = words[row + second]! >>> 0;
  return hi < 0x200000 ? hi * 2 ** 32 + lo : `0x${hi.toString(16).padStart(8, '0')}${lo.toString(16).padStart(8, '0')}`;
};

/** A row by name and value; empty columns are left out. Undefined: the whole row is empty. */
export function plainRow(columns: ColumnsOf, words: Int32Array, row: number): Readonly<Record<string, number | string>> | undefined {
  const entries = Object.entries(columns).map(([name, column]) => [name, plainValue(words, row, column)] as const).filter(([, value]) => value !== 0);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
