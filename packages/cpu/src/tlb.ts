import { vpnHi, vpnOf, type CacheSlot, type MmId, type Pfn, type TlbFlags, type Vpn } from '@faultline/contracts';
import { Columns, type ReadonlyWords, type Stores } from '@faultline/state-kit';
import { PendingShares } from './pending';
import type { WalkCache } from './walk-cache';

const SETS = 256;
const WAYS = 4;
/** Translations one CPU can hold. */
export const TLB_ENTRIES = SETS * WAYS;

/** Columns of a TLB. */
const T_MM = 0;
const T_VPN_LO = 1;
const T_VPN_HI = 2;
const T_PFN = 3;
const T_FLAGS = 4;
const tlbColumns = (): Columns => new Columns('tlb', ['mm', 'vpnLo', 'vpnHi', 'pfn', 'flags'], TLB_ENTRIES);
const victimColumns = (): Columns => new Columns('victims', ['next'], SETS);

/** The TLB of one CPU: 256 sets of 4, tagged by address space; a full set evicts its slots in turn. Written by `TLB_FOLDS` only. */
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
  find(mm: MmId, vpnLo: number, vpnHi: number): CacheSlot {
    const first = (vpnLo & (SETS - 1)) * WAYS;
    const { words } = this.columns;
    for (let slot = first; slot < first + WAYS; slot++)
      if (words[T_VPN_LO * TLB_ENTRIES + slot] === vpnLo && words[slot] === mm && words[T_VPN_HI * TLB_ENTRIES + slot] === vpnHi) return slot;
    return -1;
  }

  /** Slot a new translation would take: an empty one, else the set's next victim. */
  place(vpnLo: number): CacheSlot {
    const set = vpnLo & (SETS - 1);
    const first = set * WAYS;
    const { words } = this.columns;
    for (let slot = first; slot < first + WAYS; slot++) if (words[slot] === 0) return slot;
    return first + this.victim[set]!;
  }

  /** Page number of a slot. */
  vpn(slot: CacheSlot): Vpn {
    return vpnOf(this.vpnLo[slot]!, this.vpnHi[slot]!);
  }

  fill(slot: CacheSlot, mm: MmId, vpnLo: number, vpnHi: number, pfn: Pfn, flags: TlbFlags): void {
    const { columns } = this;
    if (columns.words[slot] !== 0) this.advance(slot);
    columns.set(T_MM, slot, mm);
    columns.set(T_VPN_LO, slot, vpnLo);
    columns.set(T_VPN_HI, slot, vpnHi);
    columns.set(T_PFN, slot, pfn);
    columns.set(T_FLAGS, slot, flags);
  }

  private advance(slot: CacheSlot): void {
    this.victims.set(0, (slot / WAYS) | 0, ((slot % WAYS) + 1) % WAYS);
  }

  evict(slot: CacheSlot): void {
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
