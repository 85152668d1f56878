/**
 * Ordered steps of a live operation (`arch-interface.md` §8.3): stores into the entry and TLB effects, in the order in
 * which they happen. The caller owns the list, the architecture fills it, the core carries it out and records it.
 */
export const STEP_STORE = 1;
/** Invalidate one page on every CPU that may hold it, and wait. */
export const EFFECT_PAGE = 2;
/** Invalidate one page on this CPU only. */
export const EFFECT_PAGE_LOCAL = 3;
/** Invalidate one page everywhere without waiting (arm64 ageing). */
export const EFFECT_PAGE_NOWAIT = 4;
/** Invalidate a range of the mm (gather, huge entries). */
export const EFFECT_RANGE = 5;
/** Invalidate the whole mm. */
export const EFFECT_MM = 6;
/** Remember that the mm owes a flush (s390 `flush_mm`); the next flush call performs it. */
export const EFFECT_DEFER_MM = 7;
/** Drop paging-structure caches. */
export const EFFECT_WALK_CACHE = 8;
/** Load the entry into this CPU's TLB (architectures with software refill). */
export const EFFECT_PRELOAD = 9;
export type StepKind = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

const CAPACITY = 8;

/** A reusable list of at most eight steps. */
export class LiveSteps {
  count = 0;
  readonly kind: Int32Array = new Int32Array(CAPACITY);
  readonly lo: Int32Array = new Int32Array(CAPACITY);
  readonly hi: Int32Array = new Int32Array(CAPACITY);

  clear(): void {
    this.count = 0;
  }
  /** Append a store of the given entry. */
  store(lo: number, hi: number): void {
    const at = this.count++;
    this.kind[at] = STEP_STORE;
    this.lo[at] = lo;
    this.hi[at] = hi;
  }
  /** Append a TLB effect. */
  effect(kind: StepKind): void {
    this.kind[this.count++] = kind;
  }
}
