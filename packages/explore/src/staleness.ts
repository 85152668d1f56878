import {
  K_TABLE_FREED, K_TLB_FILLED, K_WALK_CACHE_FILLED, recordCpu, recordKind, tableFreedTable, tlbFilledSlot, walkCacheFilledSlot, walkCacheFilledTable,
} from '@faultline/contracts';
import { F_GENERATION, F_REF } from '@faultline/core-mm';
import { TLB_ENTRIES } from '@faultline/cpu';
import type { SimulatedMachine } from '@faultline/machine';

/**
 * Which generation of its frame or table each cached translation was made in: of a frame the one it counts itself, of a table the number
 * of times its place was freed. A translation of an earlier generation is stale: what it leads to was freed, and may have another owner
 * by now.
 */
export class Staleness {
  /** By CPU and slot: the generation of the frame, and the seq of the fill. */
  private readonly fills = new Map<number, { readonly generation: number; readonly seq: number }>();
  private readonly tableFills = new Map<number, number>();
  /** Times a table was freed, by place. */
  private readonly freed = new Map<number, number>();

  constructor(private readonly machine: SimulatedMachine) {
    machine.state.tlbs.forEach((tlb, cpu) => {
      tlb.mm.forEach((mm, slot) => mm !== 0 && this.filled(cpu, slot, -1));
    });
  }

  private filled(cpu: number, slot: number, seq: number): void {
    this.fills.set(cpu * TLB_ENTRIES + slot, { generation: this.generation(this.machine.state.tlbs[cpu]!.pfn[slot]!), seq });
  }

  private generation(pfn: number): number {
    return this.machine.state.core.frames.get(pfn, F_GENERATION);
  }

  /** Takes in what was recorded; within a step a frame is not freed after a translation to it was made. */
  observe(words: Int32Array, at: number, seq: number): void {
    const kind = recordKind(words, at);
    const cpu = recordCpu(words, at);
    if (kind === K_TLB_FILLED) this.filled(cpu, tlbFilledSlot(words, at), seq);
    else if (kind === K_WALK_CACHE_FILLED) this.tableFills.set(cpu * TLB_ENTRIES + walkCacheFilledSlot(words, at), this.timesFreed(walkCacheFilledTable(words, at)));
    else if (kind === K_TABLE_FREED) this.countFree(tableFreedTable(words, at));
  }

  private countFree(table: number): void {
    this.freed.set(table, this.timesFreed(table) + 1);
  }

  private timesFreed(table: number): number {
    return this.freed.get(table) ?? 0;
  }

  /** Why a TLB entry leads where it should not. A frame that never was the allocator's (the zero page) cannot be freed. */
  ofTranslation(cpu: number, slot: number): 'fresh' | 'freed' | 're-owned' {
    const pfn = this.machine.state.tlbs[cpu]!.pfn[slot]!;
    const generation = this.generation(pfn);
    if (generation !== this.fills.get(cpu * TLB_ENTRIES + slot)!.generation) return 're-owned';
    return generation > 0 && this.machine.state.core.frames.get(pfn, F_REF) === 0 ? 'freed' : 'fresh';
  }

  /** Slots, by CPU and number, whose translations were made before an event. */
  madeBefore(seq: number): readonly (readonly [cpu: number, slot: number])[] {
    return [...this.fills]
      .map(([place, fill]) => [Math.floor(place / TLB_ENTRIES), place % TLB_ENTRIES, fill.seq] as const)
      .filter(([cpu, slot, filled]) => filled < seq && this.machine.state.tlbs[cpu]!.mm[slot] !== 0)
      .map(([cpu, slot]) => [cpu, slot] as const)
      .sort(([cpu, slot], [other, place]) => cpu - other || slot - place);
  }

  /** Was the table of a structure-cache slot freed since it was cached? */
  tableFreed(cpu: number, slot: number): boolean {
    const table = this.machine.state.tlbs[cpu]!.walkCache.table[slot]!;
    return this.timesFreed(table) !== (this.tableFills.get(cpu * TLB_ENTRIES + slot) ?? 0);
  }
}
