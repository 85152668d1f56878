import {
  COUNTER_ANON, FAULT_FLAG_WRITE, FOR_ANON, HOW_SET, lockStep, LRU_INACTIVE_ANON, PTE, recBranchTaken, recCounterChanged, recLruAdded,
  recRmapAdded, REF_FAULT, RMAP_ANON_NEW, stepPoint, unlockStep, VM_FAULT_OOM, VM_FAULT_SIGBUS, VM_SHARED, VM_WRITE, type AnonVmaId,
  type Path, type Pfn, type RuleNumber, DO_ANONYMOUS_PAGE_SHARED_WITHOUT_FILE, DO_ANONYMOUS_PAGE_NO_TABLE,
  DO_ANONYMOUS_PAGE_ZERO_PAGE_RACED, DO_ANONYMOUS_PAGE_ZERO_PAGE, DO_ANONYMOUS_PAGE_NEW_PAGE, DO_ANONYMOUS_PAGE_NO_PAGE,
  DO_ANONYMOUS_PAGE_NEW_PAGE_RACED,
} from '@faultline/contracts';
import { readEntry } from '../entry';
import { allocFolio, putPage } from '../alloc';
import type { Core } from '../core';
import { setEntry } from '../entry';
import { anonVmaPrepare } from '../rmap';
import { ZERO_PFN } from '../state/core-state';
import { linearPageIndex } from '../state/vma';
import { allocTables } from '../alloc-tables';
import { afterInstall } from './install';
import { ptl, type Vmf } from './vmf';

/** First touch of anonymous memory. @kernel v6.2-rc3 mm/memory.c:do_anonymous_page */
export function* doAnonymousPage(k: Core, vmf: Vmf): Path<number> {
  if (vmf.vma.vmFlags & VM_SHARED) return branch(k, DO_ANONYMOUS_PAGE_SHARED_WITHOUT_FILE, VM_FAULT_SIGBUS);
  if (vmf.table === 0) vmf.table = allocTables(k, 'do_anonymous_page', vmf.mm, vmf.vpn, PTE);
  if (vmf.table === 0) return branch(k, DO_ANONYMOUS_PAGE_NO_TABLE, VM_FAULT_OOM);
  return vmf.flags & FAULT_FLAG_WRITE ? yield* mapNewPage(k, vmf) : yield* mapZeroPage(k, vmf);
}

function branch(k: Core, rule: RuleNumber, result: number): number {
  recBranchTaken(k.rec, rule, 0);
  return result;
}

/** Is the slot still empty, now that the lock is held? */
function stillNone(k: Core, vmf: Vmf): boolean {
  readEntry(k, vmf.table, vmf.index, vmf.orig);
  return k.arch.codec.isNone(PTE, vmf.orig.lo, vmf.orig.hi);
}

function* mapZeroPage(k: Core, vmf: Vmf): Path<number> {
  k.rec.cause = recBranchTaken(k.rec, DO_ANONYMOUS_PAGE_ZERO_PAGE, 0);
  yield lockStep(ptl(vmf.table));
  let result = 0;
  if (!stillNone(k, vmf)) result = branch(k, DO_ANONYMOUS_PAGE_ZERO_PAGE_RACED, 0);
  else {
    const { codec } = k.arch;
    codec.makeLeaf(PTE, ZERO_PFN, vmf.vma.protLo, vmf.vma.protHi, k.entry);
    codec.mkSpecial(PTE, k.entry);
    k.rec.cause = setEntry(k, vmf, HOW_SET, k.entry);
    if (k.arch.caps.installEffect) yield* afterInstall(k, vmf);
  }
  yield unlockStep(ptl(vmf.table));
  return result;
}

function* mapNewPage(k: Core, vmf: Vmf): Path<number> {
  k.rec.cause = recBranchTaken(k.rec, DO_ANONYMOUS_PAGE_NEW_PAGE, 0);
  const anonVma = vmf.vma.anonVma !== 0 ? vmf.vma.anonVma : anonVmaPrepare(k, vmf.mm, vmf.vpn);
  const pfn = allocFolio(k, 0, FOR_ANON);
  if (pfn === 0) return branch(k, DO_ANONYMOUS_PAGE_NO_PAGE, VM_FAULT_OOM);
  yield stepPoint('do_anonymous_page: page allocated', { pfn });
  yield lockStep(ptl(vmf.table));
  if (stillNone(k, vmf)) {
    installNewPage(k, vmf, pfn, anonVma);
    if (k.arch.caps.installEffect) yield* afterInstall(k, vmf);
  } else {
    k.rec.cause = recBranchTaken(k.rec, DO_ANONYMOUS_PAGE_NEW_PAGE_RACED, 0);
    putPage(k, pfn, REF_FAULT);
  }
  yield unlockStep(ptl(vmf.table));
  return 0;
}

/** AN13, AN17, AN18: counters, reverse map, LRU, and last the entry. */
function installNewPage(k: Core, vmf: Vmf, pfn: Pfn, anonVma: AnonVmaId): void {
  const { codec } = k.arch;
  const { vma, vpn } = vmf;
  codec.makeLeaf(PTE, pfn, vma.protLo, vma.protHi, k.entry);
  if (vma.vmFlags & VM_WRITE) {
    codec.mkDirty(PTE, k.entry);
    codec.mkWrite(PTE, k.entry);
  }
  recCounterChanged(k.rec, COUNTER_ANON, vmf.mm.id, 1);
  recRmapAdded(k.rec, RMAP_ANON_NEW, 1, pfn, anonVma, linearPageIndex(vma, vpn));
  recLruAdded(k.rec, LRU_INACTIVE_ANON, pfn);
  k.rec.cause = setEntry(k, vmf, HOW_SET, k.entry);
}
