import { lockStep, PTE, unlockStep, VM_SHARED, vpnHi, type Path, type Vpn } from '@faultline/contracts';
import { allocTables } from '../alloc-tables';
import type { Core } from '../core';
import { mmapLock } from '../fault/vmf';
import { anonVmaPrepare } from '../rmap';
import type { MmState } from '../state/mm';
import { vmaLookup } from '../state/vma';
import { allows, fillOne, type Fill, type FillErrno } from './fills';
import { isRegistered } from './registered';

/**
 * Supplies pages of start … end, all in one VMA, one by one. It stops at the first that cannot be; if some were supplied by then, the
 * caller is told to go on from there.
 * @kernel v6.2-rc3 mm/userfaultfd.c:__mcopy_atomic fs/userfaultfd.c:userfaultfd_copy
 */
export function* mfillAtomic(k: Core, mm: MmState, start: Vpn, end: Vpn, fill: Fill): Path<FillErrno | 'ENOENT' | 'EAGAIN'> {
  yield lockStep(mmapLock(mm.id), 'read');
  const vma = vmaLookup(mm.vmas, start);
  const found = vma !== undefined && end <= vma.end && isRegistered(vma);
  const errno = !found ? 'ENOENT' : !allows(fill, vma) ? 'EINVAL' : yield* fillPages(k, mm, start, end, fill);
  yield unlockStep(mmapLock(mm.id));
  return errno;
}

function* fillPages(k: Core, mm: MmState, start: Vpn, end: Vpn, fill: Fill): Path<FillErrno | 'EAGAIN'> {
  const { cause } = k.rec;
  for (let vpn = start; vpn < end; vpn++) {
    k.rec.cause = cause;
    const errno = yield* fillPage(k, mm, vpn, fill);
    k.rec.cause = cause;
    if (errno !== 'ok') return vpn > start ? 'EAGAIN' : errno;
  }
  return 'ok';
}

/** A private page is anonymous, so the VMA gets an anon_vma; the tables come next. */
function* fillPage(k: Core, mm: MmState, vpn: Vpn, fill: Fill): Path<FillErrno> {
  if (!(vmaLookup(mm.vmas, vpn)!.vmFlags & VM_SHARED)) anonVmaPrepare(k, mm, vpn);
  const table = allocTables(k, 'mfill_atomic', mm, vpn, PTE);
  if (table === 0) return 'ENOMEM';
  const index = k.arch.geometry.index(PTE, vpn | 0, vpnHi(vpn));
  return yield* fillOne(k, { mm, vma: vmaLookup(mm.vmas, vpn)!, vpn, level: PTE, table, index }, fill);
}
