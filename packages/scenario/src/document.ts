import type { Machine } from '@faultline/machine';
import { changes, type Changes } from './changes';
import { watching } from './failure';
import { observe, type Observation } from './observation';
import { PageNames } from './page-runs';
import { ScenarioRun, type StepOutcome } from './run';
import type { Scenario } from './format/frame';
import { stepText } from './step-text';

/** One step of a recording. @source recordings/README.md "The file" */
export interface DocumentStep {
  /** Number of the step, from 0. */
  readonly i: number;
  /** The step, in short words. */
  readonly do: string;
  /** What it returned. */
  readonly result: string;
  /** The byte that a read found. */
  readonly value?: number | readonly number[];
  /** Faults that it took. */
  readonly faults?: readonly [number, number];
  /** What is seen of each process afterwards. */
  readonly after: Changes;
}

/** The document of a recording. @source recordings/README.md "The file" */
export interface RunDocument {
  /** Name of the scenario. */
  readonly scenario: string;
  /** Release that it ran on. */
  readonly kernel: string;
  /** Name of the machine. */
  readonly arch: string;
  /** Base pages of a PMD. */
  readonly pmdPages: number;
  /** The steps, in order. */
  readonly steps: readonly DocumentStep[];
}

function documentStep(outcome: StepOutcome, after: Changes): DocumentStep {
  const { index, step, result, value, faults } = outcome;
  return { i: index, do: stepText(step), result, ...(value === undefined ? {} : { value }), ...(faults === undefined ? {} : { faults }), after };
}

/**
 * Plays a run to its end and records it as a kernel's recorder would.
 * @throws RunFailure if it ends inside the model, as when its memory ends
 */
export function documentOf(run: ScenarioRun): RunDocument {
  const names = new PageNames();
  let before: Observation = {};
  const steps: DocumentStep[] = [];
  watching(run, () => {
    for (const outcome of run.steps()) {
      const after = observe(run, names);
      steps.push(documentStep(outcome, changes(before, after)));
      before = after;
    }
  });
  const { kernel, machineName, geometry } = run.machine.architecture;
  return { scenario: run.scenario.name, kernel, arch: machineName, pmdPages: geometry.entries[0]!, steps };
}

/**
 * Runs a scenario to its end on a fresh machine and records it as a kernel's recorder would.
 * @throws ScenarioError `not-modelled` if the scenario lacks anything (`missing`); RunFailure as `documentOf`
 */
export const runDocument = (scenario: Scenario, machine: Machine): RunDocument => documentOf(new ScenarioRun(scenario, machine));

/** The document as text, one step a line, as recordings are written. */
export function formatDocument({ steps, ...head }: RunDocument): string {
  const lines = steps.map((step) => ` ${JSON.stringify(step)}`);
  return `${JSON.stringify(head).slice(0, -1)},\n"steps":[\n${lines.join(',\n')}\n]}\n`;
}
