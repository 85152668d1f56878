import {
  BY_ACCESS_FLAGS, BY_PROTECT, DO_WP_PAGE_FLUSH_PENDING, DO_WP_PAGE_USERFAULT, FAULT_FLAG_UNSHARE, FLUSH_PAGE, FINISH_MKWRITE_FAULT_RACED, HOW_UPDATE, isCowMapping, lockStep, PG_KSM, PG_SWAP_CACHE, PTE, recBranchTaken, recRmapMoved,
  recVmstatCounted, REF_FAULT, unlockStep, VM_FAULT_LOCKED, VM_FAULT_NOPAGE, VM_FAULT_WRITE, VM_MAYSHARE, VM_SHARED, VM_UFFD_WP, VM_WRITE, VMSTAT_PGREUSE, DO_WP_PAGE_SHARED,
  DO_WP_PAGE_REUSE_EXCLUSIVE, DO_WP_PAGE_REUSE_ALONE, DO_WP_PAGE_COPY, DO_WP_PAGE_TOO_MANY_REFERENCES, DO_WP_PAGE_OTHERS_REFER,
  DO_WP_PAGE_SWAP_CACHE_FREED,  WP_PAGE_SHARED_NO_PAGE_MKWRITE, type Path, type Pfn, type RuleNumber,
} from '@faultline/contracts';
import { getPage, putPage } from '../alloc';
import { folioLock } from '../backing/folio-lock';
import { vmOperations, type VmOperations } from '../backing/vm-operations';
import type { Core } from '../core';
import { readEntry } from '../entry';
import { performSteps, requestFlush } from '../flush';
import { vmNormalPage } from '../normal-page';
import { anonVmaPrepare, isAnon, isExclusive } from '../rmap';
import { F_FLAGS, F_REF } from '../state/frames';
import { folioFreeSwap, mayFreeSwap } from '../swap/slots';
import { handleUserfault } from '../uffd/handle-userfault';
import { afterInstall } from './install';
import { doPageMkwrite, faultDirtySharedPage } from './page-mkwrite';
import { ptl, type Vmf } from './vmf';
import { wpPageCopy } from './wp-page-copy';

/** One mapping, the swap cache, one LRU batch: more references mean another user. */
const REUSE_MAX_REFS = 3;

/** A write (or unshare) fault on a present, write-protected entry; the PTE lock is held. @kernel v6.2-rc3 mm/memory.c:do_wp_page @commit b9086fde6d44 8d6a0ac09a16 */
export function* doWpPage(k: Core, vmf: Vmf): Path<number> {
  if (vmf.vma.vmFlags & VM_UFFD_WP && !(vmf.flags & FAULT_FLAG_UNSHARE)) {
    if (k.arch.codec.uffdWp(PTE, vmf.orig.lo, vmf.orig.hi)) return yield* watchedWrite(k, vmf);
    yield* flushWatched(k, vmf);
  }
  const page = vmNormalPage(k, vmf.orig.lo, vmf.orig.hi);
  // A page of a shared mapping is never copied: all who map it are to see the write.
  if (isSharedFirst(k, vmf, page)) return yield* wpPageShared(k, vmf, page);
  if (page !== 0 && isAnon(k, page)) {
    // Fork clears the flag, so an exclusive page is mapped by this process alone. No count is asked.
    if (isExclusive(k, page)) return yield* reuse(k, vmf, DO_WP_PAGE_REUSE_EXCLUSIVE);
    if (mayReuse(k, page)) {
      // The page may still belong to the anon_vma of a parent. Now that this process is alone with it, reverse-map walks need not visit
      // the parent's other children.
      recRmapMoved(k.rec, page, anonVmaPrepare(k, vmf.mm, vmf.vpn));
      return yield* reuse(k, vmf, DO_WP_PAGE_REUSE_ALONE);
    }
  } else if (!k.profile['unshare-any-page'] && vmf.flags & FAULT_FLAG_UNSHARE) {
    yield unlockStep(ptl(vmf.table));
    return 0;
  }
  k.rec.cause = recBranchTaken(k.rec, DO_WP_PAGE_COPY, page);
  // The reference keeps the page while it is copied without the lock.
  if (page !== 0) getPage(k, page, REF_FAULT);
  yield unlockStep(ptl(vmf.table));
  return yield* wpPageCopy(k, vmf, page);
}

