import {
  EFFECT_MM, EFFECT_RANGE, handlersByKind, plain, profileOf, PTE, statesByKind, threadOn, type GatherHost, type GatherId, type GatherPagesFreed,
  type GatherPolicy, type GatherTablesFreed, type GatherTlbFlushed, type MmEvent, type MmId, type MmuGather, type Pfn, type Profile, type Vpn,
} from '@faultline/contracts';
import { EventLog } from '@faultline/event-log';
import type { Observable } from 'rxjs';
import { checkGather, checkMm, checkOptions, checkUnmap } from './arguments';
import { GatherError } from './errors';
import { GATHER_FOLDS } from './evolve';
import { gatherOn } from './gather';
import { LONE_HOST } from './lone-host';
import { initialGatherState, type GatherState } from './state';

/** What most architectures do: pages and tables in one batch, one flush of the range before they are freed. @kernel v6.2-rc3 include/asm-generic/tlb.h */
const GENERIC: GatherPolicy = Object.freeze<GatherPolicy>({
  mode: 'batched', mergeVmas: false, tableFree: 'pageBatch', tableFreeOwesFlush: false,
  flush: (state, _mm, steps) => steps.effect(state.fullmm || state.needFlushAll ? EFFECT_MM : EFFECT_RANGE),
});

/** What a gather is made of. */
export interface CreateGatherOptions {
  /** Whom it serves. All but `freePage` may be left out: a flush is then complete at once, and tables and rmaps are not kept. */
  readonly host: Pick<GatherHost, 'freePage'> & Partial<GatherHost>;
  /** Default: that of include/asm-generic/tlb.h. */
  readonly policy?: GatherPolicy;
  /** The switches in force; default: those of v6.2-rc3. */
  readonly profile?: Profile;
  /** More than one CPU (default): rmap removal may be delayed. */
  readonly smp?: boolean;
  /** log2 of the bytes of a page, which says how many slots a batch has: 12 … 18, default 12. */
  readonly pageShift?: number;
}

/** A gather with a log of its own. Frames are the caller's: numbers below 2^30, which it hands back and never looks into. Each call is an operation of the log. */
export class LoneGather {
  readonly log: EventLog;
  readonly state: GatherState = initialGatherState();
  /** The gather as a core calls it. */
  readonly paths: MmuGather;
  /** Every event, frozen, in causal order; built only while somebody listens. */
  readonly events$: Observable<MmEvent>;
  /** Flushes that are complete. */
  readonly flushes$: Observable<GatherTlbFlushed>;
  /** Pages and tables that were freed, by their number, a batch at a time. */
  readonly frees$: Observable<GatherPagesFreed | GatherTablesFreed>;

  /** @throws GatherError `bad-option` */
  constructor(options: CreateGatherOptions) {
    checkOptions(options);
    const { host, policy = GENERIC, profile = profileOf('6.2'), smp = true, pageShift = 12 } = options;
    this.log = new EventLog({ fold: { handlers: handlersByKind({ gather: GATHER_FOLDS }), states: statesByKind({ gather: this.state }) } });
    this.paths = gatherOn({ thread: threadOn(this.log), state: this.state, host: { ...LONE_HOST, ...host }, policy, profile, smp, pageShift });
    this.events$ = this.log.events$;
    this.flushes$ = this.log.stream('GatherTlbFlushed');
    this.frees$ = this.log.stream('GatherPagesFreed', 'GatherTablesFreed');
  }

  /** A gather begins. @throws GatherError `too-many-gathers`, `bad-argument`, `busy` @kernel v6.2-rc3 mm/mmu_gather.c:tlb_gather_mmu */
  begin(mm: MmId = 1): GatherId {
    return this.operation('begin', () => {
      checkMm(mm);
      return this.paths.begin(mm, false);
    });
  }

  /**
   * The entry of page `vpn` was cleared, and led to `frame`: the frame is freed once that was flushed, here if the gather is full.
   * @throws GatherError `no-such-gather`, `bad-argument`, `busy` @kernel v6.2-rc3 include/asm-generic/tlb.h:tlb_remove_tlb_entry,tlb_remove_page
   */
  unmap(gather: GatherId, vpn: Vpn, frame: Pfn): void {
    this.operation('unmap', () => {
      checkUnmap(gather, vpn, frame);
      this.paths.removeTlbEntry(gather, PTE, vpn, vpn + 1);
      if (this.paths.removePage(gather, frame, false)) plain(this.paths, 'flushMmu')(gather);
    });
  }

  /** Flushes what was cleared, then frees what is held. @throws GatherError `no-such-gather`, `bad-argument`, `busy` @kernel v6.2-rc3 mm/mmu_gather.c:tlb_finish_mmu */
  finish(gather: GatherId): void {
    this.operation('finish', () => {
      checkGather(gather);
      plain(this.paths, 'finish')(gather);
    });
  }

  /** @throws GatherError `busy` inside a delivery, and inside a call of the host */
  private operation<T>(label: string, act: () => T): T {
    if (this.log.busy) throw new GatherError('busy', `${label} was called while the gather was at work`, 'a subscriber or host only looks: call it when the operation at hand has returned');
    this.log.begin(label);
    try {
      return act();
    } finally {
      this.log.end();
    }
  }
}

/**
 * A gather of its own, for whoever has pages to take away and frames to free.
 * @example
 * const gather = createGather({ host: { freePage: (frame) => console.log(frame) } });
 * const id = gather.begin();
 * gather.unmap(id, 0x10, 261);
 * gather.finish(id); // prints 261
 */
export const createGather = (options: CreateGatherOptions): LoneGather => new LoneGather(options);
