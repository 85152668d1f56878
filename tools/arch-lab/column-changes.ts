import { Columns, Grids, Pages, Rows, wordsOf, type Sequences, type Store, type Stores } from '@faultline/state-kit';

type Change = () => void;
/** Changes of one column, each at another place that is in use; of a store that is empty at the first place. */
export type ColumnChanges = readonly (readonly [column: string, changes: readonly Change[]])[];

const used = (store: Store): number[] => Object.keys(store.plain() as object).map(Number);
const orFirst = (places: readonly number[]): readonly number[] => (places.length > 0 ? places : [0]);

/** Another value, and another yes or no. */
const other = (value: number): number => (value === 1 ? 0 : value + 1);

const ofRows = (store: Rows): ColumnChanges => {
  const rows = orFirst(used(store));
  store.reach(Math.max(...rows));
  return Object.entries(store.columns).flatMap(([name, column]) =>
    wordsOf(column).map((word) => [`${name}+${word - wordsOf(column)[0]!}`, rows.map((row) => () => store.set(row, word, other(store.get(row, word))))] as const));
};

function ofColumns(store: Columns): ColumnChanges {
  const places = orFirst(Array.from({ length: store.length }, (_, at) => at).filter((at) => store.arrays.some((words) => words[at] !== 0)));
  return store.arrays.map((_, column) => [String(column), places.map((at) => () => store.set(column, at, other(store.get(column, at))))]);
}

const ofPages = (store: Pages): ColumnChanges => [
  ['word', used(store).map((key) => () => store.set(key, 1, other(store.read(key)[1]!)))],
  ['page', orFirst(used(store)).map((key) => () => (store.has(key) ? store.remove(key) : store.add(key, new Int32Array(2))))],
];

const ofSequences = (store: Sequences<Record<string, number>>): ColumnChanges => store.columns.map((column) => [column, used(store).map((owner) => () => {
  const [row] = store.of(owner);
  store.change(owner, row![store.key]!, { [column]: other(row![column]!) });
})]);

function of(store: Store): ColumnChanges {
  if (store instanceof Rows) return ofRows(store);
  if (store instanceof Columns) return ofColumns(store);
  if (store instanceof Pages) return ofPages(store);
  if (store instanceof Grids) return [['word', orFirst(used(store)).map((owner) => () => store.set(owner, 1, other(store.get(owner, 1))))]];
  return ofSequences(store as Sequences<Record<string, number>>);
}

/** How each column that stores declare can change, by store and column. */
export const columnChanges = (stores: Stores): ColumnChanges =>
  Object.entries(stores).flatMap(([name, store]) => of(store).map(([column, changes]) => [`${name}.${column}`, changes] as const));
