import { FLUSH_PAGE, type CreateMmu, type FlushRequest, type Invalidation } from '@faultline/contracts';
import { Subject } from 'rxjs';

/** Pages 0x100 … 0x101 of mm 7, asked for by CPU 0, unless said otherwise. */
export const requestOf = (part: Partial<FlushRequest> = {}): FlushRequest =>
  ({ seq: 42, cpu: 0, mm: 7, scope: FLUSH_PAGE, start: 0x100, end: 0x101, strideShift: 12, freedTables: false, ...part });

/** The MMU half on a machine of `cpus` CPUs, of which those in `mask` may hold translations of mm 7. */
export function mmuLab(create: CreateMmu, { cpus = 0b1111, mask = 0b0111 }: { cpus?: number; mask?: number } = {}) {
  const flushes = new Subject<FlushRequest>();
  const waiting: { cpu: number; request: number; work: () => void }[] = [];
  const done: Invalidation[] = [];
  const mmu = create({
    flushes$: flushes, cpus, cpuMask: (mm) => (mm === 7 ? mask : 0), enqueue: (cpu, request, work) => void waiting.push({ cpu, request, work }),
  });
  mmu.invalidations$.subscribe((invalidation) => void done.push(invalidation));
  return {
    waiting,
    done,
    /** Sends a request; no CPU has acted on it yet. */
    ask: (part: Partial<FlushRequest> = {}) => flushes.next(requestOf(part)),
    /** Sends a request, lets every CPU act, and tells what each did. */
    flush(part: Partial<FlushRequest> = {}): Invalidation[] {
      flushes.next(requestOf(part));
      for (const { work } of waiting.splice(0)) work();
      return done.splice(0);
    },
  };
}
