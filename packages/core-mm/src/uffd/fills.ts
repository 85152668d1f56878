import {
  ACCESS_WRITE, BACKING_SHMEM, BACKING_ZERO, COUNTER_ANON, FOR_ANON, HOW_SET, lockStep, PTE, recAccessCompleted, recCounterChanged, recRmapAdded, REF_FAULT,
  RMAP_ANON_NEW, unlockStep, VM_SHARED, VM_WRITE, type Byte, type Path, type Pfn, type TableIndex, type TableRef, type Vpn,
} from '@faultline/contracts';
import { allocFolio, putPage } from '../alloc';
import { addToPageCache } from '../backing/page-cache';
import type { Core } from '../core';
import { fileCounter } from '../counters';
import { readEntry, setEntry } from '../entry';
import { afterInstall } from '../fault/install';
import { ptl } from '../fault/vmf';
import { makeMarker, MARKER_POISONED, markerBits } from '../marker/codec';
import { lruCacheAdd } from '../mlock/mlock-page';
import { pageAddFileRmap } from '../rmap';
import { ZERO_PFN } from '../state/core-state';
import { NO_PAGE } from '../state/objects';
import type { MmState } from '../state/mm';
import { linearPageIndex, type Vma } from '../state/vma';
import { userfaultfdWp } from './registered';

/** What supplying a page comes to. */
export type FillErrno = 'ok' | 'ENOMEM' | 'EFAULT' | 'EEXIST' | 'EINVAL';

/** A missing page that user space supplies. */
export interface Filling {
  readonly mm: MmState;
  readonly vma: Vma;
  readonly vpn: Vpn;
  readonly level: typeof PTE;
  readonly table: TableRef;
  readonly index: TableIndex;
}

/** What is supplied. */
export interface Fill {
  /** A page with content, pages of zeros, or markers that every access ends at. */
  readonly what: 'copy' | 'zeros' | 'poison';
  /** The byte that a page begins with. */
  readonly value: Byte;
  /** Whether it is protected from the start. */
  readonly wp: boolean;
}

/** Pages of zeros (UFFDIO_ZEROPAGE). */
export const ZEROS: Fill = { what: 'zeros', value: 0, wp: false };
/** Poisoned ones (UFFDIO_POISON). */
export const POISON: Fill = { what: 'poison', value: 0, wp: false };

/** May it be supplied to such a VMA? Only who watches for writes can protect a page. */
export const allows = ({ wp }: Fill, vma: Vma): boolean => !wp || userfaultfdWp(vma);

/** Does the page lie beyond what is behind the mapping? /dev/zero has no length at all. @kernel v6.6 mm/userfaultfd.c:mfill_file_over_size */
function isBeyond(k: Core, { vma, vpn }: Filling): boolean {
  if (vma.backing === BACKING_SHMEM) return linearPageIndex(vma, vpn) >= k.state.object(vma.object).pages;
  return vma.backing === BACKING_ZERO;
}

/** Is the entry one that may be overwritten? Only a page with content takes the place of a marker. @kernel v6.2-rc3 include/linux/swapops.h:pte_none_mostly */
function isFree(k: Core, { table, index }: Filling, pfn: Pfn): boolean {
  readEntry(k, table, index, k.old);
  const { lo, hi } = k.old;
  const { codec } = k.arch;
  if (codec.isNone(PTE, lo, hi)) return true;
  return pfn !== 0 && !codec.present(PTE, lo, hi) && markerBits(k.arch, lo, hi) !== 0;
}

/** Dirty, for nothing else has the content; writable if the VMA is and nobody watches. */
function makePage(k: Core, { vma }: Filling, pfn: Pfn, wp: boolean): void {
  const { codec } = k.arch;
  codec.makeLeaf(PTE, pfn, vma.protLo, vma.protHi, k.entry);
  codec.mkDirty(PTE, k.entry);
  if (vma.vmFlags & VM_WRITE && !wp) codec.mkWrite(PTE, k.entry);
  if (!wp) return;
  codec.mkUffdWp(PTE, k.entry);
  codec.wrProtect(PTE, k.entry);
}

