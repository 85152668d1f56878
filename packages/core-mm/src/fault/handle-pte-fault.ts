import {
  BY_ACCESS_FLAGS, BY_SPURIOUS, FAULT_FLAG_ORIG_PTE_VALID, FAULT_FLAG_TRIED, FAULT_FLAG_UNSHARE, FAULT_FLAG_WRITE,
  HANDLE_PTE_FAULT_CHANGED_MEANWHILE, HANDLE_PTE_FAULT_MADE_YOUNG, HANDLE_PTE_FAULT_NOT_PRESENT, HANDLE_PTE_FAULT_SPURIOUS_READ,
  HANDLE_PTE_FAULT_SPURIOUS_WRITE, HANDLE_PTE_FAULT_WRITE_ALLOWED, HOW_UPDATE, lockStep, PTE, recBranchTaken, stepPoint, unlockStep,
  VM_ACCESS_FLAGS, type Path,
} from '@faultline/contracts';
import { readEntry } from '../entry';
import type { Core } from '../core';
import { performSteps, performEffects } from '../flush';
import { markerBits } from '../marker/codec';
import { handlePteMarker } from '../marker/handle-pte-marker';
import { vmaIsAnonymous } from '../state/vma';
import { kindOfEntry } from '../swap/kinds';
import { doAnonymousPage } from './do-anonymous-page';
import { doFault } from './do-fault';
import { doNumaPage } from './do-numa-page';
import { doWpPage } from './do-wp-page';
import { afterInstall } from './install';
import { ptl, type Vmf } from './vmf';

/**
 * Dispatch by what the PTE is. The entry is read without its lock, because most handlers sleep: they allocate, copy, or wait for a page.
 * Each takes the lock afterwards and compares with this snapshot.
 * @kernel v6.2-rc3 mm/memory.c:handle_pte_fault
 */
export function* handlePteFault(k: Core, vmf: Vmf): Path<number> {
  const { codec } = k.arch;
  const { orig } = vmf;
  if (vmf.table !== 0) {
    readEntry(k, vmf.table, vmf.index, orig);
    vmf.flags |= FAULT_FLAG_ORIG_PTE_VALID;
  } else codec.none(PTE, orig);
  // No operations of a file: private anonymous memory. Shared anonymous memory has an object, and goes the way of files.
  if (vmf.table === 0 || codec.isNone(PTE, orig.lo, orig.hi))
    return vmaIsAnonymous(vmf.vma) ? yield* doAnonymousPage(k, vmf) : yield* doFault(k, vmf);
  if (!codec.present(PTE, orig.lo, orig.hi)) return yield* notPresent(k, vmf);
  // PROT_NONE in a VMA that may be accessed is no lack of rights but a hint of NUMA balancing: the fault tells which node uses the page.
  // In a VMA without access the architecture refused the fault before it came here.
  if (codec.protnone(PTE, orig.lo, orig.hi) && vmf.vma.vmFlags & VM_ACCESS_FLAGS) return yield* doNumaPage(k, vmf);
  yield stepPoint('handle_pte_fault: entry read', { vpn: vmf.vpn, entryLo: orig.lo, entryHi: orig.hi });
  yield lockStep(ptl(vmf.table));
  return yield* presentPte(k, vmf);
}

/** Neither empty nor present: a marker, or what `swap/kinds.ts` makes of it. */
function* notPresent(k: Core, vmf: Vmf): Path<number> {
  k.rec.cause = recBranchTaken(k.rec, HANDLE_PTE_FAULT_NOT_PRESENT, 0);
  const { lo, hi } = vmf.orig;
  const marker = markerBits(k.arch, lo, hi);
  if (marker !== 0) return yield* handlePteMarker(k, vmf, marker);
  const kind = kindOfEntry(k, 'do_swap_page', vmf.level, vmf.vpn, lo, hi);
  return yield* kind.fault(k, vmf);
}

/**
 * With the lock held: unchanged, write-protected, or only access bits to raise. Of an entry that another CPU changed since the snapshot
 * nothing is decided: the instruction is executed again, and faults again if it has to.
 */
function* presentPte(k: Core, vmf: Vmf): Path<number> {
  const { orig } = vmf;
  readEntry(k, vmf.table, vmf.index, k.old);
  if (k.old.lo !== orig.lo || k.old.hi !== orig.hi) {
    recBranchTaken(k.rec, HANDLE_PTE_FAULT_CHANGED_MEANWHILE, 0);
    yield unlockStep(ptl(vmf.table));
    return 0;
  }
  // Only here does a fault ask for more than the entry grants; everything else raises marks.
  const breaksCow = vmf.flags & (FAULT_FLAG_WRITE | FAULT_FLAG_UNSHARE);
  if (breaksCow && !k.arch.codec.write(PTE, orig.lo, orig.hi)) return yield* doWpPage(k, vmf);
  yield* raiseAccess(k, vmf);
  yield unlockStep(ptl(vmf.table));
  return 0;
}

/**
 * D9-D11: young, and dirty for a write; a spurious fault where nothing changed. Rights are only raised, so a stale translation on another
 * CPU is stricter at worst: it costs that CPU one fault, not data.
 */
function* raiseAccess(k: Core, vmf: Vmf): Path<void> {
  const { codec, live } = k.arch;
  const write = (vmf.flags & FAULT_FLAG_WRITE) !== 0;
  const entry = k.slot(vmf.orig.lo, vmf.orig.hi);
  k.rec.cause = recBranchTaken(k.rec, write ? HANDLE_PTE_FAULT_WRITE_ALLOWED : HANDLE_PTE_FAULT_MADE_YOUNG, 0);
  if (write) codec.mkDirty(PTE, entry);
  codec.mkYoung(PTE, entry);
  const steps = k.steps();
  const changed = live.setAccessFlags(PTE, vmf.orig, entry, write, vmf.mm, k.rec.cpu, steps);
  yield* performSteps(k, vmf, steps, HOW_UPDATE, BY_ACCESS_FLAGS);
  if (changed) yield* afterInstall(k, vmf);
  else if (!(vmf.flags & FAULT_FLAG_TRIED)) yield* spurious(k, vmf, write);
}

/**
 * A stale, stricter TLB entry elsewhere raised this fault. Nothing was left to do, because raising an entry's rights flushes no other CPU
 * on most architectures. After a retry (TRIED) that is no surprise, and for a read nothing is flushed (P1, P3).
 * @kernel v6.2-rc3 flush_tlb_fix_spurious_fault
 */
function* spurious(k: Core, vmf: Vmf, write: boolean): Path<void> {
  k.rec.cause = recBranchTaken(k.rec, write ? HANDLE_PTE_FAULT_SPURIOUS_WRITE : HANDLE_PTE_FAULT_SPURIOUS_READ, 0);
  if (!write) return;
  const steps = k.steps();
  k.arch.live.fixSpurious(vmf.mm, k.rec.cpu, steps);
  yield* performEffects(k, vmf.mm, steps, BY_SPURIOUS, vmf.vpn, vmf.vpn + 1);
}
