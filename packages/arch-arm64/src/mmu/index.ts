import {
  FLUSH_MM, FLUSH_PAGE, FLUSH_PAGE_NO_WAIT, type Architecture, type CreateMmu, type FlushRequest, type Invalidation,
} from '@faultline/contracts';
import { Subject } from 'rxjs';

const DEFAULT_PAGE_SHIFT = 12;
const DEFAULT_ENTRIES = 512;

/** Stride by stride, or the whole ASID? Without range instructions a full table's worth is too much. @kernel v6.2-rc3 arch/arm64/include/asm/tlbflush.h:__flush_tlb_range */
function kindOf(request: FlushRequest, pageShift: number, entries: number): Invalidation['kind'] {
  if (request.scope === FLUSH_MM) return 'mm';
  const stride = 2 ** (request.strideShift - pageShift);
  const strides = Math.ceil(request.end / stride) - Math.floor(request.start / stride);
  return strides >= entries ? 'mm' : 'page';
}

function mmu(pageShift: number, entries: number): CreateMmu {
  return (context) => {
    const invalidations = new Subject<Invalidation>();
    context.flushes$.subscribe((request) => {
      const kind = kindOf(request, pageShift, entries);
      const leafOnly = request.scope === FLUSH_PAGE || request.scope === FLUSH_PAGE_NO_WAIT;
      for (let cpu = 0; cpu < 32; cpu++) {
        if (!((context.cpus >>> cpu) & 1)) continue;
        const invalidation = Object.freeze<Invalidation>({
          request: request.seq, cpu, mm: request.mm, kind, leafOnly: leafOnly && kind === 'page', start: request.start, end: request.end,
          by: cpu === request.cpu ? 'self' : 'broadcast',
        });
        context.enqueue(cpu, request.seq, () => invalidations.next(invalidation));
      }
    });
    return { invalidations$: invalidations.asObservable() };
  };
}

/** arm64's MMU half for one configuration: invalidation is broadcast to every CPU, without interrupts (tlb-and-races §3.2). */
export const mmuFor = ({ geometry }: Architecture): CreateMmu => mmu(geometry.pageShift, geometry.entries[0]!);

/** The same for 4 KiB pages. */
export const createMmu: CreateMmu = mmu(DEFAULT_PAGE_SHIFT, DEFAULT_ENTRIES);
