import {
  BY_RECLAIM, COUNTER_SWAP, HOW_CLEAR, HOW_SET, lockStep, MMU_NOTIFY_CLEAR, NOTIFY_END, NOTIFY_START, PG_DIRTY, PG_EXCLUSIVE, PG_SWAP_BACKED,
  recBranchTaken, recCounterChanged, recFolioFlagged, recNotifierCalled, REF_MAP, TRY_TO_UNMAP_ONE_LAZILY_FREED,
  TRY_TO_UNMAP_ONE_MARKER_LEFT, TRY_TO_UNMAP_ONE_MAY_BE_PINNED, TRY_TO_UNMAP_ONE_SWAPPED, unlockStep, VM_LOCKED, type EntrySlot, type Path, type Pfn,
} from '@faultline/contracts';
import { putPage } from '../alloc';
import type { Core } from '../core';
import type { Cursor } from '../cursor';
import { mmCounter } from '../counters';
import { setPageDirty } from '../dirty';
import { setEntry } from '../entry';
import { ptl } from '../fault/vmf';
import { performSteps } from '../flush';
import { maybeDmaPinned } from '../gup/grab';
import { leaveMarker } from '../marker/paths';
import { mlockVmaPage } from '../mlock/mlock-page';
import { isAnon, isExclusive, pageRemoveRmap } from '../rmap';
import { rmapWalk, type RmapPlace, type RmapVisitor } from '../rmap-walk';
import { F_MAPCOUNT, F_REF, hasFlag } from '../state/frames';
import type { Vma } from '../state/vma';
import { makeSwapEntry } from './entries';
import { mappedAt } from './mapped-at';
import { slotOfPage, swapDuplicate, swapFree } from './slots';

/** The reference of whoever unmaps. */
const OURS = 1;

/** Takes every mapping of the page away, as far as may be; it is locked. @kernel v6.2-rc3 mm/rmap.c:try_to_unmap */
export function* tryToUnmap(k: Core, pfn: Pfn): Path<void> {
  yield* rmapWalk(k, pfn, UNMAPPING);
}

const UNMAPPING: RmapVisitor = {
  /** @kernel v6.2-rc3 mm/rmap.c:try_to_unmap_one */
  *one(k: Core, pfn: Pfn, place: RmapPlace): Path<boolean> {
    const { mm, vpn } = place;
    const { cause } = k.rec;
    k.rec.cause = recNotifierCalled(k.rec, NOTIFY_START, MMU_NOTIFY_CLEAR, mm.id, vpn, vpn + 1);
    const unmapped = yield* underPtl(k, pfn, place);
    k.rec.cause = cause;
    recNotifierCalled(k.rec, NOTIFY_END, MMU_NOTIFY_CLEAR, mm.id, vpn, vpn + 1);
    return unmapped && k.state.frames.get(pfn, F_MAPCOUNT) > 0;
  },
};

/** False: the page stays mapped here. */
function* underPtl(k: Core, pfn: Pfn, place: RmapPlace): Path<boolean> {
  const found = mappedAt(k, pfn, place);
  if (found === undefined) return true;
  yield lockStep(ptl(found.table));
  const at = mappedAt(k, pfn, place);
  let unmapped = true;
  if (at !== undefined && place.vma.vmFlags & VM_LOCKED) unmapped = keepLocked(k, pfn, place);
  else if (at !== undefined) unmapped = yield* unmapOne(k, pfn, at, place.vma);
  yield unlockStep(ptl(found.table));
  return unmapped;
}

/** A locked VMA maps the page: it is no business of reclaim, whatever its marks said. */
function keepLocked(k: Core, pfn: Pfn, { vma }: RmapPlace): false {
  mlockVmaPage(k, vma.vmFlags, pfn, k.rec.cause);
  return false;
}

/**
 * Clear and flush, then a decision, then what stands there instead. While the entry is empty nobody can take a new reference by it, so
 * what is found of the page now stays true.
 */
function* unmapOne(k: Core, pfn: Pfn, at: Cursor, { vmFlags }: Vma): Path<boolean> {
  const { codec, live } = k.arch;
  const { mm, level, entry: old } = at;
  const steps = k.steps();
  live.clearFlush(level, old, mm, k.rec.cpu, steps);
  yield* performSteps(k, at, steps, HOW_CLEAR, BY_RECLAIM);
  if (!isAnon(k, pfn) && codec.uffdWp(level, old.lo, old.hi)) leaveMarker(k, at, TRY_TO_UNMAP_ONE_MARKER_LEFT);
  if (codec.dirty(level, old.lo, old.hi)) setPageDirty(k, pfn);
  const gone = replaced(k, pfn, at);
  if (!gone) {
    setEntry(k, at, HOW_SET, old);
    return false;
  }
  recCounterChanged(k.rec, mmCounter(k, pfn), mm.id, -1);
  pageRemoveRmap(k, vmFlags, pfn);
  putPage(k, pfn, REF_MAP);
  return true;
}

/** What stands in place of the mapping: of a page of an object nothing, for it can be found there. False: the mapping has to stay. */
function replaced(k: Core, pfn: Pfn, at: Cursor): boolean {
  if (!isAnon(k, pfn)) return true;
  return hasFlag(k.state.frames, pfn, PG_SWAP_BACKED) ? swapOne(k, pfn, at) : discardOne(k, pfn);
}

/** What was lazily freed is dropped, if it still is what it was when the process said that it may be. */
function discardOne(k: Core, pfn: Pfn): boolean {
  const { frames } = k.state;
  const droppable = frames.get(pfn, F_REF) === OURS + frames.get(pfn, F_MAPCOUNT) && !hasFlag(frames, pfn, PG_DIRTY);
  k.rec.cause = recBranchTaken(k.rec, TRY_TO_UNMAP_ONE_LAZILY_FREED, droppable ? 1 : 0);
  if (!droppable) recFolioFlagged(k.rec, PG_SWAP_BACKED, 1, pfn);
  return droppable;
}

/**
 * An entry of the page's slot takes the place of the mapping. An exclusive page is no more so, for the entry remembers it; but a device
 * that has it pinned must go on sharing it with the process.
 */
function swapOne(k: Core, pfn: Pfn, at: Cursor): boolean {
  const slot = slotOfPage(k, pfn);
  swapDuplicate(k, slot);
  const exclusive = isExclusive(k, pfn);
  if (exclusive && maybeDmaPinned(k, pfn)) {
    swapFree(k, slot);
    k.rec.cause = recBranchTaken(k.rec, TRY_TO_UNMAP_ONE_MAY_BE_PINNED, pfn);
    return false;
  }
  if (exclusive) recFolioFlagged(k.rec, PG_EXCLUSIVE, 0, pfn);
  k.rec.cause = recBranchTaken(k.rec, TRY_TO_UNMAP_ONE_SWAPPED, slot);
  recCounterChanged(k.rec, COUNTER_SWAP, at.mm.id, 1);
  const entry = k.slot(0, 0);
  makeSwapEntry(k, slot, entry);
  carryMarks(k, at, exclusive, entry);
  k.rec.cause = setEntry(k, at, HOW_SET, entry);
  return true;
}

function carryMarks(k: Core, { level, entry: old }: Cursor, exclusive: boolean, entry: EntrySlot): void {
  const { codec, swap } = k.arch;
  if (exclusive) swap.mkExclusive(entry);
  if (codec.softDirty(level, old.lo, old.hi)) swap.mkSoftDirty(entry);
  if (codec.uffdWp(level, old.lo, old.hi)) swap.mkUffdWp(entry);
}
