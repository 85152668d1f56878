import {
  failedWith, FAULT_FLAG_DEFAULT, FAULT_FLAG_TRIED, FAULT_FLAG_USER, lockStep, recAccessRefused, recVmaFound, recVmaMissed, SEGV_PKUERR,
  SIGCODE_ACCERR, SIGCODE_ADRERR, SIGCODE_MAPERR, SIGCODE_MCEERR_AR, SIGCODE_PKUERR, SIGNAL_EFAULT, SIGNAL_SIGBUS, SIGNAL_SIGSEGV, unlockStep,
  VM_FAULT_COMPLETED, VM_FAULT_ERROR, VM_FAULT_HWPOISON, VM_FAULT_OOM, VM_FAULT_RETRY, VM_FAULT_SIGBUS, type FaultFlags,
  type FaultSlot, type Path, type Vpn,
} from '@faultline/contracts';
import type { Core } from '../core';
import { CoreError } from '../errors';
import type { MmState } from '../state/mm';
import { vmaLookup } from '../state/vma';
import { handleMmFault } from './handle-mm-fault';
import { mmapLock } from './vmf';

/** Bits of a result that come with the mmap lock dropped. */
const LOCK_DROPPED = VM_FAULT_RETRY | VM_FAULT_COMPLETED;

/**
 * What the architectures' handlers share: find the VMA, check the access, call the core, turn the result into a signal.
 * A fault of the kernel on user memory ends in EFAULT instead. What it failed of is the cause of what follows.
 * The mmap lock is shared: VMAs stay as they are, while other threads fault beside this one. A fault that had to drop it is made anew, with
 * TRIED, from the lookup on; or it is complete, for all that it dropped it.
 * @kernel v6.2-rc3 arch/x86/mm/fault.c:do_user_addr_fault and its kin (fault-path §3)
 */
export function* pageFault(k: Core, mm: MmState, vpn: Vpn, fault: FaultSlot, pkru: number): Path<number> {
  let flags = fault.flags | FAULT_FLAG_DEFAULT;
  for (;;) {
    yield lockStep(mmapLock(mm.id), 'read');
    const outcome = yield* underMmapLock(k, mm, vpn, fault, flags, pkru);
    if (outcome < 0 || !(outcome & LOCK_DROPPED)) yield unlockStep(mmapLock(mm.id));
    if (outcome < 0 || !(outcome & VM_FAULT_RETRY)) return signalOf(k, outcome, fault);
    flags |= FAULT_FLAG_TRIED;
  }
}

function signalOf(k: Core, outcome: number, { flags }: FaultSlot): number {
  const failed = outcome < 0 ? -outcome : resultToSignal(k, outcome);
  return failed !== 0 && !(flags & FAULT_FLAG_USER) ? failedWith(SIGNAL_EFAULT, 0) : failed;
}

/** `VM_FAULT_*` bits; or, if the core was not asked, minus what the access fails with. */
function* underMmapLock(k: Core, mm: MmState, vpn: Vpn, fault: FaultSlot, flags: FaultFlags, pkru: number): Path<number> {
  const vma = vmaLookup(mm.vmas, vpn);
  if (vma === undefined) {
    k.rec.cause = recVmaMissed(k.rec, vpn);
    return -failedWith(SIGNAL_SIGSEGV, SIGCODE_MAPERR);
  }
  k.rec.cause = recVmaFound(k.rec, vma.vmFlags, vma.start, vma.end);
  const verdict = k.arch.faults.accessCheck(vma.vmFlags, vma.pkey, fault, pkru);
  if (verdict !== 0) {
    const code = verdict === SEGV_PKUERR ? SIGCODE_PKUERR : SIGCODE_ACCERR;
    k.rec.cause = recAccessRefused(k.rec, code, vma.vmFlags);
    return -failedWith(SIGNAL_SIGSEGV, code);
  }
  return yield* handleMmFault(k, mm, vma, vpn, flags, pkru, mm.id);
}

/**
 * fault-path §3.2; every table there gives MAPERR for a SIGSEGV of the core. ACCERR comes from the check before the core was called, and
 * from nowhere else.
 */
function resultToSignal(k: Core, result: number): number {
  if (!(result & VM_FAULT_ERROR)) return 0;
  if (result & VM_FAULT_OOM) throw new CoreError('out-of-memory', 'a fault found no free page frame', 'give the machine more memoryPages');
  if (result & VM_FAULT_HWPOISON) return failedWith(SIGNAL_SIGBUS, k.arch.caps.poisonSignal ? SIGCODE_MCEERR_AR : SIGCODE_ADRERR);
  return result & VM_FAULT_SIGBUS ? failedWith(SIGNAL_SIGBUS, SIGCODE_ADRERR) : failedWith(SIGNAL_SIGSEGV, SIGCODE_MAPERR);
}
