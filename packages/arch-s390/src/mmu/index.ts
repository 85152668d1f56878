import { FLUSH_MM, type CreateMmu, type Invalidation } from '@faultline/contracts';
import { Subject } from 'rxjs';

/**
 * s390's MMU half: IPTE for a page, IDTE for an address space. Both reach every CPU that may hold its translations and
 * are complete when the instruction ends (tlb-and-races §3.3). IPTE leaves upper-level translations alone.
 */
export const createMmu: CreateMmu = (context) => {
  const invalidations = new Subject<Invalidation>();
  context.flushes$.subscribe((request) => {
    const mask = (context.cpuMask(request.mm) | (1 << request.cpu)) & context.cpus;
    const whole = request.scope === FLUSH_MM;
    for (let cpu = 0; cpu < 32; cpu++) {
      if (!((mask >>> cpu) & 1)) continue;
      const invalidation = Object.freeze<Invalidation>({
        request: request.seq, cpu, mm: request.mm, kind: whole ? 'mm' : 'page', leafOnly: !whole, start: request.start, end: request.end,
        by: cpu === request.cpu ? 'self' : 'broadcast',
      });
      context.enqueue(cpu, request.seq, () => invalidations.next(invalidation));
    }
  });
  return { invalidations$: invalidations.asObservable() };
};
