import {
  alignDown, FAULT_FLAG_WRITE, FOR_SHMEM, HOW_SET, lockStep, LRU_INACTIVE_ANON, PG_DIRTY, PTE, recBranchTaken, recCounterChanged, recFolioFlagged,
  recLruAdded, recPageCacheAdded, recRmapAdded, REF_FAULT, REF_MAP, RMAP_FILE, stepPoint, unlockStep, VM_FAULT_NOPAGE, VM_FAULT_OOM,
  VM_FAULT_SIGBUS, VM_WRITE, type EntrySlot, type Path, type Pfn, type Pgoff, type TableIndex, type Vpn, DO_FAULT_READ,
  DO_FAULT_WRITE_SHARED, FILEMAP_MAP_PAGES_MAPPED_ALONG, FINISH_FAULT_RACED, FAULT_DIRTY_SHARED_PAGE_DIRTIED,
} from '@faultline/contracts';
import { readEntry, setEntry } from '../entry';
import { allocFolio, getPage, putPage } from '../alloc';
import type { Core } from '../core';
import { fileCounter } from '../counters';
import { F_FLAGS } from '../state/frames';
import type { ObjectState } from '../state/objects';
import { linearPageIndex } from '../state/vma';
import { allocTables } from '../alloc-tables';
import { afterInstall } from './install';
import { ptl, type Vmf } from './vmf';

/** @kernel v6.2-rc3 mm/memory.c:fault_around_bytes */
const FAULT_AROUND_BYTES = 65536;
const NO_PAGE = 0;

/** A missing page of shared memory. @kernel v6.2-rc3 mm/memory.c:do_fault */
export function* doFault(k: Core, vmf: Vmf): Path<number> {
  const object = k.state.object(vmf.vma.object);
  const write = (vmf.flags & FAULT_FLAG_WRITE) !== 0;
  k.rec.cause = recBranchTaken(k.rec, write ? DO_FAULT_WRITE_SHARED : DO_FAULT_READ, vmf.vma.object);
  // Only a read maps neighbours along: a write fault marks one page dirty and makes one entry writable.
  if (!write) {
    const around = faultsAround(k) ? yield* faultAround(k, vmf, object) : 0;
    if (around !== 0) return around;
  }
  return yield* mapOne(k, vmf, object, write);
}

/** The page of the object, allocated if it is a hole; 0: out of memory. @kernel v6.2-rc3 mm/shmem.c:shmem_fault */
function shmemFault(k: Core, object: ObjectState, index: Pgoff): number {
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
    faultDirtySharedPage(k, pfn);
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

/** The page is dirty from now on. @kernel v6.2-rc3 mm/memory.c:fault_dirty_shared_page */
export function faultDirtySharedPage(k: Core, pfn: Pfn): void {
  if (!((k.state.frames.get(pfn, F_FLAGS) >>> PG_DIRTY) & 1)) recFolioFlagged(k.rec, PG_DIRTY, 1, pfn);
}

/**
 * `mk_pte`: some architectures take the page's dirty mark along (fault-path §11). On s390 a clean entry is write-protected, so that the
 * first store faults. Of a page that is dirty already that fault would tell nothing new.
 */
function mkPte(k: Core, vmf: Vmf, pfn: Pfn, out: EntrySlot): void {
  const { codec, caps } = k.arch;
  codec.makeLeaf(PTE, pfn, vmf.vma.protLo, vmf.vma.protHi, out);
  const dirty = (k.state.frames.get(pfn, F_FLAGS) >>> PG_DIRTY) & 1;
  if (caps.mkPteTakesDirty && dirty && codec.write(PTE, out.lo, out.hi)) codec.mkDirty(PTE, out);
}

/** Maps a page of the object where the entry is empty; its being set is the cause of what follows. @kernel v6.2-rc3 mm/memory.c:do_set_pte */
function doSetPte(k: Core, vmf: Vmf, pfn: Pfn, vpn: Vpn, index: TableIndex, write: boolean, prefault: boolean): void {
  const { codec, caps } = k.arch;
  mkPte(k, vmf, pfn, k.entry);
  // Nobody asked for this page. Where hardware sets the access flag by itself it starts old, so that reclaim can tell it from pages in
  // use.
  if (prefault && caps.oldPrefault) codec.mkOld(PTE, k.entry);
  if (write) {
    codec.mkDirty(PTE, k.entry);
    if (vmf.vma.vmFlags & VM_WRITE) codec.mkWrite(PTE, k.entry);
  }
  recCounterChanged(k.rec, fileCounter(k, pfn), vmf.mm.id, 1);
  recRmapAdded(k.rec, RMAP_FILE, 0, pfn, vmf.vma.object, linearPageIndex(vmf.vma, vpn));
  k.rec.cause = setEntry(k, { mm: vmf.mm, table: vmf.table, level: vmf.level, index, vpn }, HOW_SET, k.entry);
}

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
const faultsAround = (k: Core): boolean => FAULT_AROUND_BYTES >> k.arch.geometry.pageShift > 1;

/**
 * Maps what the object already holds around the fault. Whoever reads one page of a file mostly reads the next; a page that is there costs
 * its reader no fault then. Nothing is read from storage for it.
 * @kernel v6.2-rc3 mm/memory.c:do_fault_around mm/filemap.c:filemap_map_pages
 */
function* faultAround(k: Core, vmf: Vmf, object: ObjectState): Path<number> {
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
