import { vpnOf, wideOf, type Count, type GatherFlush, type GatherId, type Level, type MmId, type TableRef, type VmFlags, type Vpn } from '@faultline/contracts';
import type { ReadonlyWords, Rows, Stores } from '@faultline/state-kit';
import {
  declared, G_ALIVE, G_CLEARED_LEVELS, G_END, G_FREED_TABLES, G_FULLMM, G_MM, G_NEED_FLUSH_ALL, G_START, G_VM_FLAGS, INFINITE, Q_ACTIVE,
  Q_BATCH_COUNT, Q_DELAYED_RMAP, Q_IN_ACTIVE, Q_QUEUED, Q_TABLES, Q_TABLES_IN_ACTIVE, TABLE_WORDS, type GatherStores,
} from './columns';

const NONE = new Int32Array(0);

export interface QueuedTable {
  /** Level of the table, 0 is the PTE. */
  readonly level: Level;
  /** The table, in units of 2 KiB. */
  readonly table: TableRef;
  /** Slot it takes where tables are queued among the pages. */
  readonly slot: number;
}

/** A page number or infinity. */
export function pageIn(words: ReadonlyWords, at: number): Vpn {
  const hi = words[at + 1]!;
  return hi === INFINITE ? Number.POSITIVE_INFINITY : wideOf(words[at]!, hi);
}

/** One gather in progress, as decisions read it: a view of its rows. @kernel v6.2-rc3 include/asm-generic/tlb.h:struct mmu_gather */
export class Gather implements GatherFlush {
  private readonly gathers: Rows;
  private readonly queues: Rows;

  constructor(
    private readonly stores: GatherStores,
    readonly id: GatherId,
  ) {
    this.gathers = stores.gathers;
    this.queues = stores.queues;
  }

  private get(column: number): number {
    return this.gathers.get(this.id, column);
  }

  private held(column: number): number {
    return this.queues.get(this.id, column);
  }

  private page(column: number): Vpn {
    return pageIn(this.gathers.read(this.id), this.gathers.base(this.id) + column);
  }

  get mm(): MmId {
    return this.get(G_MM);
  }

  get fullmm(): boolean {
    return this.get(G_FULLMM) !== 0;
  }

  /** Infinity stands for the kernel's end of the user addresses, and for all-ones. */
  get start(): Vpn {
    return this.page(G_START);
  }

  get end(): Vpn {
    return this.page(G_END);
  }

  /** Is there anything to flush, up to a page? */
  get hasRange(): boolean {
    const words = this.gathers.read(this.id);
    const end = this.gathers.base(this.id) + G_END;
    return (words[end]! | words[end + 1]!) !== 0;
  }

  get freedTables(): boolean {
    return this.get(G_FREED_TABLES) !== 0;
  }

  get needFlushAll(): boolean {
    return this.get(G_NEED_FLUSH_ALL) !== 0;
  }

  get clearedLevels(): number {
    return this.get(G_CLEARED_LEVELS);
  }

  get vmFlags(): VmFlags {
    return vpnOf(this.get(G_VM_FLAGS), this.get(G_VM_FLAGS + 1)) as VmFlags;
  }

  get delayedRmap(): boolean {
    return this.held(Q_DELAYED_RMAP) !== 0;
  }

  get queued(): Count {
    return this.held(Q_QUEUED);
  }

  get active(): number {
    return this.held(Q_ACTIVE);
  }

  get inActive(): Count {
    return this.held(Q_IN_ACTIVE);
  }

  get tablesInActive(): Count {
    return this.held(Q_TABLES_IN_ACTIVE);
  }

  get batchCount(): Count {
    return this.held(Q_BATCH_COUNT);
  }

  get tableCount(): Count {
    return this.held(Q_TABLES);
  }

  /** Pages queued: frame × 2, plus 1 if its rmap is delayed. */
  get slots(): ReadonlyWords {
    return this.queued === 0 ? NONE : this.stores.slots.read(this.id);
  }

  get tables(): QueuedTable[] {
    const words = this.tableCount === 0 ? NONE : this.stores.tables.read(this.id);
    return Array.from({ length: this.tableCount }, (_, nth) => {
      const at = nth * TABLE_WORDS;
      return { level: words[at]!, table: words[at + 1]!, slot: words[at + 2]! };
    });
  }
}

/** Gathers in progress, by number. Written by `GATHER_FOLDS` only. */
export class GatherState {
  private readonly views: Gather[] = [];

  constructor(readonly stores: GatherStores & Stores = declared()) {}

  has(id: GatherId): boolean {
    const { gathers } = this.stores;
    return id < gathers.rows && gathers.read(id)[gathers.base(id) + G_ALIVE] !== 0;
  }

  /** The gather of this number; undefined: it is not in progress. */
  get(id: GatherId): Gather | undefined {
    return this.has(id) ? (this.views[id] ??= new Gather(this.stores, id)) : undefined;
  }

  /** Those in progress, by number. */
  all(): Gather[] {
    return Array.from({ length: this.stores.gathers.rows }, (_, id) => this.get(id)).filter((gather) => gather !== undefined);
  }

  /** A copy that shares what neither side writes. */
  snapshot(): GatherState {
    return new GatherState(Object.fromEntries(Object.entries(this.stores).map(([name, store]) => [name, store.snapshot()])) as GatherStores);
  }
}

export const initialGatherState = (): GatherState => new GatherState();
