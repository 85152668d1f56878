import type { SimulatedMachine } from '@faultline/machine';
import type { Lives } from '../lives';
import type { Words } from '../words';

/** Ends a list whose members never begin with it. */
export const END = -1;

/** Whose state is written. */
export interface Subject {
  readonly machine: SimulatedMachine;
  readonly lives: Lives;
}

/** One part of a state as text; `out` is scratch. */
export type Part = (subject: Subject, out: Words) => string;
