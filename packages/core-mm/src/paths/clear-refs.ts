import {
  BY_CLEAR_REFS, CLEAR_SOFT_DIRTY_PINNED, dropVmFlags, HOW_SET, HOW_UPDATE, isCowMapping, lockStep, MMU_NOTIFY_SOFT_DIRTY, NOTIFY_END, NOTIFY_START, PG_REFERENCED, PMD,
  recBranchTaken, recFlushPendingChanged, recFolioFlagged, recNotifierCalled, unlockStep, VM_PFNMAP, VM_SOFTDIRTY, type Path,
} from '@faultline/contracts';
import type { Core } from '../core';
import { below, cursorOver, leadsOn, mapsPage, nextEntry, nextInTable, SWAP_STYLE, type Cursor } from '../cursor';
import { setEntry } from '../entry';
import { mmapLock, ptl } from '../fault/vmf';
import { flushTlbMm, performSteps } from '../flush';
import { maybeDmaPinned } from '../gup/grab';
import { vmNormalPage } from '../normal-page';
import { hasFlag } from '../state/frames';
import type { MmState } from '../state/mm';
import type { Vma } from '../state/vma';
import { insertVma, removeVma } from './vma-ops';

/** What is done to one entry that is not empty. */
type ClearPte = (k: Core, vma: Vma, at: Cursor) => Path<void>;

/** Visits the entries of the whole address space, table by table under its lock. @kernel v6.2-rc3 fs/proc/task_mmu.c:clear_refs_pte_range */
function* eachEntry(k: Core, mm: MmState, visit: ClearPte): Path<void> {
  const vmas: readonly Vma[] = mm.vmas;
  for (const vma of vmas) if (!(vma.vmFlags & VM_PFNMAP)) yield* eachEntryOf(k, vma, cursorOver(mm, vma.start, vma.end), visit);
}

function* eachEntryOf(k: Core, vma: Vma, at: Cursor, visit: ClearPte): Path<void> {
  while (nextEntry(k, at, PMD)) if (leadsOn(at, 'clear_refs_pte_range')) yield* eachPte(k, vma, below(k, at), visit);
}

function* eachPte(k: Core, vma: Vma, at: Cursor, visit: ClearPte): Path<void> {
  yield lockStep(ptl(at.table));
  while (nextInTable(k, at)) if (at.kind === SWAP_STYLE || mapsPage(at, 'clear_refs_pte_range')) yield* visit(k, vma, at);
  yield unlockStep(ptl(at.table));
}

/** VMAs that counted as written as a whole count by their entries from now on. They are not merged. */
function dropVmaMarks(k: Core, mm: MmState): void {
  const { cause } = k.rec;
  for (const vma of mm.vmas.filter(({ vmFlags }) => vmFlags & VM_SOFTDIRTY)) {
    k.rec.cause = removeVma(k, mm, vma);
    insertVma(k, mm, { ...vma, vmFlags: dropVmFlags(vma.vmFlags, VM_SOFTDIRTY) });
    k.rec.cause = cause;
  }
}

/**
 * Writing 4 to clear_refs: each entry loses its mark and the right to write, so that the next write faults and sets the mark. Whoever
 * faults meanwhile sees a flush pending and does its own.
 * @kernel v6.2-rc3 fs/proc/task_mmu.c:clear_refs_write
 */
export function* clearSoftDirty(k: Core, mm: MmState): Path<void> {
  const limit = k.arch.geometry.userLimit(mm);
  yield lockStep(mmapLock(mm.id));
  dropVmaMarks(k, mm);
  const { cause } = k.rec;
  recFlushPendingChanged(k.rec, mm.id, 1);
  k.rec.cause = recNotifierCalled(k.rec, NOTIFY_START, MMU_NOTIFY_SOFT_DIRTY, mm.id, 0, limit);
  yield* eachEntry(k, mm, clearSoftDirtyPte);
  k.rec.cause = cause;
  recNotifierCalled(k.rec, NOTIFY_END, MMU_NOTIFY_SOFT_DIRTY, mm.id, 0, limit);
  yield* flushTlbMm(k, mm, BY_CLEAR_REFS);
  recFlushPendingChanged(k.rec, mm.id, -1);
  yield unlockStep(mmapLock(mm.id));
}

/** A device writes to a pinned page without a fault: without its right to write the entry would be copied, and part from the pin. */
function isPinned(k: Core, { vmFlags }: Vma, { mm, level, entry: { lo, hi } }: Cursor): boolean {
  const asked = k.arch.codec.write(level, lo, hi) && isCowMapping(vmFlags) && mm.hasPinned;
  const page = asked ? vmNormalPage(k, lo, hi) : 0;
  return page !== 0 && maybeDmaPinned(k, page);
}

/** @kernel v6.2-rc3 fs/proc/task_mmu.c:clear_soft_dirty */
function* clearSoftDirtyPte(k: Core, vma: Vma, at: Cursor): Path<void> {
  const { codec, live } = k.arch;
  const { mm, level, entry: old } = at;
  if (at.kind === SWAP_STYLE) return clearSoftDirtySwap(k, at);
  if (isPinned(k, vma, at)) return void recBranchTaken(k.rec, CLEAR_SOFT_DIRTY_PINNED, at.vpn);
  const { cause } = k.rec;
  const start = k.steps();
  live.modifyProtStart(level, old, mm, k.rec.cpu, start);
  yield* performSteps(k, at, start, HOW_SET, BY_CLEAR_REFS);
  const entry = k.slot(old.lo, old.hi);
  codec.wrProtect(level, entry);
  codec.clearSoftDirty(level, entry);
  const commit = k.steps();
  live.modifyProtCommit(level, old, entry, mm, k.rec.cpu, commit);
  yield* performSteps(k, at, commit, HOW_SET, BY_CLEAR_REFS);
  k.rec.cause = cause;
}

/** Whoever swaps the page in finds no mark in its entry. No TLB has such an entry. */
function clearSoftDirtySwap(k: Core, at: Cursor): void {
  const entry = k.slot(at.entry.lo, at.entry.hi);
  k.arch.swap.clearSoftDirty(entry);
  if (entry.lo !== at.entry.lo || entry.hi !== at.entry.hi) setEntry(k, at, HOW_SET, entry);
}

/**
 * Writing 1 to clear_refs: entries and pages count as not accessed. Nothing is flushed, so a translation that is cached marks nothing
 * until it goes.
 * @kernel v6.2-rc3 fs/proc/task_mmu.c:clear_refs_write
 */
export function* clearReferenced(k: Core, mm: MmState): Path<void> {
  yield lockStep(mmapLock(mm.id));
  yield* eachEntry(k, mm, clearYoungPte);
  yield unlockStep(mmapLock(mm.id));
}

/** The zero page has no mark of its own, and its entry keeps its own. */
function* clearYoungPte(k: Core, _vma: Vma, at: Cursor): Path<void> {
  const { level, entry: old } = at;
  const page = at.kind === SWAP_STYLE ? 0 : vmNormalPage(k, old.lo, old.hi);
  if (page === 0) return;
  const { cause } = k.rec;
  const steps = k.steps();
  k.arch.live.testAndClearYoung(level, old, at.mm, k.rec.cpu, steps);
  yield* performSteps(k, at, steps, HOW_UPDATE, BY_CLEAR_REFS);
  if (hasFlag(k.state.frames, page, PG_REFERENCED)) recFolioFlagged(k.rec, PG_REFERENCED, 0, page);
  k.rec.cause = cause;
}
