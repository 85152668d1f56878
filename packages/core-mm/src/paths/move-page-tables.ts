import {
  alignDown, BY_MOVE, HOW_CLEAR, HOW_SET, lockStep, MMU_NOTIFY_UNMAP, MOVE_PTES_ENTRY_MOVED, NOTIFY_END, NOTIFY_START, PMD, PTE, PUD,
  recBranchTaken, recNotifierCalled, stepPoint, unlockStep, vpnHi, type EntrySlot, type Level, type Path, type TableRef, type Vpn,
} from '@faultline/contracts';
import { setEntry } from '../entry';
import { allocTables } from '../alloc-tables';
import type { Core } from '../core';
import { below, cursorOver, entryFor, HOLE, leadsOn, nextEntry, nextInTable, pagesAt, SWAP_STYLE, type Cursor } from '../cursor';
import { ptl } from '../fault/vmf';
import { flushTlbRange, performSteps } from '../flush';
import type { MmState } from '../state/mm';

const MOVE = 'move_page_tables';

/** Level of the largest entry that can move as a whole here. A table moves by one entry if it covers the same pages at both places. */
function movableLevel(k: Core, from: Vpn, to: Vpn, left: number): Level {
  const { canMovePud, canMovePmd } = k.arch.caps;
  for (const [level, can] of [[PUD, canMovePud], [PMD, canMovePmd]] as const) {
    const span = pagesAt(k, level);
    if (can && from % span === 0 && to % span === 0 && left >= span) return level;
  }
  return PTE;
}

/** How many pages it came over: fewer than asked when memory for a table ran out. @kernel v6.2-rc3 mm/mremap.c:move_page_tables */
export function* movePageTables(k: Core, mm: MmState, start: Vpn, end: Vpn, to: Vpn): Path<number> {
  const { cause } = k.rec;
  k.rec.cause = recNotifierCalled(k.rec, NOTIFY_START, MMU_NOTIFY_UNMAP, mm.id, start, end);
  let at = start;
  let before = -1;
  while (at < end && at !== before) {
    before = at;
    at = yield* moveSome(k, mm, at, end, to + (at - start));
  }
  k.rec.cause = cause;
  recNotifierCalled(k.rec, NOTIFY_END, MMU_NOTIFY_UNMAP, mm.id, start, end);
  return at - start;
}

/** Moves what lies in one table, or a whole table; returns the page after it, or `at` without memory for a table. */
function* moveSome(k: Core, mm: MmState, at: number, end: Vpn, target: number): Path<number> {
  const level = movableLevel(k, at, target, end - at);
  if (level > PTE && level < mm.topLevel) {
    const moved = yield* moveTable(k, mm, level, at, target);
    if (moved === NO_MEMORY) return at;
    if (moved === MOVED) return at + pagesAt(k, level);
  }
  const stop = Math.min(end, nextTable(k, at), at + (nextTable(k, target) - target));
  return (yield* movePtes(k, mm, at, stop, target)) ? stop : at;
}

const nextTable = (k: Core, vpn: Vpn): number => alignDown(vpn, pagesAt(k, PMD)) + pagesAt(k, PMD);

/** Outcomes of moving a table: done or nothing there, no memory for the way to it, its place is taken. */
const MOVED = 0;
const NO_MEMORY = 1;
const TAKEN = 2;

/**
 * Moves the entry of a whole table. The entries inside are not touched, so none is marked soft-dirty (MR6).
 * @kernel v6.2-rc3 mm/mremap.c:move_normal_pmd,move_normal_pud
 */
function* moveTable(k: Core, mm: MmState, level: Level, from: Vpn, to: Vpn): Path<number> {
  const at = entryFor(k, mm, from, level);
  if (!leadsOn(at, MOVE)) return MOVED;
  if (allocTables(k, MOVE, mm, to, level) === 0) return NO_MEMORY;
  const target = entryFor(k, mm, to, level);
  // A table stands there, perhaps empty: the entries move into it one by one.
  if (target.kind !== HOLE) return TAKEN;
  const { cause } = k.rec;
  k.arch.codec.none(level, k.entry);
  k.rec.cause = setEntry(k, at, HOW_CLEAR, k.entry);
  setEntry(k, target, HOW_SET, at.entry);
  yield* flushTlbRange(k, mm, BY_MOVE, from, from + pagesAt(k, level));
  k.rec.cause = cause;
  return MOVED;
}

/**
 * Entries one by one; one range flush, before the locks go, if any was present. False: no memory for a table. Afterwards the page can be
 * unmapped and freed at its new place by a path that knows nothing of the old, so no translation of the old place may be left.
 * @kernel v6.2-rc3 mm/mremap.c:move_ptes
 */
function* movePtes(k: Core, mm: MmState, start: Vpn, end: Vpn, to: Vpn): Path<boolean> {
  const { cause } = k.rec;
  const at = cursorOver(mm, start, end);
  while (nextEntry(k, at, PMD)) {
    if (!leadsOn(at, MOVE)) continue;
    const ptes = below(k, at);
    const target = allocTables(k, MOVE, mm, to + (at.start - start), ptes.level);
    if (target === 0) return false;
    yield lockStep(ptl(ptes.table));
    let moved = false;
    while (nextInTable(k, ptes)) moved = (yield* movePte(k, ptes, target, to + (ptes.start - start), cause)) || moved;
    if (moved) yield* flushTlbRange(k, mm, BY_MOVE, at.start, at.end);
    k.rec.cause = cause;
    yield unlockStep(ptl(ptes.table));
  }
  return true;
}

/**
 * MOVE_PTES_ENTRY_MOVED for one entry, present or swap-style; true: it was present. That it was cleared is the cause of what follows.
 * Never do both places hold the entry; the page keeps its reference, map count and marks.
 */
function* movePte(k: Core, at: Cursor, target: TableRef, to: Vpn, cause: number): Path<boolean> {
  if (at.kind === HOLE) return false;
  const { mm, level, entry: old } = at;
  k.rec.cause = cause;
  k.rec.cause = recBranchTaken(k.rec, MOVE_PTES_ENTRY_MOVED, 0);
  const steps = k.steps();
  k.arch.live.getAndClear(level, old, mm, k.rec.cpu, steps);
  yield* performSteps(k, at, steps, HOW_CLEAR, BY_MOVE);
  yield stepPoint('move_ptes: entry cleared', { vpn: at.vpn, entryLo: old.lo, entryHi: old.hi });
  const entry = k.slot(old.lo, old.hi);
  moveSoftDirtyPte(k, at, entry);
  setEntry(k, { mm, table: target, level, index: k.arch.geometry.index(level, to | 0, vpnHi(to)), vpn: to }, HOW_SET, entry);
  return at.kind !== SWAP_STYLE;
}

/**
 * What moved counts as written. A tracker goes by address, and at the new address the content is new.
 * @kernel v6.2-rc3 mm/mremap.c:move_soft_dirty_pte
 */
function moveSoftDirtyPte(k: Core, at: Cursor, entry: EntrySlot): void {
  if (at.kind === SWAP_STYLE) k.arch.swap.mkSoftDirty(entry);
  else k.arch.codec.mkSoftDirty(at.level, entry);
}
