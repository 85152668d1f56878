import type { ObjectId, Pgoff, Vpn } from '@faultline/contracts';
import type { Core } from '../core';
import type { MmState } from '../state/mm';
import type { Vma } from '../state/vma';

/** Pages of an object that a VMA maps. */
export interface MappedRange {
  readonly mm: MmState;
  readonly vma: Vma;
  readonly start: Vpn;
  readonly end: Vpn;
}

/** Name of the lock that orders who maps an object. @kernel v6.2-rc3 include/linux/fs.h:i_mmap_rwsem */
export const iMmapLock = (object: ObjectId): string => `i_mmap:${object}`;

/** Where VMAs map pages start … end of the object; by address space, then by address. @kernel v6.2-rc3 mm/interval_tree.c:vma_interval_tree_iter_first */
export function mappedRanges(k: Core, object: ObjectId, start: Pgoff, end: Pgoff): MappedRange[] {
  const found: MappedRange[] = [];
  k.state.iMmap.forEach(object, (id) => {
    const mm = k.state.mm(id);
    for (const vma of mm.vmas) {
      if (vma.object !== object) continue;
      const at = Math.max(vma.start, vma.start + start - vma.pgoff);
      const to = Math.min(vma.end, vma.start + end - vma.pgoff);
      if (at < to) found.push({ mm, vma, start: at, end: to });
    }
  });
  return found;
}
