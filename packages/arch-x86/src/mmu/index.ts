import {
  INVALIDATION_MM, INVALIDATION_PAGE, mmuOf, REACH_IPI, STATELESS, type CreateMmuOf, type FlushRequested, type FlushSent, type MmuHalf, type Place,
} from '@faultline/contracts';
import type { Observable } from 'rxjs';

/** Strides beyond which one full flush is cheaper. @kernel v6.2-rc3 arch/x86/mm/tlb.c:tlb_single_page_flush_ceiling */
export const TLB_SINGLE_PAGE_FLUSH_CEILING = 33;
const PAGE_SHIFT = 12;
/** Every flush drops structure caches. */
const KEEPS_NOTHING = 0;

/** Page by page, or the whole address space? @kernel v6.2-rc3 arch/x86/mm/tlb.c:flush_tlb_mm_range */
function kindOf({ scope, start, end, strideShift }: FlushRequested): Place<'invalidation'> {
  if (scope === 'mm') return INVALIDATION_MM;
  const strides = Math.floor((end - start) / 2 ** (strideShift - PAGE_SHIFT));
  return strides > TLB_SINGLE_PAGE_FLUSH_CEILING ? INVALIDATION_MM : INVALIDATION_PAGE;
}

const half: MmuHalf<undefined> = {
  ...STATELESS,
  /** Every CPU that may hold translations of the mm: this one by itself, the others by interrupt. An mm that is loaded nowhere needs nothing. */
  decide(_, flush, machine, shares) {
    if (flush.scope === 'pageLocal') shares.self(kindOf(flush), KEEPS_NOTHING);
    else shares.each(machine.cpuMask(flush.mm), REACH_IPI, kindOf(flush), KEEPS_NOTHING);
  },
};

/** x86-64's MMU half: flush requests become shares of each CPU concerned (tlb-and-races §3.1). */
export const createMmu: CreateMmuOf<Observable<FlushRequested>, Observable<FlushSent>> = mmuOf(half);
