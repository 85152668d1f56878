import { INTERNAL_GET_USER_PAGES_FAST_SLOW, PG_REFERENCED, PTE, recBranchTaken, recFolioFlagged, VM_READ, VM_WRITE, type Path, type Pfn, type Vpn } from '@faultline/contracts';
import type { Core } from '../core';
import { entryFor, LEAF } from '../cursor';
import { hasFlag } from '../state/frames';
import type { MmState } from '../state/mm';
import { vmaLookup } from '../state/vma';
import { FOLL_TOUCH, FOLL_WRITE } from './foll';
import { gupMustUnshare } from './follow-page';
import { getUserPages, type GupCall, type GupErrno } from './get-user-pages';
import { grabPage, noteMayPin } from './grab';

/** May the entry be used as it stands? What only fetches may use a codec does not tell; the VMA does. @kernel v6.2-rc3 pte_access_permitted */
function permitted(k: Core, mm: MmState, vpn: Vpn, gup: number): Pfn {
  const { codec, faults, caps } = k.arch;
  const { kind, level, entry: { lo, hi } } = entryFor(k, mm, vpn, PTE);
  if (kind !== LEAF || level !== PTE || codec.protnone(level, lo, hi) || codec.special(level, lo, hi)) return 0;
  const vma = vmaLookup(mm.vmas, vpn);
  const write = (gup & FOLL_WRITE) !== 0;
  const right = write ? codec.write(level, lo, hi) : vma !== undefined && (vma.vmFlags & (VM_READ | VM_WRITE)) !== 0;
  if (!right || vma === undefined || (caps.pkeys && !faults.vmaAccessPermitted(vma.pkey, write, false, false, caps.initialPkru))) return 0;
  const pfn = codec.pfn(level, lo, hi);
  return !codec.write(level, lo, hi) && gupMustUnshare(k, undefined, pfn, gup) ? 0 : pfn;
}

/**
 * Pages start … end of the caller's own memory: those that are mapped as they are wanted without a lock, the rest as others get them.
 * One step: that entries and references are read and taken at once is what `READ_ONCE` and the second look at the entry stand for.
 * @kernel v6.2-rc3 mm/gup.c:internal_get_user_pages_fast
 */
export function* getUserPagesFast(k: Core, mm: MmState, start: Vpn, end: Vpn, gup: number, out: Pfn[]): Path<GupErrno> {
  noteMayPin(k, mm, gup);
  for (let vpn = start; vpn < end; vpn++) {
    const pfn = permitted(k, mm, vpn, gup);
    if (pfn === 0) return yield* slowly(k, { mm, task: mm.id, gup: gup | FOLL_TOUCH, retry: 'again' }, vpn, end, out);
    grabPage(k, pfn, gup);
    if (!hasFlag(k.state.frames, pfn, PG_REFERENCED)) recFolioFlagged(k.rec, PG_REFERENCED, 1, pfn);
    out.push(pfn);
  }
  return 'ok';
}

function* slowly(k: Core, call: GupCall, vpn: Vpn, end: Vpn, out: Pfn[]): Path<GupErrno> {
  const { cause } = k.rec;
  k.rec.cause = recBranchTaken(k.rec, INTERNAL_GET_USER_PAGES_FAST_SLOW, vpn);
  const errno = yield* getUserPages(k, call, vpn, end, out);
  k.rec.cause = cause;
  return errno;
}
