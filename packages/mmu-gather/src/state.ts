import type { GatherFlush, Level, MmId, Pfn, TableRef, Vpn } from '@faultline/contracts';

const FIRST_SLOTS = 16;

/** A queued table. */
export interface QueuedTable {
  readonly level: Level;
  readonly table: TableRef;
  /** Slot it takes where tables are queued among the pages. */
  readonly slot: number;
}

/** One gather in progress. @kernel v6.2-rc3 include/asm-generic/tlb.h:struct mmu_gather */
export class Gather implements GatherFlush {
  /** Infinity stands for the kernel's end of the user addresses, and for all-ones. */
  start = Number.POSITIVE_INFINITY;
  end: Vpn;
  freedTables = false;
  needFlushAll = false;
  delayedRmap = false;
  /** Bit n: an entry of level n was cleared. */
  clearedLevels = 0;
  vmFlags = 0;
  /** Pages queued: frame × 2, plus 1 if its rmap is delayed. */
  slots = new Int32Array(FIRST_SLOTS);
  queued = 0;
  /** Batch that takes the next page; 0 is the one inside the structure. */
  active = 0;
  /** Pages in the active batch. */
  inActive = 0;
  /** Tables that came while this batch was active. */
  tablesInActive = 0;
  /** Batches allocated, the first not counted. */
  batchCount = 0;
  tables: QueuedTable[] = [];

  constructor(
    readonly id: number,
    readonly mm: MmId,
    public fullmm: boolean,
  ) {
    this.end = fullmm ? Number.POSITIVE_INFINITY : 0;
  }

  push(pfn: Pfn, delayed: boolean): void {
    if (this.queued === this.slots.length) {
      const wider = new Int32Array(this.slots.length * 4);
      wider.set(this.slots);
      this.slots = wider;
    }
    this.slots[this.queued++] = pfn * 2 + (delayed ? 1 : 0);
    this.inActive++;
    if (delayed) this.delayedRmap = true;
  }

  pushTable(level: Level, table: TableRef): void {
    this.tables.push({ level, table, slot: this.queued + this.tables.length });
    this.tablesInActive++;
  }

  /** A batch with nothing in it takes the next page. */
  moveTo(batch: number): void {
    this.active = batch;
    this.inActive = this.tablesInActive = 0;
  }

  /** After a flush of the TLB: range and levels start anew; what the VMA is and `needFlushAll` stay. */
  resetRange(): void {
    this.start = Number.POSITIVE_INFINITY;
    this.end = this.fullmm ? Number.POSITIVE_INFINITY : 0;
    this.clearedLevels = 0;
    this.freedTables = false;
  }

  clone(): Gather {
    const copy = Object.assign(new Gather(this.id, this.mm, this.fullmm), this);
    copy.slots = this.slots.slice();
    copy.tables = this.tables.slice();
    return copy;
  }
}

/** Gathers in progress, by number. Written by `GATHER_FOLDS` only. */
export interface GatherState {
  readonly gathers: Map<number, Gather>;
}

export const initialGatherState = (): GatherState => ({ gathers: new Map() });

/** An independent copy. */
export const cloneGatherState = ({ gathers }: GatherState): GatherState =>
  ({ gathers: new Map([...gathers].map(([id, gather]) => [id, gather.clone()])) });
