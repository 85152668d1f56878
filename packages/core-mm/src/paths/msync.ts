import { lockStep, unlockStep, VM_SHARED, type Path, type Vpn } from '@faultline/contracts';
import { writeBack } from '../backing/write-back';
import type { Core } from '../core';
import { mmapLock } from '../fault/vmf';
import type { MmState } from '../state/mm';
import { linearPageIndex, vmaIndex } from '../state/vma';

/**
 * Writes dirty pages of shared file mappings in start … end to storage (MS_SYNC). Where nothing is mapped ENOMEM is the answer, at the end:
 * what is mapped is written all the same.
 * @kernel v6.2-rc3 mm/msync.c:msync
 */
export function* msync(k: Core, mm: MmState, start: Vpn, end: Vpn): Path<'ok' | 'ENOMEM'> {
  let errno: 'ok' | 'ENOMEM' = 'ok';
  yield lockStep(mmapLock(mm.id), 'read');
  for (let at = start; at < end; ) {
    const vma = mm.vmas[vmaIndex(mm.vmas, at)];
    if (vma === undefined || vma.start > at) errno = 'ENOMEM';
    if (vma === undefined || vma.start >= end) break;
    at = Math.max(at, vma.start);
    const stop = Math.min(end, vma.end);
    if (vma.object !== 0 && vma.vmFlags & VM_SHARED) yield* writeBack(k, k.state.object(vma.object), linearPageIndex(vma, at), linearPageIndex(vma, stop));
    at = stop;
  }
  yield unlockStep(mmapLock(mm.id));
  return errno;
}
