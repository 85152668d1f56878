import {
  PG_UPTODATE, recPageCacheAdded, recPageCacheRemoved, recShmemFailed, recShmemSwapped, recSwapCacheAdded, recSwapSlotAllocated, recVmstatCounted, REF_SWAP, lockStep, unlockStep,
  VMSTAT_PGMAJFAULT, vpnOf, type Path, type Pfn, type Pgoff, type SwapSlot,
} from '@faultline/contracts';
import { putPage } from '../alloc';
import type { Core } from '../core';
import { setPageDirty } from '../dirty';
import { F_INDEX, F_INDEX_HI, F_MAPPING, hasFlag } from '../state/frames';
import { LOST, type ObjectState } from '../state/objects';
import { deleteFromSwapCache, freeSwapAndCache, swapDuplicate, swapFree } from '../swap/slots';
import { readSwapCacheAsync } from '../swap/swap-in';
import { folioLock } from './folio-lock';

/** What looking for a page came to that has no page. */
export const SHMEM_NO_MEMORY = 0;
export const SHMEM_LOST = -1;

/**
 * Gives a page of shared memory a slot, and leaves that in its place: it is the swap cache's page from now on. False: there is no slot.
 * Nobody maps it, and the caller has locked it.
 * @kernel v6.2-rc3 mm/shmem.c:shmem_writepage
 */
export function moveToSwap(k: Core, pfn: Pfn): boolean {
  const { frames, swap } = k.state;
  const slot = swap.free;
  if (slot === 0) return false;
  const object = frames.get(pfn, F_MAPPING);
  const index: Pgoff = vpnOf(frames.get(pfn, F_INDEX), frames.get(pfn, F_INDEX_HI));
  const { cause } = k.rec;
  k.rec.cause = recSwapSlotAllocated(k.rec, slot);
  recSwapCacheAdded(k.rec, slot, pfn);
  swapDuplicate(k, slot);
  recPageCacheRemoved(k.rec, object, index, pfn);
  recShmemSwapped(k.rec, slot, object, index);
  k.rec.cause = cause;
  return true;
}

/** What a read from swap brings: the page, with a reference, and whether storage was read. */
export interface SwappedIn {
  /** The page; `SHMEM_NO_MEMORY`; `SHMEM_LOST`. */
  readonly pfn: Pfn;
  readonly major: boolean;
}

/** Brings the page of the slot back to its place. It is dirty: its slot is gone. @kernel v6.2-rc3 mm/shmem.c:shmem_swapin_folio */
export function* shmemSwapin(k: Core, object: ObjectState, index: Pgoff, slot: SwapSlot): Path<SwappedIn> {
  if (slot === LOST) return { pfn: SHMEM_LOST, major: false };
  const major = k.state.swap.pageOf(slot) === 0;
  const { cause } = k.rec;
  if (major) recVmstatCounted(k.rec, VMSTAT_PGMAJFAULT);
  const pfn = yield* readSwapCacheAsync(k, slot);
  if (pfn === 0) return { pfn: SHMEM_NO_MEMORY, major };
  yield lockStep(folioLock(pfn));
  const uptodate = hasFlag(k.state.frames, pfn, PG_UPTODATE);
  if (object.slotAt(index) === slot) backInPlace(k, object, index, slot, pfn, uptodate);
  yield unlockStep(folioLock(pfn));
  k.rec.cause = cause;
  if (!uptodate) putPage(k, pfn, REF_SWAP);
  return { pfn: uptodate ? pfn : SHMEM_LOST, major };
}

function backInPlace(k: Core, object: ObjectState, index: Pgoff, slot: SwapSlot, pfn: Pfn, uptodate: boolean): void {
  if (uptodate) {
    recShmemSwapped(k.rec, 0, object.id, index);
    recPageCacheAdded(k.rec, object.id, index, pfn);
  } else recShmemFailed(k.rec, object.id, index);
  deleteFromSwapCache(k, pfn);
  if (uptodate) setPageDirty(k, pfn);
  swapFree(k, slot);
}

/** Drops what is on swap of pages start … end. @kernel v6.2-rc3 mm/shmem.c:shmem_free_swap */
export function dropSwapped(k: Core, object: ObjectState, start: Pgoff, end: Pgoff): void {
  const found: { index: Pgoff; slot: SwapSlot }[] = [];
  object.forEachSwapped((index, slot) => void (index >= start && index < end && found.push({ index, slot })));
  for (const { index, slot } of found) {
    recShmemSwapped(k.rec, 0, object.id, index);
    if (slot !== LOST) freeSwapAndCache(k, slot);
  }
}

/** Brings all pages of shared memory back from swap; false: out of memory. @kernel v6.2-rc3 mm/shmem.c:shmem_unuse */
export function* shmemUnuse(k: Core): Path<boolean> {
  const objects: readonly ObjectState[] = k.state.objects();
  for (const object of objects) if (!(yield* unuseObject(k, object))) return false;
  return true;
}

function* unuseObject(k: Core, object: ObjectState): Path<boolean> {
  const found: { index: Pgoff; slot: SwapSlot }[] = [];
  object.forEachSwapped((index, slot) => void (slot !== LOST && found.push({ index, slot })));
  for (const { index, slot } of found) {
    const { pfn } = yield* shmemSwapin(k, object, index, slot);
    if (pfn === SHMEM_NO_MEMORY) return false;
    if (pfn > 0) putPage(k, pfn, REF_SWAP);
  }
  return true;
}

/** Reads what is on swap of pages start … end into the swap cache. @kernel v6.2-rc3 mm/madvise.c:shmem_swapin_range */
export function* shmemWillneed(k: Core, object: ObjectState, start: Pgoff, end: Pgoff): Path<void> {
  const slots: SwapSlot[] = [];
  object.forEachSwapped((index, slot) => void (index >= start && index < end && slot !== LOST && slots.push(slot)));
  const { cause } = k.rec;
  for (const slot of slots) {
    const pfn = yield* readSwapCacheAsync(k, slot);
    if (pfn !== 0) putPage(k, pfn, REF_SWAP);
    k.rec.cause = cause;
  }
}
