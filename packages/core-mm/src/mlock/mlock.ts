import {
  addVmFlags, dropVmFlags, lockStep, unlockStep, VM_HUGETLB, VM_LOCKED, VM_LOCKONFAULT, VM_SPECIAL, type Path,
  type VmFlags, type Vpn,
} from '@faultline/contracts';
import type { Core } from '../core';
import { mmapLock } from '../fault/vmf';
import { mmPopulate } from '../gup/populate';
import { changeFlags } from '../paths/vma-merge';
import type { MmState } from '../state/mm';
import { vmaLookup, type Vma } from '../state/vma';
import { countLocked } from './locked-vm';
import { mlockVmaPagesRange } from './mlock-range';

type MlockErrno = 'ok' | 'ENOMEM' | 'EAGAIN';

/** Both flags of a locked VMA: what mlock sets, it sets anew. @kernel v6.2-rc3 include/linux/mm.h:VM_LOCKED_CLEAR_MASK */
const VM_LOCKED_MASK = VM_LOCKED | VM_LOCKONFAULT;

/**
 * Locks pages start … end, then faults them in; a fault that fails is told by names that POSIX has.
 * @kernel v6.2-rc3 mm/mlock.c:do_mlock,__mlock_posix_error_return
 */
export function* mlock(k: Core, mm: MmState, start: Vpn, end: Vpn, onfault: boolean): Path<MlockErrno> {
  const error = yield* applyVmaLockFlags(k, mm, start, end, onfault ? VM_LOCKED_MASK : VM_LOCKED);
  if (error !== 'ok') return error;
  const failed = yield* mmPopulate(k, mm, start, end, false);
  if (failed === 'ok') return 'ok';
  return failed === 'EFAULT' ? 'ENOMEM' : 'EAGAIN';
}

/** @kernel v6.2-rc3 mm/mlock.c:munlock */
export function* munlock(k: Core, mm: MmState, start: Vpn, end: Vpn): Path<MlockErrno> {
  return yield* applyVmaLockFlags(k, mm, start, end, 0);
}

function* applyVmaLockFlags(k: Core, mm: MmState, start: Vpn, end: Vpn, flags: number): Path<'ok' | 'ENOMEM'> {
  yield lockStep(mmapLock(mm.id));
  const result = yield* eachVma(k, mm, start, end, flags);
  yield unlockStep(mmapLock(mm.id));
  return result;
}

/** What lies before a hole is changed all the same. @kernel v6.2-rc3 mm/mlock.c:apply_vma_lock_flags */
function* eachVma(k: Core, mm: MmState, start: Vpn, end: Vpn, flags: number): Path<'ok' | 'ENOMEM'> {
  for (let at = start; at < end; ) {
    const vma = vmaLookup(mm.vmas, at);
    if (vma === undefined) return 'ENOMEM';
    const stop = Math.min(end, vma.end);
    yield* mlockFixup(k, mm, vma, at, stop, addVmFlags(dropVmFlags(vma.vmFlags, VM_LOCKED_MASK), flags));
    at = stop;
  }
  return 'ok';
}

/** Memory that is locked by its kind, or has no pages to lock. */
const isNeverLocked = ({ vmFlags }: Vma): boolean => (vmFlags & (VM_SPECIAL | VM_HUGETLB)) !== 0;

/** One VMA's part. Memory that stays locked, and only fills otherwise from now on, has its pages counted already. @kernel v6.2-rc3 mm/mlock.c:mlock_fixup */
function* mlockFixup(k: Core, mm: MmState, vma: Vma, start: Vpn, end: Vpn, vmFlags: VmFlags): Path<void> {
  if (vmFlags === vma.vmFlags || isNeverLocked(vma)) return;
  const { cause } = k.rec;
  changeFlags(k, mm, vma, start, end, vmFlags, vma.pkey);
  const was = vma.vmFlags & VM_LOCKED;
  if ((vmFlags & VM_LOCKED) !== was) {
    countLocked(k, mm, was ? start - end : end - start);
    yield* mlockVmaPagesRange(k, mm, start, end, vmFlags);
  }
  k.rec.cause = cause;
}
