import {
  INVALIDATION_MM, INVALIDATION_PAGE, mmuOf, REACH_BROADCAST, STATELESS, withCpu, type CreateMmuOf, type FlushRequested, type FlushSent, type MmuHalf,
} from '@faultline/contracts';
import type { Observable } from 'rxjs';

const half: MmuHalf<undefined> = {
  ...STATELESS,
  decide(_, flush, machine, shares) {
    const kind = flush.scope === 'mm' ? INVALIDATION_MM : INVALIDATION_PAGE;
    shares.each(withCpu(machine.cpuMask(flush.mm), flush.cpu), REACH_BROADCAST, kind, 0);
  },
};

/** How TLBs are flushed: here on every CPU that may hold translations of the mm, and the one that asks (tlb-and-races §3). */
export const createMmu: CreateMmuOf<Observable<FlushRequested>, Observable<FlushSent>> = mmuOf(half);
