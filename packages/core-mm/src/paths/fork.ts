import {
  BY_FORK, BY_WRPROTECT, dropVmFlags, DUP_MMAP_DONT_COPY, DUP_MMAP_WIPE, HOW_SET, HOW_UPDATE, isCowMapping, lockStep,
  MMU_NOTIFY_PROTECTION_PAGE, NOTIFY_END, NOTIFY_START, PMD, recAnonVmaCreated, recBranchTaken, recCounterChanged, recNotifierCalled,
  recRmapAdded, recRmapDuplicated, REF_FORK, RMAP_FILE, stepPoint, unlockStep, VM_DONTCOPY, VM_LOCKED, VM_LOCKONFAULT, VM_SHARED,
  VM_WIPEONFORK, VMA_NEEDS_COPY_ANON_VMA, VMA_NEEDS_COPY_REFAULTS, type Path, type Pfn, type Place,
  type Vpn,
} from '@faultline/contracts';
import { setEntry } from '../entry';
import { getPage } from '../alloc';
import { allocTables } from '../alloc-tables';
import type { Core } from '../core';
import { mmCounter } from '../counters';
import { below, cursorOver, leadsOn, mapsPage, nextEntry, nextInTable, SWAP_STYLE, type Cursor } from '../cursor';
import { mmapLock, ptl } from '../fault/vmf';
import { flushTlbMm, performSteps } from '../flush';
import { copyMarker } from '../marker/paths';
import { vmNormalPage } from '../normal-page';
import { isAnon } from '../rmap';
import type { MmState } from '../state/mm';
import { linearPageIndex, type Vma } from '../state/vma';
import { kindOfEntry } from '../swap/kinds';
import { withoutUffd } from '../uffd/registered';
import { copyPresentPage, dropSpare, isPinned, spareFor, type Copy } from './copy-present-page';
import { insertVma } from './vma-ops';

/**
 * Copies the parent's VMAs and, where needed, its entries; then flushes the parent's mm, which lost write access even if
 * memory ran out half-way (false: the child is of no use). @kernel v6.2-rc3 kernel/fork.c:dup_mmap
 * One flush serves all entries. Until then other threads of the parent may still write through stale translations; their faults wait for
 * the mmap lock, and the child does not run yet, so each such write was made before fork returned (tlb-and-races §6.5).
 */
export function* dupMmap(k: Core, parent: MmState, child: MmState): Path<boolean> {
  yield lockStep(mmapLock(parent.id));
  let copied = true;
  const vmas: readonly Vma[] = parent.vmas;
  for (const vma of vmas) copied = copied && (yield* dupVma(k, parent, child, vma));
  yield* flushTlbMm(k, parent, BY_FORK);
  yield unlockStep(mmapLock(parent.id));
  return copied;
}

function* dupVma(k: Core, parent: MmState, child: MmState, vma: Vma): Path<boolean> {
  if (vma.vmFlags & VM_DONTCOPY) {
    recBranchTaken(k.rec, DUP_MMAP_DONT_COPY, 0);
    return true;
  }
  // The child of such a VMA starts with zeroes, so it needs neither entries nor a share in the anon_vma.
  const wiped = (vma.vmFlags & VM_WIPEONFORK) !== 0;
  const anonVma = wiped || vma.anonVma === 0 ? 0 : anonVmaFork(k, vma.anonVma);
  const { cause } = k.rec;
  k.rec.cause = insertVma(k, child, { ...vma, vmFlags: withoutUffd(dropVmFlags(vma.vmFlags, VM_LOCKED | VM_LOCKONFAULT)), anonVma });
  if (wiped) recBranchTaken(k.rec, DUP_MMAP_WIPE, 0);
  const copied = wiped || (yield* copyPageRange(k, parent, child, vma));
  k.rec.cause = cause;
  return copied;
}

/**
 * Linked under the parent's: a walk from a page of the parent has to find the child's VMA, for both map the page.
 * @kernel v6.2-rc3 mm/rmap.c:anon_vma_fork
 */
function anonVmaFork(k: Core, parent: number): number {
  const id = k.state.nextAnonVma;
  recAnonVmaCreated(k.rec, id, parent);
  return id;
}

/**
 * Without an anon_vma nothing is lost by faulting in again; the answer is the cause of what follows. Pages of a file stand in the page
 * cache, and memory that was only read is the zero page.
 * @kernel v6.2-rc3 mm/memory.c:vma_needs_copy
 */
function vmaNeedsCopy(k: Core, vma: Vma): boolean {
  const needed = vma.anonVma !== 0;
  k.rec.cause = recBranchTaken(k.rec, needed ? VMA_NEEDS_COPY_ANON_VMA : VMA_NEEDS_COPY_REFAULTS, 0);
  return needed;
}

