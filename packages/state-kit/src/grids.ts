import { chunkHash, CLEAN, WRITABLE, isEmpty, OWNED, sameWords, markSeen, wordHash } from './chunk';
import type { WordSink } from './sink';
import { Journal, type Packed, type Store } from './store';

const CHUNK_SHIFT = 9;
const CHUNK_MASK = (1 << CHUNK_SHIFT) - 1;
const WHOLE = -1;

/** The chunks of one owner; a missing one holds zeros. */
interface Grid {
  readonly chunks: (Int32Array | undefined)[];
  readonly marks: number[];
  readonly sums: number[];
}

/** A sparse row of words for each owner: the pages of an object, by index. */
export class Grids implements Store {
  journal = new Journal();
  place = 0;
  private grids: (Grid | undefined)[] = [];
  private changes = 0;

  constructor(readonly name: string) {}

  get(owner: number, index: number): number {
    return this.grids[owner]?.chunks[index >> CHUNK_SHIFT]?.[index & CHUNK_MASK] ?? 0;
  }

  set(owner: number, index: number, value: number): void {
    const words = this.own(owner, index >> CHUNK_SHIFT);
    if (this.journal.on) this.journal.note(this.place, owner, index, words[index & CHUNK_MASK]!);
    words[index & CHUNK_MASK] = value;
  }

  /** Removes an owner. */
  clear(owner: number): void {
    if (this.journal.on) this.journal.keep(this.place, owner, WHOLE, this.grids[owner]);
    if (owner < this.grids.length) this.grids[owner] = undefined;
    this.changes++;
  }

  private grid(owner: number): Grid {
    while (this.grids.length < owner) this.grids.push(undefined);
    return (this.grids[owner] ??= { chunks: [], marks: [], sums: [] });
  }

  private own(owner: number, at: number): Int32Array {
    const { chunks, marks } = this.grid(owner);
    if (marks[at] === WRITABLE) return chunks[at]!;
    const words = ((marks[at] ?? 0) & OWNED) !== 0 ? chunks[at]! : (chunks[at]?.slice() ?? new Int32Array(CHUNK_MASK + 1));
    marks[at] = WRITABLE;
    return (chunks[at] = words);
  }

  undo(owner: number, index: number, old: number): void {
    if (index === WHOLE) this.putBack(owner, this.journal.take(old) as Grid | undefined);
    else this.own(owner, index >> CHUNK_SHIFT)[index & CHUNK_MASK] = old;
  }

  private putBack(owner: number, grid: Grid | undefined): void {
    this.grids[owner] = grid;
    this.changes++;
  }

  /** Calls back for each word of an owner that is not zero, in order. */
  forEach(owner: number, visit: (index: number, value: number) => void): void {
    this.grids[owner]?.chunks.forEach((words, at) => words?.forEach((value, low) => value !== 0 && visit((at << CHUNK_SHIFT) | low, value)));
  }

  snapshot(): Grids {
    const copy = new Grids(this.name);
    copy.grids = this.grids.map((grid) => grid && shared(grid));
    return copy;
  }

  equals(other: this): boolean {
    const count = Math.max(this.grids.length, other.grids.length);
    for (let owner = 0; owner < count; owner++) if (!sameGrid(this.grids[owner], other.grids[owner])) return false;
    return true;
  }

  hash(): number {
    let sum = 0;
    this.grids.forEach((grid, owner) => grid?.chunks.forEach((_, at) => void (sum = (sum + wordHash(owner, sumOf(grid, at))) | 0)));
    return sum;
  }

  version(): number {
    for (const grid of this.grids) if (grid !== undefined && markSeen(grid.marks)) this.changes++;
    return this.changes;
  }

  encode(out: WordSink): void {
    this.grids.forEach((_, owner) => this.forEach(owner, (index, value) => {
      out.put(owner);
      out.put(index);
      out.put(value);
    }));
  }

  /** Grids count nothing. */
  encodeTallies(): void {}

  plain(): Readonly<Record<string, Readonly<Record<string, number>>>> {
    const all = this.grids.map((_, owner) => {
      const words: Record<string, number> = {};
      this.forEach(owner, (index, value) => void (words[index] = value));
      return [owner, words] as const;
    });
    return Object.fromEntries(all.filter(([, words]) => Object.keys(words).length > 0));
  }

  /** Of each owner a list of index and value, one after the other. */
  pack(): Packed {
    return this.grids.flatMap((_, owner) => {
      const words: number[] = [];
      this.forEach(owner, (index, value) => void words.push(index, value));
      return words.length === 0 ? [] : [[owner, Int32Array.from(words)] as const];
    });
  }

  unpack(packed: Packed): void {
    for (const [owner, content] of packed) {
      const words = content as Int32Array;
      for (let at = 0; at < words.length; at += 2) this.set(owner, words[at]!, words[at + 1]!);
    }
  }
}

function sameGrid(one: Grid | undefined, other: Grid | undefined): boolean {
  const count = Math.max(one?.chunks.length ?? 0, other?.chunks.length ?? 0);
  for (let at = 0; at < count; at++) if (!sameWords(one?.chunks[at], other?.chunks[at])) return false;
  return true;
}

function shared(grid: Grid): Grid {
  for (let at = 0; at < grid.marks.length; at++) grid.marks[at] = (grid.marks[at] ?? 0) & ~OWNED;
  return { chunks: grid.chunks.slice(), marks: grid.marks.slice(), sums: grid.sums.slice() };
}

/** The place is part of what is summed, so that only what is not empty counts. */
function sumOf(grid: Grid, at: number): number {
  const words = grid.chunks[at];
  if (words === undefined || isEmpty(words)) return 0;
  if (((grid.marks[at] ?? 0) & CLEAN) !== 0) return grid.sums[at]!;
  grid.marks[at] = (grid.marks[at] ?? 0) | CLEAN;
  return (grid.sums[at] = chunkHash(words, at << CHUNK_SHIFT));
}
