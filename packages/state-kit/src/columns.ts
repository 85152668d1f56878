import { chunkHash, CLEAN, HOT, OWNED, sameWords } from './chunk';
import { Journal, type Packed, type Store } from './store';

/** A few columns of one length, each a run of words that is read as an array: caches of a CPU, scalars, lists by number. */
export class Columns implements Store {
  journal = new Journal();
  place = 0;
  private words: Int32Array;
  private marks = OWNED;
  private sum = 0;
  /** By column: its words. Replaced when a shared copy is first written; read it anew after each write. */
  arrays: readonly Int32Array[];

  /** @param names of the columns @param length of each */
  constructor(readonly name: string, readonly names: readonly string[], readonly length: number, from?: Int32Array) {
    this.words = from ?? new Int32Array(names.length * length);
    this.marks = from === undefined ? OWNED : 0;
    this.arrays = this.bind();
  }

  private bind(): readonly Int32Array[] {
    return this.names.map((_, column) => this.words.subarray(column * this.length, (column + 1) * this.length));
  }

  get(column: number, at: number): number {
    return this.words[column * this.length + at]!;
  }

  set(column: number, at: number, value: number): void {
    if (this.marks !== HOT) this.own();
    const word = column * this.length + at;
    if (this.journal.on) this.journal.note(this.place, 0, word, this.words[word]!);
    this.words[word] = value;
  }

  add(column: number, at: number, delta: number): void {
    this.set(column, at, this.get(column, at) + delta);
  }

  private own(): void {
    const owned = (this.marks & OWNED) !== 0;
    this.marks = HOT;
    if (owned) return;
    this.words = this.words.slice();
    this.arrays = this.bind();
    this.moved();
  }

  /** Called when `arrays` are others than before. */
  protected moved(): void {}

  undo(_: number, word: number, old: number): void {
    if (this.marks !== HOT) this.own();
    this.words[word] = old;
  }

  /** The words, shared from now on. */
  protected share(): Int32Array {
    this.marks &= CLEAN;
    return this.words;
  }

  snapshot(): Columns {
    return new Columns(this.name, this.names, this.length, this.share());
  }

  equals(other: this): boolean {
    return sameWords(this.words, other.words);
  }

  hash(): number {
    if ((this.marks & CLEAN) !== 0) return this.sum;
    this.marks |= CLEAN;
    return (this.sum = chunkHash(this.words, 0));
  }

  plain(): Readonly<Record<string, Readonly<Record<string, number>>>> {
    return Object.fromEntries(this.arrays.flatMap((words, column) => {
      const set = [...words].flatMap((value, at) => (value === 0 ? [] : [[at, value] as const]));
      return set.length === 0 ? [] : [[this.names[column]!, Object.fromEntries(set)]];
    }));
  }

  pack(): Packed {
    return [[0, this.words.slice()]];
  }

  unpack(packed: Packed): void {
    this.own();
    for (const [, words] of packed) this.words.set(words as Int32Array);
  }
}