/** False: memory for a page table ran out. @kernel v6.2-rc3 mm/memory.c:copy_page_range */
function* copyPageRange(k: Core, parent: MmState, child: MmState, vma: Vma): Path<boolean> {
  if (!vmaNeedsCopy(k, vma)) return true;
  let copied = true;
  const cow = isCowMapping(vma.vmFlags);
  const { cause } = k.rec;
  if (cow) k.rec.cause = recNotifierCalled(k.rec, NOTIFY_START, MMU_NOTIFY_PROTECTION_PAGE, parent.id, vma.start, vma.end);
  const at = cursorOver(parent, vma.start, vma.end);
  while (copied && nextEntry(k, at, PMD))
    if (leadsOn(at, 'copy_page_range')) copied = yield* copyPteRange(k, child, vma, below(k, at));
  k.rec.cause = cause;
  if (cow) recNotifierCalled(k.rec, NOTIFY_END, MMU_NOTIFY_PROTECTION_PAGE, parent.id, vma.start, vma.end);
  return copied;
}

/** The child's table is made only where the parent has one. @kernel v6.2-rc3 mm/memory.c:copy_pte_range */
function* copyPteRange(k: Core, child: MmState, vma: Vma, at: Cursor): Path<boolean> {
  const target = allocTables(k, 'copy_pte_range', child, at.start, at.level);
  if (target === 0) return false;
  const rss = new Int32Array(4);
  const { cause } = k.rec;
  const copy: Copy = { child, vma, target, rss, cause, spare: 0 };
  let copied = true;
  yield lockStep(ptl(at.table));
  while (copied && nextInTable(k, at))
    if (at.kind === SWAP_STYLE) copyNonPresentPte(k, copy, at);
    else if (mapsPage(at, 'copy_pte_range')) copied = yield* copyPte(k, copy, at);
  dropSpare(k, copy);
  rss.forEach((delta, counter) => void (delta !== 0 && recCounterChanged(k.rec, counter as Place<'counter'>, child.id, delta)));
  k.rec.cause = cause;
  yield unlockStep(ptl(at.table));
  return copied;
}

/** The child gets the same entry; no userfaultfd watches it unless it watches the child. @kernel v6.2-rc3 mm/memory.c:copy_nonpresent_pte */
function copyNonPresentPte(k: Core, copy: Copy, at: Cursor): void {
  const { level, index, vpn, entry: { lo, hi } } = at;
  if (copyMarker(k, copy, at)) return;
  k.rec.cause = copy.cause;
  const entry = k.slot(lo, hi);
  kindOfEntry(k, 'copy_pte_range', level, vpn, lo, hi).copy(k, at, entry, copy.rss);
  k.arch.swap.clearUffdWp(entry);
  k.rec.cause = setEntry(k, { mm: copy.child, table: copy.target, level, index, vpn }, HOW_SET, entry);
}

/** One entry, or what it waits for; false: out of memory. */
function* copyPte(k: Core, copy: Copy, at: Cursor): Path<boolean> {
  const page = vmNormalPage(k, at.entry.lo, at.entry.hi);
  const pinned = page !== 0 && isPinned(k, at.mm, page);
  if (pinned && copy.spare === 0) return yield* spareFor(k, copy, at);
  if (pinned) copyPresentPage(k, copy, at, page);
  else yield* copyPresentPte(k, copy, at, page);
  dropSpare(k, copy);
  return true;
}

/** FP1-FP9; that the child's entry was set is the cause of what follows. @kernel v6.2-rc3 mm/memory.c:copy_present_pte */
function* copyPresentPte(k: Core, copy: Copy, at: Cursor, page: Pfn): Path<void> {
  const { codec } = k.arch;
  const { level, index, vpn } = at;
  k.rec.cause = copy.cause;
  // The page is shared before its entries say so: exclusive is cleared while the lock keeps both from being used.
  if (page !== 0) shareWithChild(k, copy, page, vpn);
  const entry = k.slot(at.entry.lo, at.entry.hi);
  // Both lose the right to write, so that either first write faults and copies. An entry that is not writable is as it must be.
  if (isCowMapping(copy.vma.vmFlags) && codec.write(level, entry.lo, entry.hi)) {
    yield* protectParent(k, at);
    codec.wrProtect(level, entry);
  }
  // Of a shared page the parent's entry goes on saying that it is dirty. The child has accessed nothing yet.
  if (copy.vma.vmFlags & VM_SHARED) codec.mkClean(level, entry);
  codec.mkOld(level, entry);
  // No userfaultfd watches a child: nobody would resolve its faults.
  codec.clearUffdWp(level, entry);
  k.rec.cause = setEntry(k, { mm: copy.child, table: copy.target, level, index, vpn }, HOW_SET, entry);
}

/** The child's entry holds a reference and a mapping of its own. */
function shareWithChild(k: Core, copy: Copy, page: Pfn, vpn: Vpn): void {
  getPage(k, page, REF_FORK);
  if (isAnon(k, page)) k.rec.cause = recRmapDuplicated(k.rec, page);
  else k.rec.cause = recRmapAdded(k.rec, RMAP_FILE, 0, page, copy.vma.object, linearPageIndex(copy.vma, vpn));
  copy.rss[mmCounter(k, page)]!++;
}

function* protectParent(k: Core, at: Cursor): Path<void> {
  const steps = k.steps();
  k.arch.live.setWrProtect(at.level, at.entry, at.mm, k.rec.cpu, steps);
  yield* performSteps(k, at, steps, HOW_UPDATE, BY_WRPROTECT);
  yield stepPoint('copy_present_pte: parent write-protected', { vpn: at.vpn });
}
