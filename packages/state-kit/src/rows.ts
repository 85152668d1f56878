import { chunkHash, CLEAN, disown, WRITABLE, isEmpty, OWNED, sameWords, markSeen, type ReadonlyWords } from './chunk';
import { checkColumns, wordsByMark, plainRow, type ColumnsOf } from './declaration';
import { anyOf, putColumns, type WordSink } from './sink';
import { Journal, type Packed, type Store } from './store';

export const ROW_WORDS = 16;
const ROW_SHIFT = 4;
const EVERY = Array.from({ length: ROW_WORDS }, (_, word) => word);
const CHUNK_SHIFT = 8;
const CHUNK_MASK = (1 << CHUNK_SHIFT) - 1;
const CHUNK_WORDS = 1 << (CHUNK_SHIFT + ROW_SHIFT);
const UNTOUCHED = new Int32Array(CHUNK_WORDS);

/**
 * A table of rows of 16 words, 256 rows a chunk. Reads are plain loads. A write first makes the chunk this table's own, and notes
 * what it replaces if the journal is on. Rows that nobody wrote are zero; the table grows with `reach`.
 */
export class Rows implements Store {
  journal = new Journal();
  place = 0;
  private chunks: Int32Array[] = [];
  private marks = new Uint8Array(0);
  private sums = new Int32Array(0);
  private changes = 0;

  /** @param columns what the words of a row are */
  constructor(readonly name: string, readonly columns: ColumnsOf, rows = 0) {
    checkColumns(name, columns, ROW_WORDS);
    this.reach(rows - 1);
  }

  /** How many rows are allocated. */
  get rows(): number {
    return this.chunks.length << CHUNK_SHIFT;
  }

  /** Allocates the rows up to this one. */
  reach(row: number): void {
    const from = this.chunks.length;
    const count = (row >> CHUNK_SHIFT) + 1;
    if (count <= from) return;
    this.marks = widened(new Uint8Array(count).fill(CLEAN), this.marks);
    this.sums = widened(new Int32Array(count), this.sums);
    for (let at = from; at < count; at++) this.chunks.push(UNTOUCHED);
  }

  get(row: number, column: number): number {
    return this.chunks[row >> CHUNK_SHIFT]![((row & CHUNK_MASK) << ROW_SHIFT) | column]!;
  }

  set(row: number, column: number, value: number): void {
    const words = this.marks[row >> CHUNK_SHIFT] === WRITABLE ? this.chunks[row >> CHUNK_SHIFT]! : this.own(row >> CHUNK_SHIFT);
    const at = ((row & CHUNK_MASK) << ROW_SHIFT) | column;
    if (this.journal.on) this.journal.note(this.place, row >> CHUNK_SHIFT, at, words[at]!);
    words[at] = value;
  }

  add(row: number, column: number, delta: number): void {
    this.set(row, column, this.get(row, column) + delta);
  }

  or(row: number, column: number, bits: number): void {
    this.set(row, column, this.get(row, column) | bits);
  }

  clear(row: number): void {
    this.write(row).fill(0, this.base(row), this.base(row) + ROW_WORDS);
  }

  /** The chunk of a row, to read from `base` on. */
  read(row: number): ReadonlyWords {
    return this.chunks[row >> CHUNK_SHIFT]!;
  }

  /** The chunk of a row that is written as a whole. */
  write(row: number): Int32Array {
    const at = row >> CHUNK_SHIFT;
    const words = this.marks[at] === WRITABLE ? this.chunks[at]! : this.own(at);
    if (this.journal.on) this.noteRow(at, this.base(row), words);
    return words;
  }

  /** Where a row begins in its chunk. */
  base(row: number): number {
    return (row & CHUNK_MASK) << ROW_SHIFT;
  }

  private noteRow(chunk: number, from: number, words: Int32Array): void {
    for (let at = from; at < from + ROW_WORDS; at++) this.journal.note(this.place, chunk, at, words[at]!);
  }

  private own(at: number): Int32Array {
    const words = (this.marks[at]! & OWNED) === 0 ? this.chunks[at]!.slice() : this.chunks[at]!;
    this.marks[at] = WRITABLE;
    return (this.chunks[at] = words);
  }

  undo(chunk: number, at: number, old: number): void {
    this.own(chunk)[at] = old;
  }

  snapshot(): Rows {
    disown(this.marks);
    const copy = new Rows(this.name, this.columns);
    copy.chunks = this.chunks.slice();
    copy.marks = this.marks.slice();
    copy.sums = this.sums.slice();
    return copy;
  }

  equals(other: this): boolean {
    const count = Math.max(this.chunks.length, other.chunks.length);
    for (let at = 0; at < count; at++) if (!sameWords(this.chunks[at], other.chunks[at])) return false;
    return true;
  }

  hash(): number {
    let sum = 0;
    for (let at = 0; at < this.chunks.length; at++) sum = (sum + this.sumOf(at)) | 0;
    return sum;
  }

  private sumOf(at: number): number {
    if ((this.marks[at]! & CLEAN) !== 0) return this.sums[at]!;
    this.marks[at]! |= CLEAN;
    return (this.sums[at] = chunkHash(this.chunks[at]!, at * CHUNK_WORDS));
  }

  version(): number {
    if (markSeen(this.marks)) this.changes++;
    return this.changes;
  }

  encode(out: WordSink): void {
    this.putRows(wordsByMark(this.columns).content, out);
  }

  encodeTallies(out: WordSink): void {
    this.putRows(wordsByMark(this.columns).tallies, out);
  }

  /** Encodes one row, without its number. */
  encodeRow(row: number, out: WordSink): void {
    putColumns(this.read(row), this.base(row), wordsByMark(this.columns).content, out);
  }

  /** Rows that are not empty, each with its number. */
  private putRows(columns: readonly number[], out: WordSink): void {
    this.chunks.forEach((words, chunk) => {
      for (let row = 0; words !== UNTOUCHED && row < CHUNK_WORDS; row += ROW_WORDS) {
        if (!anyOf(words, row, columns)) continue;
        out.put((chunk << CHUNK_SHIFT) | (row >> ROW_SHIFT));
        putColumns(words, row, columns, out);
      }
    });
  }

  plain(): Readonly<Record<string, unknown>> {
    const rows: Record<string, unknown> = {};
    this.chunks.forEach((words, chunk) => {
      for (let nth = 0; words !== UNTOUCHED && nth <= CHUNK_MASK; nth++) {
        const row = anyOf(words, nth << ROW_SHIFT, EVERY) ? plainRow(this.columns, words, nth << ROW_SHIFT) : undefined;
        if (row !== undefined) rows[(chunk << CHUNK_SHIFT) | nth] = row;
      }
    });
    return rows;
  }

  pack(): Packed {
    return this.chunks.flatMap((words, at) => (words === UNTOUCHED || isEmpty(words) ? [] : [[at, words.slice()] as const]));
  }

  unpack(packed: Packed): void {
    for (const [at, words] of packed) {
      this.reach(at << CHUNK_SHIFT);
      this.own(at).set(words as Int32Array);
    }
  }

  /** Bytes held by chunks that were ever written. */
  get bytes(): number {
    return this.chunks.filter((chunk) => chunk !== UNTOUCHED).length * UNTOUCHED.byteLength;
  }
}

function widened<T extends Uint8Array | Int32Array>(wider: T, from: T): T {
  wider.set(from);
  return wider;
}
