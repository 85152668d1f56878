import type { CpuHandlers } from '@faultline/contracts';
import { TLB_ENTRIES, WALK_CACHE_ENTRIES, type Tlb } from './tlb';

/** Why a record cannot follow; undefined: it can. */
type Verdict = string | undefined;

const knownSlot = (slot: number): Verdict => (slot >= 0 && slot < TLB_ENTRIES ? undefined : `the TLB has no slot ${slot}`);

/** Why a record of owner `cpu` cannot follow on the TLBs; undefined: it can. For logs that come from outside (DESIGN §4.8). */
export const TLB_GUARDS: Partial<CpuHandlers<readonly Tlb[], Verdict>> = {
  TlbFilled: (_tlbs, _flags, _level, _replaced, slot) => knownSlot(slot),
  TlbEvicted: (_tlbs, _by, slot) => knownSlot(slot),
  WalkCacheFilled: (_tlbs, slot) => (slot < WALK_CACHE_ENTRIES ? undefined : `the walk cache has no slot ${slot}`),
};
