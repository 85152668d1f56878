export { kinds, guard, evolve } from './evolve';
export { initialState, type CpuState } from './state';
export { AccessUnit, type CpuContext } from './access';
export type { WalkedArchitecture } from './architecture';
export { CpuError, type CpuErrorCode } from './errors';
export { Tlb, TLB_ENTRIES, TLB_FOLDS, WALK_CACHE_ENTRIES, WalkCache } from './tlb';
export { PendingShares } from './pending';
export { TLB_GUARDS } from './tlb-guards';