/** WP1: a write that somebody watches for. UNSHARE writes nothing, and is never held up. */
function* watchedWrite(k: Core, vmf: Vmf): Path<number> {
  k.rec.cause = recBranchTaken(k.rec, DO_WP_PAGE_USERFAULT, vmf.vpn);
  yield unlockStep(ptl(vmf.table));
  return handleUserfault(k, vmf);
}

/**
 * WP2: whoever protects a range, or lifts that, flushes at the end. Until then another CPU may write by a stale translation, and the page
 * must not be copied before that.
 */
function* flushWatched(k: Core, vmf: Vmf): Path<void> {
  if (vmf.mm.flushPending === 0) return;
  k.rec.cause = recBranchTaken(k.rec, DO_WP_PAGE_FLUSH_PENDING, vmf.vpn);
  yield* requestFlush(k, vmf.mm.id, FLUSH_PAGE, BY_PROTECT, vmf.vpn, vmf.vpn + 1, k.arch.geometry.pageShift, false);
}

/** @commit b9086fde6d44 before it an anonymous page, UNSHARE, or a VMA without W kept a shared mapping from being seen to here. */
function isSharedFirst(k: Core, { vma, flags }: Vmf, page: Pfn): boolean {
  if (k.profile['shared-first']) return (vma.vmFlags & (VM_SHARED | VM_MAYSHARE)) !== 0;
  const writable = (vma.vmFlags & (VM_WRITE | VM_SHARED)) === (VM_WRITE | VM_SHARED);
  return writable && !(flags & FAULT_FLAG_UNSHARE) && (page === 0 || !isAnon(k, page));
}

/**
 * Is this process left alone with the page? By references, not by mappings (cow-and-gup §3). A pipe, direct I/O or a pin refers to a page
 * without mapping it, and has to keep the content that it saw. A count that is too high only costs a copy.
 */
function mayReuse(k: Core, page: Pfn): boolean {
  const flags = k.state.frames.get(page, F_FLAGS);
  const refs = k.state.frames.get(page, F_REF);
  if (flags & (1 << PG_KSM) || refs > REUSE_MAX_REFS) return copyBecause(k, DO_WP_PAGE_TOO_MANY_REFERENCES, page);
  const cached = (flags >>> PG_SWAP_CACHE) & 1;
  if (refs > 1 + cached) return copyBecause(k, DO_WP_PAGE_OTHERS_REFER, page);
  return cached === 0 || isAloneWithoutCache(k, page);
}

/** R5, R6: the swap cache lets go of a page that no other entry needs there. */
function isAloneWithoutCache(k: Core, page: Pfn): boolean {
  k.rec.cause = recBranchTaken(k.rec, DO_WP_PAGE_SWAP_CACHE_FREED, mayFreeSwap(k, page) ? 1 : 0);
  return folioFreeSwap(k, page) || copyBecause(k, DO_WP_PAGE_OTHERS_REFER, page);
}

function copyBecause(k: Core, rule: RuleNumber, page: Pfn): boolean {
  k.rec.cause = recBranchTaken(k.rec, rule, page);
  return false;
}

/** UNSHARE asks that the page be exclusive, and it is: the entry stays as it was. Only a write makes it writable. */
function* reuse(k: Core, vmf: Vmf, rule: RuleNumber): Path<number> {
  k.rec.cause = recBranchTaken(k.rec, rule, 0);
  const unshare = vmf.flags & FAULT_FLAG_UNSHARE;
  if (!unshare) yield* wpPageReuse(k, vmf);
  else yield unlockStep(ptl(vmf.table));
  return !unshare && !k.profile['no-write-result'] ? VM_FAULT_WRITE : 0;
}

