import {
  lockStep, unlockStep, VM_ACCESS_FLAGS, VM_FAULT_SIGSEGV, VM_IO, VM_LOCKONFAULT, VM_PFNMAP, VM_SHARED, VM_WRITE, type Path, type Vpn,
} from '@faultline/contracts';
import type { Core } from '../core';
import { mmapLock } from '../fault/vmf';
import type { MmState } from '../state/mm';
import { vmaIndex, type Vma } from '../state/vma';
import { checkVmaFlags } from './check-vma-flags';
import { FOLL_FORCE, FOLL_TOUCH, FOLL_WRITE } from './foll';
import { errnoOfFault, faultinPage, type GupCall, type GupErrno } from './get-user-pages';

/**
 * Faults in pages start … end, and holds no references afterwards. Returns how many it came over, or minus the error bits if the first
 * failed: a page that fails later is tried once more by who goes on.
 * @param retry what becomes of a fault that has to wait
 * @kernel v6.2-rc3 mm/gup.c:faultin_vma_page_range
 */
export function* faultinRange(k: Core, mm: MmState, start: Vpn, end: Vpn, gup: number, retry: GupCall['retry'] = 'afresh'): Path<number> {
  const call: GupCall = { mm, task: mm.id, gup, retry };
  for (let vpn = start; vpn < end; vpn++) {
    const found = yield* faultinPage(k, call, vpn);
    if (found < 0) return vpn > start ? vpn - start : found;
  }
  return end - start;
}

/** How the pages of a VMA are asked for. A VMA without any access is asked for its own sake, and refuses. */
function gupOf({ vmFlags }: Vma): number {
  const writes = (vmFlags & (VM_WRITE | VM_SHARED)) === VM_WRITE;
  return FOLL_TOUCH | (writes ? FOLL_WRITE : 0) | (vmFlags & VM_ACCESS_FLAGS ? FOLL_FORCE : 0);
}

/**
 * Populates start … end, which lie in the VMA, as `faultinRange` does. A private writable one is populated by writes, so that its first
 * stores need no copy any more. A shared one is read: its pages become dirty when they are written. Where pages are locked as they come,
 * none is fetched.
 * @kernel v6.2-rc3 mm/gup.c:populate_vma_page_range
 */
export function* populateVmaPageRange(k: Core, mm: MmState, vma: Vma, start: Vpn, end: Vpn, retry: GupCall['retry']): Path<number> {
  if (vma.vmFlags & VM_LOCKONFAULT) return end - start;
  return checkVmaFlags(k, vma, gupOf(vma)) ? yield* faultinRange(k, mm, start, end, gupOf(vma), retry) : -VM_FAULT_SIGSEGV;
}

/**
 * Populates every VMA of start … end, without the lock for writing: it may fault for long, and others may unmap meanwhile. The first
 * failure ends it, or is passed over together with the rest of its VMA.
 * @kernel v6.2-rc3 mm/gup.c:__mm_populate
 */
export function* mmPopulate(k: Core, mm: MmState, start: Vpn, end: Vpn, ignoreErrors: boolean): Path<GupErrno> {
  yield lockStep(mmapLock(mm.id), 'read');
  const result = yield* populateVmas(k, mm, start, end, ignoreErrors);
  yield unlockStep(mmapLock(mm.id));
  return result;
}

function* populateVmas(k: Core, mm: MmState, start: Vpn, end: Vpn, ignoreErrors: boolean): Path<GupErrno> {
  for (let at = start; at < end; ) {
    const vma = mm.vmas[vmaIndex(mm.vmas, at)];
    if (vma === undefined || vma.start >= end) break;
    const from = Math.max(at, vma.start);
    const stop = Math.min(end, vma.end);
    const done = vma.vmFlags & (VM_IO | VM_PFNMAP) ? stop - from : yield* populateVmaPageRange(k, mm, vma, from, stop, 'afresh');
    if (done < 0 && !ignoreErrors) return errnoOfFault(-done);
    at = done < 0 ? stop : from + done;
  }
  return 'ok';
}
