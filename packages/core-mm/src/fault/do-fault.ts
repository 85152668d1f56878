import {
  FAULT_FLAG_WRITE, FOR_SHMEM, lockStep, LRU_INACTIVE_ANON, PTE, recBranchTaken, recLruAdded,
  recPageCacheAdded, REF_FAULT, stepPoint, unlockStep, VM_FAULT_NOPAGE, VM_FAULT_OOM, VM_FAULT_SIGBUS, type Path, type Pfn, type Pgoff,
  DO_FAULT_READ, DO_FAULT_WRITE_SHARED, FINISH_FAULT_RACED, FAULT_DIRTY_SHARED_PAGE_DIRTIED,
} from '@faultline/contracts';
import { readEntry } from '../entry';
import { allocFolio, getPage, putPage } from '../alloc';
import type { Core } from '../core';
import { setPageDirty } from '../dirty';
import { NO_PAGE, type ObjectState } from '../state/objects';
import { linearPageIndex } from '../state/vma';
import { allocTables } from '../alloc-tables';
import { doFaultAround, shouldFaultAround } from './do-fault-around';
import { doSetPte } from './do-set-pte';
import { afterInstall } from './install';
import { ptl, type Vmf } from './vmf';

/** A missing page of shared memory. @kernel v6.2-rc3 mm/memory.c:do_fault */
export function* doFault(k: Core, vmf: Vmf): Path<number> {
  const object = k.state.object(vmf.vma.object);
  const write = (vmf.flags & FAULT_FLAG_WRITE) !== 0;
  k.rec.cause = recBranchTaken(k.rec, write ? DO_FAULT_WRITE_SHARED : DO_FAULT_READ, vmf.vma.object);
  // Only a read maps neighbours along: a write fault marks one page dirty and makes one entry writable.
  if (!write) {
    const around = shouldFaultAround(k) ? yield* doFaultAround(k, vmf, object) : 0;
    if (around !== 0) return around;
  }
  return yield* mapOne(k, vmf, object, write);
}

/** The page of the object, allocated if it is a hole; 0: out of memory. @kernel v6.2-rc3 mm/shmem.c:shmem_fault */
function shmemFault(k: Core, object: ObjectState, index: Pgoff): Pfn {
  const found = object.get(index);
  if (found !== NO_PAGE) {
    getPage(k, found, REF_FAULT);
    return found;
  }
  const pfn = allocFolio(k, 0, FOR_SHMEM);
  if (pfn === 0) return 0;
  recPageCacheAdded(k.rec, object.id, index, pfn);
  recLruAdded(k.rec, LRU_INACTIVE_ANON, pfn);
  return pfn;
}

/** One page, its table if missing, and for a write its dirty mark. @kernel v6.2-rc3 mm/memory.c:do_read_fault,do_shared_fault,finish_fault */
function* mapOne(k: Core, vmf: Vmf, object: ObjectState, write: boolean): Path<number> {
  const index = linearPageIndex(vmf.vma, vmf.vpn);
  // The VMA may be longer than the object: past its end there is no page, and the process is told by SIGBUS.
  if (index >= object.pages) return VM_FAULT_SIGBUS;
  if (vmf.table === 0) vmf.table = allocTables(k, 'do_fault', vmf.mm, vmf.vpn, PTE);
  const pfn = vmf.table === 0 ? 0 : shmemFault(k, object, index);
  if (pfn === 0) return VM_FAULT_OOM;
  yield stepPoint('finish_fault: page found', { pfn });
  yield lockStep(ptl(vmf.table));
  const result = yield* setIfNone(k, vmf, pfn, write);
  yield unlockStep(ptl(vmf.table));
  // The entry is writable already; a cleaner that runs in between finds it dirty (SF4).
  if (write && result === 0) {
    k.rec.cause = recBranchTaken(k.rec, FAULT_DIRTY_SHARED_PAGE_DIRTIED, pfn);
    setPageDirty(k, pfn);
  }
  return result;
}

function* setIfNone(k: Core, vmf: Vmf, pfn: Pfn, write: boolean): Path<number> {
  readEntry(k, vmf.table, vmf.index, k.old);
  if (!k.arch.codec.isNone(PTE, k.old.lo, k.old.hi)) {
    // Another thread mapped the page first; NOPAGE says that nothing is left to install.
    k.rec.cause = recBranchTaken(k.rec, FINISH_FAULT_RACED, pfn);
    putPage(k, pfn, REF_FAULT);
    return VM_FAULT_NOPAGE;
  }
  doSetPte(k, vmf, pfn, vmf.vpn, vmf.index, write, false);
  yield* afterInstall(k, vmf);
  return 0;
}