/**
 * The entry becomes young, dirty and, if the VMA allows, writable. A forced write leaves it read-only: the debugger writes by GUP, and
 * the process must not. No rmap, counter or notifier is concerned, for the page stays.
 * @kernel v6.2-rc3 mm/memory.c:wp_page_reuse
 */
export function* wpPageReuse(k: Core, vmf: Vmf): Path<void> {
  const { codec, live } = k.arch;
  const entry = k.slot(vmf.orig.lo, vmf.orig.hi);
  codec.mkYoung(PTE, entry);
  codec.mkDirty(PTE, entry);
  if (vmf.vma.vmFlags & VM_WRITE) codec.mkWrite(PTE, entry);
  const steps = k.steps();
  const changed = live.setAccessFlags(PTE, vmf.orig, entry, true, vmf.mm, k.rec.cpu, steps);
  yield* performSteps(k, vmf, steps, HOW_UPDATE, BY_ACCESS_FLAGS);
  if (changed) yield* afterInstall(k, vmf);
  yield unlockStep(ptl(vmf.table));
  recVmstatCounted(k.rec, VMSTAT_PGREUSE);
}

/**
 * A page of a shared mapping becomes writable. A file system that wants to know is asked before the entry is: it reserves space, and may
 * refuse. Shared memory has its space: the entry first, then the page's dirty mark.
 * @kernel v6.2-rc3 mm/memory.c:wp_page_shared
 */
function* wpPageShared(k: Core, vmf: Vmf, page: Pfn): Path<number> {
  k.rec.cause = recBranchTaken(k.rec, DO_WP_PAGE_SHARED, page);
  const { cause } = k.rec;
  getPage(k, page, REF_FAULT);
  vmf.page = page;
  const pageMkwrite = vmOperations(vmf.vma)?.pageMkwrite;
  const refused = pageMkwrite === undefined ? yield* allowUnasked(k, vmf) : yield* allowAsked(k, vmf, pageMkwrite);
  const result = refused ?? (yield* faultDirtySharedPage(k, vmf, pageMkwrite !== undefined));
  k.rec.cause = cause;
  putPage(k, page, REF_FAULT);
  if (refused !== undefined) return refused;
  return result | (!k.profile['no-write-result'] && !isCowMapping(vmf.vma.vmFlags) ? VM_FAULT_WRITE : 0);
}

/** SH5: the page is locked afterwards. */
function* allowUnasked(k: Core, vmf: Vmf): Path<undefined> {
  k.rec.cause = recBranchTaken(k.rec, WP_PAGE_SHARED_NO_PAGE_MKWRITE, vmf.page);
  yield* wpPageReuse(k, vmf);
  yield lockStep(folioLock(vmf.page));
}

/** SH2, SH3: what the fault ends with instead, or the page is locked and writable. */
function* allowAsked(k: Core, vmf: Vmf, pageMkwrite: NonNullable<VmOperations['pageMkwrite']>): Path<number | undefined> {
  yield unlockStep(ptl(vmf.table));
  const told = yield* doPageMkwrite(k, vmf, pageMkwrite);
  if (!(told & VM_FAULT_LOCKED)) return told;
  yield lockStep(ptl(vmf.table));
  readEntry(k, vmf.table, vmf.index, k.old);
  if (k.old.lo === vmf.orig.lo && k.old.hi === vmf.orig.hi) {
    yield* wpPageReuse(k, vmf);
    return undefined;
  }
  k.rec.cause = recBranchTaken(k.rec, FINISH_MKWRITE_FAULT_RACED, vmf.page);
  yield unlockStep(ptl(vmf.table));
  yield unlockStep(folioLock(vmf.page));
  return VM_FAULT_NOPAGE;
}
