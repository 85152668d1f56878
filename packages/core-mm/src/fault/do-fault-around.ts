import { alignDown, PTE, VM_FAULT_OOM, type Path, type Vpn } from '@faultline/contracts';
import type { VmOperations } from '../backing/vm-operations';
import type { Core } from '../core';
import type { Vma } from '../state/vma';
import { userfaultfdWp } from '../uffd/registered';
import { preallocTable } from './prealloc';
import type { Vmf } from './vmf';

/** @kernel v6.2-rc3 mm/memory.c:fault_around_bytes */
const FAULT_AROUND_BYTES = 65536;

/**
 * Pages the window holds, and where it starts; cut, not shifted, at the VMA and the table (fault-path §8.2). One lock and one table serve
 * the window, so it ends with the table. A page of 64 KiB is the whole window.
 */
function faultAroundWindow(k: Core, vmf: Vmf): { start: Vpn; end: Vpn } {
  const pages = Math.max(1, FAULT_AROUND_BYTES >> k.arch.geometry.pageShift);
  const start = Math.max(alignDown(vmf.vpn, pages), vmf.vma.start);
  const tableEnd = vmf.vpn - vmf.index + k.arch.geometry.entries[PTE]!;
  return { start, end: Math.min(tableEnd, vmf.vma.end, start + pages) };
}

/**
 * Does the kernel map around a fault at all, with pages of this size? Not where somebody watches for writes: he has protected what is empty
 * by markers, which mapping a page unasked would pass over.
 * @kernel v6.2-rc3 mm/memory.c:should_fault_around
 */
export const shouldFaultAround = (k: Core, vma: Vma): boolean => !userfaultfdWp(vma) && FAULT_AROUND_BYTES >> k.arch.geometry.pageShift > 1;

/**
 * Maps what is cached around the fault. Whoever reads one page of a file mostly reads the next; a page that is there costs its reader no
 * fault then.
 * @kernel v6.2-rc3 mm/memory.c:do_fault_around
 */
export function* doFaultAround(k: Core, vmf: Vmf, { mapPages }: VmOperations): Path<number> {
  if (!preallocTable(k, vmf)) return VM_FAULT_OOM;
  const { start, end } = faultAroundWindow(k, vmf);
  return yield* mapPages(k, vmf, start, end);
}
