export { createGather, type DelayedRmapForm, type GatherOptions } from './gather';
export { evolveGather, guardGather } from './evolve';
export { cloneGatherState, Gather, initialGatherState, type GatherState, type QueuedTable } from './state';
export { gatherLimits, type GatherLimits } from './limits';
export { GatherError, type GatherErrorCode } from './errors';
