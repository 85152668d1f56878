import { INVALIDATION_MM, vpnHi, type CpuHandlers, type MmId, type Seq, type Vpn } from '@faultline/contracts';
import type { Tlb } from './tlb';

function evolveInvalidated(tlb: Tlb, kind: number, leafOnly: number, request: Seq, mm: MmId, start: Vpn, end: Vpn): void {
  tlb.pending.remove(tlb.pending.placeOf(request));
  if (!leafOnly) tlb.walkCache.drop(mm);
  if (kind === INVALIDATION_MM) tlb.invalidate(mm, 0, Number.POSITIVE_INFINITY);
  else tlb.invalidate(mm, start, end);
}

/** What each record of owner `cpu` does to the CPU that acted, or that was asked to. */
export const TLB_FOLDS: CpuHandlers<readonly Tlb[]> = {
  TlbFilled: (tlbs, flags, _level, _replaced, slot, mm, vpn, pfn, cpu) => tlbs[cpu]!.fill(slot, mm, vpn | 0, vpnHi(vpn), pfn, flags),
  TlbEvicted: (tlbs, _by, slot, _mm, _vpn, cpu) => tlbs[cpu]!.evict(slot),
  WalkCacheFilled: (tlbs, slot, mm, vpn, table, cpu) => tlbs[cpu]!.walkCache.fill(slot, mm, vpn | 0, vpnHi(vpn), table),
  WalkCacheEvicted: (tlbs, _by, slot, _mm, _vpn, cpu) => tlbs[cpu]!.walkCache.evict(slot),
  FlushSent: (tlbs, to, kind, by, leafOnly, request, mm, start, end, _cpu, seq) =>
    tlbs[to]!.pending.add(seq, request, kind, by, leafOnly, mm, start, end),
  TlbInvalidated: (tlbs, kind, _by, leafOnly, request, mm, start, end, cpu) => evolveInvalidated(tlbs[cpu]!, kind, leafOnly, request, mm, start, end),
};
