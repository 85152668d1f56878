import {
  ACCESS_WRITE, BACKING_SHMEM, BACKING_ZERO, COUNTER_ANON, FOR_ANON, HOW_SET, lockStep, PTE, recAccessCompleted, recCounterChanged, recRmapAdded, REF_FAULT,
  RMAP_ANON_NEW, unlockStep, VM_SHARED, VM_WRITE, type Byte, type Path, type Pfn,
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
import { linearPageIndex } from '../state/vma';
import type { Fill, FillErrno, Filling } from './mfill';
import { userfaultfdWp } from './registered';

/** Does the page lie beyond what is behind the mapping? /dev/zero has no length at all. @kernel v6.6 mm/userfaultfd.c:mfill_file_over_size */
function isBeyond(k: Core, { vma, vpn }: Filling): boolean {
  if (vma.backing === BACKING_SHMEM) return linearPageIndex(vma, vpn) >= k.state.object(vma.object).pages;
  return vma.backing === BACKING_ZERO;
}

type Overwritten = 'none' | 'noneOrMarker';

/** Is the entry one that may be overwritten? @kernel v6.2-rc3 include/linux/swapops.h:pte_none_mostly */
function isFree(k: Core, { table, index }: Filling, overwritten: Overwritten): boolean {
  readEntry(k, table, index, k.old);
  const { lo, hi } = k.old;
  const { codec } = k.arch;
  if (codec.isNone(PTE, lo, hi)) return true;
  return overwritten === 'noneOrMarker' && !codec.present(PTE, lo, hi) && markerBits(k.arch, lo, hi) !== 0;
}

/** Sets the entry that `make` makes, under its lock. */
function* install(k: Core, at: Filling, overwritten: Overwritten, make: () => void): Path<FillErrno> {
  yield lockStep(ptl(at.table));
  const free = isFree(k, at, overwritten);
  if (free) {
    make();
    k.rec.cause = setEntry(k, at, HOW_SET, k.entry);
    yield* afterInstall(k, at);
  }
  yield unlockStep(ptl(at.table));
  return free ? 'ok' : 'EEXIST';
}

/** Dirty, for nothing else has the content; writable if the VMA is and nobody watches. @kernel v6.2-rc3 mm/userfaultfd.c:mfill_atomic_install_pte */
function makeEntry(k: Core, { vma }: Filling, pfn: Pfn, wp: boolean): void {
  const { codec } = k.arch;
  codec.makeLeaf(PTE, pfn, vma.protLo, vma.protHi, k.entry);
  codec.mkDirty(PTE, k.entry);
  if (vma.vmFlags & VM_WRITE && !wp) codec.mkWrite(PTE, k.entry);
  if (!wp) return;
  codec.mkUffdWp(PTE, k.entry);
  codec.wrProtect(PTE, k.entry);
}

/** A page of the process's own. @kernel v6.2-rc3 mm/userfaultfd.c:mcopy_atomic_pte */
function* fillAnon(k: Core, at: Filling, value: Byte, wp: boolean): Path<FillErrno> {
  const { mm, vma, vpn } = at;
  const call = k.rec.cause;
  if (vma.backing === BACKING_SHMEM && isBeyond(k, at)) return 'EFAULT';
  const pfn = allocFolio(k, 0, FOR_ANON);
  if (pfn === 0) return 'ENOMEM';
  fillWith(k, call, value, pfn);
  const errno = yield* install(k, at, 'noneOrMarker', () => {
    recRmapAdded(k.rec, RMAP_ANON_NEW, 1, pfn, vma.anonVma, linearPageIndex(vma, vpn));
    lruCacheAdd(k, vma.vmFlags, pfn);
    recCounterChanged(k.rec, COUNTER_ANON, mm.id, 1);
    makeEntry(k, at, pfn, wp);
  });
  if (errno !== 'ok') putPage(k, pfn, REF_FAULT);
  return errno;
}

/** It is the call that fills the page, before anybody sees it. */
function fillWith(k: Core, call: number, value: Byte, pfn: Pfn): void {
  const { cause } = k.rec;
  k.rec.cause = call;
  recAccessCompleted(k.rec, ACCESS_WRITE, value, pfn);
  k.rec.cause = cause;
}

/**
 * A page of the object, for all who map it; a hole has to be there. Where another thread faulted on it before it was mapped, it stays the
 * object's all the same.
 * @kernel v6.2-rc3 mm/shmem.c:shmem_mfill_atomic_pte
 */
function* fillShmem(k: Core, at: Filling, value: Byte, wp: boolean): Path<FillErrno> {
  const { mm, vma, vpn } = at;
  const call = k.rec.cause;
  const object = k.state.object(vma.object);
  const index = linearPageIndex(vma, vpn);
  if (isBeyond(k, at)) return 'EFAULT';
  if (object.get(index) !== NO_PAGE) return 'EEXIST';
  const pfn = addToPageCache(k, object, index);
  if (pfn === 0) return 'ENOMEM';
  fillWith(k, call, value, pfn);
  const errno = yield* install(k, at, 'noneOrMarker', () => {
    pageAddFileRmap(k, vma, vpn, pfn);
    recCounterChanged(k.rec, fileCounter(k, pfn), mm.id, 1);
    makeEntry(k, at, pfn, wp);
  });
  if (errno !== 'ok') putPage(k, pfn, REF_FAULT);
  return errno;
}

/** A page that begins with the byte; with `wp` it is protected from the start. @kernel v6.2-rc3 fs/userfaultfd.c:userfaultfd_copy */
export const copyOf = (value: Byte, wp: boolean): Fill => ({
  allows: (vma) => !wp || userfaultfdWp(vma),
  page: (k, at) => (at.vma.vmFlags & VM_SHARED ? fillShmem(k, at, value, wp) : fillAnon(k, at, value, wp)),
});

/** The zero page; in an object, whose pages all may write, a page of zeros. @kernel v6.2-rc3 mm/userfaultfd.c:mfill_zeropage_pte */
export const ZEROS: Fill = {
  allows: () => true,
  *page(k, at) {
    if (at.vma.vmFlags & VM_SHARED) return yield* fillShmem(k, at, 0, false);
    if (isBeyond(k, at)) return 'EFAULT';
    return yield* install(k, at, 'none', () => {
      k.arch.codec.makeLeaf(PTE, ZERO_PFN, at.vma.protLo, at.vma.protHi, k.entry);
      k.arch.codec.mkSpecial(PTE, k.entry);
    });
  },
};

/** A marker that every access ends at. @kernel v6.6 mm/userfaultfd.c:mfill_atomic_pte_poison */
export const POISON: Fill = {
  allows: () => true,
  *page(k, at) {
    if (isBeyond(k, at)) return 'EFAULT';
    return yield* install(k, at, 'none', () => makeMarker(k, MARKER_POISONED, k.entry));
  },
};
