import {
  dropVmFlags, lockStep, MOVE_VMA_MOVED_BACK, MOVE_VMA_OLD_RANGE_LEFT, MREMAP_GROWN_IN_PLACE, MREMAP_SHRUNK,
  recBranchTaken, unlockStep, VM_LOCKED, VM_LOCKONFAULT, type Path, type Vpn,
} from '@faultline/contracts';
import type { Core } from '../core';
import { mmapLock } from '../fault/vmf';
import { mmPopulate } from '../gup/populate';
import { countLocked } from '../mlock/locked-vm';
import type { MmState } from '../state/mm';
import { linearPageIndex, vmaIndex, vmaIsAnonymous, vmaLookup, type Vma } from '../state/vma';
import { isRegistered, withoutUffd } from '../uffd/registered';
import { movePageTables } from './move-page-tables';
import { unmapRegion } from './munmap';
import { insertChanged, insertMoved } from './vma-merge';
import { insertVma, removeVma } from './vma-ops';

type MremapErrno = 'ok' | 'EFAULT' | 'ENOMEM' | 'EINVAL';

/** Where a mapping moves to. */
export interface MoveTo {
  /** First page of the new place. */
  readonly vpn: Vpn;
  /** MREMAP_DONTUNMAP: the old range stays mapped, and empty. */
  readonly dontUnmap: boolean;
}

const isLocked = (vma: Vma | undefined): boolean => vma !== undefined && (vma.vmFlags & VM_LOCKED) !== 0;

/** Resizes in place, or moves to a fixed place. @kernel v6.2-rc3 mm/mremap.c:mremap */
export function* mremap(k: Core, mm: MmState, vpn: Vpn, pages: number, newPages: number, to: MoveTo | undefined): Path<MremapErrno> {
  const { cause } = k.rec;
  const target = to?.vpn ?? vpn;
  yield lockStep(mmapLock(mm.id));
  const result = yield* mremapLocked(k, mm, vpn, pages, newPages, to);
  // What has grown and is locked has to be there. The growth stands, whatever comes of that.
  const populates = result === 'ok' && newPages > pages && isLocked(vmaLookup(mm.vmas, target));
  yield unlockStep(mmapLock(mm.id));
  k.rec.cause = cause;
  if (populates) yield* mmPopulate(k, mm, target + pages, target + newPages, true);
  return result;
}

/** What is not mapped is refused before anything at the new place is unmapped. So a call that fails early has changed nothing. */
function* mremapLocked(k: Core, mm: MmState, vpn: Vpn, pages: number, newPages: number, to: MoveTo | undefined): Path<MremapErrno> {
  const vma = vmaLookup(mm.vmas, vpn);
  if (vma === undefined) return 'EFAULT';
  return to === undefined ? yield* resize(k, mm, vma, vpn, pages, newPages) : yield* mremapTo(k, mm, vpn, pages, newPages, to);
}

function* resize(k: Core, mm: MmState, vma: Vma, vpn: Vpn, pages: number, newPages: number): Path<MremapErrno> {
  if (newPages <= pages) {
    k.rec.cause = recBranchTaken(k.rec, MREMAP_SHRUNK, 0);
    // Of the same size there is nothing to unmap, wherever that nothing lies.
    if (newPages < pages) yield* unmapRegion(k, mm, vpn + newPages, vpn + pages);
    return 'ok';
  }
  if (vma.end < vpn + pages) return 'EFAULT';
  return grow(k, mm, vma, vpn + pages, vpn + newPages);
}

/** In place, if the VMA ends there and nothing is in the way. @kernel v6.2-rc3 mm/mremap.c:vma_expandable */
function grow(k: Core, mm: MmState, vma: Vma, oldEnd: number, newEnd: number): MremapErrno {
  const next = mm.vmas[vmaIndex(mm.vmas, vma.start) + 1];
  if (vma.end !== oldEnd || newEnd > k.arch.geometry.userLimit(mm) || (next !== undefined && next.start < newEnd)) return 'ENOMEM';
  k.rec.cause = recBranchTaken(k.rec, MREMAP_GROWN_IN_PLACE, 0);
  k.rec.cause = removeVma(k, mm, vma);
  insertChanged(k, mm, { ...vma, end: newEnd });
  if (isLocked(vma)) countLocked(k, mm, newEnd - oldEnd);
  return 'ok';
}

