import {
  BACKING_ANON, BACKING_SHMEM, BACKING_ZERO, lockStep, recObjectCreated, unlockStep, VM_ACCOUNT, VM_LOCKED, VM_MAYEXEC, VM_MAYREAD, VM_MAYSHARE, VM_MAYWRITE,
  VM_NORESERVE, VM_SHARED, VM_SOFTDIRTY, VM_WRITE, vmFlagsOf, type Path, type Pgoff, type VmFlags, type Vpn,
} from '@faultline/contracts';
import type { Core } from '../core';
import { mmapLock } from '../fault/vmf';
import { mmPopulate } from '../gup/populate';
import { countLocked } from '../mlock/locked-vm';
import type { MmState } from '../state/mm';
import { vmaIndex } from '../state/vma';
import { unmapRegion } from './munmap';
import { insertMapped } from './vma-merge';
import { pkeyFor, type VmaDraft } from './vma-ops';

/** A mapping to be made. Page numbers and counts. */
export interface MmapArgs {
  /** First page. */
  readonly vpn: Vpn;
  /** Count of base pages. */
  readonly pages: number;
  /** VM_READ | VM_WRITE | VM_EXEC. */
  readonly access: number;
  /** MAP_SHARED rather than MAP_PRIVATE. */
  readonly shared: boolean;
  /** MAP_NORESERVE. */
  readonly noreserve: boolean;
  /** MAP_LOCKED: pages are locked, and faulted in at once. */
  readonly locked: boolean;
  /** MAP_POPULATE: pages are faulted in at once. */
  readonly populate: boolean;
  /** Page of /dev/zero that the first page maps; undefined: not of /dev/zero. */
  readonly zeroOffset: Pgoff | undefined;
}

const MAY_ALL = VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC;

/**
 * VMA flags of a fresh mapping of anonymous or shared memory. Soft-dirty counts from the start: a tracker that looks later cannot know
 * what was there before. What may be written later stays possible (VM_MAYWRITE), which makes every private mapping a COW mapping.
 * @kernel v6.2-rc3 mm/mmap.c:do_mmap,mmap_region
 */
function mmapFlags(k: Core, { access, shared, noreserve, locked }: MmapArgs): VmFlags {
  const accountable = !shared && !noreserve && (access & VM_WRITE) !== 0;
  return vmFlagsOf(access | MAY_ALL | (shared ? VM_SHARED | VM_MAYSHARE : 0) | (noreserve ? VM_NORESERVE : 0)
    | (accountable ? VM_ACCOUNT : 0) | (locked ? VM_LOCKED : 0) | (k.arch.caps.softDirty ? VM_SOFTDIRTY : 0));
}

/** An object for shared anonymous memory. @kernel v6.2-rc3 mm/shmem.c:shmem_zero_setup */
function newObject(k: Core, pages: number): number {
  const object = k.state.nextObject;
  recObjectCreated(k.rec, object, pages);
  return object;
}

/** What is mapped. A private /dev/zero is anonymous memory that keeps its file, and so the offset in it. @kernel v6.2-rc3 drivers/char/mem.c:mmap_zero */
function backingOf(k: Core, { vpn, pages, shared, zeroOffset }: MmapArgs): Pick<VmaDraft, 'backing' | 'pgoff' | 'object'> {
  if (shared) return { backing: BACKING_SHMEM, pgoff: 0, object: newObject(k, pages) };
  if (zeroOffset !== undefined) return { backing: BACKING_ZERO, pgoff: zeroOffset, object: 0 };
  return { backing: BACKING_ANON, pgoff: Number(vpn), object: 0 };
}

/**
 * Maps pages, over what lies there. The caller checked the range. The VMA is all that comes of it; pages come by faults, or by populating,
 * of whose failure nobody is told: the mapping is there.
 * @kernel v6.2-rc3 mm/mmap.c:mmap_region
 */
export function* mmapRegion(k: Core, mm: MmState, args: MmapArgs): Path<void> {
  const { vpn, pages } = args;
  yield lockStep(mmapLock(mm.id));
  const first = mm.vmas[vmaIndex(mm.vmas, vpn)];
  if (first !== undefined && first.start < vpn + pages) yield* unmapRegion(k, mm, vpn, vpn + pages);
  const vmFlags = mmapFlags(k, args);
  insertMapped(k, mm, { start: vpn, end: vpn + pages, vmFlags, pkey: pkeyFor(k, vmFlags), anonVma: 0, ...backingOf(k, args) });
  if (args.locked) countLocked(k, mm, pages);
  yield unlockStep(mmapLock(mm.id));
  if (args.populate || args.locked) yield* mmPopulate(k, mm, vpn, vpn + pages, true);
}
