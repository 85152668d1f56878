import {
  BACKING_ANON, BY_MOVE, dropVmFlags, HOW_CLEAR, HOW_SET, lockStep, MMU_NOTIFY_UNMAP, MOVE_PTES_ENTRY_MOVED, MOVE_VMA_MOVED_BACK,
  MOVE_VMA_OLD_RANGE_LEFT, MREMAP_GROWN_IN_PLACE, MREMAP_SHRUNK, NOTIFY_END, NOTIFY_START, recBranchTaken, recNotifierCalled, stepPoint,
  unlockStep, VM_LOCKED, VM_LOCKONFAULT, vpnHi, type Level, type Path, type TableRef, type Vpn,
} from '@faultline/contracts';
import { readEntry, setEntry } from '../entry';
import type { Core } from '../core';
import { mmapLock, ptl } from '../fault/vmf';
import { flushTlbRange, performSteps } from '../flush';
import type { MmState } from '../state/mm';
import { linearPageIndex, vmaIndex, vmaLookup, type Vma } from '../state/vma';
import { allocTables, lookupTable, pagesAt, pteRun } from '../walk';
import { unmapRegion } from './munmap';
import { insertMerged, insertVma, removeVma } from './vma-ops';


type MremapErrno = 'ok' | 'EFAULT' | 'ENOMEM' | 'EINVAL';

/** Where a mapping moves to. */
export interface MoveTo {
  readonly vpn: Vpn;
  readonly dontUnmap: boolean;
}

/** Resizes in place, or moves to a fixed place. @kernel v6.2-rc3 mm/mremap.c:mremap */
export function* mremap(k: Core, mm: MmState, vpn: Vpn, pages: number, newPages: number, to: MoveTo | undefined): Path<MremapErrno> {
  yield lockStep(mmapLock(mm.id));
  const result = yield* mremapLocked(k, mm, vpn, pages, newPages, to);
  yield unlockStep(mmapLock(mm.id));
  return result;
}

/** What is not mapped is refused before anything at the new place is unmapped. */
function* mremapLocked(k: Core, mm: MmState, vpn: Vpn, pages: number, newPages: number, to: MoveTo | undefined): Path<MremapErrno> {
  const vma = vmaLookup(mm.vmas, vpn);
  if (vma === undefined) return 'EFAULT';
  return to === undefined ? yield* resize(k, mm, vma, vpn, pages, newPages) : yield* mremapTo(k, mm, vpn, pages, newPages, to);
}

function* resize(k: Core, mm: MmState, vma: Vma, vpn: Vpn, pages: number, newPages: number): Path<MremapErrno> {
  if (newPages <= pages) {
    recBranchTaken(k.rec, MREMAP_SHRUNK, 0);
    yield* unmapRegion(k, mm, vpn + newPages, vpn + pages);
    return 'ok';
  }
  if (vma.end < vpn + pages) return 'EFAULT';
  return grow(k, mm, vma, vpn + pages, vpn + newPages);
}

/** In place, if the VMA ends there and nothing is in the way. @kernel v6.2-rc3 mm/mremap.c:vma_expandable */
function grow(k: Core, mm: MmState, vma: Vma, oldEnd: number, newEnd: number): MremapErrno {
  const next = mm.vmas[vmaIndex(mm.vmas, vma.start) + 1];
  if (vma.end !== oldEnd || (next !== undefined && next.start < newEnd)) return 'ENOMEM';
  recBranchTaken(k.rec, MREMAP_GROWN_IN_PLACE, 0);
  removeVma(k, mm, vma);
  insertMerged(k, mm, { ...vma, end: newEnd });
  return 'ok';
}

/** @kernel v6.2-rc3 mm/mremap.c:mremap_to */
function* mremapTo(k: Core, mm: MmState, vpn: Vpn, pages: number, newPages: number, to: MoveTo): Path<MremapErrno> {
  if (vpn < to.vpn + newPages && to.vpn < vpn + pages) return 'EINVAL';
  if (to.dontUnmap && pages !== newPages) return 'EINVAL';
  yield* unmapRegion(k, mm, to.vpn, to.vpn + newPages);
  if (newPages < pages) yield* unmapRegion(k, mm, vpn + newPages, vpn + pages);
  const oldPages = Math.min(pages, newPages);
  const vma = vmaLookup(mm.vmas, vpn);
  if (vma === undefined || vma.end < vpn + oldPages) return 'EFAULT';
  return yield* moveVma(k, mm, vma, vpn, oldPages, newPages, to);
}

