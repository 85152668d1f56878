import {
  BY_GATHER, HOW_CLEAR, HOW_SET, lockStep, MADVISE_COLD_OR_PAGEOUT_PTE_RANGE_TAKEN, PG_ACTIVE, PG_LRU, PG_REFERENCED,
  PG_UNEVICTABLE, PMD, recBranchTaken, recFolioFlagged, unlockStep, type GatherId, type Path, type Pfn, type Vpn,
} from '@faultline/contracts';
import type { Core } from '../core';
import { below, cursorOver, leadsOn, mapsPage, nextEntry, nextInTable, SWAP_STYLE, type Cursor } from '../cursor';
import { setEntry } from '../entry';
import { ptl } from '../fault/vmf';
import { performSteps } from '../flush';
import { vmNormalPage } from '../normal-page';
import { F_MAPCOUNT, hasFlag } from '../state/frames';
import type { MmState } from '../state/mm';
import type { Vma } from '../state/vma';
import { isolateLruPage, reclaimPages, type Isolated } from '../swap/reclaim';
import { tlbFinishMmu, tlbGatherMmu } from './tlb-gather';

/** One call. */
interface Cooling {
  readonly gather: GatherId;
  readonly pageout: boolean;
  /** Pages of the table at hand, isolated for reclaim. */
  readonly isolated: Isolated[];
  /** Why entries change. */
  readonly cause: number;
}

/**
 * COLD makes pages the first to be reclaimed, PAGEOUT reclaims them. One gather for the marks that are taken away.
 * @kernel v6.2-rc3 mm/madvise.c:madvise_cold,madvise_pageout
 */
export function* madviseColdOrPageout(k: Core, mm: MmState, vma: Vma, start: Vpn, end: Vpn, pageout: boolean): Path<void> {
  const { cause } = k.rec;
  const gather = tlbGatherMmu(k, mm, false);
  const began = k.rec.cause;
  k.gather.startVma(gather, vma.vmFlags);
  const cooling: Cooling = { gather, pageout, isolated: [], cause: k.rec.cause };
  const at = cursorOver(mm, start, end);
  while (nextEntry(k, at, PMD)) if (leadsOn(at, 'madvise_cold_or_pageout_pte_range')) yield* coolTable(k, cooling, below(k, at));
  k.rec.cause = cooling.cause;
  yield* k.gather.endVma(gather);
  k.rec.cause = began;
  yield* tlbFinishMmu(k, mm, gather);
  k.rec.cause = cause;
}

/** What was isolated is reclaimed without the lock: reclaim takes it itself. @kernel v6.2-rc3 mm/madvise.c:madvise_cold_or_pageout_pte_range */
function* coolTable(k: Core, cooling: Cooling, at: Cursor): Path<void> {
  yield lockStep(ptl(at.table));
  while (nextInTable(k, at))
    if (at.kind !== SWAP_STYLE && mapsPage(at, 'madvise_cold_or_pageout_pte_range')) yield* coolEntry(k, cooling, at);
  k.rec.cause = cooling.cause;
  yield unlockStep(ptl(at.table));
  yield* reclaimPages(k, cooling.isolated.splice(0));
  k.rec.cause = cooling.cause;
}

/** A page that others map is theirs as well: what one process says of it is not asked. */
function* coolEntry(k: Core, cooling: Cooling, at: Cursor): Path<void> {
  const page = vmNormalPage(k, at.entry.lo, at.entry.hi);
  if (page === 0) return;
  const { frames } = k.state;
  const taken = hasFlag(frames, page, PG_LRU) && frames.get(page, F_MAPCOUNT) === 1;
  k.rec.cause = cooling.cause;
  k.rec.cause = recBranchTaken(k.rec, MADVISE_COLD_OR_PAGEOUT_PTE_RANGE_TAKEN, taken ? 1 : 0);
  if (!taken) return;
  const asks = cooling.pageout && k.profile['pageout-ignores-marks'];
  if (!asks && k.arch.codec.young(at.level, at.entry.lo, at.entry.hi)) yield* makeOld(k, cooling, at);
  if (hasFlag(frames, page, PG_REFERENCED)) recFolioFlagged(k.rec, PG_REFERENCED, 0, page);
  if (!cooling.pageout) deactivatePage(k, page);
  else if (isolateLruPage(k, page)) cooling.isolated.push({ pfn: page, cause: k.rec.cause });
}

/** Cleared and set again, so that hardware sets no mark in between. */
function* makeOld(k: Core, { gather }: Cooling, at: Cursor): Path<void> {
  const steps = k.steps();
  const { cause } = k.rec;
  k.arch.live.getAndClearFull(at.level, at.entry, at.mm, k.rec.cpu, false, steps);
  yield* performSteps(k, at, steps, HOW_CLEAR, BY_GATHER);
  const entry = k.slot(at.entry.lo, at.entry.hi);
  k.arch.codec.mkOld(at.level, entry);
  k.rec.cause = setEntry(k, at, HOW_SET, entry);
  k.gather.removeTlbEntry(gather, at.level, at.start, at.end);
  k.rec.cause = cause;
}

/** @kernel v6.2-rc3 mm/swap.c:deactivate_page */
function deactivatePage(k: Core, page: Pfn): void {
  const { frames } = k.state;
  if (hasFlag(frames, page, PG_ACTIVE) && !hasFlag(frames, page, PG_UNEVICTABLE)) recFolioFlagged(k.rec, PG_ACTIVE, 0, page);
}
