import {
  BY_GATHER, HOW_CLEAR, lockStep, NOTIFY_END, NOTIFY_START, PMD, recBranchTaken, recCounterChanged, recNotifierCalled, stepPoint, ZAP_PTE_RANGE_MARKER_LEFT,
  unlockStep, VM_RAND_READ, VM_SEQ_READ, ZAP_PTE_RANGE_DIRTY_PAGE, type GatherId, type Path, type Pfn, type Place,
  type Vpn,
} from '@faultline/contracts';
import type { Core } from '../core';
import { below, cursorOver, leadsOn, mapsPage, nextEntry, nextInTable, SWAP_STYLE, type Cursor } from '../cursor';
import { mmCounter } from '../counters';
import { ptl } from '../fault/vmf';
import { setEntry } from '../entry';
import { performSteps } from '../flush';
import { setPageDirty } from '../dirty';
import { markPageAccessed } from '../lru';
import { leaveMarker, zapMarker, type MarkerZap } from '../marker/paths';
import { vmNormalPage } from '../normal-page';
import { isAnon, pageRemoveRmap } from '../rmap';
import type { MmState } from '../state/mm';
import { vmaIsAnonymous, type Vma } from '../state/vma';
import { kindOfEntry } from '../swap/kinds';
import { userfaultfdWp } from '../uffd/registered';
import { tlbFinishMmu, tlbGatherMmu } from './tlb-gather';

const COUNTERS = 4;

/** One zap: what is unmapped, and with which gather. */
interface Zap extends MarkerZap {
  readonly mm: MmState;
  readonly vma: Vma;
  readonly gather: GatherId;
  readonly fullmm: boolean;
  /** Whether a protected entry leaves a marker behind. */
  readonly leavesMarkers: boolean;
  /** RSS changes of the table at hand, applied when it is done. */
  readonly rss: Int32Array;
}

/** Clears the entries of a VMA in start … end. @kernel v6.2-rc3 mm/memory.c:unmap_page_range */
export function* unmapPageRange(k: Core, mm: MmState, vma: Vma, start: Vpn, end: Vpn, gather: GatherId, fullmm: boolean, evenCows = true, keepsMarkers = false): Path<void> {
  const { cause } = k.rec;
  k.gather.startVma(gather, vma.vmFlags);
  const leavesMarkers = keepsMarkers && userfaultfdWp(vma) && !vmaIsAnonymous(vma);
  const zap: Zap = { mm, vma, gather, fullmm, evenCows, keepsMarkers, leavesMarkers, rss: new Int32Array(COUNTERS), cause: k.rec.cause };
  const at = cursorOver(mm, start, end);
  while (nextEntry(k, at, PMD)) if (leadsOn(at, 'unmap_page_range')) yield* zapPteRange(k, zap, below(k, at));
  yield* k.gather.endVma(gather);
  k.rec.cause = cause;
}

/**
 * One PTE table. Flush, then delayed rmaps, both under the lock; free only after it (zap-and-rmap §3).
 * The map count of a dirty page must not fall while a CPU can still write through a stale translation: a cleaner would take the page for
 * unmapped, write it out and clear its mark, and the late write would be lost. The lock is held until both are done, for a cleaner that
 * does find the mapping waits for it. What is freed is freed without the lock, after the flush (tlb-and-races §5).
 * @kernel v6.2-rc3 mm/memory.c:zap_pte_range @commit 5df397dec7c4 f036c8184f8b
 */
function* zapPteRange(k: Core, zap: Zap, at: Cursor): Path<void> {
  while (at.end < at.limit) {
    yield lockStep(ptl(at.table));
    const force = yield* zapEntries(k, zap, at);
    applyRss(k, zap);
    k.rec.cause = zap.cause;
    if (force) {
      yield* k.gather.flushTlbOnly(zap.gather);
      if (k.profile['rmap-flag-in-gather'] || k.gather.rmapsDelayed(zap.gather)) k.gather.flushRmaps(zap.gather, zap.vma.vmFlags);
    }
    yield unlockStep(ptl(at.table));
    if (force) yield* k.gather.flushMmu(zap.gather);
  }
}

/**
 * Entries from the next on until the end, or until the gather is full; true: flush now. Full or not, the entry at hand is finished: its
 * page is queued already.
 */
function* zapEntries(k: Core, zap: Zap, at: Cursor): Path<boolean> {
  let force = false;
  let full = false;
  while (!full && nextInTable(k, at)) {
    if (zapMarker(k, zap, at) || dropsNonPresent(k, zap, at) || !mapsPage(at, 'zap_pte_range')) continue;
    if (!zap.evenCows && isCopy(k, at)) continue;
    k.rec.cause = zap.cause;
    yield* clearEntry(k, zap, at);
    if (zap.leavesMarkers && k.arch.codec.uffdWp(at.level, at.entry.lo, at.entry.hi)) leaveMarker(k, at, ZAP_PTE_RANGE_MARKER_LEFT);
    const page = vmNormalPage(k, at.entry.lo, at.entry.hi);
    if (page === 0) continue;
    // An anonymous page has no file to be written to: its marks end with it, and its rmap goes at once.
    const delay = isAnon(k, page) ? false : transferMarks(k, zap, page, at);
    force ||= delay || forcesAlways(k, page, at);
    zap.rss[mmCounter(k, page)]!--;
    if (!delay) pageRemoveRmap(k, zap.vma.vmFlags, page);
    full = k.gather.removePage(zap.gather, page, delay);
  }
  return force || full;
}

