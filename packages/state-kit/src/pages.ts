import { CLEAN, chunkHash, disown, WRITABLE, OWNED, sameWords, markSeen, wordHash, type ReadonlyWords } from './chunk';
import { putPairs, type WordSink } from './sink';
import { Journal, type Packed, type Store } from './store';

const LEAF_SHIFT = 8;
const LEAF_MASK = (1 << LEAF_SHIFT) - 1;
const WHOLE = -1;
const END = -1;

/** 256 pages, by the low bits of their key. */
interface Leaf {
  readonly words: (Int32Array | undefined)[];
  readonly marks: Uint8Array;
  readonly sums: Int32Array;
}

const NOWHERE = new Int32Array(0);
const newLeaf = (): Leaf => ({ words: new Array<undefined>(LEAF_MASK + 1).fill(undefined), marks: new Uint8Array(LEAF_MASK + 1), sums: new Int32Array(LEAF_MASK + 1) });

/** Pages of words, by a key that is part of the state: page tables, queues. A page has the size it is added with. */
export class Pages implements Store {
  journal = new Journal();
  place = 0;
  private leaves: (Leaf | undefined)[] = [];
  /** The page that was read or written last; `lastWritable` if it can be written at once. No part of the content. */
  private lastKey = -1;
  private last: Int32Array = NOWHERE;
  private lastWritable = false;
  private changes = 0;

  constructor(readonly name: string) {}

  private leaf(key: number): Leaf {
    return (this.leaves[key >> LEAF_SHIFT] ??= newLeaf());
  }

  /** Adds a page; its words are the store's from now on. */
  add(key: number, words: Int32Array): void {
    while (this.leaves.length < key >> LEAF_SHIFT) this.leaves.push(undefined);
    const leaf = this.leaf(key);
    if (this.journal.on) this.journal.keep(this.place, key, WHOLE, leaf.words[key & LEAF_MASK]);
    leaf.words[key & LEAF_MASK] = words;
    leaf.marks[key & LEAF_MASK] = WRITABLE;
    this.lastKey = -1;
  }

  remove(key: number): void {
    const leaf = this.leaf(key);
    if (this.journal.on) this.journal.keep(this.place, key, WHOLE, leaf.words[key & LEAF_MASK]);
    leaf.words[key & LEAF_MASK] = undefined;
    leaf.marks[key & LEAF_MASK] = 0;
    this.lastKey = -1;
  }

  has(key: number): boolean {
    return this.leaves[key >> LEAF_SHIFT]?.words[key & LEAF_MASK] !== undefined;
  }

  /** How many words a page has; 0: it is not there. */
  size(key: number): number {
    if (key === this.lastKey) return this.last.length;
    const words = this.leaves[key >> LEAF_SHIFT]?.words[key & LEAF_MASK];
    return words === undefined ? 0 : words.length;
  }

  /** Words of a page, to read. */
  read(key: number): ReadonlyWords {
    return key === this.lastKey ? this.last : this.cache(key, this.leaves[key >> LEAF_SHIFT]!.words[key & LEAF_MASK]!, false);
  }

  private cache(key: number, words: Int32Array, writable: boolean): Int32Array {
    this.lastKey = key;
    this.lastWritable = writable;
    return (this.last = words);
  }

  set(key: number, at: number, value: number): void {
    const words = this.own(key);
    if (this.journal.on) this.journal.note(this.place, key, at, words[at]!);
    words[at] = value;
  }

  /** Writes the two halves of a pair. @param at word of the low half */
  setPair(key: number, at: number, lo: number, hi: number): void {
    const words = this.own(key);
    if (this.journal.on) this.notePair(key, at, words);
    words[at] = lo;
    words[at + 1] = hi;
  }

  private notePair(key: number, at: number, words: Int32Array): void {
    this.journal.note(this.place, key, at, words[at]!);
    this.journal.note(this.place, key, at + 1, words[at + 1]!);
  }

