export { explore, type ExploreOptions, type Exploration } from './explore';
export type { Violation } from './invariants';
export type { Race, RaceThread, Scene } from './race';
export { RACES } from './races';
export type { RunLine } from './trace';
