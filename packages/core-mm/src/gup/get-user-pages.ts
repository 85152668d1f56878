import {
  FAULT_FLAG_ALLOW_RETRY, FAULT_FLAG_KILLABLE, FAULT_FLAG_REMOTE, FAULT_FLAG_TRIED, FAULT_FLAG_UNSHARE, FAULT_FLAG_WRITE, lockStep, recGupFaulted, unlockStep,
  VM_FAULT_COMPLETED, VM_FAULT_ERROR, VM_FAULT_OOM, VM_FAULT_RETRY, VM_FAULT_SIGSEGV, type FaultFlags, type MmId, type Path, type Pfn, type Vpn,
} from '@faultline/contracts';
import type { Core } from '../core';
import { CoreError } from '../errors';
import { handleMmFault } from '../fault/handle-mm-fault';
import { mmapLock } from '../fault/vmf';
import type { MmState } from '../state/mm';
import { vmaLookup, type Vma } from '../state/vma';
import { checkVmaFlags } from './check-vma-flags';
import { FOLL_REMOTE, FOLL_WRITE } from './foll';
import { followPage, NEEDS_UNSHARE } from './follow-page';
import { noteMayPin, ungrabPage } from './grab';

/** A page that needs more faults than this makes no progress. */
const MAX_FAULTS = 8;

/** One call of GUP. */
export interface GupCall {
  /** Whose memory it is. */
  readonly mm: MmState;
  /** Whose task is charged with the faults. */
  readonly task: MmId;
  /** FOLL_* bits. */
  readonly gup: number;
  /** What becomes of a fault that drops the lock to wait: it may not; it is tried again as a later attempt; or from the start, as a first one. */
  readonly retry: 'never' | 'again' | 'afresh';
}

function faultFlagsOf({ gup, retry }: GupCall, unshare: boolean): FaultFlags {
  return (gup & FOLL_WRITE ? FAULT_FLAG_WRITE : 0) | (gup & FOLL_REMOTE ? FAULT_FLAG_REMOTE : 0)
    | (retry !== 'never' ? FAULT_FLAG_ALLOW_RETRY | FAULT_FLAG_KILLABLE : 0) | (unshare ? FAULT_FLAG_UNSHARE : 0);
}

/**
 * Follows one page, after as many faults as that takes; returns it, or minus the error bits of the fault that failed. After each fault
 * the entry is looked at anew: what the fault made may be gone again. The wish to write is never dropped on the way, or a forced write
 * could end in the page of the file (tlb-and-races §6.11).
 * @kernel v6.2-rc3 mm/gup.c:faultin_page
 */
export function* faultinPage(k: Core, call: GupCall, vpn: Vpn): Path<number> {
  const { mm, gup } = call;
  let tried = 0;
  for (let tries = 0; tries < MAX_FAULTS; tries++) {
    const vma = vmaLookup(mm.vmas, vpn)!;
    const { cause } = k.rec;
    const found = followPage(k, mm, vma, vpn, gup);
    if (found > 0) return found;
    const flags = faultFlagsOf(call, found === NEEDS_UNSHARE) | tried;
    k.rec.cause = recGupFaulted(k.rec, flags, mm.id, vpn);
    const result = yield* handleMmFault(k, mm, vma, vpn, flags, k.arch.caps.initialPkru, call.task);
    k.rec.cause = cause;
    if (result & VM_FAULT_ERROR) return -(result & VM_FAULT_ERROR);
    if (!(result & (VM_FAULT_RETRY | VM_FAULT_COMPLETED))) continue;
    // The fault dropped the lock: what is mapped there now is to be seen.
    yield lockStep(mmapLock(mm.id), 'read');
    if (call.retry === 'again') tried = FAULT_FLAG_TRIED;
    if (vmaLookup(mm.vmas, vpn) === undefined) return -VM_FAULT_SIGSEGV;
  }
  throw new CoreError('cannot-follow', `page 0x${vpn.toString(16)} cannot be followed after ${MAX_FAULTS} faults`, 'report this run as a defect');
}

/** Why GUP gave fewer pages than it was asked for. */
export type GupErrno = 'ok' | 'EFAULT' | 'ENOMEM';

export const errnoOfFault = (bits: number): GupErrno => (bits & VM_FAULT_OOM ? 'ENOMEM' : 'EFAULT');

/** Appends pages start … end, as far as it comes; each with what the flags ask for. The caller holds the mmap lock. */
function* lockedPages(k: Core, call: GupCall, start: Vpn, end: Vpn, out: Pfn[]): Path<GupErrno> {
  let checked: Vma | undefined;
  for (let vpn = start; vpn < end; vpn++) {
    const vma = vmaLookup(call.mm.vmas, vpn);
    if (vma === undefined || (vma !== checked && !checkVmaFlags(k, vma, call.gup))) return 'EFAULT';
    checked = vma;
    const found = yield* faultinPage(k, call, vpn);
    if (found < 0) return errnoOfFault(-found);
    out.push(found);
  }
  return 'ok';
}

/** Appends pages start … end to `out`, as far as it comes. @kernel v6.2-rc3 mm/gup.c:__get_user_pages */
export function* getUserPages(k: Core, call: GupCall, start: Vpn, end: Vpn, out: Pfn[]): Path<GupErrno> {
  noteMayPin(k, call.mm, call.gup);
  yield lockStep(mmapLock(call.mm.id), 'read');
  const errno = yield* lockedPages(k, call, start, end, out);
  yield unlockStep(mmapLock(call.mm.id));
  return errno;
}

/** Gives back pages that `getUserPages` gave. @kernel v6.2-rc3 mm/gup.c:unpin_user_pages */
export function putUserPages(k: Core, pages: readonly Pfn[], gup: number): void {
  for (const pfn of pages) ungrabPage(k, pfn, gup);
}
