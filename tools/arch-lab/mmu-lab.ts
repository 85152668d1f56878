import { cpuSet, firstCpus, type CpuId, type CreateMmuOf, type FlushRequested, type FlushSent } from '@faultline/contracts';
import { EventLog } from '@faultline/event-log';
import { Subject, type Observable } from 'rxjs';

/** Pages 0x100 … 0x101 of mm 7, asked for by CPU 0, unless said otherwise. */
export const requestOf = (part: Partial<FlushRequested> = {}): FlushRequested => ({
  seq: 42, cause: null, cpu: 0, type: 'FlushRequested', mm: 7, scope: 'page', reason: 'gather', start: 0x100, end: 0x101, strideShift: 12,
  freedTables: false, ...part,
});

/** What an MMU half decides on a machine of so many CPUs, of which those in `mask` may hold translations of mm 7. */
export function mmuLab(create: CreateMmuOf<Observable<FlushRequested>, Observable<FlushSent>>, { cpus = 4, mask = [0, 1, 2] as readonly CpuId[] } = {}) {
  const flushes = new Subject<FlushRequested>();
  const log = new EventLog({ firstSeq: 43 });
  const told: FlushSent[] = [];
  const half = create({ flushes$: flushes, log, cpus: firstCpus(cpus), cpuMask: (mm) => (mm === 7 ? cpuSet(...mask) : cpuSet()) });
  half.events$.subscribe((event) => void told.push(event));
  return {
    half,
    /** The shares that a request is decided to have, as they are recorded and told. */
    flush(part: Partial<FlushRequested> = {}): FlushSent[] {
      flushes.next(requestOf(part));
      return told.splice(0);
    },
  };
}

/** Who is reached, and how: `1 ipi`. */
export const reached = (lab: ReturnType<typeof mmuLab>, part: Partial<FlushRequested> = {}): string[] => lab.flush(part).map(({ to, by }) => `${to} ${by}`);

/** Every CPU of the largest machine. */
export const ALL_CPUS: readonly CpuId[] = Array.from({ length: 64 }, (_, cpu) => cpu);