/** A page of the process's own, which outlives what the file has there. @kernel v6.2-rc3 mm/memory.c:should_zap_page */
function isCopy(k: Core, { entry }: Cursor): boolean {
  const page = vmNormalPage(k, entry.lo, entry.hi);
  return page !== 0 && isAnon(k, page);
}

/** An entry that is neither empty nor present is cleared, and nothing of it is in any TLB. False: it is another one. */
function dropsNonPresent(k: Core, zap: Zap, at: Cursor): boolean {
  if (at.kind !== SWAP_STYLE) return false;
  k.rec.cause = zap.cause;
  kindOfEntry(k, 'zap_pte_range', at.level, at.vpn, at.entry.lo, at.entry.hi).drop(k, at, zap.rss);
  k.arch.codec.none(at.level, k.entry);
  k.rec.cause = setEntry(k, at, HOW_CLEAR, k.entry);
  if (zap.leavesMarkers && k.arch.swap.uffdWp(at.entry.lo, at.entry.hi)) leaveMarker(k, at, ZAP_PTE_RANGE_MARKER_LEFT);
  return true;
}

/**
 * Without delayed rmaps every dirty page-cache page forces a flush. So it is in 6.1: the flush came before the lock was dropped, but
 * after the map count had fallen.
 * @commit 5df397dec7c4
 */
const forcesAlways = (k: Core, page: Pfn, { level, entry }: Cursor): boolean =>
  !k.profile['delayed-rmap'] && !isAnon(k, page) && k.arch.codec.dirty(level, entry.lo, entry.hi);

/**
 * That the entry was cleared is the cause of what follows. Read and clear are one step: a mark that hardware sets up to then is in what
 * was read, and afterwards hardware finds nothing to mark.
 */
function* clearEntry(k: Core, zap: Zap, at: Cursor): Path<void> {
  const steps = k.steps();
  k.arch.live.getAndClearFull(at.level, at.entry, zap.mm, k.rec.cpu, zap.fullmm, steps);
  yield* performSteps(k, at, steps, HOW_CLEAR, BY_GATHER);
  k.gather.removeTlbEntry(zap.gather, at.level, at.start, at.end);
  yield stepPoint('zap_pte_range: entry cleared', { vpn: at.vpn, entryLo: at.entry.lo, entryHi: at.entry.hi });
}

/** VMA flags that say that an access tells nothing of the next. @kernel v6.2-rc3 mm/memory.c:zap_pte_range */
const unmarkedReads = ({ profile }: Core): number => (profile['random-reads-unmarked'] ? VM_SEQ_READ | VM_RAND_READ : VM_SEQ_READ);

/**
 * Dirty and accessed marks of a page-cache page; true: its rmap stays until the flush (zap-and-rmap §4, 7 and 8). The entry alone held
 * them. A range advised to be read once says nothing about use.
 */
function transferMarks(k: Core, zap: Zap, page: Pfn, { level, entry }: Cursor): boolean {
  const { codec } = k.arch;
  let delay = false;
  if (codec.dirty(level, entry.lo, entry.hi)) {
    delay = k.gather.delayRmap(zap.gather);
    const { cause } = k.rec;
    k.rec.cause = recBranchTaken(k.rec, ZAP_PTE_RANGE_DIRTY_PAGE, delay ? 1 : 0);
    setPageDirty(k, page);
    k.rec.cause = cause;
  }
  if (codec.young(level, entry.lo, entry.hi) && !(zap.vma.vmFlags & unmarkedReads(k))) markPageAccessed(k, page);
  return delay;
}

/** Once a table, not once a page: the counters belong to all threads of the mm. */
function applyRss(k: Core, zap: Zap): void {
  zap.rss.forEach((delta, counter) => {
    if (delta !== 0) recCounterChanged(k.rec, counter as Place<'counter'>, zap.mm.id, delta);
  });
  zap.rss.fill(0);
}

/**
 * Zaps part of one VMA in a gather of its own; tables stay. The last flush comes after secondary MMUs were told of the end: what it frees
 * they let go before the zap began.
 * @kernel v6.2-rc3 mm/memory.c:zap_page_range_single
 */
export function* zapPageRangeSingle(k: Core, mm: MmState, vma: Vma, start: Vpn, end: Vpn, notifierKind: Place<'notifierKind'>, evenCows = true): Path<void> {
  const { cause } = k.rec;
  const gather = tlbGatherMmu(k, mm, false);
  const began = k.rec.cause;
  k.rec.cause = recNotifierCalled(k.rec, NOTIFY_START, notifierKind, mm.id, start, end);
  yield* unmapPageRange(k, mm, vma, start, end, gather, false, evenCows, true);
  k.rec.cause = began;
  recNotifierCalled(k.rec, NOTIFY_END, notifierKind, mm.id, start, end);
  yield* tlbFinishMmu(k, mm, gather);
  k.rec.cause = cause;
}
