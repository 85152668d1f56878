import type { Pfn, Pgoff } from '@faultline/contracts';
const CHUNK_SHIFT = 9;
const CHUNK_MASK = (1 << CHUNK_SHIFT) - 1;

/** Pages of one shared-memory object, by index; 0: a hole. Chunks are shared with snapshots until written. */
export class ObjectState {
  private epoch = 1;
  private readonly owner: number[] = [];

  constructor(
    readonly id: number,
    /** Length in pages. */
    readonly pages: number,
    private readonly chunks: (Int32Array | undefined)[] = [],
  ) {}

  get(index: Pgoff): number {
    return this.chunks[index >> CHUNK_SHIFT]?.[index & CHUNK_MASK] ?? 0;
  }

  set(index: Pgoff, pfn: Pfn): void {
    this.own(index >> CHUNK_SHIFT)[index & CHUNK_MASK] = pfn;
  }

  private own(at: number): Int32Array {
    const chunk = this.chunks[at];
    if (chunk !== undefined && this.owner[at] === this.epoch) return chunk;
    this.owner[at] = this.epoch;
    return (this.chunks[at] = chunk === undefined ? new Int32Array(CHUNK_MASK + 1) : chunk.slice());
  }

  /** Calls back for each page that is there, in order. */
  forEach(visit: (index: Pgoff, pfn: Pfn) => void): void {
    this.chunks.forEach((chunk, at) => chunk?.forEach((pfn, i) => pfn !== 0 && visit((at << CHUNK_SHIFT) | i, pfn)));
  }

  snapshot(): ObjectState {
    this.epoch++;
    return new ObjectState(this.id, this.pages, this.chunks.slice());
  }
}
