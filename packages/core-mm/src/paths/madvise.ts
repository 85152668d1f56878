import {
  addVmFlags, BACKING_ANON, dropVmFlags, lockStep, MADVISE_DONTNEED_SINGLE_VMA_ZAPPED, MADVISE_POPULATE_POPULATED, MADVISE_REMOVE_PUNCHED,
  MMU_NOTIFY_CLEAR, recBranchTaken, unlockStep, VM_DONTCOPY, VM_FAULT_HWPOISON, VM_IO, VM_LOCKED, VM_MAYWRITE, VM_PFNMAP, VM_RAND_READ, VM_SEQ_READ, VM_SHARED,
  VM_WIPEONFORK, VM_WRITE,
  MADVISE_VMA_BEHAVIOR_FLAGS_CHANGED, type Path, type Vpn,
} from '@faultline/contracts';
import { punchHole } from '../backing/truncate';
import type { Core } from '../core';
import { mmapLock } from '../fault/vmf';
import { checkVmaFlags } from '../gup/check-vma-flags';
import { FOLL_TOUCH, FOLL_WRITE } from '../gup/foll';
import { errnoOfFault } from '../gup/get-user-pages';
import { faultinRange } from '../gup/populate';
import type { MmState } from '../state/mm';
import { linearPageIndex, vmaIndex, vmaLookup, type Vma } from '../state/vma';
import { madviseColdOrPageout } from './madvise-cold';
import { madviseFree } from './madvise-free';
import { madviseWillneed } from './madvise-willneed';
import { changeFlags } from './vma-merge';
import { zapPageRangeSingle } from './zap';

/** Advice this core knows. */
export type MadviseAdvice =
  | 'normal' | 'random' | 'sequential' | 'dontneed' | 'free' | 'cold' | 'pageout' | 'willneed' | 'populate_read' | 'populate_write'
  | 'dontfork' | 'dofork' | 'wipeonfork' | 'keeponfork' | 'remove' | 'dontneed_locked';
type MadviseErrno = 'ok' | 'ENOMEM' | 'EINVAL' | 'EFAULT' | 'EACCES' | 'EHWPOISON';

/** VMA flags an advice sets and clears. @kernel v6.2-rc3 mm/madvise.c:madvise_vma_behavior */
const FLAG_ADVICE: Readonly<Record<string, { readonly set: number; readonly clear: number }>> = {
  normal: { set: 0, clear: VM_RAND_READ | VM_SEQ_READ },
  sequential: { set: VM_SEQ_READ, clear: VM_RAND_READ },
  random: { set: VM_RAND_READ, clear: VM_SEQ_READ },
  dontfork: { set: VM_DONTCOPY, clear: 0 },
  dofork: { set: 0, clear: VM_DONTCOPY },
  wipeonfork: { set: VM_WIPEONFORK, clear: 0 },
  keeponfork: { set: 0, clear: VM_WIPEONFORK },
};

/** @kernel v6.2-rc3 mm/madvise.c:do_madvise */
export function* madvise(k: Core, mm: MmState, start: Vpn, end: Vpn, advice: MadviseAdvice): Path<MadviseErrno> {
  // Only a change of flags changes VMAs. DONTNEED and populating run beside faults.
  yield lockStep(mmapLock(mm.id), FLAG_ADVICE[advice] === undefined ? 'read' : 'write');
  const populates = advice === 'populate_read' || advice === 'populate_write';
  const result = populates
    ? yield* madvisePopulate(k, mm, start, end, advice === 'populate_write')
    : yield* madviseWalkVmas(k, mm, start, end, advice);
  yield unlockStep(mmapLock(mm.id));
  return result;
}

/** Holes give ENOMEM at the end; what is mapped is advised all the same. @kernel v6.2-rc3 mm/madvise.c:madvise_walk_vmas */
function* madviseWalkVmas(k: Core, mm: MmState, start: Vpn, end: Vpn, advice: MadviseAdvice): Path<MadviseErrno> {
  let unmapped: MadviseErrno = 'ok';
  for (let at = start; at < end; ) {
    const vma = mm.vmas[vmaIndex(mm.vmas, at)];
    if (vma === undefined || vma.start >= end) return 'ENOMEM';
    if (vma.start > at) unmapped = 'ENOMEM';
    const stop = Math.min(end, vma.end);
    const error = yield* adviseVma(k, mm, vma, Math.max(at, vma.start), stop, advice);
    if (error !== 'ok') return error;
    at = stop;
  }
  return unmapped;
}

