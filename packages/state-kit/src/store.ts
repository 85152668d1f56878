import type { WordSink } from './sink';

/** One declared part of a state: rows, columns, pages or sequences. What follows from a declaration, each does in its own way. */
export interface Store {
  /** Where writes note what they replace. */
  journal: Journal;
  /** Number of this store in its journal. */
  place: number;
  /** Takes back one write, as it was noted. */
  undo(a: number, b: number, old: number): void;
  /** A copy that shares what neither side writes; its journal is off. */
  snapshot(): Store;
  /** Is the content the same, whatever the history? */
  equals(other: this): boolean;
  /** 32 bits; equal contents have equal hashes. */
  hash(): number;
  /** As long as it is the same, nothing was written. */
  version(): number;
  /** The content as a canonical sequence of words: equal for equal contents, and for no others. Columns that are marked (`history`, `tally`) are left out. */
  encode(out: WordSink): void;
  /** The same of columns that are tallies. */
  encodeTallies(out: WordSink): void;
  /** Names and values that are not empty, for tests and people. */
  plain(): unknown;
  /** The content as structured-clone-able data of its own. */
  pack(): Packed;
  /** Takes over a packed content; the store must be empty. */
  unpack(packed: Packed): void;
}

/** Pieces of a store: a key, and words or rows. */
export type Packed = readonly (readonly [key: number, content: Int32Array | readonly object[]])[];

/** Notes of writes, newest last: store, two coordinates, old value. Rolling back takes them in reverse. */
export class Journal {
  /** Whether writes are noted. */
  on = false;
  private words = new Int32Array(1024);
  private top = 0;
  /** Old values that are no words. */
  private readonly kept: unknown[] = [];
  private readonly stores: Store[] = [];

  /** Stores whose writes are noted here. */
  watch(stores: Iterable<Store>): void {
    for (const store of stores) {
      store.place = this.stores.push(store) - 1;
      store.journal = this;
    }
  }

  note(store: number, a: number, b: number, old: number): void {
    if (this.top === this.words.length) this.grow();
    const { words, top } = this;
    words[top] = store;
    words[top + 1] = a;
    words[top + 2] = b;
    words[top + 3] = old;
    this.top = top + 4;
  }

  private grow(): void {
    const wider = new Int32Array(this.words.length * 2);
    wider.set(this.words);
    this.words = wider;
  }

  /** As `note`, for an old value that is no word; it is never changed afterwards. */
  keep(store: number, a: number, b: number, old: unknown): void {
    this.note(store, a, b, this.kept.push(old) - 1);
  }

  /** The value that was kept last, handed back for its undoing. */
  take(at: number): unknown {
    const value = this.kept[at];
    this.kept.length = at;
    return value;
  }

  /** A point to roll back to. */
  mark(): number {
    return this.top;
  }

  /** Takes back every write since a mark. */
  rollback(mark: number): void {
    const { words } = this;
    for (let at = this.top - 4; at >= mark; at -= 4) this.stores[words[at]!]!.undo(words[at + 1]!, words[at + 2]!, words[at + 3]!);
    this.top = mark;
  }

  /** Discards all notes: nothing before this can be taken back. */
  clear(): void {
    this.top = 0;
    this.kept.length = 0;
  }
}
