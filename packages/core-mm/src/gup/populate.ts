import { VM_SHARED, VM_WRITE, type Path, type Vpn } from '@faultline/contracts';
import type { Core } from '../core';
import type { MmState } from '../state/mm';
import { vmaLookup } from '../state/vma';
import { checkVmaFlags } from './check-vma-flags';
import { FOLL_FORCE, FOLL_TOUCH, FOLL_WRITE } from './foll';
import { faultinPage, type GupCall } from './get-user-pages';

/** Faults in pages start … end; returns error bits, or 0. Holds no references afterwards. @kernel v6.2-rc3 mm/gup.c:faultin_vma_page_range */
export function* faultinRange(k: Core, mm: MmState, start: Vpn, end: Vpn, gup: number): Path<number> {
  const call: GupCall = { mm, task: mm.id, gup, retry: 'afresh' };
  for (let vpn = start; vpn < end; vpn++) {
    const found = yield* faultinPage(k, call, vpn);
    if (found < 0) return -found;
  }
  return 0;
}

/**
 * Populates as `mmap(MAP_POPULATE)` does; failures are swallowed. A private writable VMA is populated by writes, so that its first stores
 * need no copy any more. A shared one is read: its pages become dirty when they are written.
 * @kernel v6.2-rc3 mm/gup.c:populate_vma_page_range
 */
export function* populateVmaRange(k: Core, mm: MmState, start: Vpn, end: Vpn): Path<void> {
  const vma = vmaLookup(mm.vmas, start);
  if (vma === undefined) return;
  const writes = (vma.vmFlags & (VM_WRITE | VM_SHARED)) === VM_WRITE;
  const accessible = (vma.vmFlags & 7) !== 0;
  const gup = FOLL_TOUCH | (writes ? FOLL_WRITE : 0) | (accessible ? FOLL_FORCE : 0);
  if (checkVmaFlags(k, vma, gup)) yield* faultinRange(k, mm, start, end, gup);
}