function* adviseVma(k: Core, mm: MmState, vma: Vma, start: Vpn, end: Vpn, advice: MadviseAdvice): Path<MadviseErrno> {
  const flags = FLAG_ADVICE[advice];
  if (flags !== undefined) return adviseFlags(k, mm, vma, start, end, advice, flags);
  if (advice === 'remove') return yield* adviseRemove(k, vma, start, end);
  const { cause } = k.rec;
  const errno = advice === 'willneed' ? yield* madviseWillneed(k, mm, vma, start, end) : yield* adviseRange(k, mm, vma, start, end, advice);
  k.rec.cause = cause;
  return errno;
}

/** What takes pages away, at once or later. */
function* adviseRange(k: Core, mm: MmState, vma: Vma, start: Vpn, end: Vpn, advice: MadviseAdvice): Path<MadviseErrno> {
  // Locked memory has to stay, unless the caller says that he knows; pages of a device are not the kernel's to drop.
  if (vma.vmFlags & (advice === 'dontneed_locked' ? VM_PFNMAP : VM_LOCKED | VM_PFNMAP)) return 'EINVAL';
  if (advice === 'free') return yield* madviseFree(k, mm, vma, start, end);
  if (advice === 'cold' || advice === 'pageout') yield* madviseColdOrPageout(k, mm, vma, start, end, advice === 'pageout');
  else {
    k.rec.cause = recBranchTaken(k.rec, MADVISE_DONTNEED_SINGLE_VMA_ZAPPED, 0);
    yield* zapPageRangeSingle(k, mm, vma, start, end, MMU_NOTIFY_CLEAR);
  }
  return 'ok';
}

/** The object behind a shared mapping loses the range, for all who map it. @kernel v6.2-rc3 mm/madvise.c:madvise_remove */
function* adviseRemove(k: Core, vma: Vma, start: Vpn, end: Vpn): Path<MadviseErrno> {
  const { vmFlags, backing, object } = vma;
  if (vmFlags & VM_LOCKED || backing === BACKING_ANON) return 'EINVAL';
  const needed = VM_SHARED | (k.profile['remove-needs-write'] ? VM_WRITE : VM_MAYWRITE);
  if ((vmFlags & needed) !== needed) return 'EACCES';
  const { cause } = k.rec;
  k.rec.cause = recBranchTaken(k.rec, MADVISE_REMOVE_PUNCHED, object);
  yield* punchHole(k, k.state.object(object), linearPageIndex(vma, start), linearPageIndex(vma, end));
  k.rec.cause = cause;
  return 'ok';
}

function adviseFlags(
  k: Core, mm: MmState, vma: Vma, start: Vpn, end: Vpn, advice: MadviseAdvice, change: { set: number; clear: number },
): MadviseErrno {
  if (advice === 'dofork' && vma.vmFlags & VM_IO) return 'EINVAL';
  // A file's pages are not the process's to wipe.
  if (advice === 'wipeonfork' && (vma.backing !== BACKING_ANON || vma.vmFlags & VM_SHARED)) return 'EINVAL';
  const vmFlags = addVmFlags(dropVmFlags(vma.vmFlags, change.clear), change.set);
  if (vmFlags === vma.vmFlags) return 'ok';
  const { cause } = k.rec;
  k.rec.cause = recBranchTaken(k.rec, MADVISE_VMA_BEHAVIOR_FLAGS_CHANGED, vmFlags);
  changeFlags(k, mm, vma, start, end, vmFlags, vma.pkey);
  k.rec.cause = cause;
  return 'ok';
}

/** MADVISE_POPULATE_POPULATED: GUP that keeps no reference. @kernel v6.2-rc3 mm/madvise.c:madvise_populate */
function* madvisePopulate(k: Core, mm: MmState, start: Vpn, end: Vpn, write: boolean): Path<MadviseErrno> {
  k.rec.cause = recBranchTaken(k.rec, MADVISE_POPULATE_POPULATED, write ? 1 : 0);
  const gup = FOLL_TOUCH | (write ? FOLL_WRITE : 0);
  for (let at = start; at < end; ) {
    const vma = vmaLookup(mm.vmas, at);
    if (vma === undefined) return 'ENOMEM';
    if (vma.vmFlags & (VM_IO | VM_PFNMAP) || !checkVmaFlags(k, vma, gup)) return 'EINVAL';
    const done = yield* faultinRange(k, mm, at, Math.min(end, vma.end), gup);
    if (done < 0) return -done & VM_FAULT_HWPOISON ? 'EHWPOISON' : errnoOfFault(-done);
    at += done;
  }
  return 'ok';
}
