import {
  LiveSteps, recBatchAdded, recEntryQueued, recGatherEscalated, recGatherFinished, recGatherPagesFreed, recGatherRmapsFlushed, recGatherStarted,
  recGatherTablesFreed, recGatherTlbFlushed, recGatherVmaStarted, recPageQueued, recTableQueued, stepPoint, VM_MIXEDMAP, VM_PFNMAP,
  type GatherFlush, type GatherHost, type GatherPolicy, type Kernel, type MmuGather, type Path, type Recorder, type RulesOff, type Stepping,
} from '@faultline/contracts';
import { GatherError } from './errors';
import { gatherLimits, type GatherLimits } from './limits';
import type { Gather, GatherState } from './state';

/** Forms of the delayed rmap removal (mmu-gather.md §6): none, as first committed, as in v6.2-rc3. */
export type DelayedRmapForm = 'off' | '5df397dec7c4' | 'v6.2-rc3';

export interface GatherOptions {
  readonly recorder: Recorder;
  readonly state: GatherState;
  readonly host: GatherHost;
  readonly policy: GatherPolicy;
  readonly kernel: Kernel;
  /** More than one CPU: rmap removal may be delayed. */
  readonly smp: boolean;
  readonly pageShift: number;
  /** 8, or 4 on a 32-bit kernel. */
  readonly pointerBytes?: number;
  readonly stepping: Stepping;
  readonly rulesOff: RulesOff;
  /** Default: by kernel. */
  readonly delayedRmap?: DelayedRmapForm;
}

const MAX_GATHERS = 4096;

/** What a flush looks at, as it is now: the gather itself goes on changing. */
const flushState = (gather: Gather): GatherFlush => Object.freeze({
  fullmm: gather.fullmm, needFlushAll: gather.needFlushAll, freedTables: gather.freedTables, start: gather.start, end: gather.end,
  clearedLevels: gather.clearedLevels,
});

/** The gather: decides from its state, records, and never writes the state itself. @kernel v6.2-rc3 mm/mmu_gather.c */
class SimulatedGather implements MmuGather {
  private readonly limits: GatherLimits;
  private readonly form: DelayedRmapForm;
  private readonly immediate: boolean;
  private readonly rec: Recorder;

  constructor(private readonly options: GatherOptions) {
    this.limits = gatherLimits(options.kernel, options.pageShift, options.pointerBytes);
    this.form = options.delayedRmap ?? (options.kernel === '6.1' ? 'off' : 'v6.2-rc3');
    this.immediate = options.policy.mode === 'immediate';
    this.rec = options.recorder;
  }

  private get(id: number): Gather {
    const gather = this.options.state.gathers.get(id);
    if (gather === undefined) throw new GatherError('no-such-gather', `no gather ${id} is in progress`, 'use the handle that begin returned, before finish');
    return gather;
  }

  begin(mm: number, fullmm: boolean): number {
    const { gathers } = this.options.state;
    let id = 0;
    while (gathers.has(id)) id++;
    if (id >= MAX_GATHERS) throw new GatherError('too-many-gathers', `${MAX_GATHERS} gathers are in progress`, 'finish some first');
    recGatherStarted(this.rec, id, fullmm ? 1 : 0, mm);
    return id;
  }

  startVma(id: number, vmFlags: number): void {
    if (!this.get(id).fullmm) recGatherVmaStarted(this.rec, id, vmFlags);
  }

  removeTlbEntry(id: number, level: number, start: number, end: number): void {
    recEntryQueued(this.rec, id, level, start, end);
  }

  removePage(id: number, pfn: number, delayRmap: boolean): boolean {
    if (this.immediate) {
      this.options.host.freePage(pfn);
      return false;
    }
    const gather = this.get(id);
    if (gather.end === 0 && !gather.fullmm)
      throw new GatherError('nothing-recorded', 'a page was queued before any entry was recorded', 'call removeTlbEntry first');
    recPageQueued(this.rec, id, delayRmap ? 1 : 0, pfn);
    const max = gather.active === 0 ? this.limits.local : this.limits.batch;
    return gather.inActive >= max - this.limits.spare && !this.nextBatch(gather);
  }

