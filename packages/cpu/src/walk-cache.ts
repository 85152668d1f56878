import { vpnOf, type CacheSlot, type MmId, type TableRef, type Vpn } from '@faultline/contracts';
import { Columns, type ReadonlyWords } from '@faultline/state-kit';

/** PTE tables the paging-structure cache of one CPU can hold. */
export const WALK_CACHE_ENTRIES = 32;

/** Columns of a structure cache. The tag is the number of the range: the page number without the bits that index a PTE table. */
const W_MM = 0;
const W_TAG_LO = 1;
const W_TAG_HI = 2;
const W_TABLE = 3;
const walkColumns = (): Columns => new Columns('walkCache', ['mm', 'tagLo', 'tagHi', 'table'], WALK_CACHE_ENTRIES);

/** Cached PTE tables, by the range they cover. A walk that hits starts at the leaf table. */
export class WalkCache {
  /** @param indexBits bits of a page number that index a PTE table */
  constructor(
    readonly indexBits: number,
    readonly columns = walkColumns(),
  ) {}

  /** Address space of a slot; 0: empty. */
  get mm(): ReadonlyWords {
    return this.columns.arrays[W_MM]!;
  }

  get table(): ReadonlyWords {
    return this.columns.arrays[W_TABLE]!;
  }

  private tag(vpnLo: number, vpnHi: number): number {
    return (vpnLo >>> this.indexBits) | (vpnHi << (32 - this.indexBits));
  }

  /** The one slot a page's table can be in. */
  slot(vpnLo: number, vpnHi: number): CacheSlot {
    return this.tag(vpnLo, vpnHi) & (WALK_CACHE_ENTRIES - 1);
  }

  /** The cached PTE table of a page; 0: none. */
  find(mm: MmId, vpnLo: number, vpnHi: number): TableRef {
    const tag = this.tag(vpnLo, vpnHi);
    const slot = tag & (WALK_CACHE_ENTRIES - 1);
    const { words } = this.columns;
    const hit = words[W_TAG_LO * WALK_CACHE_ENTRIES + slot] === tag && words[slot] === mm
      && words[W_TAG_HI * WALK_CACHE_ENTRIES + slot] === vpnHi >>> this.indexBits;
    return hit ? words[W_TABLE * WALK_CACHE_ENTRIES + slot]! : 0;
  }

  fill(slot: CacheSlot, mm: MmId, vpnLo: number, vpnHi: number, table: TableRef): void {
    const { columns } = this;
    columns.set(W_MM, slot, mm);
    columns.set(W_TAG_LO, slot, this.tag(vpnLo, vpnHi));
    columns.set(W_TAG_HI, slot, vpnHi >>> this.indexBits);
    columns.set(W_TABLE, slot, table);
  }

  evict(slot: CacheSlot): void {
    this.columns.clear(slot);
  }

  drop(mm: MmId): void {
    for (let slot = 0; slot < WALK_CACHE_ENTRIES; slot++) if (this.mm[slot] === mm) this.evict(slot);
  }

  /** First page of the range a slot covers. */
  base(slot: CacheSlot): Vpn {
    return vpnOf(this.columns.get(W_TAG_LO, slot), this.columns.get(W_TAG_HI, slot)) * 2 ** this.indexBits;
  }

  clone(): WalkCache {
    return new WalkCache(this.indexBits, this.columns.snapshot());
  }
}
