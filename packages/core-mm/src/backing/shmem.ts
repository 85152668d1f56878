import { lockStep, REF_FAULT, stepPoint, VM_FAULT_LOCKED, VM_FAULT_MAJOR, VM_FAULT_OOM, VM_FAULT_SIGBUS, type Path, type Pgoff, type VmFault } from '@faultline/contracts';
import { getPage } from '../alloc';
import type { Core } from '../core';
import type { Vmf } from '../fault/vmf';
import { NO_PAGE, type ObjectState } from '../state/objects';
import { linearPageIndex } from '../state/vma';
import { handleUserfault } from '../uffd/handle-userfault';
import { userfaultfdMissing } from '../uffd/registered';
import { folioLock } from './folio-lock';
import { addToPageCache } from './page-cache';
import { SHMEM_LOST, shmemSwapin, type SwappedIn } from './shmem-swap';

/**
 * The page at an index, with a reference; brought back if it is on swap, allocated if it is a hole.
 * @kernel v6.2-rc3 mm/shmem.c:shmem_get_folio
 */
export function* shmemGetFolio(k: Core, object: ObjectState, index: Pgoff): Path<SwappedIn> {
  const slot = object.slotAt(index);
  if (slot !== 0) return yield* shmemSwapin(k, object, index, slot);
  const found = object.get(index);
  if (found === NO_PAGE) return { pfn: addToPageCache(k, object, index), major: false };
  getPage(k, found, REF_FAULT);
  return { pfn: found, major: false };
}

/** A page of shared memory. A hole is filled whoever faults, for a page that all may write cannot be the zero page. @kernel v6.2-rc3 mm/shmem.c:shmem_fault */
export function* shmemFault(k: Core, vmf: Vmf): Path<VmFault> {
  const object = k.state.object(vmf.vma.object);
  const index = linearPageIndex(vmf.vma, vmf.vpn);
  // The VMA may be longer than the object: past its end there is no page, and the process is told by SIGBUS.
  if (index >= object.pages) return VM_FAULT_SIGBUS;
  if (userfaultfdMissing(vmf.vma) && object.get(index) === NO_PAGE && object.slotAt(index) === 0) return handleUserfault(k, vmf);
  const { pfn, major } = yield* shmemGetFolio(k, object, index);
  if (pfn <= 0) return (pfn === SHMEM_LOST ? VM_FAULT_SIGBUS : VM_FAULT_OOM) | (major ? VM_FAULT_MAJOR : 0);
  vmf.page = pfn;
  yield stepPoint('shmem_fault: page found', { pfn });
  yield lockStep(folioLock(pfn));
  return VM_FAULT_LOCKED | (major ? VM_FAULT_MAJOR : 0);
}
