// Generated from fault/handle-pte-fault.ts by `npm run generate:sequential`; do not edit.
import { BACKING_ANON, BY_ACCESS_FLAGS, BY_SPURIOUS, FAULT_FLAG_ORIG_PTE_VALID, FAULT_FLAG_TRIED, FAULT_FLAG_UNSHARE, FAULT_FLAG_WRITE, HOW_UPDATE, recBranchTaken, VM_ACCESS_FLAGS, VM_FAULT_SIGBUS, HANDLE_PTE_FAULT_NOT_PRESENT, HANDLE_PTE_FAULT_CHANGED_MEANWHILE, HANDLE_PTE_FAULT_WRITE_ALLOWED, HANDLE_PTE_FAULT_MADE_YOUNG, HANDLE_PTE_FAULT_SPURIOUS_WRITE, HANDLE_PTE_FAULT_SPURIOUS_READ } from '@faultline/contracts';
import { readEntry } from '../../entry';
import type { Core } from '../../core';
import { performEffect, performSteps } from '../flush';
import { doAnonymousPage } from './do-anonymous-page';
import { doFault } from './do-fault';
import { doNumaPage } from './do-numa-page';
import { doWpPage } from './do-wp-page';
import { afterInstall } from './install';
import { type Vmf } from '../../fault/vmf';
/** Dispatch by what the PTE is. @kernel v6.2-rc3 mm/memory.c:handle_pte_fault */
export function handlePteFault(k: Core, vmf: Vmf): number {
    const { codec } = k.arch;
    const { orig } = vmf;
    if (vmf.table !== 0) {
        readEntry(k, vmf.table, vmf.index, orig);
        vmf.flags |= FAULT_FLAG_ORIG_PTE_VALID;
    }
    else
        codec.none(0, orig);
    if (vmf.table === 0 || codec.isNone(0, orig.lo, orig.hi))
        return vmf.vma.backing === BACKING_ANON ? doAnonymousPage(k, vmf) : doFault(k, vmf);
    if (!codec.present(0, orig.lo, orig.hi))
        return notPresent(k);
    if (codec.protnone(0, orig.lo, orig.hi) && vmf.vma.vmFlags & VM_ACCESS_FLAGS)
        return doNumaPage(k, vmf);
    return presentPte(k, vmf);
}
/** Entries that are neither empty nor present cannot arise: swap, migration and markers are refused by scenario. */
function notPresent(k: Core): number {
    recBranchTaken(k.rec, HANDLE_PTE_FAULT_NOT_PRESENT, 0);
    return VM_FAULT_SIGBUS;
}
/** With the lock held: unchanged, write-protected, or only access bits to raise. */
function presentPte(k: Core, vmf: Vmf): number {
    const { orig } = vmf;
    readEntry(k, vmf.table, vmf.index, k.old);
    if (k.old.lo !== orig.lo || k.old.hi !== orig.hi) {
        recBranchTaken(k.rec, HANDLE_PTE_FAULT_CHANGED_MEANWHILE, 0);
        return 0;
    }
    const breaksCow = vmf.flags & (FAULT_FLAG_WRITE | FAULT_FLAG_UNSHARE);
    if (breaksCow && !k.arch.codec.write(0, orig.lo, orig.hi))
        return doWpPage(k, vmf);
    raiseAccess(k, vmf);
    return 0;
}
/** D9-D11: young, and dirty for a write; a spurious fault where nothing changed. */
function raiseAccess(k: Core, vmf: Vmf): void {
    const { codec, live } = k.arch;
    const write = (vmf.flags & FAULT_FLAG_WRITE) !== 0;
    const entry = k.slot(vmf.orig.lo, vmf.orig.hi);
    k.rec.cause = recBranchTaken(k.rec, write ? HANDLE_PTE_FAULT_WRITE_ALLOWED : HANDLE_PTE_FAULT_MADE_YOUNG, 0);
    if (write)
        codec.mkDirty(0, entry);
    codec.mkYoung(0, entry);
    const steps = k.steps();
    const changed = live.setAccessFlags(0, vmf.orig, entry, write, vmf.mm, k.rec.cpu, steps);
    performSteps(k, vmf, steps, HOW_UPDATE, BY_ACCESS_FLAGS);
    if (changed)
        afterInstall(k, vmf);
    else if (!(vmf.flags & FAULT_FLAG_TRIED))
        spurious(k, vmf, write);
}
/** A stale, stricter TLB entry elsewhere raised this fault. @kernel v6.2-rc3 flush_tlb_fix_spurious_fault */
function spurious(k: Core, vmf: Vmf, write: boolean): void {
    recBranchTaken(k.rec, write ? HANDLE_PTE_FAULT_SPURIOUS_WRITE : HANDLE_PTE_FAULT_SPURIOUS_READ, 0);
    if (!write)
        return;
    const steps = k.steps();
    k.arch.live.fixSpurious(vmf.mm, k.rec.cpu, steps);
    for (let at = 0; at < steps.count; at++)
        performEffect(k, vmf.mm, steps.kind[at]!, BY_SPURIOUS, vmf.vpn, vmf.vpn + 1, k.arch.geometry.pageShift);
}
