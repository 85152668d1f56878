import {
  COUNTER_ANON, FAULT_FLAG_WRITE, FOR_ANON, HOW_SET, lockStep, PTE, recBranchTaken, recCounterChanged,
  recRmapAdded, REF_FAULT, RMAP_ANON_NEW, stepPoint, unlockStep, VM_FAULT_OOM, VM_FAULT_SIGBUS, VM_SHARED, VM_WRITE, type AnonVmaId,
  type Path, type Pfn, type RuleNumber, DO_ANONYMOUS_PAGE_SHARED_WITHOUT_FILE, DO_ANONYMOUS_PAGE_NO_TABLE,
  DO_ANONYMOUS_PAGE_ZERO_PAGE_RACED, DO_ANONYMOUS_PAGE_ZERO_PAGE, DO_ANONYMOUS_PAGE_NEW_PAGE, DO_ANONYMOUS_PAGE_NO_PAGE,
  DO_ANONYMOUS_PAGE_NEW_PAGE_RACED, DO_ANONYMOUS_PAGE_NEW_PAGE_USERFAULT, DO_ANONYMOUS_PAGE_ZERO_PAGE_USERFAULT,
} from '@faultline/contracts';
import { readEntry } from '../entry';
import { allocFolio, putPage } from '../alloc';
import type { Core } from '../core';
import { setEntry } from '../entry';
import { lruCacheAdd } from '../mlock/mlock-page';
import { anonVmaPrepare } from '../rmap';
import { ZERO_PFN } from '../state/core-state';
import { linearPageIndex } from '../state/vma';
import { handleUserfault } from '../uffd/handle-userfault';
import { userfaultfdMissing } from '../uffd/registered';
import { allocTables } from '../alloc-tables';
import { afterInstall } from './install';
import { ptl, type Vmf } from './vmf';

/** First touch of anonymous memory. @kernel v6.2-rc3 mm/memory.c:do_anonymous_page */
export function* doAnonymousPage(k: Core, vmf: Vmf): Path<number> {
  // Shared memory without a file has nothing that could be shared (AN1).
  if (vmf.vma.vmFlags & VM_SHARED) return branch(k, DO_ANONYMOUS_PAGE_SHARED_WITHOUT_FILE, VM_FAULT_SIGBUS);
  if (vmf.table === 0) vmf.table = allocTables(k, 'do_anonymous_page', vmf.mm, vmf.vpn, PTE);
  if (vmf.table === 0) return branch(k, DO_ANONYMOUS_PAGE_NO_TABLE, VM_FAULT_OOM);
  // UNSHARE counts as a read: the zero page is nobody's, and a later UNSHARE fault replaces it.
  return vmf.flags & FAULT_FLAG_WRITE ? yield* mapNewPage(k, vmf) : yield* mapZeroPage(k, vmf);
}

function branch(k: Core, rule: RuleNumber, result: number): number {
  recBranchTaken(k.rec, rule, 0);
  return result;
}

/**
 * Is the slot still empty, now that the lock is held? Two threads may touch a page at once; each comes here with a page, and the lock
 * decides whose is mapped.
 */
function stillNone(k: Core, vmf: Vmf): boolean {
  readEntry(k, vmf.table, vmf.index, vmf.orig);
  return k.arch.codec.isNone(PTE, vmf.orig.lo, vmf.orig.hi);
}

/**
 * Memory that is only read costs no page: all of it maps the one zero page. The entry is special, so nothing counts it, no reference, no
 * map count, no RSS; nor is an anon_vma made, so fork has nothing to copy (AN8).
 */
