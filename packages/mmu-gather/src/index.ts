export { createGather } from './gather';
export type { GatherOptions } from './options';
export { GATHER_FOLDS } from './evolve';
export { GATHER_GUARDS } from './guard';
export * from './columns';
export { Gather, GatherState, initialGatherState, type QueuedTable } from './state';
export { gatherLimits, type GatherLimits } from './limits';
export { GatherError, type GatherErrorCode } from './errors';
