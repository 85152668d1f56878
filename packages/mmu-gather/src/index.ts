export { createGather } from './gather';
export type { GatherOptions } from './options';
export { GATHER_FOLDS } from './evolve';
export { GATHER_GUARDS } from './guard';
export { cloneGatherState, Gather, initialGatherState, type GatherState, type QueuedTable } from './state';
export { gatherLimits, type GatherLimits } from './limits';
export { GatherError, type GatherErrorCode } from './errors';