/** @kernel v6.2-rc3 mm/mremap.c:mremap_to */
function* mremapTo(k: Core, mm: MmState, vpn: Vpn, pages: number, newPages: number, to: MoveTo): Path<MremapErrno> {
  if (to.vpn < 0 || to.vpn + newPages > k.arch.geometry.userLimit(mm)) return 'EINVAL';
  if (vpn < to.vpn + newPages && to.vpn < vpn + pages) return 'EINVAL';
  if (to.dontUnmap && pages !== newPages) return 'EINVAL';
  yield* unmapRegion(k, mm, to.vpn, to.vpn + newPages);
  if (newPages < pages) yield* unmapRegion(k, mm, vpn + newPages, vpn + pages);
  const oldPages = Math.min(pages, newPages);
  const vma = vmaLookup(mm.vmas, vpn);
  if (vma === undefined || vma.end < vpn + oldPages) return 'EFAULT';
  return yield* moveVma(k, mm, vma, vpn, oldPages, newPages, to);
}

/** The VMA at its new place, the cause of what follows. An untouched anonymous one takes the offset of the place. @kernel v6.2-rc3 mm/mmap.c:copy_vma */
function copyVma(k: Core, mm: MmState, vma: Vma, vpn: Vpn, newPages: number, to: Vpn): void {
  // No page of it stands in a reverse map yet, so its offsets are free: those of the new place let it merge with its neighbours.
  const untouched = vmaIsAnonymous(vma) && vma.anonVma === 0;
  const ofPlace: number = to;
  k.rec.cause = insertMoved(k, mm, { ...vma, start: to, end: to + newPages, pgoff: untouched ? ofPlace : linearPageIndex(vma, vpn) });
}

/**
 * Without memory for a table, what was moved moves back. The VMA at the new place comes first, so that a reverse-map walk finds a moved
 * page at one place or the other.
 * @kernel v6.2-rc3 mm/mremap.c:move_vma
 */
function* moveVma(k: Core, mm: MmState, vma: Vma, vpn: Vpn, oldPages: number, newPages: number, to: MoveTo): Path<'ok' | 'ENOMEM'> {
  copyVma(k, mm, vma, vpn, newPages, to.vpn);
  const moved = yield* movePageTables(k, mm, vpn, vpn + oldPages, to.vpn);
  if (moved < oldPages) {
    k.rec.cause = recBranchTaken(k.rec, MOVE_VMA_MOVED_BACK, moved);
    yield* movePageTables(k, mm, to.vpn, to.vpn + moved, vpn);
    if (isLocked(vma)) countLocked(k, mm, newPages);
    yield* unmapRegion(k, mm, to.vpn, to.vpn + newPages);
    return 'ENOMEM';
  }
  mremapUserfaultfdPrep(k, mm, to.vpn);
  k.rec.cause = recBranchTaken(k.rec, MOVE_VMA_OLD_RANGE_LEFT, to.dontUnmap ? 1 : 0);
  if (to.dontUnmap) leaveEmpty(k, mm, vma, vpn, oldPages);
  else {
    yield* unmapRegion(k, mm, vpn, vpn + oldPages);
    if (isLocked(vma)) countLocked(k, mm, newPages);
  }
  return 'ok';
}

/** What has moved is watched no more: its descriptor did not ask to be told of moves. @kernel v6.2-rc3 fs/userfaultfd.c:mremap_userfaultfd_prep */
function mremapUserfaultfdPrep(k: Core, mm: MmState, to: Vpn): void {
  const vma = vmaLookup(mm.vmas, to)!;
  if (!isRegistered(vma)) return;
  const { cause } = k.rec;
  k.rec.cause = removeVma(k, mm, vma);
  insertVma(k, mm, { ...vma, vmFlags: withoutUffd(vma.vmFlags) });
  k.rec.cause = cause;
}

/**
 * DONTUNMAP: the old VMA stays, empty and unlocked; moved whole, it drops its anon_vma. It goes on being counted as locked, in place of
 * the new one. Of a VMA that moved in part the rest is unlocked too, but not its pages.
 */
function leaveEmpty(k: Core, mm: MmState, vma: Vma, vpn: Vpn, pages: number): void {
  const whole = vma.start === vpn && vma.end === vpn + pages;
  k.rec.cause = removeVma(k, mm, vma);
  insertVma(k, mm, { ...vma, vmFlags: dropVmFlags(vma.vmFlags, VM_LOCKED | VM_LOCKONFAULT), anonVma: whole ? 0 : vma.anonVma });
}
