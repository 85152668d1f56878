/** Page tables: one array of interleaved halves (lo, hi) a table, shared with snapshots until written. */
export class TableArena {
  private constructor(
    private readonly words: (Int32Array | undefined)[],
    private readonly owner: number[],
    private readonly free: number[],
    private epoch: number,
  ) {}

  static create(): TableArena {
    return new TableArena([], [], [], 1);
  }

  /** Stores a table whose slots all hold the given empty entry; returns its slot. */
  add(entries: number, emptyLo: number, emptyHi: number): number {
    const words = new Int32Array(entries * 2);
    if (emptyLo !== 0 || emptyHi !== 0) {
      for (let at = 0; at < words.length; at += 2) {
        words[at] = emptyLo;
        words[at + 1] = emptyHi;
      }
    }
    const slot = this.free.pop() ?? this.words.length;
    this.words[slot] = words;
    this.owner[slot] = this.epoch;
    return slot;
  }

  remove(slot: number): void {
    this.words[slot] = undefined;
    this.free.push(slot);
  }

  /** Halves of a table, to read. */
  read(slot: number): Int32Array {
    return this.words[slot]!;
  }

  /** Halves of a table, to write. */
  own(slot: number): Int32Array {
    if (this.owner[slot] === this.epoch) return this.words[slot]!;
    this.owner[slot] = this.epoch;
    return (this.words[slot] = this.words[slot]!.slice());
  }

  snapshot(): TableArena {
    this.epoch++;
    return new TableArena(this.words.slice(), new Array<number>(this.words.length).fill(0), this.free.slice(), 1);
  }

  get bytes(): number {
    return this.words.reduce((sum, words) => sum + (words?.byteLength ?? 0), 0);
  }
}