  private own(key: number): Int32Array {
    if (key === this.lastKey && this.lastWritable) return this.last;
    const leaf = this.leaves[key >> LEAF_SHIFT]!;
    return this.cache(key, leaf.marks[key & LEAF_MASK] === WRITABLE ? leaf.words[key & LEAF_MASK]! : this.make(leaf, key & LEAF_MASK), true);
  }

  private make(leaf: Leaf, at: number): Int32Array {
    const words = (leaf.marks[at]! & OWNED) === 0 ? leaf.words[at]!.slice() : leaf.words[at]!;
    leaf.marks[at] = WRITABLE;
    return (leaf.words[at] = words);
  }

  undo(key: number, at: number, old: number): void {
    if (at !== WHOLE) {
      this.own(key)[at] = old;
      return;
    }
    const leaf = this.leaf(key);
    leaf.words[key & LEAF_MASK] = this.journal.take(old) as Int32Array | undefined;
    leaf.marks[key & LEAF_MASK] = 0;
    this.lastKey = -1;
  }

  /** Calls back for each page, in the order of their keys. */
  forEach(visit: (key: number, words: ReadonlyWords) => void): void {
    this.leaves.forEach((leaf, high) => leaf?.words.forEach((words, low) => words !== undefined && visit((high << LEAF_SHIFT) | low, words)));
  }

  snapshot(): Pages {
    this.lastWritable = false;
    const copy = new Pages(this.name);
    copy.leaves = this.leaves.map((leaf) => leaf && shared(leaf));
    return copy;
  }

  equals(other: this): boolean {
    const count = Math.max(this.leaves.length, other.leaves.length);
    for (let high = 0; high < count; high++)
      for (let low = 0; low <= LEAF_MASK; low++) if (!samePage(this.leaves[high]?.words[low], other.leaves[high]?.words[low])) return false;
    return true;
  }

  hash(): number {
    this.lastWritable = false;
    let sum = 0;
    this.leaves.forEach((leaf, high) => {
      if (leaf !== undefined) leaf.words.forEach((words, low) => void (words !== undefined && (sum = (sum + sumOf(leaf, low, (high << LEAF_SHIFT) | low)) | 0)));
    });
    return sum;
  }

  version(): number {
    this.lastWritable = false;
    let news = false;
    for (const leaf of this.leaves) if (leaf !== undefined && markSeen(leaf.marks)) news = true;
    if (news) this.changes++;
    return this.changes;
  }

  encode(out: WordSink): void {
    this.forEach((key, words) => {
      out.put(key);
      out.put(words.length);
      putPairs(words, out);
      out.put(END);
    });
  }

  /** Pages count nothing. */
  encodeTallies(): void {}

  plain(): Readonly<Record<string, readonly number[]>> {
    const pages: Record<string, readonly number[]> = {};
    this.forEach((key, words) => void (pages[key] = [...words]));
    return pages;
  }

  pack(): Packed {
    const packed: [number, Int32Array][] = [];
    this.forEach((key, words) => void packed.push([key, words.slice()]));
    return packed;
  }

  unpack(packed: Packed): void {
    for (const [key, words] of packed) this.add(key, words as Int32Array);
  }

  get bytes(): number {
    let sum = 0;
    this.forEach((_, words) => void (sum += words.byteLength));
    return sum;
  }
}

/** A page that is there and empty is not one that is missing. */
const samePage = (one: Int32Array | undefined, other: Int32Array | undefined): boolean =>
  one === other || (one !== undefined && other !== undefined && one.length === other.length && sameWords(one, other));

function shared(leaf: Leaf): Leaf {
  disown(leaf.marks);
  return { words: leaf.words.slice(), marks: leaf.marks.slice(), sums: leaf.sums.slice() };
}

function sumOf(leaf: Leaf, at: number, key: number): number {
  if ((leaf.marks[at]! & CLEAN) !== 0) return leaf.sums[at]!;
  leaf.marks[at]! |= CLEAN;
  const words = leaf.words[at]!;
  return (leaf.sums[at] = wordHash(key, chunkHash(words, 0) ^ (words.length + 1)));
}