/** A page of the object, or one of the process's own. */
function account(k: Core, { mm, vma, vpn }: Filling, pfn: Pfn): void {
  const shared = (vma.vmFlags & VM_SHARED) !== 0;
  if (shared) pageAddFileRmap(k, vma, vpn, pfn);
  else {
    recRmapAdded(k.rec, RMAP_ANON_NEW, 1, pfn, vma.anonVma, linearPageIndex(vma, vpn));
    lruCacheAdd(k, vma.vmFlags, pfn);
  }
  recCounterChanged(k.rec, shared ? fileCounter(k, pfn) : COUNTER_ANON, mm.id, 1);
}

/** The entry, of a page with content or of what stands for one. */
function makeEntry(k: Core, at: Filling, { what, wp }: Fill, pfn: Pfn): void {
  const { vma } = at;
  if (pfn !== 0) makePage(k, at, pfn, wp);
  else if (what === 'poison') makeMarker(k, MARKER_POISONED, k.entry);
  else {
    k.arch.codec.makeLeaf(PTE, ZERO_PFN, vma.protLo, vma.protHi, k.entry);
    k.arch.codec.mkSpecial(PTE, k.entry);
  }
}

/**
 * Sets the entry under its lock. A page that finds it taken is let go.
 * @param pfn the page with content; 0: there is none
 * @kernel v6.2-rc3 mm/userfaultfd.c:mfill_atomic_install_pte
 */
function* install(k: Core, at: Filling, fill: Fill, pfn: Pfn): Path<FillErrno> {
  yield lockStep(ptl(at.table));
  const free = isFree(k, at, pfn);
  if (free) {
    if (pfn !== 0) account(k, at, pfn);
    makeEntry(k, at, fill, pfn);
    k.rec.cause = setEntry(k, at, HOW_SET, k.entry);
    yield* afterInstall(k, at);
  }
  yield unlockStep(ptl(at.table));
  if (!free && pfn !== 0) putPage(k, pfn, REF_FAULT);
  return free ? 'ok' : 'EEXIST';
}

/** It is the call that fills the page, before anybody sees it. */
function fillWith(k: Core, call: number, value: Byte, pfn: Pfn): void {
  const { cause } = k.rec;
  k.rec.cause = call;
  recAccessCompleted(k.rec, ACCESS_WRITE, value, pfn);
  k.rec.cause = cause;
}

/** A page of the process's own. @kernel v6.2-rc3 mm/userfaultfd.c:mcopy_atomic_pte */
function* fillAnon(k: Core, at: Filling, fill: Fill): Path<FillErrno> {
  const call = k.rec.cause;
  if (at.vma.backing === BACKING_SHMEM && isBeyond(k, at)) return 'EFAULT';
  const pfn = allocFolio(k, 0, FOR_ANON);
  if (pfn === 0) return 'ENOMEM';
  fillWith(k, call, fill.value, pfn);
  return yield* install(k, at, fill, pfn);
}

/**
 * A page of the object, for all who map it; a hole has to be there. Where another thread faulted on it before it was mapped, it stays the
 * object's all the same.
 * @kernel v6.2-rc3 mm/shmem.c:shmem_mfill_atomic_pte
 */
function* fillShmem(k: Core, at: Filling, fill: Fill): Path<FillErrno> {
  const call = k.rec.cause;
  const object = k.state.object(at.vma.object);
  const index = linearPageIndex(at.vma, at.vpn);
  if (isBeyond(k, at)) return 'EFAULT';
  if (object.get(index) !== NO_PAGE || object.slotAt(index) !== 0) return 'EEXIST';
  const pfn = addToPageCache(k, object, index);
  if (pfn === 0) return 'ENOMEM';
  fillWith(k, call, fill.value, pfn);
  return yield* install(k, at, fill, pfn);
}

/** Supplies one page. In an object, whose pages all may write, the zero page is a page of zeros. @kernel v6.2-rc3 mm/userfaultfd.c:mfill_atomic_pte */
export function* fillOne(k: Core, at: Filling, fill: Fill): Path<FillErrno> {
  const { what } = fill;
  if (what !== 'poison' && at.vma.vmFlags & VM_SHARED) return yield* fillShmem(k, at, fill);
  if (what === 'copy') return yield* fillAnon(k, at, fill);
  return isBeyond(k, at) ? 'EFAULT' : yield* install(k, at, fill, 0);
}
