/** Events between two marks of a chunk's index. */
export const MARK_SHIFT = 6;
export const MARK_MASK = (1 << MARK_SHIFT) - 1;
/** Words of the narrowest record: header and cause. */
const LEAST_WIDTH = 2;

/**
 * A run of records. A record never crosses its end; the last one is the one before the first of the next chunk. Links lead
 * forward so that readers walk without looking anything up.
 */
export interface Chunk {
  readonly words: Int32Array;
  /** Where every 64th event of the chunk begins, as far as `marked` tells; grows when it is asked (`seek`). */
  readonly marks: Int32Array;
  /** Marks that are set; the first always is. */
  marked: number;
  /** Seq of the first event in it. */
  first: number;
  next: Chunk | undefined;
}

function newChunk(words: number, first: number): Chunk {
  const marks = new Int32Array((words / LEAST_WIDTH >> MARK_SHIFT) + 1);
  return { words: new Int32Array(words), marks, marked: 1, first, next: undefined };
}

/** The chunks of a log, oldest first. */
export class Chunks {
  private readonly list: Chunk[];
  current: Chunk;

  constructor(
    private readonly size: number,
    private readonly retain: boolean,
    first: number,
  ) {
    this.current = newChunk(size, first);
    this.list = [this.current];
  }

  /** Seq of the oldest event that is still held. */
  get first(): number {
    return this.list[0]!.first;
  }

  /** Bytes of the words of all chunks but the current one. */
  get closedBytes(): number {
    return (this.list.length - 1) * this.current.words.byteLength;
  }

  /** Goes on in another chunk, whose first event is `first`. Events from `keepFrom` on, and the chunk before, stay. */
  open(first: number, keepFrom: number): Chunk {
    const chunk = (this.retain ? undefined : this.recycled(keepFrom)) ?? newChunk(this.size, first);
    chunk.first = first;
    chunk.marked = 1;
    chunk.next = undefined;
    this.current.next = chunk;
    this.current = chunk;
    this.list.push(chunk);
    return chunk;
  }

  private recycled(keepFrom: number): Chunk | undefined {
    let oldest: Chunk | undefined;
    while (this.list.length > 1 && this.list[1]!.first <= keepFrom) oldest = this.list.shift();
    return oldest;
  }

  /** The chunk that holds an event. */
  holding(seq: number): Chunk {
    let low = 0;
    let high = this.list.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.list[middle]!.first <= seq) low = middle;
      else high = middle - 1;
    }
    return this.list[low]!;
  }
}
