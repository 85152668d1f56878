import {
  CHECK_VMA_FLAGS_KEY_REFUSES, CHECK_VMA_FLAGS_NO_PAGES, CHECK_VMA_FLAGS_NOT_READABLE, CHECK_VMA_FLAGS_NOT_WRITABLE, isCowMapping, recBranchTaken, VM_IO,
  VM_MAYREAD, VM_PFNMAP, VM_READ, VM_WRITE, type RuleNumber,
} from '@faultline/contracts';
import type { Core } from '../core';
import type { Vma } from '../state/vma';
import { FOLL_FORCE, FOLL_REMOTE, FOLL_WRITE } from './foll';

/** What the VMA's flags say against it. A forced write is for debuggers, which set breakpoints in private text: it ends in a private copy. */
function objection({ vmFlags }: Vma, gup: number): RuleNumber | undefined {
  const force = (gup & FOLL_FORCE) !== 0;
  if (vmFlags & (VM_IO | VM_PFNMAP)) return CHECK_VMA_FLAGS_NO_PAGES;
  if (gup & FOLL_WRITE) return vmFlags & VM_WRITE || (force && isCowMapping(vmFlags)) ? undefined : CHECK_VMA_FLAGS_NOT_WRITABLE;
  return vmFlags & VM_READ || (force && vmFlags & VM_MAYREAD) ? undefined : CHECK_VMA_FLAGS_NOT_READABLE;
}

const keyPermits = ({ arch }: Core, { pkey }: Vma, gup: number): boolean =>
  !arch.caps.pkeys || arch.faults.vmaAccessPermitted(pkey, (gup & FOLL_WRITE) !== 0, false, (gup & FOLL_REMOTE) !== 0, arch.caps.initialPkru);

/** May GUP touch this VMA at all? @kernel v6.2-rc3 mm/gup.c:check_vma_flags */
export function checkVmaFlags(k: Core, vma: Vma, gup: number): boolean {
  const refusal = objection(vma, gup) ?? (keyPermits(k, vma, gup) ? undefined : CHECK_VMA_FLAGS_KEY_REFUSES);
  if (refusal !== undefined) recBranchTaken(k.rec, refusal, 0);
  return refusal === undefined;
}
