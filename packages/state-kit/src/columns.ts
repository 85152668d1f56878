import { chunkHash, CLEAN, WRITABLE, OWNED, sameWords, SEEN, type ReadonlyWords } from './chunk';
import { columnsByMark, placeOf, type Marked } from './declaration';
import { putSparse, type WordSink } from './sink';
import { Journal, type Packed, type Store } from './store';

/** A few columns of one length, each a run of words that is read as an array: caches of a CPU, scalars, lists by number. */
export class Columns implements Store {
  journal = new Journal();
  place = 0;
  private cells: Int32Array;
  private marks = OWNED;
  private sum = 0;
  private changes = 0;
  /** By column: its part of `words`. Replaced when a shared copy is first written; read it anew after each write. */
  arrays: readonly ReadonlyWords[];

  /** @param columns their names @param length of each */
  constructor(readonly name: string, readonly columns: readonly (string | Marked<string>)[], readonly length: number, from?: Int32Array) {
    this.cells = from ?? new Int32Array(columns.length * length);
    this.marks = from === undefined ? OWNED : 0;
    this.arrays = this.bind();
  }

  /** All columns, one after the other. */
  get words(): ReadonlyWords {
    return this.cells;
  }

  private bind(): readonly ReadonlyWords[] {
    return this.columns.map((_, column) => this.cells.subarray(column * this.length, (column + 1) * this.length));
  }

  get(column: number, at: number): number {
    return this.cells[column * this.length + at]!;
  }

  set(column: number, at: number, value: number): void {
    if (this.marks !== WRITABLE) this.own();
    const word = column * this.length + at;
    if (this.journal.on) this.journal.note(this.place, 0, word, this.cells[word]!);
    this.cells[word] = value;
  }

  add(column: number, at: number, delta: number): void {
    this.set(column, at, this.get(column, at) + delta);
  }

  /** Empties one place of every column. */
  clear(at: number): void {
    for (let column = 0; column < this.columns.length; column++) this.set(column, at, 0);
  }

  private own(): void {
    const owned = (this.marks & OWNED) !== 0;
    this.marks = WRITABLE;
    if (owned) return;
    this.cells = this.cells.slice();
    this.arrays = this.bind();
  }

  undo(_: number, word: number, old: number): void {
    if (this.marks !== WRITABLE) this.own();
    this.cells[word] = old;
  }

  snapshot(): Columns {
    this.marks &= ~OWNED;
    return new Columns(this.name, this.columns, this.length, this.cells);
  }

  equals(other: this): boolean {
    return sameWords(this.cells, other.cells);
  }

  hash(): number {
    if ((this.marks & CLEAN) !== 0) return this.sum;
    this.marks |= CLEAN;
    return (this.sum = chunkHash(this.cells, 0));
  }

  version(): number {
    if ((this.marks & SEEN) === 0) this.changes++;
    this.marks |= SEEN;
    return this.changes;
  }

  encode(out: WordSink): void {
    for (const column of columnsByMark(this.columns).content) this.putColumn(column, out);
  }

  encodeTallies(out: WordSink): void {
    for (const column of columnsByMark(this.columns).tallies) this.putColumn(column, out);
  }

  private putColumn(column: number, out: WordSink): void {
    putSparse(this.cells, column * this.length, (column + 1) * this.length, out);
  }

  plain(): Readonly<Record<string, Readonly<Record<string, number>>>> {
    return Object.fromEntries(this.arrays.flatMap((words, column) => {
      const set = [...words].flatMap((value, at) => (value === 0 ? [] : [[at, value] as const]));
      return set.length === 0 ? [] : [[placeOf(this.columns[column]!), Object.fromEntries(set)]];
    }));
  }

  pack(): Packed {
    return [[0, this.cells.slice()]];
  }

  unpack(packed: Packed): void {
    this.own();
    for (const [, words] of packed) this.cells.set(words as Int32Array);
  }
}
