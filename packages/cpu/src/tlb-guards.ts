import type { Bit, CacheSlot, CpuHandlers, CpuId, MmId, Place, Seq, Vpn } from '@faultline/contracts';
import type { PendingShares } from './pending';
import { TLB_ENTRIES, type Tlb } from './tlb';
import { WALK_CACHE_ENTRIES } from './walk-cache';

/** Why a record cannot follow; undefined: it can. */
type Verdict = string | undefined;

const knownCpu = (tlbs: readonly Tlb[], cpu: CpuId): Verdict => (cpu < tlbs.length ? undefined : `there is no CPU ${cpu}`);
const knownSlot = (slot: CacheSlot): Verdict => (slot >= 0 && slot < TLB_ENTRIES ? undefined : `the TLB has no slot ${slot}`);
const knownTableSlot = (slot: CacheSlot): Verdict => (slot < WALK_CACHE_ENTRIES ? undefined : `the walk cache has no slot ${slot}`);
const someMm = (mm: MmId): Verdict => (mm !== 0 ? undefined : 'a table is of some address space');
const heldTable = ({ walkCache }: Tlb, slot: CacheSlot, mm: MmId, vpn: Vpn): Verdict =>
  mm !== 0 && walkCache.mm[slot] === mm && walkCache.base(slot) === vpn ? undefined : `slot ${slot} of the walk cache holds no such table`;
const earlierRequest = (request: Seq, seq: Seq): Verdict => (request < seq ? undefined : `request ${request} is not before it`);
const firstShare = ({ pending }: Tlb, request: Seq): Verdict =>
  pending.placeOf(request) < 0 ? undefined : `the CPU has a share of request ${request} already`;

/** A CPU drops translations for a share that waits there, and as it was sent. */
function share(
  pending: PendingShares, kind: Place<'invalidation'>, by: Place<'reach'>, leafOnly: Bit, request: Seq, mm: MmId, start: Vpn, end: Vpn,
): Verdict {
  const place = pending.placeOf(request);
  if (place < 0) return `no share of request ${request} waits on the CPU`;
  const asSent = pending.kind(place) === kind && pending.by(place) === by && pending.leafOnly(place) === leafOnly && pending.mm(place) === mm
    && pending.start(place) === start && pending.end(place) === end;
  return asSent ? undefined : `the share of request ${request} that waits on the CPU is another`;
}

/** Why a record of owner `cpu` cannot follow on the TLBs; undefined: it can. For logs that come from outside (DESIGN §4.8). */
export const TLB_GUARDS: CpuHandlers<readonly Tlb[], Verdict> = {
  TlbFilled: (tlbs, _flags, _level, _replaced, slot, _mm, _vpn, _pfn, cpu) => knownCpu(tlbs, cpu) ?? knownSlot(slot),
  TlbEvicted: (tlbs, _by, slot, _mm, _vpn, cpu) => knownCpu(tlbs, cpu) ?? knownSlot(slot),
  WalkCacheFilled: (tlbs, slot, mm, _vpn, _table, cpu) => knownCpu(tlbs, cpu) ?? knownTableSlot(slot) ?? someMm(mm),
  WalkCacheEvicted: (tlbs, _by, slot, mm, vpn, cpu) => knownCpu(tlbs, cpu) ?? knownTableSlot(slot) ?? heldTable(tlbs[cpu]!, slot, mm, vpn),
  FlushSent: (tlbs, to, _kind, _by, _leafOnly, request, _mm, _start, _end, _cpu, seq) =>
    knownCpu(tlbs, to) ?? earlierRequest(request, seq) ?? firstShare(tlbs[to]!, request),
  TlbInvalidated: (tlbs, kind, by, leafOnly, request, mm, start, end, cpu) =>
    knownCpu(tlbs, cpu) ?? share(tlbs[cpu]!.pending, kind, by, leafOnly, request, mm, start, end),
};
