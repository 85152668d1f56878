import {
  lockStep, MMU_NOTIFY_UNMAP, NOTIFY_END, NOTIFY_START, recNotifierCalled, unlockStep, type GatherId, type Path, type Vpn,
} from '@faultline/contracts';
import { releaseObject } from '../backing/objects';
import type { Core } from '../core';
import { mmapLock } from '../fault/vmf';
import { countLocked, lockedPages } from '../mlock/locked-vm';
import type { MmState } from '../state/mm';
import { vmaIndex, type Vma } from '../state/vma';
import { freePgtables } from './free-pgtables';
import { tlbFinishMmu, tlbGatherMmu } from './tlb-gather';
import { isolate, removeVmas } from './vma-ops';
import { unmapPageRange } from './zap';

/** VMAs that lie in start … end, split at its ends. What stays of a VMA becomes one of its own before anything is unmapped. */
function detachable(k: Core, mm: MmState, start: Vpn, end: Vpn): Vma[] {
  const found: Vma[] = [];
  for (let at = vmaIndex(mm.vmas, start); at < mm.vmas.length && mm.vmas[at]!.start < end; at++) {
    const vma = mm.vmas[at]!;
    const piece = isolate(k, mm, vma, Math.max(vma.start, start), Math.min(vma.end, end));
    found.push(piece);
    at = mm.vmas.indexOf(piece);
  }
  return found;
}

/**
 * Unmaps start … end; the mmap lock is held for writing. The VMAs go first: from then on a fault in the range finds none. What remains
 * beside the range bounds the tables that may be freed. Pages, tables and flush share one gather; objects that nobody maps any more are
 * freed last, when no entry points to their pages.
 * @kernel v6.2-rc3 mm/mmap.c:do_mas_align_munmap,unmap_region
 */
export function* unmapRegion(k: Core, mm: MmState, start: Vpn, end: Vpn): Path<void> {
  const vmas = detachable(k, mm, start, end);
  if (vmas.length === 0) return;
  const { cause } = k.rec;
  const removed = removeVmas(k, mm, vmas);
  k.rec.cause = removed;
  countLocked(k, mm, -lockedPages(vmas));
  const after = vmaIndex(mm.vmas, start);
  const floor = mm.vmas[after - 1]?.end ?? 0;
  const ceiling = mm.vmas[after]?.start ?? 0;
  const gather = tlbGatherMmu(k, mm, false);
  yield* unmapVmas(k, mm, vmas, gather);
  yield* freePgtables(k, mm, gather, vmas, floor, ceiling);
  yield* tlbFinishMmu(k, mm, gather);
  k.rec.cause = removed;
  for (const vma of vmas) releaseObject(k, vma.object);
  k.rec.cause = cause;
}

/** @kernel v6.2-rc3 mm/memory.c:unmap_vmas */
function* unmapVmas(k: Core, mm: MmState, vmas: readonly Vma[], gather: GatherId): Path<void> {
  const { start } = vmas[0]!;
  const { end } = vmas.at(-1)!;
  const { cause } = k.rec;
  k.rec.cause = recNotifierCalled(k.rec, NOTIFY_START, MMU_NOTIFY_UNMAP, mm.id, start, end);
  for (const vma of vmas) yield* unmapPageRange(k, mm, vma, vma.start, vma.end, gather, false);
  k.rec.cause = cause;
  recNotifierCalled(k.rec, NOTIFY_END, MMU_NOTIFY_UNMAP, mm.id, start, end);
}

/** @kernel v6.2-rc3 mm/mmap.c:__vm_munmap */
export function* munmap(k: Core, mm: MmState, start: Vpn, end: Vpn): Path<void> {
  yield lockStep(mmapLock(mm.id));
  yield* unmapRegion(k, mm, start, end);
  yield unlockStep(mmapLock(mm.id));
}
