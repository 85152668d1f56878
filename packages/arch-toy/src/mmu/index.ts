import { FLUSH_MM, type CreateMmu, type Invalidation } from '@faultline/contracts';
import { Subject } from 'rxjs';

/** How TLBs are flushed: here at once, on every CPU that may hold translations of the mm, its own included (tlb-and-races §3). */
export const createMmu: CreateMmu = (context) => {
  const invalidations = new Subject<Invalidation>();
  context.flushes$.subscribe((request) => {
    const cpus = (context.cpuMask(request.mm) | (1 << request.cpu)) & context.cpus;
    for (let cpu = 0; cpu < 32; cpu++) {
      if (!((cpus >>> cpu) & 1)) continue;
      const invalidation = Object.freeze<Invalidation>({
        request: request.seq, cpu, mm: request.mm, kind: request.scope === FLUSH_MM ? 'mm' : 'page', start: request.start, end: request.end,
        by: cpu === request.cpu ? 'self' : 'broadcast',
      });
      context.enqueue(cpu, request.seq, () => invalidations.next(invalidation));
    }
  });
  return { invalidations$: invalidations.asObservable() };
};
