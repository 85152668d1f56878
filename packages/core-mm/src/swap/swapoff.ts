import {
  COUNTER_ANON, COUNTER_SWAP, HOW_SET, lockStep, PG_UPTODATE, PMD, recBranchTaken, recCounterChanged, recSwapDeviceRemoved, recSwapDeviceSwitched, REF_SWAP,
  unlockStep, UNUSE_PTE_BROUGHT_BACK, type EntrySlot, type Path, type Pfn, type SwapSlot,
} from '@faultline/contracts';
import { getPage, putPage } from '../alloc';
import type { Core } from '../core';
import { below, cursorOver, leadsOn, nextEntry, nextInTable, SWAP_STYLE, type Cursor } from '../cursor';
import { readEntry, setEntry } from '../entry';
import { folioLock } from '../backing/folio-lock';
import { shmemUnuse } from '../backing/shmem-swap';
import { mmapLock, ptl } from '../fault/vmf';
import { hasFlag } from '../state/frames';
import type { MmState } from '../state/mm';
import type { Vma } from '../state/vma';
import { makeSwapinError, slotOfEntry } from './entries';
import { mapSwappedIn } from './map-swapped-in';
import { folioFreeSwap, swapFree } from './slots';
import { readSwapCacheAsync, swapCacheGet } from './swap-in';

/** What `swapoff` comes to. */
export type SwapoffErrno = 'ok' | 'EINVAL' | 'ENOMEM';

/**
 * The swap device goes out of use: what is on it comes back first. Without memory for that it stays in use.
 * @kernel v6.2-rc3 mm/swapfile.c:swapoff
 */
export function* swapoff(k: Core): Path<SwapoffErrno> {
  const { swap } = k.state;
  if (swap.pages === 0) return 'EINVAL';
  const { cause } = k.rec;
  k.rec.cause = recSwapDeviceSwitched(k.rec, 0);
  const emptied = yield* tryToUnuse(k);
  k.rec.cause = cause;
  if (emptied) recSwapDeviceRemoved(k.rec, swap.pages);
  else recSwapDeviceSwitched(k.rec, 1);
  return emptied ? 'ok' : 'ENOMEM';
}

/** First shared memory, then entries, address space by address space; then pages that the cache has for nobody. False: out of memory. @kernel v6.2-rc3 mm/swapfile.c:try_to_unuse */
function* tryToUnuse(k: Core): Path<boolean> {
  const { swap } = k.state;
  const { cause } = k.rec;
  while (swap.used > 0) {
    if (!(yield* shmemUnuse(k))) return false;
    k.rec.cause = cause;
    const mms: readonly MmState[] = k.state.mms();
    for (const mm of mms) {
      if (k.state.hasMm(mm.id) && !(yield* unuseMm(k, mm))) return false;
      k.rec.cause = cause;
    }
    for (let slot: SwapSlot = 1; slot < swap.next; slot++) yield* unuseCached(k, slot);
  }
  return true;
}

function* unuseCached(k: Core, slot: SwapSlot): Path<void> {
  const pfn = swapCacheGet(k, slot);
  if (pfn === 0) return;
  yield lockStep(folioLock(pfn));
  folioFreeSwap(k, pfn);
  yield unlockStep(folioLock(pfn));
  putPage(k, pfn, REF_SWAP);
}

/** @kernel v6.2-rc3 mm/swapfile.c:unuse_mm */
function* unuseMm(k: Core, mm: MmState): Path<boolean> {
  yield lockStep(mmapLock(mm.id), 'read');
  let done = true;
  const vmas: readonly Vma[] = k.state.hasMm(mm.id) ? mm.vmas : [];
  for (const vma of vmas) done = done && (vma.anonVma === 0 || (yield* unuseVma(k, mm, vma)));
  yield unlockStep(mmapLock(mm.id));
  return done;
}

function* unuseVma(k: Core, mm: MmState, vma: Vma): Path<boolean> {
  const at = cursorOver(mm, vma.start, vma.end);
  while (nextEntry(k, at, PMD)) if (leadsOn(at, 'unuse_pmd_range') && !(yield* unusePteRange(k, vma, below(k, at)))) return false;
  return true;
}

/** @kernel v6.2-rc3 mm/swapfile.c:unuse_pte_range */
function* unusePteRange(k: Core, vma: Vma, at: Cursor): Path<boolean> {
  while (nextInTable(k, at)) {
    const slot = at.kind === SWAP_STYLE ? slotOfEntry(k.arch, at.entry.lo, at.entry.hi) : 0;
    if (slot !== 0 && !(yield* unuseEntry(k, vma, at, slot))) return false;
  }
  return true;
}

/** The page of one entry, read if need be, under its lock. False: out of memory. */
function* unuseEntry(k: Core, vma: Vma, at: Cursor, slot: SwapSlot): Path<boolean> {
  const { cause } = k.rec;
  const pfn = yield* readSwapCacheAsync(k, slot);
  if (pfn === 0) return false;
  yield lockStep(folioLock(pfn));
  yield lockStep(ptl(at.table));
  readEntry(k, at.table, at.index, k.old);
  if (k.old.lo === at.entry.lo && k.old.hi === at.entry.hi) unusePte(k, vma, at, slot, pfn);
  yield unlockStep(ptl(at.table));
  folioFreeSwap(k, pfn);
  yield unlockStep(folioLock(pfn));
  putPage(k, pfn, REF_SWAP);
  k.rec.cause = cause;
  return true;
}

/** The entry is replaced; the slot loses a count. @kernel v6.2-rc3 mm/swapfile.c:unuse_pte @commit 15520a3f0469 */
function unusePte(k: Core, vma: Vma, at: Cursor, slot: SwapSlot, pfn: Pfn): void {
  const entry = k.slot(0, 0);
  recCounterChanged(k.rec, COUNTER_SWAP, at.mm.id, -1);
  const uptodate = hasFlag(k.state.frames, pfn, PG_UPTODATE);
  k.rec.cause = recBranchTaken(k.rec, UNUSE_PTE_BROUGHT_BACK, uptodate ? 1 : 0);
  if (uptodate) bringBack(k, vma, at, pfn, entry);
  else makeSwapinError(k, pfn, entry);
  k.rec.cause = setEntry(k, at, HOW_SET, entry);
  swapFree(k, slot);
}

/** Nobody accessed the page: its entry is old. It is read-only, for the kernel cannot tell a write to come. */
function bringBack(k: Core, vma: Vma, at: Cursor, pfn: Pfn, entry: EntrySlot): void {
  const { codec, swap } = k.arch;
  const { level, vpn, entry: { lo, hi } } = at;
  recCounterChanged(k.rec, COUNTER_ANON, at.mm.id, 1);
  getPage(k, pfn, REF_SWAP);
  mapSwappedIn(k, vma, vpn, pfn, swap.exclusive(lo, hi));
  codec.makeLeaf(level, pfn, vma.protLo, vma.protHi, entry);
  codec.mkOld(level, entry);
  if (swap.softDirty(lo, hi)) codec.mkSoftDirty(level, entry);
  if (swap.uffdWp(lo, hi)) codec.mkUffdWp(level, entry);
}
