import {
  FLUSH_MM, FLUSH_PAGE_LOCAL, type Architecture, type CreateMmu, type FlushRequest, type Invalidation, type MmuContext,
} from '@faultline/contracts';
import { Subject } from 'rxjs';
import { parseConfig, type RiscvConfig } from '../config';

/** Strides beyond which one full fence is cheaper. @kernel 6.12 arch/riscv/mm/tlbflush.c:tlb_flush_all_threshold */
export const TLB_FLUSH_ALL_THRESHOLD = 64;
const PAGE_SHIFT = 12;

/** How each hart concerned fences. */
type Fence = Pick<Invalidation, 'kind' | 'leafOnly'>;
interface Plan {
  /** Harts, as a bit mask. */
  readonly harts: number;
  readonly fence: Fence;
  readonly remote: 'ipi' | 'firmware';
}

/** A fence of an address leaves upper-level translations alone. */
const fenceOf = (kind: Invalidation['kind'], leafOnly: boolean): Fence => ({ kind, leafOnly: kind === 'page' && leafOnly });

/** What a hart does itself: one fence a stride, or a full one. @kernel v6.2-rc3 arch/riscv/mm/tlbflush.c:__sbi_tlb_flush_range */
function ownFence(request: FlushRequest, threshold: number): Fence {
  const strides = Math.ceil((request.end - request.start) / 2 ** (request.strideShift - PAGE_SHIFT));
  return fenceOf(request.scope === FLUSH_MM || strides > threshold ? 'mm' : 'page', true);
}

/** The firmware is told the range. It makes more than a page a full fence (OpenSBI): upper levels go, and of the rest the range. */
const firmwareFence = ({ scope, start, end }: FlushRequest): Fence => fenceOf(scope === FLUSH_MM ? 'mm' : 'page', end - start === 1);

function planOf(request: FlushRequest, context: MmuContext, { kernel, rfence }: RiscvConfig): Plan {
  const self = 1 << request.cpu;
  const threshold = kernel === '6.12' ? TLB_FLUSH_ALL_THRESHOLD : 1;
  if (request.scope === FLUSH_PAGE_LOCAL) return { harts: self, fence: fenceOf('page', true), remote: 'ipi' };
  const harts = context.cpuMask(request.mm) & context.cpus;
  const firmware = rfence === 'sbi' && (harts & ~self) !== 0;
  return { harts, fence: firmware ? firmwareFence(request) : ownFence(request, threshold), remote: firmware ? 'firmware' : 'ipi' };
}

const mmu = (config: RiscvConfig): CreateMmu => (context) => {
  const invalidations = new Subject<Invalidation>();
  context.flushes$.subscribe((request) => {
    const { harts, fence, remote } = planOf(request, context, config);
    for (let cpu = 0; cpu < 32; cpu++) {
      if (!((harts >>> cpu) & 1)) continue;
      const invalidation = Object.freeze<Invalidation>({
        request: request.seq, cpu, mm: request.mm, ...fence, start: request.start, end: request.end,
        by: cpu === request.cpu ? 'self' : remote,
      });
      context.enqueue(cpu, request.seq, () => invalidations.next(invalidation));
    }
  });
  return { invalidations$: invalidations.asObservable() };
};

/** RISC-V's MMU half for one configuration: its own fence if no other hart holds the mm, else firmware or interrupts (tlb-and-races §3.4). */
export const mmuFor = ({ config, kernel }: Architecture): CreateMmu => mmu(parseConfig(config, kernel));

/** The same for kernel 6.2. */
export const createMmu: CreateMmu = mmu(parseConfig('sv48', '6.2'));
