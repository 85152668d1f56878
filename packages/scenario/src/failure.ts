import type { MmEvent } from '@faultline/contracts';
import { stepText } from './step-text';
import type { ScenarioRun, StepOutcome } from './run';

interface Typed extends Error {
  readonly code: string;
  readonly remedy: string;
}
const isTyped = (error: unknown): error is Typed =>
  error instanceof Error && typeof (error as Partial<Typed>).code === 'string' && typeof (error as Partial<Typed>).remedy === 'string';

/** What was thrown, in one line. */
function said(error: unknown): string {
  if (!(error instanceof Error)) return 'it threw what is no error';
  return (isTyped(error) ? error.message : `${error.name}: ${error.message}`).split('\n')[0]!;
}

/** A run that ended inside the model: tell it by `code`. */
export class RunFailure extends Error {
  readonly code = 'run-failed';
  readonly remedy: string;
  readonly scenario: string;
  /** Architecture with its configuration, and kernel. */
  readonly machine: string;
  /** The step under way; undefined: before the first. */
  readonly step: number | undefined;
  /** The last event that was recorded; undefined: none was. */
  readonly event: MmEvent | undefined;
  /** Is it a defect of the model, or of an architecture from outside? Else the model said what it cannot do. */
  readonly defect: boolean;

  constructor({ scenario, machine, underWay }: ScenarioRun, cause: unknown) {
    const { architecture, log } = machine;
    const event = log.length === 0 ? undefined : log.at(log.length - 1);
    const where = underWay === undefined ? 'before its first step' : `in step ${underWay} (${stepText(scenario.steps[underWay]!)})`;
    const after = event === undefined ? 'before any event' : `after event ${event.seq} (${event.type})`;
    const name = `${architecture.name}:${architecture.config}, kernel ${architecture.kernel}`;
    super(`scenario ${scenario.name} failed inside the model on ${name}, ${where}, ${after}: ${said(cause)}`, { cause });
    this.name = 'RunFailure';
    this.remedy = isTyped(cause) ? cause.remedy : 'this is a defect: report it with the scenario';
    this.scenario = scenario.name;
    this.machine = name;
    this.step = underWay;
    this.event = event;
    this.defect = !isTyped(cause);
  }
}

/** Is this a run that ended inside the model? Told by its members, never by its class. */
export const isRunFailure = (error: unknown): error is RunFailure => isTyped(error) && error.code === 'run-failed';

/** Does what takes a run forward or looks at it; whatever ends it there is told as a `RunFailure`. */
export function watching<T>(run: ScenarioRun, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw isRunFailure(error) ? error : new RunFailure(run, error);
  }
}

/** Plays a run to its end. @throws RunFailure */
export const playToEnd = (run: ScenarioRun): readonly StepOutcome[] => watching(run, () => [...run.steps()]);
