import { recordKind, RECORD_WIDTH } from '@faultline/contracts';
import { MARK_MASK, MARK_SHIFT, type Chunk } from './chunks';

/** Takes a record: `at` is its first word in `words`, which are the log itself and not to be written. */
export type Visit = (words: Int32Array, at: number, seq: number) => void;

/**
 * Walks records without building objects: `for (const c = log.iterate(); c.next();) use(c.words, c.at, c.seq)`.
 * `words` is the log itself: read it, never write it.
 */
export class RecordCursor {
  words: Int32Array;
  /** First word of the record. */
  at: number;
  /** Seq of the record; before the first `next` that of the one before. */
  seq: number;
  /** Where the record after this one begins, unless it begins the next chunk. */
  private ahead: number;

  constructor(
    private chunk: Chunk,
    at: number,
    seq: number,
    private readonly end: number,
  ) {
    this.words = chunk.words;
    this.at = at;
    this.ahead = at;
    this.seq = seq - 1;
  }

  /** Goes to the next record; false at the end. */
  next(): boolean {
    const more = this.seq + 1 < this.end;
    if (more) this.step();
    return more;
  }

  private step(): void {
    const { next } = this.chunk;
    this.seq++;
    if (next?.first === this.seq) {
      this.chunk = next;
      this.words = next.words;
      this.ahead = 0;
    }
    this.at = this.ahead;
    this.ahead += RECORD_WIDTH[recordKind(this.words, this.at)]!;
  }
}

/** First word of the record `count` records after the one at `at`. */
function skip(words: Int32Array, at: number, count: number): number {
  for (let left = count; left > 0; left--) at += RECORD_WIDTH[recordKind(words, at)]!;
  return at;
}

/** First word of event `seq` of a chunk: from the nearest mark on, record by record. Sets the marks that are missing so far. */
export function seek(chunk: Chunk, seq: number): number {
  const { words, marks } = chunk;
  const nth = seq - chunk.first;
  const mark = nth >> MARK_SHIFT;
  for (; chunk.marked <= mark; chunk.marked++) marks[chunk.marked] = skip(words, marks[chunk.marked - 1]!, MARK_MASK + 1);
  return skip(words, marks[mark]!, nth & MARK_MASK);
}

/** Calls `visit` for each record from `seq`, which begins at word `at` of the chunk, to before `end`. */
export function walk(chunk: Chunk, at: number, seq: number, end: number, visit: Visit): void {
  while (seq < end) {
    const { words, next } = chunk;
    const last = Math.min(end, next?.first ?? end);
    for (; seq < last; seq++) {
      visit(words, at, seq);
      at += RECORD_WIDTH[recordKind(words, at)]!;
    }
    if (next === undefined) return;
    chunk = next;
    at = 0;
  }
}
