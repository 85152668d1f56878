import {
  BY_CLEAR_FLUSH, COUNTER_ANON, FAULT_FLAG_UNSHARE, FOR_ANON, FOR_COPY, HOW_CLEAR, HOW_SET, lockStep,
  MMU_NOTIFY_CLEAR, NOTIFY_CHANGE_PTE, NOTIFY_END, NOTIFY_INVALIDATE, NOTIFY_START, PTE, recBranchTaken, recCounterChanged, recFolioCopied,
  recNotifierCalled, recRmapAdded, REF_FAULT, REF_MAP, RMAP_ANON_NEW, stepPoint, unlockStep, VM_FAULT_OOM,
  VM_FAULT_WRITE, VM_WRITE, type AnonVmaId, type EntrySlot, type Path, type Pfn, type Place, WP_PAGE_COPY_NO_MEMORY, WP_PAGE_COPY_RACED,
} from '@faultline/contracts';
import { readEntry, setEntry } from '../entry';
import { allocFolio, putPage } from '../alloc';
import type { Core } from '../core';
import { performSteps } from '../flush';
import { lruCacheAdd } from '../mlock/mlock-page';
import { anonVmaPrepare, isAnon, pageRemoveRmap } from '../rmap';
import { fileCounter } from '../counters';
import { linearPageIndex } from '../state/vma';
import { freeSwapCache } from '../swap/slots';
import { afterInstall } from './install';
import { ptl, type Vmf } from './vmf';

const notify = (k: Core, vmf: Vmf, phase: Place<'notifierPhase'>): void =>
  void recNotifierCalled(k.rec, phase, MMU_NOTIFY_CLEAR, vmf.mm.id, vmf.vpn, vmf.vpn + 1);

/**
 * Replaces the page by a copy; the order of cow-and-gup §5 is law: clear and flush, add the new rmap, set, remove the old rmap.
 * Clear and flush come first, so that no two CPUs of the process translate the address to different pages while one is writable. The old
 * rmap goes last: once the map count is down, another process may take the page for its own and write to it, while a stale translation
 * here still reads it (tlb-and-races §6.10).
 * @param old page with an extra reference of this fault; 0: the zero page
 * @kernel v6.2-rc3 mm/memory.c:wp_page_copy
 */
export function* wpPageCopy(k: Core, vmf: Vmf, old: Pfn): Path<number> {
  const anonVma = anonVmaPrepare(k, vmf.mm, vmf.vpn);
  const copy = allocFolio(k, 0, old === 0 ? FOR_ANON : FOR_COPY);
  if (copy === 0) return outOfMemory(k, old);
  // In place of the zero page a zeroed page will do: nothing is copied.
  if (old !== 0) k.rec.cause = recFolioCopied(k.rec, old, copy);
  const made = k.rec.cause;
  notify(k, vmf, NOTIFY_START);
  yield stepPoint('wp_page_copy: page copied', { pfn: copy });
  yield lockStep(ptl(vmf.table));
  // The page was copied without the lock: if the entry has changed since, the copy is of the past.
  const unchanged = sameAsSnapshot(k, vmf);
  if (unchanged) yield* installCopy(k, vmf, old, copy, anonVma);
  else k.rec.cause = recBranchTaken(k.rec, WP_PAGE_COPY_RACED, 0);
  dropDisplaced(k, unchanged ? old : copy, unchanged);
  yield unlockStep(ptl(vmf.table));
  k.rec.cause = made;
  // What secondary MMUs had was invalidated together with the clear; the end says no more than that the range is quiet.
  notify(k, vmf, NOTIFY_END);
  if (old !== 0) dropOld(k, old, unchanged);
  return !k.profile['no-write-result'] && unchanged && !(vmf.flags & FAULT_FLAG_UNSHARE) ? VM_FAULT_WRITE : 0;
}

/** C15: the swap cache need not keep a page for a mapping that is gone. */
function dropOld(k: Core, old: Pfn, displaced: boolean): void {
  if (displaced) freeSwapCache(k, old);
  putPage(k, old, REF_FAULT);
}

function outOfMemory(k: Core, old: Pfn): number {
  k.rec.cause = recBranchTaken(k.rec, WP_PAGE_COPY_NO_MEMORY, old);
  if (old !== 0) putPage(k, old, REF_FAULT);
  return VM_FAULT_OOM;
}

function sameAsSnapshot(k: Core, vmf: Vmf): boolean {
  readEntry(k, vmf.table, vmf.index, k.old);
  return k.old.lo === vmf.orig.lo && k.old.hi === vmf.orig.hi;
}

/** C13: the reference the displaced mapping held, or the new page that found no place. */
function dropDisplaced(k: Core, page: Pfn, wasMapped: boolean): void {
  if (page !== 0) putPage(k, page, wasMapped ? REF_MAP : REF_FAULT);
}

/**
 * C8: a write is dirty and, if the VMA allows, writable; an unshare is neither. Nobody has written yet when a reader breaks the sharing,
 * so the copy keeps the marks that say who watches for writes.
 */
function copyEntry(k: Core, vmf: Vmf, copy: Pfn): EntrySlot {
  const { codec } = k.arch;
  const entry = k.slot(0, 0);
  codec.makeLeaf(PTE, copy, vmf.vma.protLo, vmf.vma.protHi, entry);
  if (vmf.flags & FAULT_FLAG_UNSHARE) {
    if (codec.softDirty(PTE, vmf.orig.lo, vmf.orig.hi)) codec.mkSoftDirty(PTE, entry);
    if (codec.uffdWp(PTE, vmf.orig.lo, vmf.orig.hi)) codec.mkUffdWp(PTE, entry);
    return entry;
  }
  codec.mkDirty(PTE, entry);
  if (vmf.vma.vmFlags & VM_WRITE) codec.mkWrite(PTE, entry);
  return entry;
}

/**
 * C7: an anonymous page gives way to another of its kind; anything else turns into one. The zero page was counted nowhere.
 */
function countCopy(k: Core, vmf: Vmf, old: Pfn): void {
  if (old !== 0 && isAnon(k, old)) return;
  if (old !== 0) recCounterChanged(k.rec, fileCounter(k, old), vmf.mm.id, -1);
  recCounterChanged(k.rec, COUNTER_ANON, vmf.mm.id, 1);
}

/** C7-C12, under the PTE lock; that the entry was set is the cause of what follows. */
function* installCopy(k: Core, vmf: Vmf, old: Pfn, copy: Pfn, anonVma: AnonVmaId): Path<void> {
  const { cause } = k.rec;
  countCopy(k, vmf, old);
  const entry = copyEntry(k, vmf, copy);
  const steps = k.steps();
  k.arch.live.clearFlush(PTE, vmf.orig, vmf.mm, k.rec.cpu, steps);
  yield* performSteps(k, vmf, steps, HOW_CLEAR, BY_CLEAR_FLUSH);
  notify(k, vmf, NOTIFY_INVALIDATE);
  k.rec.cause = cause;
  recRmapAdded(k.rec, RMAP_ANON_NEW, 1, copy, anonVma, linearPageIndex(vmf.vma, vmf.vpn));
  lruCacheAdd(k, vmf.vma.vmFlags, copy);
  notify(k, vmf, NOTIFY_CHANGE_PTE);
  k.rec.cause = setEntry(k, vmf, HOW_SET, entry);
  yield* afterInstall(k, vmf);
  if (old !== 0) pageRemoveRmap(k, vmf.vma.vmFlags, old);
}
