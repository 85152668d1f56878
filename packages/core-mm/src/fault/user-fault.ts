import {
  ACCESS_WRITE, entrySlot, faultSlot, MODE_USER, PTE, recFaultDecoded, recFaultRaised, WALK_NOT_PRESENT, WALK_PROTECTION, type Access, type Path, type Vpn,
  type WalkFault,
} from '@faultline/contracts';
import type { Core } from '../core';
import { entryFor, LEAF } from '../cursor';
import type { MmState } from '../state/mm';
import { pageFault } from './page-fault';

/** Why hardware without a TLB would refuse the access: a page that is there refuses writes only. */
const refusalOf = (k: Core, mm: MmState, vpn: Vpn, access: Access): WalkFault =>
  access === ACCESS_WRITE && entryFor(k, mm, vpn, PTE).kind === LEAF ? WALK_PROTECTION : WALK_NOT_PRESENT;

/** A fault of user code, with the syndrome that the architecture has for it. Returns 0, or how it failed (`failedWith`). */
export function* userFault(k: Core, mm: MmState, vpn: Vpn, access: Access): Path<number> {
  // No CPU was asked, so the reason and its syndrome are made up from the entry.
  const reason = refusalOf(k, mm, vpn, access);
  const syndrome = entrySlot();
  const fault = faultSlot();
  k.arch.faults.encode(reason, access, true, PTE, syndrome);
  k.rec.cause = recFaultRaised(k.rec, access, MODE_USER, reason, PTE, vpn, syndrome);
  k.arch.faults.decode(syndrome.lo, syndrome.hi, fault);
  recFaultDecoded(k.rec, fault.flags);
  return yield* pageFault(k, mm, vpn, fault, k.arch.caps.initialPkru);
}
