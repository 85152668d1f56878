import type { Machine } from '@faultline/machine';
import { observe, PageNames, type MappingState, type Observation } from './observe';
import { ScenarioRun, type StepOutcome } from './run';
import type { Scenario, Step } from './steps';

/** What changed in a step: `null` for what is gone. */
export type Changes = Readonly<Record<string, Readonly<Record<string, MappingState | null>> | null>>;

export interface DocumentStep {
  readonly i: number;
  readonly do: string;
  readonly result: string;
  readonly value?: number | readonly number[];
  readonly faults?: readonly [number, number];
  readonly after: Changes;
}

/** The document of a recording. @source recordings/README.md "The file" */
export interface RunDocument {
  readonly scenario: string;
  readonly kernel: string;
  readonly arch: string;
  readonly pmdPages: number;
  readonly steps: readonly DocumentStep[];
}

const argument = (value: unknown): string => (typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value));

/** A step in one line, as recordings repeat it. */
export function stepText(step: Step): string {
  const { name, ...args } = step as { name: string } & Record<string, unknown>;
  const { proc, ...rest } = args;
  return [name, ...(proc === undefined ? [] : [proc]), ...Object.entries(rest).filter(([, value]) => value !== undefined).map(([key, value]) => `${key}=${argument(value)}`)].join(' ');
}

/** What differs between two observations. */
export function changes(before: Observation, after: Observation): Changes {
  const changed: Record<string, Record<string, MappingState | null> | null> = {};
  for (const [process, mappings] of Object.entries(after)) {
    const old = before[process] ?? {};
    const own: Record<string, MappingState | null> = {};
    for (const [name, state] of Object.entries(mappings)) if (JSON.stringify(old[name]) !== JSON.stringify(state)) own[name] = state;
    for (const name of Object.keys(old)) if (!(name in mappings)) own[name] = null;
    if (Object.keys(own).length > 0 || !(process in before && before[process] !== undefined)) changed[process] = own;
  }
  for (const process of Object.keys(before)) if (!(process in after)) changed[process] = null;
  return Object.fromEntries(Object.entries(changed).filter(([, own]) => own === null || Object.keys(own).length > 0));
}

function documentStep(outcome: StepOutcome, after: Changes): DocumentStep {
  const { index, step, result, value, faults } = outcome;
  return { i: index, do: stepText(step), result, ...(value === undefined ? {} : { value }), ...(faults === undefined ? {} : { faults }), after };
}

/** Runs a scenario to its end and records it as a kernel's recorder would. */
export function runDocument(scenario: Scenario, machine: Machine): RunDocument {
  const run = new ScenarioRun(scenario, machine);
  const names = new PageNames();
  let before: Observation = {};
  const steps: DocumentStep[] = [];
  for (const outcome of run.steps()) {
    const after = observe(run, names);
    steps.push(documentStep(outcome, changes(before, after)));
    before = after;
  }
  const { kernel, machineName, geometry } = machine.architecture;
  return { scenario: scenario.name, kernel, arch: machineName, pmdPages: geometry.entries[0]!, steps };
}

/** The document as text, one step a line, as recordings are written. */
export function formatDocument({ steps, ...head }: RunDocument): string {
  const lines = steps.map((step) => ` ${JSON.stringify(step)}`);
  return `${JSON.stringify(head).slice(0, -1)},\n"steps":[\n${lines.join(',\n')}\n]}\n`;
}