  /** @kernel v6.2-rc3 mm/mmu_gather.c:tlb_next_batch @commit 5df397dec7c4 c47454823bd4 */
  private nextBatch(gather: Gather): boolean {
    if (gather.delayedRmap && (this.form === '5df397dec7c4' || gather.active > 0)) return false;
    const leftOver = gather.active < gather.batchCount;
    if (!leftOver && (gather.batchCount === this.limits.batches || !this.options.host.allocateBatch())) return false;
    recBatchAdded(this.rec, gather.id, leftOver ? 0 : 1, gather.active + 1);
    return true;
  }

  delayRmap(): boolean {
    return !this.immediate && this.options.smp && this.form !== 'off';
  }

  *removeTable(id: number, level: number, table: number, start: number, end: number): Path<void> {
    recTableQueued(this.rec, id, level, table, start, end);
    const gather = this.get(id);
    if (this.options.policy.tableFree === 'rcuBatch' && gather.tables.length >= this.limits.tables) {
      yield* this.flushTlbOnly(id);
      this.freeTables(gather);
    }
  }

  *flushTlbOnly(id: number): Path<void> {
    const gather = this.get(id);
    if (!gather.freedTables && gather.clearedLevels === 0) return;
    const { policy, host, stepping } = this.options;
    const state = flushState(gather);
    const steps = new LiveSteps();
    policy.flush(state, host.mmHw(gather.mm), steps);
    if (stepping.stepping) yield stepPoint('tlb_flush_mmu_tlbonly: flush due', gather.id);
    for (let at = 0; at < steps.count; at++) yield* host.flush(gather.mm, steps.kind[at]!, state);
    recGatherTlbFlushed(this.rec, id);
  }

  flushRmaps(id: number): void {
    const gather = this.get(id);
    if (!gather.delayedRmap) return;
    let count = 0;
    for (let at = 0; at < gather.queued; at++) {
      if (!(gather.slots[at]! & 1)) continue;
      this.options.host.removeRmap(gather.slots[at]! >> 1);
      count++;
    }
    recGatherRmapsFlushed(this.rec, id, count);
  }

  /** TLB first, tables second, pages third; with `flush-before-free` off, the pages go before the TLB. */
  *flushMmu(id: number): Path<void> {
    const gather = this.get(id);
    const { stepping, rulesOff } = this.options;
    const early = rulesOff.has('flush-before-free');
    if (early) {
      this.freePages(gather);
      if (stepping.stepping) yield stepPoint('tlb_flush_mmu: pages freed, TLB not flushed', gather.id);
    }
    yield* this.flushTlbOnly(id);
    if (stepping.stepping) yield stepPoint('tlb_flush_mmu: TLB flushed', gather.id);
    this.freeTables(gather);
    if (!early) this.freePages(gather);
  }

  private freeTables(gather: Gather): void {
    const { tables } = gather;
    if (tables.length === 0) return;
    for (const { level, table } of tables) this.options.host.freeTable(gather.mm, level, table);
    recGatherTablesFreed(this.rec, gather.id, this.options.policy.tableFree === 'rcuBatch' ? 1 : 0, tables.length);
  }

  private freePages(gather: Gather): void {
    const { queued } = gather;
    if (queued === 0) return;
    for (let at = 0; at < queued; at++) this.options.host.freePage(gather.slots[at]! >> 1);
    recGatherPagesFreed(this.rec, gather.id, queued);
  }

  *endVma(id: number): Path<void> {
    const gather = this.get(id);
    if (gather.fullmm) return;
    const pfnMapped = (gather.vmFlags & (VM_PFNMAP | VM_MIXEDMAP)) !== 0;
    if (pfnMapped || !this.options.policy.mergeVmas) yield* this.flushTlbOnly(id);
  }

  *finish(id: number): Path<void> {
    const gather = this.get(id);
    if (this.options.host.mmHw(gather.mm).flushPending > 1) recGatherEscalated(this.rec, id);
    yield* this.flushMmu(id);
    recGatherFinished(this.rec, id);
  }
}

/** A gather for one machine. */
export const createGather = (options: GatherOptions): MmuGather => new SimulatedGather(options);
