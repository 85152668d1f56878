import type { Place } from './events/enums';

/** The part of an observable that wires need; RxJS observables satisfy it. */
export interface Wire<T> {
  subscribe(next: (value: T) => void): { unsubscribe(): void };
}

/** A flush that was asked for, as it travels on the wire. Frozen. Page numbers, half open. */
export interface FlushRequest {
  /** Seq of the `FlushRequested` event. */
  readonly seq: number;
  readonly cpu: number;
  readonly mm: number;
  readonly scope: Place<'flushScope'>;
  readonly start: number;
  readonly end: number;
  /** log2 of the bytes one invalidation covers. */
  readonly strideShift: number;
  readonly freedTables: boolean;
}

/** What one CPU does for a flush. Frozen. */
export interface Invalidation {
  readonly request: number;
  /** CPU whose TLB is acted on. */
  readonly cpu: number;
  readonly mm: number;
  /** `page`: one per stride; `mm`: everything of the mm. */
  readonly kind: 'page' | 'mm';
  readonly start: number;
  readonly end: number;
  /** Paging-structure caches are kept (arm64 VALE1IS); else they lose what they hold of the mm. */
  readonly leafOnly?: boolean;
  /** How the CPU was reached. */
  readonly by: 'self' | 'ipi' | 'broadcast' | 'firmware';
}

/** What the MMU half of an architecture learns of the machine. */
export interface MmuContext {
  readonly flushes$: Wire<FlushRequest>;
  /** CPUs, as a bit mask. */
  readonly cpus: number;
  /** CPUs that may hold translations of the mm. */
  cpuMask(mm: number): number;
  /** Leaves one step of work to the scheduler; it is never done inside `next`. */
  enqueue(cpu: number, request: number, work: () => void): void;
}

/** The MMU half: flush requests in, invalidations out (DESIGN §4.5). Made by a factory; holds its own state. */
export interface Mmu {
  readonly invalidations$: Wire<Invalidation>;
}
export type CreateMmu = (context: MmuContext) => Mmu;
