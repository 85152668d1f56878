import { INVALIDATION_MM, vpnHi, vpnOf, type CpuHandlers, type MmId, type Pfn, type Seq, type TableRef, type Vpn } from '@faultline/contracts';
import { Columns, type ReadonlyWords, type Stores } from '@faultline/state-kit';
import { PendingShares } from './pending';

const SETS = 256;
const WAYS = 4;
/** Translations one CPU can hold. */
export const TLB_ENTRIES = SETS * WAYS;

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
  slot(vpnLo: number, vpnHi: number): number {
    return this.tag(vpnLo, vpnHi) & (WALK_CACHE_ENTRIES - 1);
  }

  /** The cached PTE table of a page; 0: none. */
  find(mm: MmId, vpnLo: number, vpnHi: number): number {
    const tag = this.tag(vpnLo, vpnHi);
    const slot = tag & (WALK_CACHE_ENTRIES - 1);
    const { words } = this.columns;
    const hit = words[W_TAG_LO * WALK_CACHE_ENTRIES + slot] === tag && words[slot] === mm
      && words[W_TAG_HI * WALK_CACHE_ENTRIES + slot] === vpnHi >>> this.indexBits;
    return hit ? words[W_TABLE * WALK_CACHE_ENTRIES + slot]! : 0;
  }

  fill(slot: number, mm: MmId, vpnLo: number, vpnHi: number, table: TableRef): void {
    const { columns } = this;
    columns.set(W_MM, slot, mm);
    columns.set(W_TAG_LO, slot, this.tag(vpnLo, vpnHi));
    columns.set(W_TAG_HI, slot, vpnHi >>> this.indexBits);
    columns.set(W_TABLE, slot, table);
  }

  evict(slot: number): void {
    this.columns.clear(slot);
  }

  drop(mm: MmId): void {
    for (let slot = 0; slot < WALK_CACHE_ENTRIES; slot++) if (this.mm[slot] === mm) this.evict(slot);
  }

  /** First page of the range a slot covers. */
  base(slot: number): number {
    return vpnOf(this.columns.get(W_TAG_LO, slot), this.columns.get(W_TAG_HI, slot)) * 2 ** this.indexBits;
  }

  clone(): WalkCache {
    return new WalkCache(this.indexBits, this.columns.snapshot());
  }
}

/** Columns of a TLB. */
const T_MM = 0;
const T_VPN_LO = 1;
const T_VPN_HI = 2;
const T_PFN = 3;
const T_FLAGS = 4;
const tlbColumns = (): Columns => new Columns('tlb', ['mm', 'vpnLo', 'vpnHi', 'pfn', 'flags'], TLB_ENTRIES);
const victimColumns = (): Columns => new Columns('victims', ['next'], SETS);

/** The TLB of one CPU: 256 sets of 4, tagged by address space; a full set gives up its slots in turn. Written by `TLB_FOLDS` only. */
export class Tlb {
  /**
   * @param walkCache the CPU's paging-structure cache
   * @param pending what the CPU has yet to do for flushes
   */
  constructor(
    readonly walkCache: WalkCache,
    readonly columns = tlbColumns(),
    readonly victims = victimColumns(),
    readonly pending = new PendingShares(),
  ) {}

  /** The declaration of what the CPU caches, and owes. */
  get stores(): Stores {
    return { tlb: this.columns, victims: this.victims, walkCache: this.walkCache.columns, pending: this.pending.rows };
  }

  /** Address space of a slot; 0: empty, and so is the rest of it. */
  get mm(): ReadonlyWords {
    return this.columns.arrays[T_MM]!;
  }

  get vpnLo(): ReadonlyWords {
    return this.columns.arrays[T_VPN_LO]!;
  }

  get vpnHi(): ReadonlyWords {
    return this.columns.arrays[T_VPN_HI]!;
  }

  get pfn(): ReadonlyWords {
    return this.columns.arrays[T_PFN]!;
  }

  /** `TLB_*` flags. */
  get flags(): ReadonlyWords {
    return this.columns.arrays[T_FLAGS]!;
  }

  /** Way of a set that is evicted next. */
  get victim(): ReadonlyWords {
    return this.victims.arrays[0]!;
  }

