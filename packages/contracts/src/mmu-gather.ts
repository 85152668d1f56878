import type { VmFlags } from './vmflags';
import type { LiveSteps } from './arch/steps';
import type { Level } from './levels';
import type { MmHw } from './arch/mm-hw';
import type { GatherId, MmId, Pfn, TableRef, Vpn } from './numbers';
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
  /** Whether the whole address space goes away. */
  readonly fullmm: boolean;
  /** Whether everything is to be flushed, whatever the range. */
  readonly needFlushAll: boolean;
  /** Whether page tables go away. */
  readonly freedTables: boolean;
  /** First page of the range. */
  readonly start: Vpn;
  /** Page after its last. */
  readonly end: Vpn;
  /** Bit n: an entry of level n was cleared. */
  readonly clearedLevels: number;
}

/** What a gather asks of those it serves. Frames and tables are opaque numbers to it. */
export interface GatherHost {
  /** The address space as an architecture sees it. */
  mmHw(mm: MmId): MmHw;
  /** Drops the reference an entry held. */
  freePage(pfn: Pfn): void;
  /** Gives a table back to the allocator. */
  freeTable(mm: MmId, level: Level, table: TableRef): void;
  /** The removal of a reverse mapping that was delayed, from a VMA with these flags. */
  removeRmap(pfn: Pfn, vmFlags: VmFlags): void;
  /** Asks for a flush and waits until it is complete (effect: EFFECT_RANGE, EFFECT_MM, EFFECT_WALK_CACHE). */
  flush(mm: MmId, effect: number, state: GatherFlush): Path<void>;
  /** Whether a page for a further batch can be had (`GFP_NOWAIT`). */
  allocateBatch(): boolean;
}

/** The gather as the core calls it. A handle is a small number, used again when the gather has finished. */
export interface MmuGather {
  /** @kernel tlb_gather_mmu, tlb_gather_mmu_fullmm */
  /** Begins to gather, for one mm (tlb_gather_mmu). */
  begin(mm: MmId, fullmm: boolean): GatherId;
  /** @kernel tlb_start_vma */
  /** Turns to a VMA (tlb_start_vma). */
  startVma(gather: GatherId, vmFlags: VmFlags): void;
  /** @kernel tlb_remove_tlb_entry and its kin: pages start … end at a level were cleared */
  /** An entry was cleared: its range has to be flushed (tlb_remove_tlb_entry). */
  removeTlbEntry(gather: GatherId, level: Level, start: Vpn, end: Vpn): void;
  /** Queues a page; true: flush before anything else. @kernel __tlb_remove_page */
  removePage(gather: GatherId, pfn: Pfn, delayRmap: boolean): boolean;
  /** Shall the rmap of this dirty file page stay until the flush? @kernel tlb_delay_rmap */
  delayRmap(gather: GatherId): boolean;
  /** @kernel pte_free_tlb … p4d_free_tlb; `start` is the rounded-down page number the walk passes */
  /** A page table was unhooked, and is to be freed after the flush. */
  removeTable(gather: GatherId, level: Level, table: TableRef, start: Vpn, end: Vpn): Path<void>;
  /** @kernel tlb_flush_mmu_tlbonly */
  /** Flushes the range that was recorded, and frees nothing (tlb_flush_mmu_tlbonly). */
  flushTlbOnly(gather: GatherId): Path<void>;
  /** Are rmap removals due? Whoever calls `flushRmaps` only then does as before f036c8184f8b. @kernel mmu_gather.delayed_rmap */
  rmapsDelayed(gather: GatherId): boolean;
  /** @kernel tlb_flush_rmaps */
  /** Does the delayed rmap removals, all of the VMA that is being unmapped, which has these flags (tlb_flush_rmaps). */
  flushRmaps(gather: GatherId, vmFlags: VmFlags): void;
  /** @kernel tlb_flush_mmu */
  /** Flushes, then frees what waits for it (tlb_flush_mmu). */
  flushMmu(gather: GatherId): Path<void>;
  /** @kernel tlb_end_vma */
  /** Leaves a VMA (tlb_end_vma). */
  endVma(gather: GatherId): Path<void>;
  /** @kernel tlb_finish_mmu */
  /** Flushes, frees and ends (tlb_finish_mmu). */
  finish(gather: GatherId): Path<void>;
}
