import {
  alignDown, lockStep, PTE, recBranchTaken, REF_MAP, unlockStep, VM_FAULT_NOPAGE, VM_FAULT_OOM, type Path, type Vpn,
  FILEMAP_MAP_PAGES_MAPPED_ALONG,
} from '@faultline/contracts';
import { readEntry } from '../entry';
import { getPage } from '../alloc';
import type { Core } from '../core';
import { NO_PAGE, type ObjectState } from '../state/objects';
import { linearPageIndex } from '../state/vma';
import { allocTables } from '../alloc-tables';
import { doSetPte } from './do-set-pte';
import { ptl, type Vmf } from './vmf';

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

/** Does the kernel map around a fault at all with pages of this size? @kernel v6.2-rc3 mm/memory.c:should_fault_around */
export const shouldFaultAround = (k: Core): boolean => FAULT_AROUND_BYTES >> k.arch.geometry.pageShift > 1;

/**
 * Maps what the object already holds around the fault. Whoever reads one page of a file mostly reads the next; a page that is there costs
 * its reader no fault then. Nothing is read from storage for it.
 * @kernel v6.2-rc3 mm/memory.c:do_fault_around mm/filemap.c:filemap_map_pages
 */
export function* doFaultAround(k: Core, vmf: Vmf, object: ObjectState): Path<number> {
  const { start, end } = faultAroundWindow(k, vmf);
  const present = pagesPresent(object, vmf, start, end);
  if (present.length === 0) return 0;
  if (vmf.table === 0) vmf.table = allocTables(k, 'do_fault', vmf.mm, vmf.vpn, PTE);
  // The window holds a page to map, so the table is of use even if the faulting page is not among them.
  if (vmf.table === 0) return VM_FAULT_OOM;
  yield lockStep(ptl(vmf.table));
  for (const vpn of present) mapPresent(k, vmf, object, vpn);
  yield unlockStep(ptl(vmf.table));
  return present.includes(vmf.vpn) ? VM_FAULT_NOPAGE : 0;
}

function pagesPresent(object: ObjectState, vmf: Vmf, start: Vpn, end: Vpn): number[] {
  const found: number[] = [];
  for (let vpn = start; vpn < end; vpn++) if (object.get(linearPageIndex(vmf.vma, vpn)) !== NO_PAGE) found.push(vpn);
  return found;
}

function mapPresent(k: Core, vmf: Vmf, object: ObjectState, vpn: Vpn): void {
  const index = vmf.index + (vpn - vmf.vpn);
  readEntry(k, vmf.table, index, k.old);
  if (!k.arch.codec.isNone(PTE, k.old.lo, k.old.hi)) return;
  const pfn = object.get(linearPageIndex(vmf.vma, vpn));
  const { cause } = k.rec;
  getPage(k, pfn, REF_MAP);
  k.rec.cause = recBranchTaken(k.rec, FILEMAP_MAP_PAGES_MAPPED_ALONG, pfn);
  doSetPte(k, vmf, pfn, vpn, index, false, vpn !== vmf.vpn);
  k.rec.cause = cause;
}
