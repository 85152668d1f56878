import { INVALIDATION_MM, vpnHi, vpnOf, type CpuHandlers, type MmId, type Pfn, type TableRef, type Vpn } from '@faultline/contracts';

const SETS = 256;
const WAYS = 4;
/** Translations one CPU can hold. */
export const TLB_ENTRIES = SETS * WAYS;

/** PTE tables the paging-structure cache of one CPU can hold. */
export const WALK_CACHE_ENTRIES = 32;

/** Cached PTE tables, by the range they cover. A walk that hits starts at the leaf table. */
export class WalkCache {
  /** Address space of a slot; 0: empty. */
  readonly mm = new Int32Array(WALK_CACHE_ENTRIES);
  /** Number of the range: the page number without the bits that index a PTE table. */
  readonly tagLo = new Int32Array(WALK_CACHE_ENTRIES);
  readonly tagHi = new Int32Array(WALK_CACHE_ENTRIES);
  readonly table = new Int32Array(WALK_CACHE_ENTRIES);

  /** @param indexBits bits of a page number that index a PTE table */
  constructor(readonly indexBits: number) {}

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
    const hit = this.tagLo[slot] === tag && this.mm[slot] === mm && this.tagHi[slot] === vpnHi >>> this.indexBits;
    return hit ? this.table[slot]! : 0;
  }

  fill(slot: number, mm: MmId, vpnLo: number, vpnHi: number, table: TableRef): void {
    this.mm[slot] = mm;
    this.tagLo[slot] = this.tag(vpnLo, vpnHi);
    this.tagHi[slot] = vpnHi >>> this.indexBits;
    this.table[slot] = table;
  }

  drop(mm: MmId): void {
    for (let slot = 0; slot < WALK_CACHE_ENTRIES; slot++) if (this.mm[slot] === mm) this.mm[slot] = 0;
  }

  /** First page of the range a slot covers. */
  base(slot: number): number {
    return vpnOf(this.tagLo[slot]!, this.tagHi[slot]!) * 2 ** this.indexBits;
  }

  clone(): WalkCache {
    const copy = new WalkCache(this.indexBits);
    for (const field of ['mm', 'tagLo', 'tagHi', 'table'] as const) copy[field].set(this[field]);
    return copy;
  }
}

/** The TLB of one CPU: 256 sets of 4, tagged by address space; a full set gives up its slots in turn. Written by `TLB_FOLDS` only. */
export class Tlb {
  /** Address space of a slot; 0: empty. */
  readonly mm = new Int32Array(TLB_ENTRIES);
  readonly vpnLo = new Int32Array(TLB_ENTRIES);
  readonly vpnHi = new Int32Array(TLB_ENTRIES);
  readonly pfn = new Int32Array(TLB_ENTRIES);
  /** `TLB_*` flags. */
  readonly flags = new Int32Array(TLB_ENTRIES);
  readonly victim = new Uint8Array(SETS);

  /** @param walkCache the CPU's paging-structure cache */
  constructor(readonly walkCache: WalkCache) {}

  /** Slot of a translation; -1: none. */
  find(mm: MmId, vpnLo: number, vpnHi: number): number {
    const first = (vpnLo & (SETS - 1)) * WAYS;
    const { vpnLo: tags } = this;
    for (let slot = first; slot < first + WAYS; slot++)
      if (tags[slot] === vpnLo && this.mm[slot] === mm && this.vpnHi[slot] === vpnHi) return slot;
    return -1;
  }

  /** Slot a new translation would take: an empty one, else the set's next victim. */
  place(vpnLo: number): number {
    const set = vpnLo & (SETS - 1);
    const first = set * WAYS;
    const { mm } = this;
    for (let slot = first; slot < first + WAYS; slot++) if (mm[slot] === 0) return slot;
    return first + this.victim[set]!;
  }

  /** Page number of a slot. */
  vpn(slot: number): number {
    return vpnOf(this.vpnLo[slot]!, this.vpnHi[slot]!);
  }

  fill(slot: number, mm: MmId, vpnLo: number, vpnHi: number, pfn: Pfn, flags: number): void {
    if (this.mm[slot] !== 0) this.advance(slot);
    this.mm[slot] = mm;
    this.vpnLo[slot] = vpnLo;
    this.vpnHi[slot] = vpnHi;
    this.pfn[slot] = pfn;
    this.flags[slot] = flags;
  }

  private advance(slot: number): void {
    this.victim[(slot / WAYS) | 0] = ((slot % WAYS) + 1) % WAYS;
  }

  evict(slot: number): void {
    this.mm[slot] = 0;
  }

  /** Drops translations of start … end. */
  invalidate(mm: MmId, start: Vpn, end: Vpn): void {
    if (end - start > SETS) this.dropWhere(mm, start, end);
    else for (let vpn = start; vpn < end; vpn++) this.dropPage(mm, vpn);
  }

  private dropPage(mm: MmId, vpn: Vpn): void {
    const slot = this.find(mm, vpn | 0, vpnHi(vpn));
    if (slot >= 0) this.mm[slot] = 0;
  }

  private dropWhere(mm: MmId, start: Vpn, end: Vpn): void {
    for (let slot = 0; slot < TLB_ENTRIES; slot++) {
      if (this.mm[slot] !== mm) continue;
      const vpn = this.vpn(slot);
      if (vpn >= start && vpn < end) this.mm[slot] = 0;
    }
  }

  clone(): Tlb {
    const copy = new Tlb(this.walkCache.clone());
    for (const field of ['mm', 'vpnLo', 'vpnHi', 'pfn', 'flags'] as const) copy[field].set(this[field]);
    copy.victim.set(this.victim);
    return copy;
  }
}

function evolveInvalidated(tlb: Tlb, kind: number, leafOnly: number, mm: MmId, start: Vpn, end: Vpn): void {
  if (!leafOnly) tlb.walkCache.drop(mm);
  if (kind === INVALIDATION_MM) tlb.invalidate(mm, 0, Number.POSITIVE_INFINITY);
  else tlb.invalidate(mm, start, end);
}

/** What each record of owner `cpu` does to the TLB of the CPU that acted. */
export const TLB_FOLDS: CpuHandlers<readonly Tlb[]> = {
  TlbFilled: (tlbs, flags, _level, _replaced, slot, mm, vpn, pfn, cpu) => tlbs[cpu]!.fill(slot, mm, vpn | 0, vpnHi(vpn), pfn, flags),
  TlbEvicted: (tlbs, _by, slot, _mm, _vpn, cpu) => tlbs[cpu]!.evict(slot),
  WalkCacheFilled: (tlbs, slot, mm, vpn, table, cpu) => tlbs[cpu]!.walkCache.fill(slot, mm, vpn | 0, vpnHi(vpn), table),
  TlbInvalidated: (tlbs, kind, _by, leafOnly, _request, mm, start, end, cpu) => evolveInvalidated(tlbs[cpu]!, kind, leafOnly, mm, start, end),
};
