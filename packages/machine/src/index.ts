export * from './api';
export * from './errors';
export { createMachine, SimulatedMachine } from './machine';
export { initialMachineState, snapshotState, type MachineState } from './state';
export { FlushQueue, type FlushWork } from './flush-queue';
export { accessBits, MachinePaths } from './paths';
export { StateView } from './view';
export { follower, replay, type ReplayLog, type ReplayOptions } from './replay';
