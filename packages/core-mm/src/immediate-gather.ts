import {
  P4D, type GatherFlush, type GatherHost, type GatherId, type Level, type MmId, type MmuGather, type Path, type Pfn, type TableRef, type Vpn,
} from '@faultline/contracts';
import type { Core } from './core';
import { gatherHost } from './gather-host';

/** What one gather has cleared since its last flush, and the page that waits for that flush; 0: none. */
interface Held {
  readonly mm: MmId;
  readonly fullmm: boolean;
  readonly needFlushAll: false;
  freedTables: boolean;
  start: Vpn;
  end: Vpn;
  clearedLevels: number;
  page: Pfn;
}

const nothingSince = { freedTables: false, start: Number.POSITIVE_INFINITY, end: 0, clearedLevels: 0 };

/**
 * The gather of a core that is alone: it gathers nothing. Each page makes a flush due at once, is freed after it, and no rmap removal is
 * delayed; the architecture says what a flush is. It raises no false alarm, but misses what comes of batches, and the flush that the
 * kernel forces where two threads unmap at once. What it holds from a clear to its flush is in no log.
 * @kernel v6.2-rc3 mm/mmu_gather.c, with batches of one page
 */
class ImmediateGather implements MmuGather {
  private readonly held: (Held | undefined)[] = [];
  private readonly host: GatherHost;

  constructor(private readonly k: Core) {
    this.host = gatherHost(k);
  }

  begin(mm: MmId, fullmm: boolean): GatherId {
    const free = this.held.indexOf(undefined);
    const id = free < 0 ? this.held.length : free;
    this.held[id] = { mm, fullmm, needFlushAll: false, page: 0, ...nothingSince };
    return id;
  }

  removeTlbEntry(id: GatherId, level: Level, start: Vpn, end: Vpn): void {
    const held = this.held[id]!;
    if (level <= P4D) held.clearedLevels |= 1 << level;
    held.start = Math.min(held.start, start);
    held.end = Math.max(held.end, end);
  }

  /** True, always: flush now. */
  removePage(id: GatherId, pfn: Pfn): boolean {
    this.held[id]!.page = pfn;
    return true;
  }

  /** The entry above it was emptied; the table goes as soon as nobody can walk to it. */
  *removeTable(id: GatherId, level: Level, table: TableRef, start: Vpn, end: Vpn): Path<void> {
    this.removeTlbEntry(id, level + 1, start, end);
    this.held[id]!.freedTables = true;
    yield* this.flushTlbOnly(id);
    this.host.freeTable(this.held[id]!.mm, level, table);
  }

  *flushTlbOnly(id: GatherId): Path<void> {
    const held = this.held[id]!;
    if (held.end === 0) return;
    const state: GatherFlush = Object.freeze({ ...held });
    const steps = this.k.steps();
    this.k.arch.gather.flush(state, this.host.mmHw(held.mm), steps);
    for (let at = 0; at < steps.count; at++) yield* this.host.flush(held.mm, steps.kind[at]!, state);
    this.k.stepsDone(steps);
    Object.assign(held, nothingSince);
  }

  *flushMmu(id: GatherId): Path<void> {
    const held = this.held[id]!;
    yield* this.flushTlbOnly(id);
    if (held.page !== 0) this.host.freePage(held.page);
    held.page = 0;
  }

  *endVma(id: GatherId): Path<void> {
    yield* this.flushMmu(id);
  }

  *finish(id: GatherId): Path<void> {
    yield* this.flushMmu(id);
    this.held[id] = undefined;
  }

  delayRmap(): boolean {
    return false;
  }

  rmapsDelayed(): boolean {
    return false;
  }

  startVma(): void {}

  flushRmaps(): void {}
}

/** @example createCore({ architecture, gather: immediateGather }) */
export const immediateGather = (core: Core): MmuGather => new ImmediateGather(core);