  /** Slot of a translation; -1: none. */
  find(mm: MmId, vpnLo: number, vpnHi: number): number {
    const first = (vpnLo & (SETS - 1)) * WAYS;
    const { words } = this.columns;
    for (let slot = first; slot < first + WAYS; slot++)
      if (words[T_VPN_LO * TLB_ENTRIES + slot] === vpnLo && words[slot] === mm && words[T_VPN_HI * TLB_ENTRIES + slot] === vpnHi) return slot;
    return -1;
  }

  /** Slot a new translation would take: an empty one, else the set's next victim. */
  place(vpnLo: number): number {
    const set = vpnLo & (SETS - 1);
    const first = set * WAYS;
    const { words } = this.columns;
    for (let slot = first; slot < first + WAYS; slot++) if (words[slot] === 0) return slot;
    return first + this.victim[set]!;
  }

  /** Page number of a slot. */
  vpn(slot: number): number {
    return vpnOf(this.vpnLo[slot]!, this.vpnHi[slot]!);
  }

  fill(slot: number, mm: MmId, vpnLo: number, vpnHi: number, pfn: Pfn, flags: number): void {
    const { columns } = this;
    if (columns.words[slot] !== 0) this.advance(slot);
    columns.set(T_MM, slot, mm);
    columns.set(T_VPN_LO, slot, vpnLo);
    columns.set(T_VPN_HI, slot, vpnHi);
    columns.set(T_PFN, slot, pfn);
    columns.set(T_FLAGS, slot, flags);
  }

  private advance(slot: number): void {
    this.victims.set(0, (slot / WAYS) | 0, ((slot % WAYS) + 1) % WAYS);
  }

  evict(slot: number): void {
    this.columns.clear(slot);
  }

  /** Drops translations of start … end. */
  invalidate(mm: MmId, start: Vpn, end: Vpn): void {
    if (end - start > SETS) this.dropWhere(mm, start, end);
    else for (let vpn = start; vpn < end; vpn++) this.dropPage(mm, vpn);
  }

  private dropPage(mm: MmId, vpn: Vpn): void {
    const slot = this.find(mm, vpn | 0, vpnHi(vpn));
    if (slot >= 0) this.evict(slot);
  }

  private dropWhere(mm: MmId, start: Vpn, end: Vpn): void {
    for (let slot = 0; slot < TLB_ENTRIES; slot++) {
      if (this.columns.words[slot] !== mm) continue;
      const vpn = this.vpn(slot);
      if (vpn >= start && vpn < end) this.evict(slot);
    }
  }

  clone(): Tlb {
    return new Tlb(this.walkCache.clone(), this.columns.snapshot(), this.victims.snapshot(), this.pending.clone());
  }
}

function evolveInvalidated(tlb: Tlb, kind: number, leafOnly: number, request: Seq, mm: MmId, start: Vpn, end: Vpn): void {
  tlb.pending.remove(tlb.pending.placeOf(request));
  if (!leafOnly) tlb.walkCache.drop(mm);
  if (kind === INVALIDATION_MM) tlb.invalidate(mm, 0, Number.POSITIVE_INFINITY);
  else tlb.invalidate(mm, start, end);
}

/** What each record of owner `cpu` does to the CPU that acted, or that was asked to. */
export const TLB_FOLDS: CpuHandlers<readonly Tlb[]> = {
  TlbFilled: (tlbs, flags, _level, _replaced, slot, mm, vpn, pfn, cpu) => tlbs[cpu]!.fill(slot, mm, vpn | 0, vpnHi(vpn), pfn, flags),
  TlbEvicted: (tlbs, _by, slot, _mm, _vpn, cpu) => tlbs[cpu]!.evict(slot),
  WalkCacheFilled: (tlbs, slot, mm, vpn, table, cpu) => tlbs[cpu]!.walkCache.fill(slot, mm, vpn | 0, vpnHi(vpn), table),
  WalkCacheEvicted: (tlbs, _by, slot, _mm, _vpn, cpu) => tlbs[cpu]!.walkCache.evict(slot),
  FlushSent: (tlbs, to, kind, by, leafOnly, request, mm, start, end, _cpu, seq) =>
    tlbs[to]!.pending.add(seq, request, kind, by, leafOnly, mm, start, end),
  TlbInvalidated: (tlbs, kind, _by, leafOnly, request, mm, start, end, cpu) => evolveInvalidated(tlbs[cpu]!, kind, leafOnly, request, mm, start, end),
};
