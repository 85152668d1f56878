import { lockStep, unlockStep, VM_WRITE, type Path, type Vpn } from '@faultline/contracts';
import type { Core } from '../core';
import { mmapLock } from '../fault/vmf';
import { vmaWantsManualPteWriteUpgrade } from '../paths/can-change-pte-writable';
import { changeProtection } from '../paths/mprotect';
import { tlbFinishMmu, tlbGatherMmu } from '../paths/tlb-gather';
import type { MmState } from '../state/mm';
import { vmaLookup, type Vma } from '../state/vma';
import { userfaultfdWp } from './registered';

/**
 * The VMA with the protection that its entries take. Before `uffd-lifts-by-mprotect` it follows from the flags alone: without watchers
 * shared memory is writable at once, and private memory takes a fault for it.
 */
function protectedAs(k: Core, vma: Vma, protect: boolean): Vma {
  if (k.profile['uffd-lifts-by-mprotect']) return vma;
  const prot = k.slot(0, 0);
  k.arch.prot.pageProt(protect ? vma.vmFlags & ~VM_WRITE : vma.vmFlags, vma.pkey, prot);
  return { ...vma, protLo: prot.lo, protHi: prot.hi };
}

/** Protects start … end of the VMA, or lifts that. False: memory for a table ran out. @kernel v6.2-rc3 mm/userfaultfd.c:uffd_wp_range */
export function* uffdWpRange(k: Core, mm: MmState, vma: Vma, start: Vpn, end: Vpn, protect: boolean): Path<boolean> {
  const { cause } = k.rec;
  const gather = tlbGatherMmu(k, mm, false);
  const began = k.rec.cause;
  k.rec.cause = cause;
  const upgrade = !protect && k.profile['uffd-lifts-by-mprotect'] && vmaWantsManualPteWriteUpgrade(k, vma);
  const done = yield* changeProtection(k, { mm, gather, uffd: protect ? 'protect' : 'resolve' }, protectedAs(k, vma, protect), start, end, upgrade);
  k.rec.cause = began;
  yield* tlbFinishMmu(k, mm, gather);
  k.rec.cause = cause;
  return done;
}

type Protecting = 'ok' | 'ENOENT' | 'ENOMEM';

/**
 * Protects start … end from being written, or no longer. Before `uffd-protects-many-vmas` the range lies in one VMA, and nobody is told of
 * memory that ran out.
 * @kernel v6.2-rc3 mm/userfaultfd.c:mwriteprotect_range
 */
export function* mwriteprotectRange(k: Core, mm: MmState, start: Vpn, end: Vpn, protect: boolean): Path<Protecting> {
  yield lockStep(mmapLock(mm.id), 'read');
  const errno = k.profile['uffd-protects-many-vmas'] ? yield* eachVma(k, mm, start, end, protect) : yield* oneVma(k, mm, start, end, protect);
  yield unlockStep(mmapLock(mm.id));
  return errno;
}

function* oneVma(k: Core, mm: MmState, start: Vpn, end: Vpn, protect: boolean): Path<Protecting> {
  const vma = vmaLookup(mm.vmas, start);
  if (vma === undefined || end > vma.end || !userfaultfdWp(vma)) return 'ENOENT';
  yield* uffdWpRange(k, mm, vma, start, end, protect);
  return 'ok';
}

/** Up to the first VMA that is not registered so; holes are passed over. */
function* eachVma(k: Core, mm: MmState, start: Vpn, end: Vpn, protect: boolean): Path<Protecting> {
  const vmas: readonly Vma[] = mm.vmas.filter((vma) => vma.end > start && vma.start < end);
  for (const vma of vmas) {
    if (!userfaultfdWp(vma)) return 'ENOENT';
    if (!(yield* uffdWpRange(k, mm, vma, Math.max(vma.start, start), Math.min(vma.end, end), protect))) return 'ENOMEM';
  }
  return vmas.length === 0 ? 'ENOENT' : 'ok';
}
