import {
  BY_GATHER, HOW_CLEAR, HOW_SET, lockStep, MADVISE_FREE_PTE_RANGE_LAZY, MMU_NOTIFY_CLEAR, NOTIFY_END, NOTIFY_START,
  PG_ACTIVE, PG_DIRTY, PG_LRU, PG_REFERENCED, PG_SWAP_BACKED, PG_UNEVICTABLE, PMD, recBranchTaken, recCounterChanged, recFolioFlagged, recNotifierCalled,
  unlockStep, type GatherId, type Path, type Pfn, type Place, type Vpn,
} from '@faultline/contracts';
import type { Core } from '../core';
import { below, cursorOver, leadsOn, mapsPage, nextEntry, nextInTable, SWAP_STYLE, type Cursor } from '../cursor';
import { setEntry } from '../entry';
import { ptl } from '../fault/vmf';
import { performSteps } from '../flush';
import { vmNormalPage } from '../normal-page';
import { isAnon } from '../rmap';
import { F_MAPCOUNT, hasFlag } from '../state/frames';
import type { MmState } from '../state/mm';
import { vmaIsAnonymous, type Vma } from '../state/vma';
import { kindOfEntry } from '../swap/kinds';
import { folioFreeSwap, inSwapCache } from '../swap/slots';
import { tlbFinishMmu, tlbGatherMmu } from './tlb-gather';

const COUNTERS = 4;

/** One call. */
interface Freeing {
  readonly gather: GatherId;
  /** RSS changes of the table at hand. */
  readonly rss: Int32Array;
  /** Why entries change. */
  readonly cause: number;
}

/**
 * Pages of anonymous memory may be dropped by reclaim from now on, until they are written to again; what is on swap is dropped at once.
 * @kernel v6.2-rc3 mm/madvise.c:madvise_free_single_vma
 */
export function* madviseFree(k: Core, mm: MmState, vma: Vma, start: Vpn, end: Vpn): Path<'ok' | 'EINVAL'> {
  if (!vmaIsAnonymous(vma)) return 'EINVAL';
  const gather = tlbGatherMmu(k, mm, false);
  const began = k.rec.cause;
  k.rec.cause = recNotifierCalled(k.rec, NOTIFY_START, MMU_NOTIFY_CLEAR, mm.id, start, end);
  k.gather.startVma(gather, vma.vmFlags);
  const freeing: Freeing = { gather, rss: new Int32Array(COUNTERS), cause: k.rec.cause };
  const at = cursorOver(mm, start, end);
  while (nextEntry(k, at, PMD)) if (leadsOn(at, 'madvise_free_pte_range')) yield* freePteRange(k, freeing, below(k, at));
  yield* k.gather.endVma(gather);
  k.rec.cause = began;
  recNotifierCalled(k.rec, NOTIFY_END, MMU_NOTIFY_CLEAR, mm.id, start, end);
  yield* tlbFinishMmu(k, mm, gather);
  return 'ok';
}

/** @kernel v6.2-rc3 mm/madvise.c:madvise_free_pte_range */
function* freePteRange(k: Core, freeing: Freeing, at: Cursor): Path<void> {
  yield lockStep(ptl(at.table));
  while (nextInTable(k, at))
    if (at.kind === SWAP_STYLE) dropNonPresent(k, freeing, at);
    else if (mapsPage(at, 'madvise_free_pte_range')) yield* freePage(k, freeing, at);
  freeing.rss.forEach((delta, counter) => void (delta !== 0 && recCounterChanged(k.rec, counter as Place<'counter'>, at.mm.id, delta)));
  freeing.rss.fill(0);
  k.rec.cause = freeing.cause;
  yield unlockStep(ptl(at.table));
}

/** To fault an empty entry in costs less than to read a page back that nobody wants. */
function dropNonPresent(k: Core, { rss, cause }: Freeing, at: Cursor): void {
  k.rec.cause = cause;
  kindOfEntry(k, 'madvise_free_pte_range', at.level, at.vpn, at.entry.lo, at.entry.hi).drop(k, at, rss);
  k.arch.codec.none(at.level, k.entry);
  k.rec.cause = setEntry(k, at, HOW_CLEAR, k.entry);
}

function* freePage(k: Core, freeing: Freeing, at: Cursor): Path<void> {
  const page = vmNormalPage(k, at.entry.lo, at.entry.hi);
  if (page === 0) return;
  k.rec.cause = freeing.cause;
  const lazy = canBeClean(k, page);
  k.rec.cause = recBranchTaken(k.rec, MADVISE_FREE_PTE_RANGE_LAZY, lazy ? 1 : 0);
  if (!lazy) return;
  if (hasFlag(k.state.frames, page, PG_DIRTY)) recFolioFlagged(k.rec, PG_DIRTY, 0, page);
  const { codec } = k.arch;
  const { level, entry: { lo, hi } } = at;
  if (codec.young(level, lo, hi) || codec.dirty(level, lo, hi)) yield* makeOldAndClean(k, freeing, at);
  markPageLazyfree(k, page);
}

/** The content must be nobody else's, neither by a mapping nor by a slot. */
function canBeClean(k: Core, page: Pfn): boolean {
  const { frames } = k.state;
  const cached = inSwapCache(k, page);
  if (!cached && !hasFlag(frames, page, PG_DIRTY)) return true;
  return frames.get(page, F_MAPCOUNT) === 1 && (!cached || folioFreeSwap(k, page));
}

/** The write bit stays: a write needs no fault, it only leaves its mark. A stale translation that is dirty would leave none, so it goes. */
function* makeOldAndClean(k: Core, { gather }: Freeing, at: Cursor): Path<void> {
  const { codec, live } = k.arch;
  const { cause } = k.rec;
  const steps = k.steps();
  live.getAndClearFull(at.level, at.entry, at.mm, k.rec.cpu, false, steps);
  yield* performSteps(k, at, steps, HOW_CLEAR, BY_GATHER);
  const entry = k.slot(at.entry.lo, at.entry.hi);
  codec.mkOld(at.level, entry);
  codec.mkClean(at.level, entry);
  k.rec.cause = setEntry(k, at, HOW_SET, entry);
  k.gather.removeTlbEntry(gather, at.level, at.start, at.end);
  k.rec.cause = cause;
}

/** @kernel v6.2-rc3 mm/swap.c:mark_page_lazyfree */
function markPageLazyfree(k: Core, page: Pfn): void {
  const { frames } = k.state;
  const has = (flag: number): boolean => hasFlag(frames, page, flag);
  if (!has(PG_LRU) || !isAnon(k, page) || !has(PG_SWAP_BACKED) || inSwapCache(k, page) || has(PG_UNEVICTABLE)) return;
  for (const flag of [PG_ACTIVE, PG_REFERENCED, PG_SWAP_BACKED] as const) if (has(flag)) recFolioFlagged(k.rec, flag, 0, page);
}
