import type { VmFlags } from './vmflags';
import type { LiveSteps } from './arch/steps';
import type { MmHw } from './arch/mm-hw';
import type { Path } from './paths';

/** What an architecture chooses of the gather (mmu-gather.md §10, §15), under the build options of its configuration. */
export interface GatherPolicy {
  /** `immediate`: clearing an entry already flushes, pages are never gathered (NO_GATHER). */
  readonly mode: 'batched' | 'immediate';
  /** No flush between VMAs (MERGE_VMAS). */
  readonly mergeVmas: boolean;
  /** Tables are queued with the pages, or in RCU batches of their own. */
  readonly tableFree: 'pageBatch' | 'rcuBatch';
  /** Table frees mark the mm as owing a flush (s390). */
  readonly tableFreeOwesFlush: boolean;
  /** What `tlb_flush` does with this state: appends effects (RANGE, MM, WALK_CACHE or none). */
  flush(state: GatherFlush, mm: MmHw, steps: LiveSteps): void;
}

/** The part of a gather that a flush looks at. Page numbers, half open. */
export interface GatherFlush {
  readonly fullmm: boolean;
  readonly needFlushAll: boolean;
  readonly freedTables: boolean;
  readonly start: number;
  readonly end: number;
  /** Bit n: an entry of level n was cleared. */
  readonly clearedLevels: number;
}

/** What a gather asks of those it serves. Frames and tables are opaque numbers to it. */
export interface GatherHost {
  mmHw(mm: number): MmHw;
  /** Drops the reference an entry held. */
  freePage(pfn: number): void;
  /** Gives a table back to the allocator. */
  freeTable(mm: number, level: number, table: number): void;
  /** The removal of a reverse mapping that was delayed. */
  removeRmap(pfn: number): void;
  /** Asks for a flush and waits until it is complete (effect: EFFECT_RANGE, EFFECT_MM, EFFECT_WALK_CACHE). */
  flush(mm: number, effect: number, state: GatherFlush): Path<void>;
  /** Whether a page for a further batch can be had (`GFP_NOWAIT`). */
  allocateBatch(): boolean;
}

/** The gather as the core calls it. A handle is a small number, used again when the gather has finished. */
export interface MmuGather {
  /** @kernel tlb_gather_mmu, tlb_gather_mmu_fullmm */
  begin(mm: number, fullmm: boolean): number;
  /** @kernel tlb_start_vma */
  startVma(gather: number, vmFlags: VmFlags): void;
  /** @kernel tlb_remove_tlb_entry and its kin: pages start … end at a level were cleared */
  removeTlbEntry(gather: number, level: number, start: number, end: number): void;
  /** Queues a page; true: flush before anything else. @kernel __tlb_remove_page */
  removePage(gather: number, pfn: number, delayRmap: boolean): boolean;
  /** Shall the rmap of this dirty file page stay until the flush? @kernel tlb_delay_rmap */
  delayRmap(gather: number): boolean;
  /** @kernel pte_free_tlb … p4d_free_tlb; `start` is the rounded-down page number the walk passes */
  removeTable(gather: number, level: number, table: number, start: number, end: number): Path<void>;
  /** @kernel tlb_flush_mmu_tlbonly */
  flushTlbOnly(gather: number): Path<void>;
  /** Are rmap removals due? Whoever calls `flushRmaps` only then does as before f036c8184f8b. @kernel mmu_gather.delayed_rmap */
  rmapsDelayed(gather: number): boolean;
  /** @kernel tlb_flush_rmaps */
  flushRmaps(gather: number): void;
  /** @kernel tlb_flush_mmu */
  flushMmu(gather: number): Path<void>;
  /** @kernel tlb_end_vma */
  endVma(gather: number): Path<void>;
  /** @kernel tlb_finish_mmu */
  finish(gather: number): Path<void>;
}
