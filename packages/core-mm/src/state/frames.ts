import type { Delta, Pfn } from '@faultline/contracts';
/**
 * Page frames in rows of eight words, 512 rows a chunk. A chunk that a snapshot shares is copied before its first write.
 * Like the kernel's struct page, a row means one thing for a page and another for a page table.
 */
export const F_REF = 0;
export const F_MAPCOUNT = 1;
/** Flags in the low half (`folioFlag` order), content byte in bits 16-23, order in 24-27. */
export const F_FLAGS = 2;
/** anon_vma or object of a page; slot + 1 of the table in this page (or its first part); next free frame. */
export const F_MAPPING = 3;
/** Low half of the index in the object; slot + 1 of the table in the page's second part. */
export const F_INDEX = 4;
export const F_INDEX_HI = 5;
/** Rises with each allocation: tells lives of one frame apart. */
export const F_GENERATION = 6;
/** Level + 1 of the tables in this page. */
export const F_PRIVATE = 7;

const ROW_SHIFT = 3;
const CHUNK_SHIFT = 9;
const CHUNK_MASK = (1 << CHUNK_SHIFT) - 1;
const UNTOUCHED = new Int32Array(1 << (CHUNK_SHIFT + ROW_SHIFT));

/** Frames of one memory. Reads are plain loads; writes first make the chunk this arena's own. */
export class FrameArena {
  private constructor(
    readonly chunks: Int32Array[],
    private readonly owner: Int32Array,
    private epoch: number,
  ) {}

  /** @param frames how many rows, frame 0 included */
  static create(frames: number): FrameArena {
    const count = (frames + CHUNK_MASK) >> CHUNK_SHIFT;
    return new FrameArena(Array.from({ length: count }, () => UNTOUCHED), new Int32Array(count), 1);
  }

  get frames(): number {
    return this.chunks.length << CHUNK_SHIFT;
  }

  get(pfn: Pfn, field: number): number {
    return this.chunks[pfn >> CHUNK_SHIFT]![((pfn & CHUNK_MASK) << ROW_SHIFT) | field]!;
  }

  set(pfn: Pfn, field: number, value: number): void {
    this.own(pfn)[((pfn & CHUNK_MASK) << ROW_SHIFT) | field] = value;
  }

  add(pfn: Pfn, field: number, delta: Delta): number {
    return (this.own(pfn)[((pfn & CHUNK_MASK) << ROW_SHIFT) | field]! += delta);
  }

  /** The chunk of a frame, writable. */
  own(pfn: Pfn): Int32Array {
    const at = pfn >> CHUNK_SHIFT;
    return this.owner[at] === this.epoch ? this.chunks[at]! : this.copy(at);
  }

  /** Offset of a frame's row in its chunk. */
  row(pfn: Pfn): number {
    return (pfn & CHUNK_MASK) << ROW_SHIFT;
  }

  private copy(at: number): Int32Array {
    this.owner[at] = this.epoch;
    return (this.chunks[at] = this.chunks[at]!.slice());
  }

  /** A copy that shares every chunk; both sides copy a chunk when they first write to it. */
  snapshot(): FrameArena {
    this.epoch++;
    return new FrameArena(this.chunks.slice(), new Int32Array(this.chunks.length), 1);
  }

  /** Bytes held by chunks that were ever written. */
  get bytes(): number {
    return this.chunks.filter((chunk) => chunk !== UNTOUCHED).length * UNTOUCHED.byteLength;
  }
}
