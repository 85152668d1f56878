import {
  DO_COW_FAULT_COPIED, DO_COW_FAULT_NO_MEMORY, DO_FAULT_READ, DO_FAULT_WRITE_PRIVATE, DO_FAULT_WRITE_SHARED, FAULT_FLAG_ORIG_PTE_VALID, FAULT_FLAG_WRITE, FINISH_FAULT_RACED, FOR_COPY,
  lockStep, PTE, recBranchTaken, recFolioCopied, REF_FAULT, unlockStep, VM_FAULT_ERROR, VM_FAULT_LOCKED, VM_FAULT_NOPAGE, VM_FAULT_OOM, VM_FAULT_RETRY, VM_SHARED,
  type Path, type Pfn,
} from '@faultline/contracts';
import { allocFolio, putPage } from '../alloc';
import { folioLock } from '../backing/folio-lock';
import { vmOperations, type VmOperations } from '../backing/vm-operations';
import type { Core } from '../core';
import { readEntry } from '../entry';
import { anonVmaPrepare } from '../rmap';
import { doFaultAround, shouldFaultAround } from './do-fault-around';
import { doPageMkwrite, faultDirtySharedPage } from './page-mkwrite';
import { doSetPte } from './do-set-pte';
import { afterInstall } from './install';
import { freePrealloc, installTable, preallocTable } from './prealloc';
import { ptl, type Vmf } from './vmf';

/** What a step answers that got no page, or needs none any more. */
const NO_PAGE_TO_MAP = VM_FAULT_ERROR | VM_FAULT_NOPAGE | VM_FAULT_RETRY;

/** A missing page of a file or of shared memory. @kernel v6.2-rc3 mm/memory.c:do_fault */
export function* doFault(k: Core, vmf: Vmf): Path<number> {
  const operations = vmOperations(vmf.vma)!;
  const write = (vmf.flags & FAULT_FLAG_WRITE) !== 0;
  const shared = (vmf.vma.vmFlags & VM_SHARED) !== 0;
  k.rec.cause = recBranchTaken(k.rec, !write ? DO_FAULT_READ : shared ? DO_FAULT_WRITE_SHARED : DO_FAULT_WRITE_PRIVATE, vmf.vma.object);
  const { cause } = k.rec;
  const result = !write ? yield* doReadFault(k, vmf, operations) : shared ? yield* doSharedFault(k, vmf, operations) : yield* doCowFault(k, vmf, operations);
  k.rec.cause = cause;
  freePrealloc(k, vmf);
  return result;
}

/** Only a read maps neighbours along: a write fault marks one page dirty and makes one entry writable. @kernel v6.2-rc3 mm/memory.c:do_read_fault */
function* doReadFault(k: Core, vmf: Vmf, operations: VmOperations): Path<number> {
  const around = shouldFaultAround(k, vmf.vma) ? yield* doFaultAround(k, vmf, operations) : 0;
  if (around !== 0) return around;
  const found = yield* findPage(k, vmf, operations);
  if (found & NO_PAGE_TO_MAP) return found;
  const finished = yield* finishFault(k, vmf, vmf.page);
  yield unlockStep(folioLock(vmf.page));
  if (finished & NO_PAGE_TO_MAP) putPage(k, vmf.page, REF_FAULT);
  return found | finished;
}

/** The table comes before the page: with the page locked nobody may wait for memory. @kernel v6.2-rc3 mm/memory.c:__do_fault */
function* findPage(k: Core, vmf: Vmf, { fault }: VmOperations): Path<number> {
  if (!preallocTable(k, vmf)) return VM_FAULT_OOM;
  return yield* fault(k, vmf);
}

/**
 * The process gets a copy of the page; the page itself is never mapped, and nothing around it is. All that may fail is got before the page
 * is looked for.
 * @kernel v6.2-rc3 mm/memory.c:do_cow_fault
 */
function* doCowFault(k: Core, vmf: Vmf, operations: VmOperations): Path<number> {
  anonVmaPrepare(k, vmf.mm, vmf.vpn);
  const { cause } = k.rec;
  const copy = allocFolio(k, 0, FOR_COPY);
  if (copy === 0) return withoutCopy(k);
  k.rec.cause = cause;
  vmf.cowPage = copy;
  const found = yield* findPage(k, vmf, operations);
  const finished = found & NO_PAGE_TO_MAP ? 0 : yield* finishCow(k, vmf, copy);
  if ((found | finished) & NO_PAGE_TO_MAP) putPage(k, copy, REF_FAULT);
  return found | finished;
}

function withoutCopy(k: Core): number {
  recBranchTaken(k.rec, DO_COW_FAULT_NO_MEMORY, 0);
  return VM_FAULT_OOM;
}

function* finishCow(k: Core, vmf: Vmf, copy: Pfn): Path<number> {
  const { page } = vmf;
  k.rec.cause = recBranchTaken(k.rec, DO_COW_FAULT_COPIED, page);
  k.rec.cause = recFolioCopied(k.rec, page, copy);
  const finished = yield* finishFault(k, vmf, copy);
  yield unlockStep(folioLock(page));
  putPage(k, page, REF_FAULT);
  return finished;
}

/**
 * The page is mapped dirty and writable at once. A file system that wants to know is told before, when it can still refuse.
 * @kernel v6.2-rc3 mm/memory.c:do_shared_fault
 */
function* doSharedFault(k: Core, vmf: Vmf, operations: VmOperations): Path<number> {
  const found = yield* findPage(k, vmf, operations);
  if (found & NO_PAGE_TO_MAP) return found;
  const { page } = vmf;
  if (operations.pageMkwrite !== undefined) {
    yield unlockStep(folioLock(page));
    const told = yield* doPageMkwrite(k, vmf, operations.pageMkwrite);
    if (!(told & VM_FAULT_LOCKED)) {
      putPage(k, page, REF_FAULT);
      return told;
    }
  }
  const finished = yield* finishFault(k, vmf, page);
  if (!(finished & NO_PAGE_TO_MAP)) return found | finished | (yield* faultDirtySharedPage(k, vmf, operations.pageMkwrite !== undefined));
  yield unlockStep(folioLock(page));
  putPage(k, page, REF_FAULT);
  return found | finished;
}

/** Maps the page if its entry is what the fault found; a marker has to be there still (FN6). @kernel v6.2-rc3 mm/memory.c:finish_fault */
function* finishFault(k: Core, vmf: Vmf, page: Pfn): Path<number> {
  if (!installTable(k, vmf)) return VM_FAULT_OOM;
  yield lockStep(ptl(vmf.table));
  const unchanged = isUnchanged(k, vmf);
  if (unchanged) {
    doSetPte(k, vmf, page, vmf.vpn, vmf.index, (vmf.flags & FAULT_FLAG_WRITE) !== 0, false);
    yield* afterInstall(k, vmf);
  } else k.rec.cause = recBranchTaken(k.rec, FINISH_FAULT_RACED, page);
  yield unlockStep(ptl(vmf.table));
  // Another thread mapped the page first; NOPAGE says that nothing is left to install.
  return unchanged ? 0 : VM_FAULT_NOPAGE;
}

function isUnchanged(k: Core, { table, index, flags, orig }: Vmf): boolean {
  readEntry(k, table, index, k.old);
  return flags & FAULT_FLAG_ORIG_PTE_VALID ? k.old.lo === orig.lo && k.old.hi === orig.hi : k.arch.codec.isNone(PTE, k.old.lo, k.old.hi);
}
