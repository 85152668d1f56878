import { addVmFlags, lockStep, unlockStep, VM_MAYWRITE, VM_UFFD_MISSING, VM_UFFD_WP, BACKING_SHMEM, type Path, type Vpn } from '@faultline/contracts';
import type { Core } from '../core';
import { mmapLock } from '../fault/vmf';
import { changeFlags } from '../paths/vma-merge';
import type { MmState } from '../state/mm';
import { vmaIndex, vmaIsAnonymous, type Vma } from '../state/vma';
import { hasMarkers, isRegistered, userfaultfdWp, withoutUffd } from './registered';
import { uffdWpRange } from './writeprotect';

/** Which faults user space handles. */
export type UffdMode = 'missing' | 'wp' | 'both';

const FLAGS: Readonly<Record<UffdMode, number>> = { missing: VM_UFFD_MISSING, wp: VM_UFFD_WP, both: VM_UFFD_MISSING | VM_UFFD_WP };

/** VMAs that have pages in start … end. */
function vmasIn({ vmas }: MmState, start: Vpn, end: Vpn): readonly Vma[] {
  return vmas.slice(vmaIndex(vmas, start)).filter((vma) => vma.start < end);
}

/** Memory whose missing pages user space can supply. Protecting what is not anonymous takes markers. @kernel v6.2-rc3 include/linux/userfaultfd_k.h:vma_can_userfault */
function vmaCanUserfault(k: Core, vma: Vma, flags: number): boolean {
  if (vmaIsAnonymous(vma)) return true;
  return vma.backing === BACKING_SHMEM && (!(flags & VM_UFFD_WP) || hasMarkers(k.arch));
}

type Registering = 'ok' | 'EINVAL' | 'EPERM';

function registerErrno(k: Core, vmas: readonly Vma[], flags: number): Registering {
  if (vmas.length === 0 || (flags & VM_UFFD_WP && !k.arch.caps.uffdWp)) return 'EINVAL';
  for (const vma of vmas) {
    if (!vmaCanUserfault(k, vma, flags)) return 'EINVAL';
    // Whoever supplies a page writes to what is behind the mapping.
    if (!(vma.vmFlags & VM_MAYWRITE)) return 'EPERM';
  }
  return 'ok';
}

/** Hands faults of start … end to user space. Holes are passed over; what is refused changes nothing. @kernel v6.2-rc3 fs/userfaultfd.c:userfaultfd_register */
export function* userfaultfdRegister(k: Core, mm: MmState, start: Vpn, end: Vpn, mode: UffdMode): Path<Registering> {
  yield lockStep(mmapLock(mm.id));
  const vmas = vmasIn(mm, start, end);
  const flags = FLAGS[mode];
  const errno = registerErrno(k, vmas, flags);
  const { cause } = k.rec;
  for (const vma of errno === 'ok' ? vmas : []) if ((vma.vmFlags & flags) !== flags) setUffdFlags(k, mm, vma, start, end, flags);
  k.rec.cause = cause;
  yield unlockStep(mmapLock(mm.id));
  return errno;
}

/** Another mode takes the place of the one before. A neighbour that a VMA merged into is there in its place. */
function setUffdFlags(k: Core, mm: MmState, { start: first, end: last }: Vma, start: Vpn, end: Vpn, flags: number): void {
  const from = Math.max(first, start);
  const now = mm.vmas[vmaIndex(mm.vmas, from)]!;
  const { cause } = k.rec;
  changeFlags(k, mm, now, from, Math.min(last, end), addVmFlags(withoutUffd(now.vmFlags), flags), now.pkey);
  k.rec.cause = cause;
}

/** Takes the registration back: what was protected is so no more, and nobody waits for missing pages. @kernel v6.2-rc3 fs/userfaultfd.c:userfaultfd_unregister */
export function* userfaultfdUnregister(k: Core, mm: MmState, start: Vpn, end: Vpn): Path<'ok' | 'EINVAL'> {
  yield lockStep(mmapLock(mm.id));
  const vmas = vmasIn(mm, start, end);
  const refused = vmas.length === 0 || vmas.some((vma) => !vmaCanUserfault(k, vma, vma.vmFlags));
  const watched: readonly Vma[] = refused ? [] : vmas.filter(isRegistered);
  for (const vma of watched) yield* unregisterVma(k, mm, vma, Math.max(vma.start, start), Math.min(vma.end, end));
  yield unlockStep(mmapLock(mm.id));
  return refused ? 'EINVAL' : 'ok';
}

function* unregisterVma(k: Core, mm: MmState, vma: Vma, start: Vpn, end: Vpn): Path<void> {
  if (userfaultfdWp(vma)) yield* uffdWpRange(k, mm, vma, start, end, false);
  setUffdFlags(k, mm, vma, start, end, 0);
}
