import {
  INVALIDATION_MM, INVALIDATION_PAGE, mmuOf, REACH_BROADCAST, STATELESS, withCpu, type CreateMmuOf, type FlushRequested, type FlushSent, type MmuHalf,
} from '@faultline/contracts';
import type { Observable } from 'rxjs';

const half: MmuHalf<undefined> = {
  ...STATELESS,
  decide(_, flush, machine, shares) {
    const reached = withCpu(machine.cpuMask(flush.mm), flush.cpu);
    if (flush.scope === 'mm') shares.each(reached, REACH_BROADCAST, INVALIDATION_MM, 0);
    else shares.each(reached, REACH_BROADCAST, INVALIDATION_PAGE, 1);
  },
};

/**
 * s390's MMU half: IPTE for a page, IDTE for an address space. Both reach every CPU that may hold its translations and
 * are complete when the instruction ends (tlb-and-races §3.3). IPTE leaves upper-level translations alone.
 */
export const createMmu: CreateMmuOf<Observable<FlushRequested>, Observable<FlushSent>> = mmuOf(half);