/** The VMA at its new place. An untouched anonymous one takes the offset of the place. @kernel v6.2-rc3 mm/mmap.c:copy_vma */
function copyVma(k: Core, mm: MmState, vma: Vma, vpn: Vpn, newPages: number, to: Vpn): void {
  const untouched = vma.backing === BACKING_ANON && vma.anonVma === 0;
  insertMerged(k, mm, { ...vma, start: to, end: to + newPages, pgoff: untouched ? to : linearPageIndex(vma, vpn) });
}

/** Without memory for a table, what was moved moves back. @kernel v6.2-rc3 mm/mremap.c:move_vma */
function* moveVma(k: Core, mm: MmState, vma: Vma, vpn: Vpn, oldPages: number, newPages: number, to: MoveTo): Path<'ok' | 'ENOMEM'> {
  copyVma(k, mm, vma, vpn, newPages, to.vpn);
  const moved = yield* movePageTables(k, mm, vpn, vpn + oldPages, to.vpn);
  if (moved < oldPages) {
    recBranchTaken(k.rec, MOVE_VMA_MOVED_BACK, moved);
    yield* movePageTables(k, mm, to.vpn, to.vpn + moved, vpn);
    yield* unmapRegion(k, mm, to.vpn, to.vpn + newPages);
    return 'ENOMEM';
  }
  recBranchTaken(k.rec, MOVE_VMA_OLD_RANGE_LEFT, to.dontUnmap ? 1 : 0);
  if (!to.dontUnmap) yield* unmapRegion(k, mm, vpn, vpn + oldPages);
  else leaveEmpty(k, mm, vma, vpn, oldPages);
  return 'ok';
}

/** DONTUNMAP: the old VMA stays, empty and unlocked; moved whole, it gives up its anon_vma. */
function leaveEmpty(k: Core, mm: MmState, vma: Vma, vpn: Vpn, pages: number): void {
  const whole = vma.start === vpn && vma.end === vpn + pages;
  removeVma(k, mm, vma);
  insertVma(k, mm, { ...vma, vmFlags: dropVmFlags(vma.vmFlags, VM_LOCKED | VM_LOCKONFAULT), anonVma: whole ? 0 : vma.anonVma });
}

/** Largest unit that can move as a whole here: 2 a PUD entry, 1 a PMD entry, 0 single entries. */
function movableLevel(k: Core, from: Vpn, to: Vpn, left: number): number {
  const { canMovePud, canMovePmd } = k.arch.caps;
  for (const [level, can] of [[2, canMovePud], [1, canMovePmd]] as const) {
    const span = pagesAt(k, level);
    if (can && from % span === 0 && to % span === 0 && left >= span) return level;
  }
  return 0;
}

/** How many pages it came over: fewer than asked when memory for a table ran out. @kernel v6.2-rc3 mm/mremap.c:move_page_tables */
function* movePageTables(k: Core, mm: MmState, start: Vpn, end: Vpn, to: Vpn): Path<number> {
  recNotifierCalled(k.rec, NOTIFY_START, MMU_NOTIFY_UNMAP, mm.id, start, end);
  let at = start;
  let before = -1;
  while (at < end && at !== before) {
    before = at;
    at = yield* moveSome(k, mm, at, end, to + (at - start));
  }
  recNotifierCalled(k.rec, NOTIFY_END, MMU_NOTIFY_UNMAP, mm.id, start, end);
  return at - start;
}

/** Moves what lies in one table, or a whole table; returns the page after it, or `at` without memory for a table. */
function* moveSome(k: Core, mm: MmState, at: number, end: Vpn, target: number): Path<number> {
  const level = movableLevel(k, at, target, end - at);
  if (level > 0 && level < mm.topLevel) {
    const moved = yield* moveTable(k, mm, level, at, target);
    if (moved === NO_MEMORY) return at;
    if (moved === MOVED) return at + pagesAt(k, level);
  }
  const stop = Math.min(end, nextTable(k, at), at + (nextTable(k, target) - target));
  return (yield* movePtes(k, mm, at, stop, target)) ? stop : at;
}

