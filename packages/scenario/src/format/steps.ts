import type * as z from 'zod';
import { ACCESS, HOLDING, OTHER_PROCESS } from './access';
import { FILE_STEPS, MACHINE_STEPS, USERFAULT } from './facilities';
import { MEMORY, PROCESSES } from './memory';
import type { StepRow, StepRows } from './row';

/** Every step of the format, by what it is about. @source scenarios/FORMAT.md */
export const STEP_GROUPS: Readonly<Record<string, StepRows>> = {
  'Touching a page': ACCESS, 'Mapping memory': MEMORY, Processes: PROCESSES, "Another process's memory": OTHER_PROCESS, 'Holding pages': HOLDING, userfaultfd: USERFAULT,
  'The machine': MACHINE_STEPS, Files: FILE_STEPS,
};

const ROWS = { ...ACCESS, ...MEMORY, ...PROCESSES, ...OTHER_PROCESS, ...HOLDING, ...USERFAULT, ...MACHINE_STEPS, ...FILE_STEPS } as const;
type Rows = typeof ROWS;
export type StepName = keyof Rows;

/** Every step of the format: what it means, its keys, what it lacks, an example. */
export const STEPS: { readonly [N in StepName]: Rows[N] & StepRow } = ROWS;
export const STEP_NAMES = Object.keys(STEPS) as readonly StepName[];

/** One step, by its name. */
export type Step = { readonly [N in StepName]: { readonly name: N } & Readonly<z.infer<Rows[N]['keys']>> }[StepName];

/** One step of a kind that the model plays. */
export type PlayedStep = Extract<Step, { readonly name: { [N in StepName]: Rows[N] extends { readonly lacks: string } ? never : N }[StepName] }>;
