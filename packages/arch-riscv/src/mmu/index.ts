import {
  checkArchitecture, INVALIDATION_MM, INVALIDATION_PAGE, mmuOf, nextCpu, REACH_FIRMWARE, REACH_IPI, STATELESS, type Architecture,
  type CpuId, type CpuSet, type CreateMmuOf, type FlushRequested, type FlushSent, type FlushShares, type Place,
} from '@faultline/contracts';
import type { Observable } from 'rxjs';
import { parseConfig, type RiscvConfig } from '../config';

/** Strides beyond which one full fence is cheaper. @kernel 6.12 arch/riscv/mm/tlbflush.c:tlb_flush_all_threshold */
export const TLB_FLUSH_ALL_THRESHOLD = 64;
const PAGE_SHIFT = 12;

type CreateMmu = CreateMmuOf<Observable<FlushRequested>, Observable<FlushSent>>;

/** What a hart does itself: one fence a stride, or a full one. @kernel v6.2-rc3 arch/riscv/mm/tlbflush.c:__sbi_tlb_flush_range */
function ownFence({ scope, start, end, strideShift }: FlushRequested, threshold: number): Place<'invalidation'> {
  const strides = Math.ceil((end - start) / 2 ** (strideShift - PAGE_SHIFT));
  return scope === 'mm' || strides > threshold ? INVALIDATION_MM : INVALIDATION_PAGE;
}

/** The firmware is told the range. It makes more than a page a full fence (OpenSBI): upper levels go, and of the rest the range. */
function byFirmware({ scope, start, end }: FlushRequested, harts: CpuSet, shares: FlushShares): void {
  if (scope === 'mm') shares.each(harts, REACH_FIRMWARE, INVALIDATION_MM, 0);
  else shares.each(harts, REACH_FIRMWARE, INVALIDATION_PAGE, end - start === 1 ? 1 : 0);
}

/** Each hart fences by itself, interrupted by this one. A fence of an address leaves upper-level translations alone. */
function byFence(flush: FlushRequested, harts: CpuSet, shares: FlushShares, kernel: RiscvConfig['kernel']): void {
  const kind = ownFence(flush, kernel === '6.12' ? TLB_FLUSH_ALL_THRESHOLD : 1);
  shares.each(harts, REACH_IPI, kind, kind === INVALIDATION_PAGE ? 1 : 0);
}

/** Does another hart hold translations? */
function hasOther(harts: CpuSet, self: CpuId): boolean {
  const first = nextCpu(harts, 0);
  return (first === self ? nextCpu(harts, self + 1) : first) >= 0;
}

const mmu = ({ kernel, rfence }: RiscvConfig): CreateMmu => mmuOf({
  ...STATELESS,
  decide(_, flush, machine, shares) {
    const harts = machine.cpuMask(flush.mm);
    if (flush.scope === 'pageLocal') shares.self(INVALIDATION_PAGE, 1);
    else if (rfence === 'sbi' && hasOther(harts, flush.cpu)) byFirmware(flush, harts, shares);
    else byFence(flush, harts, shares, kernel);
  },
});

/** RISC-V's MMU half for one configuration: its own fence if no other hart holds the mm, else firmware or interrupts (tlb-and-races §3.4). */
export function mmuFor(architecture: Architecture): CreateMmu {
  checkArchitecture('architecture', architecture);
  return mmu(parseConfig(architecture.config, architecture.kernel));
}

/** The same for kernel 6.2. */
export const createMmu: CreateMmu = mmu(parseConfig('sv48', '6.2'));
