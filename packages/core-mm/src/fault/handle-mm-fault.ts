import {
  ACCOUNTED_MAJOR, ACCOUNTED_MINOR, ACCOUNTED_NONE, FAULT_FLAG_INSTRUCTION, FAULT_FLAG_REMOTE, FAULT_FLAG_TRIED, FAULT_FLAG_UNSHARE,
  FAULT_FLAG_WRITE, HANDLE_MM_FAULT_ACCESS_NOT_PERMITTED, isCowMapping, PMD, PTE, recBranchTaken, recFaultEnded,
  SANITIZE_FAULT_FLAGS_NEVER_WRITABLE, SANITIZE_FAULT_FLAGS_SHARED_NOT_WRITABLE, SANITIZE_FAULT_FLAGS_UNSHARE_DROPPED,
  SANITIZE_FAULT_FLAGS_WRITE_AND_UNSHARE, VM_FAULT_ERROR, VM_FAULT_MAJOR, VM_FAULT_OOM, VM_FAULT_RETRY, VM_FAULT_SIGSEGV, VM_MAYWRITE,
  VM_WRITE, vpnHi, type FaultFlags, type MmId, type Path, type Place, type RuleNumber, type VmFault, type Vpn,
} from '@faultline/contracts';
import type { Core } from '../core';
import type { MmState } from '../state/mm';
import type { Vma } from '../state/vma';
import { allocTables, pteTable } from '../alloc-tables';
import { handlePteFault } from './handle-pte-fault';
import { vmFault } from './vmf';

const REFUSED = -1;
const HANDLE_MM_FAULT = '__handle_mm_fault';

function refuse(k: Core, rule: RuleNumber): number {
  recBranchTaken(k.rec, rule, 0);
  return REFUSED;
}

/**
 * Flags the core goes on with; -1: refused. Decided once at the entrance, so that no handler has to ask again. Outside a COW mapping
 * pages are never copied, so UNSHARE has nothing to do. A write that the VMA forbids is let through for a COW mapping only: it is a
 * debugger's, and ends in a private copy. In a shared mapping it would put an anonymous page where every process expects the file's.
 * @kernel v6.2-rc3 mm/memory.c:sanitize_fault_flags @commit cdc5021cda19 79881fed6052
 */
function sanitizeFaultFlags(k: Core, vma: Vma, flags: number): number {
  if (k.profile['early-unshare-checks'] && flags & FAULT_FLAG_UNSHARE) {
    if (flags & FAULT_FLAG_WRITE) return refuse(k, SANITIZE_FAULT_FLAGS_WRITE_AND_UNSHARE);
    if (isCowMapping(vma.vmFlags)) return flags;
    recBranchTaken(k.rec, SANITIZE_FAULT_FLAGS_UNSHARE_DROPPED, 0);
    return flags & ~FAULT_FLAG_UNSHARE;
  }
  if (!k.profile['early-write-checks'] || !(flags & FAULT_FLAG_WRITE)) return flags;
  if (!(vma.vmFlags & VM_MAYWRITE)) return refuse(k, SANITIZE_FAULT_FLAGS_NEVER_WRITABLE);
  if (!(vma.vmFlags & VM_WRITE) && !isCowMapping(vma.vmFlags)) return refuse(k, SANITIZE_FAULT_FLAGS_SHARED_NOT_WRITABLE);
  return flags;
}

/**
 * Whom a fault counts for. One that failed, or is to be tried again, counts for nothing yet. A later attempt counts as major even if it
 * did no I/O itself: an earlier one was told to wait.
 */
function accountOf(flags: FaultFlags, result: VmFault): Place<'accounted'> {
  if (result & (VM_FAULT_ERROR | VM_FAULT_RETRY)) return ACCOUNTED_NONE;
  return result & VM_FAULT_MAJOR || flags & FAULT_FLAG_TRIED ? ACCOUNTED_MAJOR : ACCOUNTED_MINOR;
}

/**
 * The entrance of the fault core: returns `VM_FAULT_*` bits; that it ended is the cause of what follows. The caller holds the mmap lock
 * and found the VMA.
 * @param task mm whose task is charged with the fault (the one that runs it)
 * @kernel v6.2-rc3 mm/memory.c:handle_mm_fault
 */
export function* handleMmFault(k: Core, mm: MmState, vma: Vma, vpn: Vpn, flags: FaultFlags, pkru: number, task: MmId): Path<VmFault> {
  const { cause } = k.rec;
  const sane = sanitizeFaultFlags(k, vma, flags);
  const permitted = sane >= 0 && (!k.arch.caps.pkeys || keyPermits(k, vma, sane, pkru));
  const result = permitted ? yield* walkDown(k, mm, vma, vpn, sane) : VM_FAULT_SIGSEGV;
  k.rec.cause = cause;
  k.rec.cause = recFaultEnded(k.rec, permitted ? accountOf(sane, result) : ACCOUNTED_NONE, result, task);
  return result;
}

/** The architecture's key of the VMA, asked again: GUP comes here without the trap's check (H4). */
function keyPermits(k: Core, vma: Vma, flags: number, pkru: number): boolean {
  const write = (flags & FAULT_FLAG_WRITE) !== 0;
  const execute = (flags & FAULT_FLAG_INSTRUCTION) !== 0;
  if (k.arch.faults.vmaAccessPermitted(vma.pkey, write, execute, (flags & FAULT_FLAG_REMOTE) !== 0, pkru)) return true;
  recBranchTaken(k.rec, HANDLE_MM_FAULT_ACCESS_NOT_PERMITTED, 0);
  return false;
}

/** Tables down to the PMD level are allocated here; the PTE table only where it is needed. @kernel v6.2-rc3 mm/memory.c:__handle_mm_fault */
function* walkDown(k: Core, mm: MmState, vma: Vma, vpn: Vpn, flags: number): Path<number> {
  // An existing table is looked up only. Who maps a page allocates the PTE table, once it is known that a page will be mapped there.
  const table = pteTable(k, HANDLE_MM_FAULT, mm, vpn);
  if (table === 0 && allocTables(k, HANDLE_MM_FAULT, mm, vpn, PMD) === 0) return VM_FAULT_OOM;
  return yield* handlePteFault(k, vmFault(mm, vma, vpn, flags, table, k.arch.geometry.index(PTE, vpn | 0, vpnHi(vpn))));
}
