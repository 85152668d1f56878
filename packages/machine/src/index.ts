export * from './api';
export * from './errors';
export { ActingCpu } from './acting-cpu';
export { createMachine, SimulatedMachine } from './machine';
export {
  equalStates, foldsInto, hashState, initialMachineState, journalOf, packState, snapshotState, storesOf, unpackState, type MachineState,
} from './state';
export { FlushScheduler, type Share } from './flush-scheduler';
export { MachinePaths } from './paths';
export { follower, replay, type ReplayLog, type ReplayOptions } from './replay';
