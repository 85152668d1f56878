import type { Machine } from '@faultline/machine';
import { changes, type Changes } from './changes';
import { observe, PageNames, type Observation } from './observation';
import { ScenarioRun, type StepOutcome } from './run';
import type { Scenario } from './format/frame';
import type { Step } from './format/steps';

/** One step of a recording. @source recordings/README.md "The file" */
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

function documentStep(outcome: StepOutcome, after: Changes): DocumentStep {
  const { index, step, result, value, faults } = outcome;
  return { i: index, do: stepText(step), result, ...(value === undefined ? {} : { value }), ...(faults === undefined ? {} : { faults }), after };
}

/**
 * Runs a scenario to its end on a fresh machine and records it as a kernel's recorder would.
 * @throws ScenarioError `not-modelled` if the scenario lacks anything (`missing`); what the machine throws, as when its memory ends
 */
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
