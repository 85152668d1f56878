import {
  checkArchitecture, INVALIDATION_MM, INVALIDATION_PAGE, mmuOf, REACH_BROADCAST, STATELESS, type Architecture, type CreateMmuOf,
  type FlushRequested, type FlushSent, type Place,
} from '@faultline/contracts';
import type { Observable } from 'rxjs';

const DEFAULT_PAGE_SHIFT = 12;
const DEFAULT_ENTRIES = 512;

type CreateMmu = CreateMmuOf<Observable<FlushRequested>, Observable<FlushSent>>;

/** Stride by stride, or the whole ASID? Without range instructions a full table's worth is too much. @kernel v6.2-rc3 arch/arm64/include/asm/tlbflush.h:__flush_tlb_range */
function kindOf({ scope, start, end, strideShift }: FlushRequested, pageShift: number, entries: number): Place<'invalidation'> {
  if (scope === 'mm') return INVALIDATION_MM;
  const stride = 2 ** (strideShift - pageShift);
  const strides = Math.ceil(end / stride) - Math.floor(start / stride);
  return strides >= entries ? INVALIDATION_MM : INVALIDATION_PAGE;
}

const mmu = (pageShift: number, entries: number): CreateMmu => mmuOf({
  ...STATELESS,
  decide(_, flush, machine, shares) {
    const kind = kindOf(flush, pageShift, entries);
    const lastLevel = flush.scope === 'page' || flush.scope === 'pageNoWait';
    shares.each(machine.cpus, REACH_BROADCAST, kind, lastLevel && kind === INVALIDATION_PAGE ? 1 : 0);
  },
});

/** arm64's MMU half for one configuration: invalidation is broadcast to every CPU, without interrupts (tlb-and-races §3.2). */
export function mmuFor(architecture: Architecture): CreateMmu {
  checkArchitecture('architecture', architecture);
  return mmu(architecture.geometry.pageShift, architecture.geometry.entries[0]!);
}

/** The same for 4 KiB pages. */
export const createMmu: CreateMmu = mmu(DEFAULT_PAGE_SHIFT, DEFAULT_ENTRIES);