function* mapZeroPage(k: Core, vmf: Vmf): Path<number> {
  k.rec.cause = recBranchTaken(k.rec, DO_ANONYMOUS_PAGE_ZERO_PAGE, 0);
  yield lockStep(ptl(vmf.table));
  let result = 0;
  if (!stillNone(k, vmf)) result = branch(k, DO_ANONYMOUS_PAGE_ZERO_PAGE_RACED, 0);
  else if (userfaultfdMissing(vmf.vma)) result = VM_FAULT_SIGBUS;
  else {
    const { codec } = k.arch;
    codec.makeLeaf(PTE, ZERO_PFN, vmf.vma.protLo, vmf.vma.protHi, k.entry);
    codec.mkSpecial(PTE, k.entry);
    k.rec.cause = setEntry(k, vmf, HOW_SET, k.entry);
    if (k.arch.caps.installEffect) yield* afterInstall(k, vmf);
  }
  yield unlockStep(ptl(vmf.table));
  return result === VM_FAULT_SIGBUS ? handOver(k, vmf, DO_ANONYMOUS_PAGE_ZERO_PAGE_USERFAULT) : result;
}

/** AN7, AN16: user space is to supply the page. Without the lock, for whoever hands a fault over may sleep. */
function handOver(k: Core, vmf: Vmf, rule: RuleNumber): number {
  k.rec.cause = recBranchTaken(k.rec, rule, vmf.vpn);
  return handleUserfault(k, vmf);
}

/** Anon_vma and page come before the lock: getting them may sleep, and under the lock nobody may. */
function* mapNewPage(k: Core, vmf: Vmf): Path<number> {
  k.rec.cause = recBranchTaken(k.rec, DO_ANONYMOUS_PAGE_NEW_PAGE, 0);
  const anonVma = vmf.vma.anonVma !== 0 ? vmf.vma.anonVma : anonVmaPrepare(k, vmf.mm, vmf.vpn);
  const pfn = allocFolio(k, 0, FOR_ANON);
  if (pfn === 0) return branch(k, DO_ANONYMOUS_PAGE_NO_PAGE, VM_FAULT_OOM);
  yield stepPoint('do_anonymous_page: page allocated', { pfn });
  yield lockStep(ptl(vmf.table));
  const none = stillNone(k, vmf);
  const watched = none && userfaultfdMissing(vmf.vma);
  if (none && !watched) {
    installNewPage(k, vmf, pfn, anonVma);
    if (k.arch.caps.installEffect) yield* afterInstall(k, vmf);
  } else if (!none) k.rec.cause = recBranchTaken(k.rec, DO_ANONYMOUS_PAGE_NEW_PAGE_RACED, 0);
  yield unlockStep(ptl(vmf.table));
  // Nobody has seen the page: its one reference is this fault's.
  if (!none || watched) putPage(k, pfn, REF_FAULT);
  return watched ? handOver(k, vmf, DO_ANONYMOUS_PAGE_NEW_PAGE_USERFAULT) : 0;
}

/**
 * AN13, AN17, AN18: counters, reverse map, LRU, and last the entry. Once the entry is set another CPU may use the page and a reverse-map
 * walk may look for it, so it is accounted for before. The page starts exclusive: a write needs no further look. No flush: a TLB keeps no
 * absent entry; where it may (riscv), `afterInstall` fences.
 */
function installNewPage(k: Core, vmf: Vmf, pfn: Pfn, anonVma: AnonVmaId): void {
  const { codec } = k.arch;
  const { vma, vpn } = vmf;
  codec.makeLeaf(PTE, pfn, vma.protLo, vma.protHi, k.entry);
  // A debugger's write into memory without W leaves the entry read-only and clean (AN13).
  if (vma.vmFlags & VM_WRITE) {
    codec.mkDirty(PTE, k.entry);
    codec.mkWrite(PTE, k.entry);
  }
  recCounterChanged(k.rec, COUNTER_ANON, vmf.mm.id, 1);
  recRmapAdded(k.rec, RMAP_ANON_NEW, 1, pfn, anonVma, linearPageIndex(vma, vpn));
  lruCacheAdd(k, vma.vmFlags, pfn);
  k.rec.cause = setEntry(k, vmf, HOW_SET, k.entry);
}
