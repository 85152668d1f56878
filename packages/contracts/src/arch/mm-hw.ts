import type { CpuSet } from '../cpu-set';
import type { Level } from '../levels';
import type { MmId } from '../numbers';

/** What an architecture may read of an address space. */
export interface MmHw {
  /** Number of the address space. */
  readonly id: MmId;
  /** Level of the root table (s390 grows; others constant). */
  readonly topLevel: Level;
  /** CPUs that have the mm loaded now. */
  readonly attachedCpus: CpuSet;
  /** CPUs that may hold translations of it. */
  readonly cpuMask: CpuSet;
  /** Gathers (and the like) in progress: `mm_tlb_flush_pending`. */
  readonly flushPending: number;
  /** A deferred whole-mm flush is owed (s390 `flush_mm`). */
  readonly flushOwed: boolean;
}
