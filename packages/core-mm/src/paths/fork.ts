import {
  BY_FORK, BY_WRPROTECT, dropVmFlags, DUP_MMAP_DONT_COPY, DUP_MMAP_WIPE, HOW_SET, HOW_UPDATE, isCowMapping, lockStep,
  MMU_NOTIFY_PROTECTION_PAGE, NOTIFY_END, NOTIFY_START, recAnonVmaCreated, recBranchTaken, recCounterChanged, recNotifierCalled,
  recRmapAdded, recRmapDuplicated, REF_FORK, RMAP_FILE, stepPoint, unlockStep, VM_DONTCOPY, VM_LOCKED, VM_LOCKONFAULT, VM_SHARED,
  VM_UFFD_WP, VM_WIPEONFORK, VMA_NEEDS_COPY_ANON_VMA, VMA_NEEDS_COPY_REFAULTS, vpnHi, type EntrySlot, type Path, type Place,
  type TableIndex, type TableRef, type Vpn,
} from '@faultline/contracts';
import { readEntry, setEntry } from '../entry';
import { getPage } from '../alloc';
import type { Core } from '../core';
import { mmCounter } from '../counters';
import { mmapLock, ptl } from '../fault/vmf';
import { flushTlbMm, performSteps } from '../flush';
import { vmNormalPage } from '../normal-page';
import { isAnon } from '../rmap';
import type { MmState } from '../state/mm';
import { linearPageIndex, type Vma } from '../state/vma';
import { allocTables, lookupTable, pteRun } from '../walk';
import { insertVma } from './vma-ops';


/**
 * Copies the parent's VMAs and, where needed, its entries; then flushes the parent's mm, which lost write access even if
 * memory ran out half-way (false: the child is of no use). @kernel v6.2-rc3 kernel/fork.c:dup_mmap
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
  const wiped = (vma.vmFlags & VM_WIPEONFORK) !== 0;
  const anonVma = wiped || vma.anonVma === 0 ? 0 : anonVmaFork(k, vma.anonVma);
  insertVma(k, child, { ...vma, vmFlags: dropVmFlags(vma.vmFlags, VM_LOCKED | VM_LOCKONFAULT), anonVma });
  if (!wiped) return yield* copyPageRange(k, parent, child, vma);
  recBranchTaken(k.rec, DUP_MMAP_WIPE, 0);
  return true;
}

/** @kernel v6.2-rc3 mm/rmap.c:anon_vma_fork */
function anonVmaFork(k: Core, parent: number): number {
  const id = k.state.nextAnonVma;
  recAnonVmaCreated(k.rec, id, parent);
  return id;
}

/** Without an anon_vma nothing is lost by faulting in again. @kernel v6.2-rc3 mm/memory.c:vma_needs_copy */
function vmaNeedsCopy(k: Core, vma: Vma): boolean {
  const needed = vma.anonVma !== 0;
  recBranchTaken(k.rec, needed ? VMA_NEEDS_COPY_ANON_VMA : VMA_NEEDS_COPY_REFAULTS, 0);
  return needed;
}

/** False: memory for a page table ran out. @kernel v6.2-rc3 mm/memory.c:copy_page_range */
function* copyPageRange(k: Core, parent: MmState, child: MmState, vma: Vma): Path<boolean> {
  if (!vmaNeedsCopy(k, vma)) return true;
  let copied = true;
  const cow = isCowMapping(vma.vmFlags);
  if (cow) recNotifierCalled(k.rec, NOTIFY_START, MMU_NOTIFY_PROTECTION_PAGE, parent.id, vma.start, vma.end);
  for (let run = pteRun(k, parent, vma.start, vma.end); run !== undefined; run = pteRun(k, parent, run.end, vma.end))
    if (run.table !== 0 && copied) copied = yield* copyPteRange(k, parent, child, vma, run.table, run.start, run.end);
  if (cow) recNotifierCalled(k.rec, NOTIFY_END, MMU_NOTIFY_PROTECTION_PAGE, parent.id, vma.start, vma.end);
  return copied;
}

/** The child's table is made only once an entry needs it; 0: out of memory. */
function childTable(k: Core, child: MmState, vpn: Vpn): number {
  const lo = vpn | 0;
  const hi = vpnHi(vpn);
  return lookupTable(k, child, lo, hi, 0) || allocTables(k, child, vpn, lo, hi, 0);
}

/** @kernel v6.2-rc3 mm/memory.c:copy_pte_range */
function* copyPteRange(k: Core, parent: MmState, child: MmState, vma: Vma, table: TableRef, start: Vpn, end: Vpn): Path<boolean> {
  const { codec, geometry } = k.arch;
  const target = childTable(k, child, start);
  if (target === 0) return false;
  const rss = new Int32Array(4);
  yield lockStep(ptl(table));
  for (let vpn = start; vpn < end; vpn++) {
    const index = geometry.index(0, vpn | 0, vpnHi(vpn));
    const old = k.slot(0, 0);
    readEntry(k, table, index, old);
    if (codec.present(0, old.lo, old.hi)) yield* copyPresentPte(k, { parent, child, vma, table, target, rss }, index, vpn, old);
  }
  rss.forEach((delta, counter) => void (delta !== 0 && recCounterChanged(k.rec, counter as Place<'counter'>, child.id, delta)));
  yield unlockStep(ptl(table));
  return true;
}

/** One pair of tables being copied. */
interface Copy {
  readonly parent: MmState;
  readonly child: MmState;
  readonly vma: Vma;
  readonly table: TableRef;
  readonly target: number;
  readonly rss: Int32Array;
}

/** FP1-FP9. @kernel v6.2-rc3 mm/memory.c:copy_present_pte */
function* copyPresentPte(k: Core, copy: Copy, index: TableIndex, vpn: Vpn, old: EntrySlot): Path<void> {
  const { codec } = k.arch;
  const page = vmNormalPage(k, old.lo, old.hi);
  if (page !== 0) shareWithChild(k, copy, page, vpn);
  const entry = k.slot(old.lo, old.hi);
  if (isCowMapping(copy.vma.vmFlags) && codec.write(0, old.lo, old.hi)) {
    yield* protectParent(k, copy, index, vpn, old);
    codec.wrProtect(0, entry);
  }
  if (copy.vma.vmFlags & VM_SHARED) codec.mkClean(0, entry);
  codec.mkOld(0, entry);
  if (!(copy.vma.vmFlags & VM_UFFD_WP)) codec.clearUffdWp(0, entry);
  setEntry(k, { mm: copy.child, table: copy.target, level: 0, index, vpn }, HOW_SET, entry);
}

function shareWithChild(k: Core, copy: Copy, page: number, vpn: Vpn): void {
  getPage(k, page, REF_FORK);
  if (isAnon(k, page)) recRmapDuplicated(k.rec, page);
  else recRmapAdded(k.rec, RMAP_FILE, 0, page, copy.vma.object, linearPageIndex(copy.vma, vpn));
  copy.rss[mmCounter(k, page)]!++;
}

function* protectParent(k: Core, copy: Copy, index: TableIndex, vpn: Vpn, old: EntrySlot): Path<void> {
  const steps = k.steps();
  k.arch.live.setWrProtect(0, old, copy.parent, k.rec.cpu, steps);
  yield* performSteps(k, { mm: copy.parent, table: copy.table, level: 0, index, vpn }, steps, HOW_UPDATE, BY_WRPROTECT);
  yield stepPoint('copy_present_pte: parent write-protected', vpn);
}
