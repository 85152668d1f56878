import { FLUSH_MM, FLUSH_PAGE_LOCAL, type CreateMmu, type FlushRequest, type Invalidation, type MmuContext } from '@faultline/contracts';
import { Subject } from 'rxjs';

/** Strides beyond which one full flush is cheaper. @kernel v6.2-rc3 arch/x86/mm/tlb.c:tlb_single_page_flush_ceiling */
export const TLB_SINGLE_PAGE_FLUSH_CEILING = 33;
const PAGE_SHIFT = 12;

/** Page by page, or the whole address space? @kernel v6.2-rc3 arch/x86/mm/tlb.c:flush_tlb_mm_range */
function kindOf(request: FlushRequest): Invalidation['kind'] {
  if (request.scope === FLUSH_MM) return 'mm';
  const strides = Math.floor((request.end - request.start) / 2 ** (request.strideShift - PAGE_SHIFT));
  return strides > TLB_SINGLE_PAGE_FLUSH_CEILING ? 'mm' : 'page';
}

/** Every CPU that may hold translations of the mm: this one by itself, the others by interrupt. An mm that is loaded nowhere needs nothing. */
function targets(request: FlushRequest, context: MmuContext): number[] {
  if (request.scope === FLUSH_PAGE_LOCAL) return [request.cpu];
  const mask = context.cpuMask(request.mm) & context.cpus;
  return Array.from({ length: 32 }, (_, cpu) => cpu).filter((cpu) => (mask >>> cpu) & 1);
}

/** x86-64's MMU half: flush requests become work on each CPU concerned (tlb-and-races §3.1). */
export const createMmu: CreateMmu = (context) => {
  const invalidations = new Subject<Invalidation>();
  context.flushes$.subscribe((request) => {
    const kind = kindOf(request);
    for (const cpu of targets(request, context)) {
      const invalidation = Object.freeze<Invalidation>({
        request: request.seq, cpu, mm: request.mm, kind, start: request.start, end: request.end, by: cpu === request.cpu ? 'self' : 'ipi',
      });
      context.enqueue(cpu, request.seq, () => invalidations.next(invalidation));
    }
  });
  return { invalidations$: invalidations.asObservable() };
};
