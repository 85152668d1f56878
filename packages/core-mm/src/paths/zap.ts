import {
  BY_GATHER, HOW_CLEAR, lockStep, NOTIFY_END, NOTIFY_START, recBranchTaken, recCounterChanged, recNotifierCalled, recRmapRemoved,
  stepPoint, unlockStep, VM_SEQ_READ, vpnHi, ZAP_PTE_RANGE_DIRTY_PAGE, type EntrySlot, type GatherId, type Path, type Place,
  type TableIndex, type TableRef, type Vpn,
} from '@faultline/contracts';
import type { Core } from '../core';
import { mmCounter } from '../counters';
import { ptl } from '../fault/vmf';
import { performSteps } from '../flush';
import { faultDirtySharedPage } from '../fault/do-fault';
import { markPageAccessed } from '../lru';
import { vmNormalPage } from '../normal-page';
import { isAnon } from '../rmap';
import type { MmState } from '../state/mm';
import type { Vma } from '../state/vma';
import { pteRun } from '../walk';
import { tlbFinishMmu, tlbGatherMmu } from './gather';

const COUNTERS = 4;

/** One zap: what is unmapped, and with which gather. */
interface Zap {
  readonly mm: MmState;
  readonly vma: Vma;
  readonly gather: GatherId;
  readonly fullmm: boolean;
  /** RSS changes of the table at hand, applied when it is done. */
  readonly rss: Int32Array;
}

/** Clears the entries of a VMA in start … end. @kernel v6.2-rc3 mm/memory.c:unmap_page_range */
export function* unmapPageRange(k: Core, mm: MmState, vma: Vma, start: Vpn, end: Vpn, gather: GatherId, fullmm: boolean): Path<void> {
  const zap: Zap = { mm, vma, gather, fullmm, rss: new Int32Array(COUNTERS) };
  k.gather.startVma(gather, vma.vmFlags);
  for (let run = pteRun(k, mm, start, end); run !== undefined; run = pteRun(k, mm, run.end, end)) if (run.table !== 0) yield* zapPteRange(k, zap, run.table, run.start, run.end);
  yield* k.gather.endVma(gather);
}

/**
 * One PTE table. Flush, then delayed rmaps, both under the lock; free only after it (zap-and-rmap §3).
 * @kernel v6.2-rc3 mm/memory.c:zap_pte_range @commit 5df397dec7c4 f036c8184f8b
 */
function* zapPteRange(k: Core, zap: Zap, table: TableRef, start: Vpn, end: Vpn): Path<void> {
  for (let at = start; at < end; ) {
    yield lockStep(ptl(table));
    const { next, force } = yield* zapEntries(k, zap, table, at, end);
    applyRss(k, zap);
    if (force) {
      yield* k.gather.flushTlbOnly(zap.gather);
      if (k.profile['rmap-flag-in-gather'] || k.gather.rmapsDelayed(zap.gather)) k.gather.flushRmaps(zap.gather);
    }
    yield unlockStep(ptl(table));
    if (force) yield* k.gather.flushMmu(zap.gather);
    at = next;
  }
}

/** Entries from `at` on until the end, or until the gather is full. */
function* zapEntries(k: Core, zap: Zap, table: TableRef, at: number, end: Vpn): Path<{ next: number; force: boolean }> {
  const { codec, geometry } = k.arch;
  let force = false;
  let full = false;
  let vpn = at;
  for (; vpn < end && !full; vpn++) {
    const index = geometry.index(0, vpn | 0, vpnHi(vpn));
    const words = k.state.tables.read(table);
    const lo = words[index << 1]!;
    const hi = words[(index << 1) | 1]!;
    if (!codec.present(0, lo, hi)) continue;
    const old = k.slot(lo, hi);
    yield* clearEntry(k, zap, table, index, vpn, old);
    const page = vmNormalPage(k, old.lo, old.hi);
    if (page === 0) continue;
    const delay = isAnon(k, page) ? false : transferMarks(k, zap, page, old);
    force ||= delay || forcesAlways(k, page, old);
    zap.rss[mmCounter(k, page)]!--;
    if (!delay) recRmapRemoved(k.rec, 0, page);
    full = k.gather.removePage(zap.gather, page, delay);
  }
  return { next: vpn, force: force || full };
}

/** Without delayed rmaps every dirty page-cache page forces a flush. @commit 5df397dec7c4 */
const forcesAlways = (k: Core, page: number, old: EntrySlot): boolean =>
  !k.profile['delayed-rmap'] && !isAnon(k, page) && k.arch.codec.dirty(0, old.lo, old.hi);

function* clearEntry(k: Core, zap: Zap, table: TableRef, index: TableIndex, vpn: Vpn, old: EntrySlot): Path<void> {
  const steps = k.steps();
  k.arch.live.getAndClearFull(0, old, zap.mm, k.rec.cpu, zap.fullmm, steps);
  yield* performSteps(k, { mm: zap.mm, table, level: 0, index, vpn }, steps, HOW_CLEAR, BY_GATHER);
  k.gather.removeTlbEntry(zap.gather, 0, vpn, vpn + 1);
  yield stepPoint('zap_pte_range: entry cleared', vpn, old.lo, old.hi);
}

/** Dirty and accessed marks of a page-cache page; true: its rmap stays until the flush (zap-and-rmap §4, 7 and 8). */
function transferMarks(k: Core, zap: Zap, page: number, old: EntrySlot): boolean {
  const { codec } = k.arch;
  let delay = false;
  if (codec.dirty(0, old.lo, old.hi)) {
    delay = k.gather.delayRmap(zap.gather);
    recBranchTaken(k.rec, ZAP_PTE_RANGE_DIRTY_PAGE, delay ? 1 : 0);
    faultDirtySharedPage(k, page);
  }
  if (codec.young(0, old.lo, old.hi) && !(zap.vma.vmFlags & VM_SEQ_READ)) markPageAccessed(k, page);
  return delay;
}

function applyRss(k: Core, zap: Zap): void {
  zap.rss.forEach((delta, counter) => {
    if (delta !== 0) recCounterChanged(k.rec, counter as Place<'counter'>, zap.mm.id, delta);
  });
  zap.rss.fill(0);
}

/** Zaps part of one VMA in a gather of its own; tables stay. @kernel v6.2-rc3 mm/memory.c:zap_page_range_single */
export function* zapPageRangeSingle(k: Core, mm: MmState, vma: Vma, start: Vpn, end: Vpn, notifierKind: Place<'notifierKind'>): Path<void> {
  const gather = tlbGatherMmu(k, mm, false);
  recNotifierCalled(k.rec, NOTIFY_START, notifierKind, mm.id, start, end);
  yield* unmapPageRange(k, mm, vma, start, end, gather, false);
  recNotifierCalled(k.rec, NOTIFY_END, notifierKind, mm.id, start, end);
  yield* tlbFinishMmu(k, mm, gather);
}
