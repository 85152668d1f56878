/** Pages between two mappings: far enough that nothing of theirs is shared, neither tables nor merges. */
const GAP = 2 ** 18;
const FIRST = 2 ** 20;

/** A named range of addresses. The same in every process: a child has its parent's mappings. */
export interface NamedRange {
  /** Name of the mapping. */
  readonly name: string;
  /** First page. */
  readonly start: number;
  /** Named over another mapping (`fixed`): observed under that one. */
  readonly alias: boolean;
}

/** A mapping that is observed: whatever lies from its start to the next one's belongs to it, half open. */
export interface ObservedRange {
  /** Name of the mapping. */
  readonly name: string;
  /** First page. */
  readonly start: number;
  /** Page after the last. */
  readonly end: number;
}

/** Gives every mapping a place of its own, on a PMD boundary (FORMAT.md, "The machine a scenario starts on"). */
export class Places {
  private next = FIRST;
  private readonly ranges = new Map<string, NamedRange>();

  /** @param huge base pages of a PMD-sized huge page */
  constructor(private readonly huge: number) {}

  /** A fresh place for a new name. @param skew pages by which it misses the boundary */
  add(name: string, pages: number, skew = 0): number {
    const start = this.next + skew;
    const end = start + pages;
    this.next = Math.ceil((end + GAP) / GAP) * GAP;
    this.next += (this.huge - (this.next % this.huge)) % this.huge;
    this.ranges.set(name, { name, start, alias: false });
    return start;
  }

  /** A name for a page of another mapping. */
  alias(name: string, start: number): void {
    this.ranges.set(name, { name, start, alias: true });
  }

  /** The range of a name that was added, or made an alias. */
  get(name: string): NamedRange {
    return this.ranges.get(name)!;
  }

  /** Mappings that are observed, by address. */
  observed(): ObservedRange[] {
    const own = [...this.ranges.values()].filter((range) => !range.alias).sort((a, b) => a.start - b.start);
    return own.map(({ name, start }, at) => ({ name, start, end: own[at + 1]?.start ?? Number.POSITIVE_INFINITY }));
  }
}
