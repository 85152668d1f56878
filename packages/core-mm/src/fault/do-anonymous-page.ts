import {
  FAULT_FLAG_WRITE, lockStep, recBranchTaken, recCounterChanged, recEntrySet, recLruAdded, recRmapAdded, ruleNumber, stepPoint,
  unlockStep, VM_FAULT_OOM, VM_FAULT_SIGBUS, VM_SHARED, VM_WRITE, type Path,
} from '@faultline/contracts';
import { allocFolio, FOR_ANON, putPage, REF_FAULT } from '../alloc';
import type { Core } from '../core';
import { anonVmaPrepare, RMAP_ANON_NEW } from '../rmap';
import { ZERO_PFN } from '../state/core-state';
import { linearPageIndex } from '../state/vma';
import { allocTables, HOW_SET, readEntry } from '../walk';
import { afterInstall } from './install';
import { ptl, type Vmf } from './vmf';

const AN1 = ruleNumber('fault-path:AN1');
const AN2 = ruleNumber('fault-path:AN2');
const AN5 = ruleNumber('fault-path:AN5');
const AN8 = ruleNumber('fault-path:AN8');
const AN9 = ruleNumber('fault-path:AN9');
const AN10 = ruleNumber('fault-path:AN10');
const AN14 = ruleNumber('fault-path:AN14');
/** Place in `ENUMS.counter`. */
const COUNTER_ANON = 1;
const LRU_INACTIVE_ANON = 0;

/** First touch of anonymous memory. @kernel v6.2-rc3 mm/memory.c:do_anonymous_page */
export function* doAnonymousPage(k: Core, vmf: Vmf): Path<number> {
  if (vmf.vma.vmFlags & VM_SHARED) return branch(k, AN1, VM_FAULT_SIGBUS);
  if (vmf.table === 0) vmf.table = allocTables(k, vmf.mm, vmf.vpn, vmf.vpnLo, vmf.vpnHi, 0);
  if (vmf.table === 0) return branch(k, AN2, VM_FAULT_OOM);
  return vmf.flags & FAULT_FLAG_WRITE ? yield* mapNewPage(k, vmf) : yield* mapZeroPage(k, vmf);
}

function branch(k: Core, rule: number, result: number): number {
  recBranchTaken(k.rec, rule, 0);
  return result;
}

/** Is the slot still empty, now that the lock is held? */
function stillNone(k: Core, vmf: Vmf): boolean {
  readEntry(k, vmf.table, vmf.index, vmf.orig);
  return k.arch.codec.isNone(0, vmf.orig.lo, vmf.orig.hi);
}

function* mapZeroPage(k: Core, vmf: Vmf): Path<number> {
  k.rec.cause = recBranchTaken(k.rec, AN8, 0);
  yield lockStep(ptl(vmf.table));
  let result = 0;
  if (!stillNone(k, vmf)) result = branch(k, AN5, 0);
  else {
    const { codec } = k.arch;
    codec.makeLeaf(0, ZERO_PFN, vmf.vma.protLo, vmf.vma.protHi, k.entry);
    codec.mkSpecial(0, k.entry);
    recEntrySet(k.rec, 0, HOW_SET, vmf.index, vmf.mm.id, vmf.table, vmf.vpn, k.entry.lo, k.entry.hi, vmf.orig.lo, vmf.orig.hi);
    if (k.arch.caps.installEffect) yield* afterInstall(k, vmf);
  }
  yield unlockStep(ptl(vmf.table));
  return result;
}

function* mapNewPage(k: Core, vmf: Vmf): Path<number> {
  k.rec.cause = recBranchTaken(k.rec, AN9, 0);
  const anonVma = vmf.vma.anonVma !== 0 ? vmf.vma.anonVma : anonVmaPrepare(k, vmf.mm, vmf.vpn);
  const pfn = allocFolio(k, 0, FOR_ANON);
  if (pfn === 0) return branch(k, AN10, VM_FAULT_OOM);
  yield stepPoint('do_anonymous_page: page allocated', pfn);
  yield lockStep(ptl(vmf.table));
  if (stillNone(k, vmf)) {
    installNewPage(k, vmf, pfn, anonVma);
    if (k.arch.caps.installEffect) yield* afterInstall(k, vmf);
  } else {
    recBranchTaken(k.rec, AN14, 0);
    putPage(k, pfn, REF_FAULT);
  }
  yield unlockStep(ptl(vmf.table));
  return 0;
}

/** AN13, AN17, AN18: counters, reverse map, LRU, and last the entry. */
function installNewPage(k: Core, vmf: Vmf, pfn: number, anonVma: number): void {
  const { codec } = k.arch;
  const { vma, vpn } = vmf;
  codec.makeLeaf(0, pfn, vma.protLo, vma.protHi, k.entry);
  if (vma.vmFlags & VM_WRITE) {
    codec.mkDirty(0, k.entry);
    codec.mkWrite(0, k.entry);
  }
  recCounterChanged(k.rec, COUNTER_ANON, vmf.mm.id, 1);
  recRmapAdded(k.rec, RMAP_ANON_NEW, 1, pfn, anonVma, linearPageIndex(vma, vpn));
  recLruAdded(k.rec, LRU_INACTIVE_ANON, pfn);
  recEntrySet(k.rec, 0, HOW_SET, vmf.index, vmf.mm.id, vmf.table, vpn, k.entry.lo, k.entry.hi, vmf.orig.lo, vmf.orig.hi);
}
