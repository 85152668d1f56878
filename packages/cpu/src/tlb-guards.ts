import type { CacheSlot, CpuHandlers, CpuId } from '@faultline/contracts';
import { TLB_ENTRIES, WALK_CACHE_ENTRIES, type Tlb } from './tlb';

/** Why a record cannot follow; undefined: it can. */
type Verdict = string | undefined;

const knownCpu = (tlbs: readonly Tlb[], cpu: CpuId): Verdict => (cpu < tlbs.length ? undefined : `there is no CPU ${cpu}`);
const knownSlot = (slot: CacheSlot): Verdict => (slot >= 0 && slot < TLB_ENTRIES ? undefined : `the TLB has no slot ${slot}`);
const knownTableSlot = (slot: CacheSlot): Verdict => (slot < WALK_CACHE_ENTRIES ? undefined : `the walk cache has no slot ${slot}`);

/** Why a record of owner `cpu` cannot follow on the TLBs; undefined: it can. For logs that come from outside (DESIGN §4.8). */
export const TLB_GUARDS: CpuHandlers<readonly Tlb[], Verdict> = {
  TlbFilled: (tlbs, _flags, _level, _replaced, slot, _mm, _vpn, _pfn, cpu) => knownCpu(tlbs, cpu) ?? knownSlot(slot),
  TlbEvicted: (tlbs, _by, slot, _mm, _vpn, cpu) => knownCpu(tlbs, cpu) ?? knownSlot(slot),
  WalkCacheFilled: (tlbs, slot, _mm, _vpn, _table, cpu) => knownCpu(tlbs, cpu) ?? knownTableSlot(slot),
  TlbInvalidated: (tlbs, _kind, _by, _leafOnly, _request, _mm, _start, _end, cpu) => knownCpu(tlbs, cpu),
};