const nextTable = (k: Core, vpn: Vpn): number => vpn - (vpn % pagesAt(k, 1)) + pagesAt(k, 1);

/** Outcomes of moving a table: done or nothing there, no memory for the way to it, its place is taken. */
const MOVED = 0;
const NO_MEMORY = 1;
const TAKEN = 2;

/** Moves the entry of a whole table. @kernel v6.2-rc3 mm/mremap.c:move_normal_pmd,move_normal_pud */
function* moveTable(k: Core, mm: MmState, level: Level, from: Vpn, to: Vpn): Path<number> {
  const { codec, geometry } = k.arch;
  const source = lookupTable(k, mm, from | 0, vpnHi(from), level);
  if (source === 0) return MOVED;
  const fromIndex = geometry.index(level, from | 0, vpnHi(from));
  const toIndex = geometry.index(level, to | 0, vpnHi(to));
  const entry = k.slot(0, 0);
  readEntry(k, source, fromIndex, entry);
  if (codec.isNone(level, entry.lo, entry.hi)) return MOVED;
  const target = allocTables(k, mm, to, to | 0, vpnHi(to), level);
  if (target === 0) return NO_MEMORY;
  const before = k.slot(0, 0);
  readEntry(k, target, toIndex, before);
  if (!codec.isNone(level, before.lo, before.hi)) return TAKEN;
  codec.none(level, k.entry);
  setEntry(k, { mm, table: source, level, index: fromIndex, vpn: from }, HOW_CLEAR, k.entry);
  setEntry(k, { mm, table: target, level, index: toIndex, vpn: to }, HOW_SET, entry);
  yield* flushTlbRange(k, mm, BY_MOVE, from, from + pagesAt(k, level));
  return MOVED;
}

/** Entries one by one; one range flush, before the locks go, if any was present. False: no memory for a table. @kernel v6.2-rc3 mm/mremap.c:move_ptes */
function* movePtes(k: Core, mm: MmState, start: Vpn, end: Vpn, to: Vpn): Path<boolean> {
  for (let run = pteRun(k, mm, start, end); run !== undefined; run = pteRun(k, mm, run.end, end)) {
    if (run.table === 0) continue;
    const first = to + (run.start - start);
    const target = allocTables(k, mm, first, first | 0, vpnHi(first), 0);
    if (target === 0) return false;
    yield lockStep(ptl(run.table));
    let moved = false;
    for (let vpn = run.start; vpn < run.end; vpn++) moved = (yield* movePte(k, mm, run.table, target, vpn, to + (vpn - start))) || moved;
    if (moved) yield* flushTlbRange(k, mm, BY_MOVE, run.start, run.end);
    yield unlockStep(ptl(run.table));
  }
  return true;
}

/** MOVE_PTES_ENTRY_MOVED for one entry; true: it was present. */
function* movePte(k: Core, mm: MmState, table: TableRef, target: number, from: Vpn, to: Vpn): Path<boolean> {
  const { codec, geometry, live } = k.arch;
  const index = geometry.index(0, from | 0, vpnHi(from));
  const old = k.slot(0, 0);
  readEntry(k, table, index, old);
  if (codec.isNone(0, old.lo, old.hi)) return false;
  recBranchTaken(k.rec, MOVE_PTES_ENTRY_MOVED, 0);
  const steps = k.steps();
  live.getAndClear(0, old, mm, k.rec.cpu, steps);
  yield* performSteps(k, { mm, table, level: 0, index, vpn: from }, steps, HOW_CLEAR, BY_MOVE);
  yield stepPoint('move_ptes: entry cleared', from, old.lo, old.hi);
  const toIndex = geometry.index(0, to | 0, vpnHi(to));
  const entry = k.slot(old.lo, old.hi);
  codec.mkSoftDirty(0, entry);
  setEntry(k, { mm, table: target, level: 0, index: toIndex, vpn: to }, HOW_SET, entry);
  return codec.present(0, old.lo, old.hi);
}
