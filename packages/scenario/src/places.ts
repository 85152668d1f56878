/** Pages between two mappings: far enough that nothing of theirs is shared, neither tables nor merges. */
const GAP = 2 ** 18;
const FIRST = 2 ** 20;

/** A named range of addresses. The same in every process: a child has its parent's mappings. */
export interface NamedRange {
  readonly name: string;
  /** First page. */
  readonly start: number;
  /** Pages it ever had, at most. */
  readonly span: number;
  /** Named over another mapping (`fixed`): observed under that one. */
  readonly alias: boolean;
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
    this.ranges.set(name, { name, start, span: pages, alias: false });
    return start;
  }

  /** A name for pages of another mapping. */
  alias(name: string, start: number, pages: number): void {
    this.ranges.set(name, { name, start, span: pages, alias: true });
  }

  /** The mapping has at least so many pages now. */
  widen(name: string, pages: number): void {
    const range = this.get(name);
    this.ranges.set(name, { ...range, span: Math.max(range.span, pages) });
  }

  get(name: string): NamedRange {
    return this.ranges.get(name)!;
  }

  /** Mappings that are observed, by address. */
  observed(): NamedRange[] {
    return [...this.ranges.values()].filter((range) => !range.alias).sort((a, b) => a.start - b.start);
  }
}
