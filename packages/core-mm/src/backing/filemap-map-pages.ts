import {
  FILEMAP_MAP_PAGES_MAPPED_ALONG, lockStep, PG_READAHEAD, PG_UPTODATE, PTE, recBranchTaken, REF_MAP, unlockStep, VM_FAULT_NOPAGE, VM_FAULT_OOM, type Path, type Pfn, type VmFault, type Vpn,
} from '@faultline/contracts';
import { getPage } from '../alloc';
import type { Core } from '../core';
import { readEntry } from '../entry';
import { doSetPte } from '../fault/do-set-pte';
import { installTable } from '../fault/prealloc';
import { ptl, type Vmf } from '../fault/vmf';
import { F_FLAGS } from '../state/frames';
import { NO_PAGE, type ObjectState } from '../state/objects';
import { linearPageIndex } from '../state/vma';

/** May a page be mapped unasked? Not one that is yet to be read, nor one whose first use shall be noticed (FA1). */
function isUsable(k: Core, pfn: Pfn): boolean {
  const flags = pfn === NO_PAGE ? 0 : k.state.frames.get(pfn, F_FLAGS);
  return ((flags >>> PG_UPTODATE) & 1) === 1 && ((flags >>> PG_READAHEAD) & 1) === 0;
}

function usablePages(k: Core, object: ObjectState, vmf: Vmf, start: Vpn, end: Vpn): Vpn[] {
  const found: Vpn[] = [];
  for (let vpn = start; vpn < end; vpn++) {
    const index = linearPageIndex(vmf.vma, vpn);
    if (index < object.pages && isUsable(k, object.get(index))) found.push(vpn);
  }
  return found;
}

/**
 * Maps what the object already holds in start … end. Nothing is read from storage for it.
 * @kernel v6.2-rc3 mm/filemap.c:filemap_map_pages
 */
export function* filemapMapPages(k: Core, vmf: Vmf, start: Vpn, end: Vpn): Path<VmFault> {
  const object = k.state.object(vmf.vma.object);
  const pages = usablePages(k, object, vmf, start, end);
  if (pages.length === 0) return 0;
  // The window holds a page to map, so the table is of use even if the faulting page is not among them.
  if (!installTable(k, vmf)) return VM_FAULT_OOM;
  yield lockStep(ptl(vmf.table));
  for (const vpn of pages) mapUsable(k, vmf, object, vpn);
  yield unlockStep(ptl(vmf.table));
  return pages.includes(vmf.vpn) ? VM_FAULT_NOPAGE : 0;
}

function mapUsable(k: Core, vmf: Vmf, object: ObjectState, vpn: Vpn): void {
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
