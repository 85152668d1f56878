import { isRunFailure, missing, refusalText, type RunFailure, type Scenario } from '@faultline/scenario';
import { isTyped, MEMORY_PAGES } from '@faultline/workbench';
import { errorText } from './errors';
import type { Io } from './io';
import type { Sourced } from './scenarios';

const FINDING = 1;
const MISUSE = 2;

/** A scenario that the model has not all notions for. */
interface Refused {
  readonly scenario: string;
  readonly needs: readonly string[];
  /** Was it named on the line itself, not found in a folder? */
  readonly named: boolean;
}

/** What came to no result. */
interface Shortfall {
  readonly refused: readonly Refused[];
  readonly failed: readonly RunFailure[];
}

/** What a run comes to; undefined: it failed inside the model. Whatever else is thrown goes on. */
function attempted<T>(run: () => T, failed: RunFailure[]): T | undefined {
  try {
    return run();
  } catch (error) {
    if (!isRunFailure(error)) throw error;
    failed.push(error);
    return undefined;
  }
}

/** What the model says to who makes machines is of no use where the command made it. */
function remedyOf({ defect, remedy: own, cause }: RunFailure, remedy: string | undefined): string {
  if (defect) return remedy ?? own;
  return isTyped(cause) && cause.code === 'out-of-memory' ? `touch less in the scenario: its machine has ${MEMORY_PAGES} pages of memory` : own;
}

function tell(io: Io, { refused, failed }: Shortfall, remedy: string | undefined): void {
  for (const { scenario, needs } of refused) io.err(`faultline: refused ${scenario}: it ${refusalText(needs)}\n`);
  for (const failure of failed) io.err(errorText({ code: failure.code, message: failure.message, remedy: remedyOf(failure, remedy) }));
}

/** The last document of `--json`, where something came to no result. */
function shortfallJson({ refused, failed }: Shortfall): string {
  const runs = failed.map(({ scenario, machine, step = null, event, message }) => ({ scenario, machine, step, event: event?.seq ?? null, message }));
  return `${JSON.stringify({ refused: refused.map(({ scenario, needs }) => ({ scenario, needs })), ...(runs.length > 0 && { failed: runs }) })}\n`;
}

/** A defect is a finding, whatever else there is; what was named and could not be run is misuse. */
function statusOf({ refused, failed }: Shortfall): number {
  if (failed.some(({ defect }) => defect)) return FINDING;
  return failed.length > 0 || refused.some(({ named }) => named) ? MISUSE : 0;
}

/** How scenarios are run, and shown. */
export interface EachScenario {
  /** Runs one, and returns what shows it. */
  readonly run: (scenario: Scenario) => () => void;
  readonly json: boolean;
  /** What to do about a defect, if it may be another's than ours. */
  readonly remedy?: string | undefined;
}

/** Those that the model can run. */
export const runnableOf = (sourced: readonly Sourced[]): Scenario[] => sourced.map(({ scenario }) => scenario).filter((scenario) => missing(scenario).length === 0);

/**
 * Runs each scenario that can be run, and shows it; one that cannot, or fails inside the model, hides no other. Those are told on stderr, and with
 * `--json` in a last document, `{"refused": [{scenario, needs}], "failed": […]}`.
 * @returns the exit status
 */
export function eachScenario(io: Io, sourced: readonly Sourced[], { run, json, remedy }: EachScenario): number {
  const failed: RunFailure[] = [];
  const refused = sourced.map(({ scenario, named }) => ({ scenario: scenario.name, needs: missing(scenario), named })).filter(({ needs }) => needs.length > 0);
  for (const scenario of runnableOf(sourced)) attempted(() => run(scenario), failed)?.();
  const shortfall = { refused, failed };
  if (json && refused.length + failed.length > 0) io.out(shortfallJson(shortfall));
  tell(io, shortfall, remedy);
  return statusOf(shortfall);
}
