import {
  BACKING_ANON, BACKING_SHMEM, lockStep, unlockStep, VM_ACCOUNT, VM_LOCKED, VM_MAYEXEC, VM_MAYREAD, VM_MAYSHARE,
  VM_MAYWRITE, VM_NORESERVE, VM_SHARED, VM_SOFTDIRTY, VM_WRITE, vmFlagsOf, type ObjectId, type Path, type Pgoff, type Place, type VmFlags, type Vpn,
} from '@faultline/contracts';
import { createObject } from '../backing/objects';
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
  /** What is mapped; that it is /dev/zero shows in anonymous memory's backing. */
  readonly backing: Place<'backing'>;
  /** The file that is mapped; 0: none. */
  readonly object: ObjectId;
  /** First page of the file. */
  readonly offset: Pgoff;
  /** Whether the descriptor allows writing. */
  readonly writableFile: boolean;
}

const MAY_ALL = VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC;

/** MAP_SHARED: a file that was opened for reading only is never written by its mapping. */
function sharing({ shared, writableFile }: MmapArgs): number {
  if (!shared) return MAY_ALL;
  return writableFile ? MAY_ALL | VM_SHARED | VM_MAYSHARE : (MAY_ALL & ~VM_MAYWRITE) | VM_MAYSHARE;
}

/**
 * VMA flags of a fresh mapping. Soft-dirty counts from the start: a tracker that looks later cannot know what was there before. What may
 * be written later stays possible (VM_MAYWRITE), which makes every private mapping a COW mapping.
 * @kernel v6.2-rc3 mm/mmap.c:do_mmap,mmap_region
 */
function mmapFlags(k: Core, args: MmapArgs): VmFlags {
  const { access, shared, noreserve, locked } = args;
  const accountable = !shared && !noreserve && (access & VM_WRITE) !== 0;
  return vmFlagsOf(access | sharing(args) | (noreserve ? VM_NORESERVE : 0) | (accountable ? VM_ACCOUNT : 0) | (locked ? VM_LOCKED : 0) | (k.arch.caps.softDirty ? VM_SOFTDIRTY : 0));
}

/** What is mapped. Anonymous memory stands at its own address; shared, it gets an object. @kernel v6.2-rc3 mm/shmem.c:shmem_zero_setup drivers/char/mem.c:mmap_zero */
function backingOf(k: Core, { vpn, pages, shared, backing, object, offset }: MmapArgs): Pick<VmaDraft, 'backing' | 'pgoff' | 'object'> {
  if (object !== 0) return { backing, pgoff: offset, object };
  if (shared) return { backing: BACKING_SHMEM, pgoff: offset, object: createObject(k, BACKING_SHMEM, pages).id };
  return { backing, pgoff: backing === BACKING_ANON ? Number(vpn) : offset, object: 0 };
}

/**
 * Maps pages, over what lies there. The caller checked the range. The VMA is all that comes of it; pages come by faults, or by populating,
 * of whose failure nobody is told: the mapping is there.
 * @kernel v6.2-rc3 mm/mmap.c:mmap_region
 */
export function* mmapRegion(k: Core, mm: MmState, args: MmapArgs): Path<'ok' | 'EACCES'> {
  const { vpn, pages } = args;
  if (args.shared && !args.writableFile && args.access & VM_WRITE) return 'EACCES';
  yield lockStep(mmapLock(mm.id));
  const first = mm.vmas[vmaIndex(mm.vmas, vpn)];
  if (first !== undefined && first.start < vpn + pages) yield* unmapRegion(k, mm, vpn, vpn + pages);
  const vmFlags = mmapFlags(k, args);
  insertMapped(k, mm, { start: vpn, end: vpn + pages, vmFlags, pkey: pkeyFor(k, vmFlags), anonVma: 0, ...backingOf(k, args) });
  if (args.locked) countLocked(k, mm, pages);
  yield unlockStep(mmapLock(mm.id));
  if (args.populate || args.locked) yield* mmPopulate(k, mm, vpn, vpn + pages, true);
  return 'ok';
}
