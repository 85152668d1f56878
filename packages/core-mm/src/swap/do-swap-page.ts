import {
  COUNTER_ANON, COUNTER_SWAP, DO_SWAP_PAGE_CACHE_FREED, DO_SWAP_PAGE_CHANGED_MEANWHILE, DO_SWAP_PAGE_DEVICE_GONE, DO_SWAP_PAGE_EXCLUSIVE,
  DO_SWAP_PAGE_IN_CACHE, DO_SWAP_PAGE_LEFT_CACHE, DO_SWAP_PAGE_NO_PAGE, DO_SWAP_PAGE_NOT_UPTODATE, DO_SWAP_PAGE_READ_AHEAD, DO_SWAP_PAGE_READ_ALONE,
  FAULT_FLAG_WRITE, HOW_SET, lockStep, PG_UPTODATE, PG_WRITEBACK, PTE, recBranchTaken, recCounterChanged, recVmstatCounted, REF_SWAP,
  unlockStep, VM_FAULT_ERROR, VM_FAULT_MAJOR, VM_FAULT_OOM, VM_FAULT_SIGBUS, VM_FAULT_WRITE, VM_LOCKED, VM_UFFD_WP, VM_WRITE, VMSTAT_PGMAJFAULT, type EntrySlot, type Path,
  type Pfn, type RuleArg, type RuleNumber, type SwapSlot,
} from '@faultline/contracts';
import { putPage } from '../alloc';
import type { Core } from '../core';
import { readEntry, setEntry } from '../entry';
import { doWpPage } from '../fault/do-wp-page';
import { afterInstall } from '../fault/install';
import { folioLock } from '../backing/folio-lock';
import { ptl, type Vmf } from '../fault/vmf';
import { vmaSoftDirtyEnabled } from '../paths/can-change-pte-writable';
import { F_REF, hasFlag } from '../state/frames';
import { slotOfEntry } from './entries';
import { mapSwappedIn } from './map-swapped-in';
import { folioFreeSwap, inSwapCache, mayFreeSwap, slotOfPage, swapFree, vmSwapFull } from './slots';
import { readSwapCacheAsync, swapCacheGet, swapInAlone } from './swap-in';

/** A fault on an entry of the swap device. */
interface SwapFault {
  readonly vmf: Vmf;
  readonly slot: SwapSlot;
  /** The page, to which the fault refers. */
  readonly pfn: Pfn;
  /** Result bits so far: MAJOR if the page had to be read. */
  readonly result: number;
}

/** The cache, this fault, and nobody else. */
const CACHE_AND_FAULT = 2;

function branch(k: Core, rule: RuleNumber, arg: RuleArg, result: number): number {
  k.rec.cause = recBranchTaken(k.rec, rule, arg);
  return result;
}

/**
 * A fault on an entry of the swap device: the page is found in the swap cache or read, and mapped. The entry was read without its lock,
 * and everything is asked again once the page is locked and the entry too.
 * @kernel v6.2-rc3 mm/memory.c:do_swap_page
 */
export function* doSwapPage(k: Core, vmf: Vmf): Path<number> {
  const slot = slotOfEntry(k.arch, vmf.orig.lo, vmf.orig.hi);
  const { swap } = k.state;
  if (swap.pages === 0) return branch(k, DO_SWAP_PAGE_DEVICE_GONE, slot, 0);
  const cached = swapCacheGet(k, slot);
  if (cached !== 0) {
    k.rec.cause = recBranchTaken(k.rec, DO_SWAP_PAGE_IN_CACHE, cached);
    return yield* withPage(k, { vmf, slot, pfn: cached, result: 0 }, true);
  }
  const alone = swap.countOf(slot) === 1;
  k.rec.cause = recBranchTaken(k.rec, alone ? DO_SWAP_PAGE_READ_ALONE : DO_SWAP_PAGE_READ_AHEAD, slot);
  const pfn = alone ? yield* swapInAlone(k, slot) : yield* readSwapCacheAsync(k, slot);
  if (pfn === 0) return branch(k, DO_SWAP_PAGE_NO_PAGE, slot, VM_FAULT_OOM);
  recVmstatCounted(k.rec, VMSTAT_PGMAJFAULT);
  return yield* withPage(k, { vmf, slot, pfn, result: VM_FAULT_MAJOR }, !alone);
}

/** SW17-SW22: with the page's lock and the entry's, is all as it was? What was read alone is locked already. */
function* withPage(k: Core, fault: SwapFault, fromCache: boolean): Path<number> {
  const { vmf, slot, pfn, result } = fault;
  if (fromCache) yield lockStep(folioLock(pfn));
  if (fromCache && (!inSwapCache(k, pfn) || slotOfPage(k, pfn) !== slot)) {
    k.rec.cause = recBranchTaken(k.rec, DO_SWAP_PAGE_LEFT_CACHE, pfn);
    return yield* letGo(k, pfn, result);
  }
  yield lockStep(ptl(vmf.table));
  readEntry(k, vmf.table, vmf.index, k.old);
  const changed = k.old.lo !== vmf.orig.lo || k.old.hi !== vmf.orig.hi;
  if (!changed && hasFlag(k.state.frames, pfn, PG_UPTODATE)) return yield* mapPage(k, fault, fromCache);
  yield unlockStep(ptl(vmf.table));
  k.rec.cause = recBranchTaken(k.rec, changed ? DO_SWAP_PAGE_CHANGED_MEANWHILE : DO_SWAP_PAGE_NOT_UPTODATE, pfn);
  return yield* letGo(k, pfn, changed ? result : VM_FAULT_SIGBUS);
}

function* letGo(k: Core, pfn: Pfn, result: number): Path<number> {
  yield unlockStep(folioLock(pfn));
  putPage(k, pfn, REF_SWAP);
  return result;
}

/**
 * SW23: before the slot is touched, who has the page? Outside the cache nobody can have found it. While it is written back a device that
 * wants stable pages must not see a write.
 */
function belongsToOne(k: Core, { vmf, pfn }: SwapFault, fromCache: boolean): boolean {
  if (!fromCache) return true;
  return k.arch.swap.exclusive(vmf.orig.lo, vmf.orig.hi) && !hasFlag(k.state.frames, pfn, PG_WRITEBACK);
}

/** SW25. @kernel v6.2-rc3 mm/memory.c:should_try_to_free_swap */
function shouldTryToFreeSwap(k: Core, { vmf, pfn }: SwapFault): boolean {
  if (!inSwapCache(k, pfn)) return false;
  if (vmSwapFull(k) || vmf.vma.vmFlags & VM_LOCKED) return true;
  return (vmf.flags & FAULT_FLAG_WRITE) !== 0 && k.state.frames.get(pfn, F_REF) === CACHE_AND_FAULT;
}

function tryToFreeSwap(k: Core, pfn: Pfn): void {
  k.rec.cause = recBranchTaken(k.rec, DO_SWAP_PAGE_CACHE_FREED, mayFreeSwap(k, pfn) ? 1 : 0);
  folioFreeSwap(k, pfn);
}

/** SW23-SW35, under both locks; that the entry was set is the cause of what follows. */
function* mapPage(k: Core, fault: SwapFault, fromCache: boolean): Path<number> {
  const { vmf, slot, pfn } = fault;
  const toOne = belongsToOne(k, fault, fromCache);
  swapFree(k, slot);
  if (shouldTryToFreeSwap(k, fault)) tryToFreeSwap(k, pfn);
  recCounterChanged(k.rec, COUNTER_ANON, vmf.mm.id, 1);
  recCounterChanged(k.rec, COUNTER_SWAP, vmf.mm.id, -1);
  const exclusive = toOne || k.state.frames.get(pfn, F_REF) === 1;
  k.rec.cause = recBranchTaken(k.rec, DO_SWAP_PAGE_EXCLUSIVE, exclusive ? 1 : 0);
  const entry = k.slot(0, 0);
  const written = swappedInEntry(k, vmf, pfn, exclusive, entry);
  mapSwappedIn(k, vmf.vma, vmf.vpn, pfn, exclusive);
  k.rec.cause = setEntry(k, vmf, HOW_SET, entry);
  yield unlockStep(folioLock(pfn));
  if (vmf.flags & FAULT_FLAG_WRITE && !written) return yield* copyNow(k, fault, entry);
  yield* afterInstall(k, vmf);
  yield unlockStep(ptl(vmf.table));
  return written && !k.profile['no-write-result'] ? fault.result | VM_FAULT_WRITE : fault.result;
}

/** SW34: the write goes on as one to a page that others may have. */
function* copyNow(k: Core, { vmf, result }: SwapFault, entry: EntrySlot): Path<number> {
  vmf.orig.lo = entry.lo;
  vmf.orig.hi = entry.hi;
  const all = result | (yield* doWpPage(k, vmf));
  return all & VM_FAULT_ERROR ? all & VM_FAULT_ERROR : all;
}

/** SW27-SW30: the entry, and whether the write is done with. */
function swappedInEntry(k: Core, vmf: Vmf, pfn: Pfn, exclusive: boolean, entry: EntrySlot): boolean {
  const { codec, swap } = k.arch;
  const { vma, orig: { lo, hi } } = vmf;
  codec.makeLeaf(PTE, pfn, vma.protLo, vma.protHi, entry);
  const written = exclusive && grantWrite(k, vmf, entry);
  if (swap.softDirty(lo, hi)) codec.mkSoftDirty(PTE, entry);
  if (swap.uffdWp(lo, hi)) {
    codec.mkUffdWp(PTE, entry);
    codec.wrProtect(PTE, entry);
  }
  return written;
}

/**
 * An exclusive page is written as it is; true: the write is done with. Later kernels let a page that was only read be written without a
 * further fault, unless somebody watches for that.
 */
function grantWrite(k: Core, vmf: Vmf, entry: EntrySlot): boolean {
  const { codec } = k.arch;
  const wanted = (vmf.flags & FAULT_FLAG_WRITE) !== 0;
  const early = k.profile['swap-in-writable'];
  const allowed = (vmf.vma.vmFlags & VM_WRITE) !== 0;
  if (early ? !allowed || isWatched(k, vmf) : !wanted) return false;
  if (wanted) codec.mkDirty(PTE, entry);
  if (allowed) codec.mkWrite(PTE, entry);
  return wanted;
}

/** Has somebody to learn of the first write? */
function isWatched(k: Core, { vma, orig: { lo, hi } }: Vmf): boolean {
  const { swap } = k.arch;
  return (vmaSoftDirtyEnabled(k, vma) && !swap.softDirty(lo, hi)) || ((vma.vmFlags & VM_UFFD_WP) !== 0 && swap.uffdWp(lo, hi));
}
