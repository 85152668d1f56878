import { plainEvent, type MmEvent } from '@faultline/contracts';
import { stepText, type ScenarioRun, type StepOutcome } from '@faultline/scenario';
import { outcomeText } from './comparison';
import { eventLines } from './events';
import type { Sheet } from './sheet';

const eventsOf = ({ machine: { log } }: ScenarioRun, { first, end }: StepOutcome): MmEvent[] => [...log.events(first, end)];

/** Events before the first step: the process that a scenario begins with. */
const startOf = ({ machine: { log }, outcomes }: ScenarioRun): MmEvent[] => [...log.events(0, outcomes[0]?.first ?? log.length)];

const wanted = ({ outcomes }: ScenarioRun, step: number | undefined): readonly StepOutcome[] => (step === undefined ? outcomes : outcomes.slice(step, step + 1));

/** The events of each step of a run that is over, or of one, as text: a block at a time. */
export function* renderStepEvents(run: ScenarioRun, step: number | undefined, sheet: Sheet): Generator<string, void, void> {
  const { name, config, kernel } = run.machine.architecture;
  yield `${sheet.wrap(`${sheet.head(run.scenario.name)} on ${name}:${config}, kernel ${kernel}`)}\n`;
  if (step === undefined) yield ['', sheet.head('before the first step'), ...eventLines(startOf(run), sheet), ''].join('\n');
  for (const outcome of wanted(run, step)) {
    const head = sheet.wrap(`${sheet.head(`${outcome.index}  ${stepText(outcome.step)}`)}: ${outcomeText(outcome)}`, 3);
    yield ['', head, ...eventLines(eventsOf(run, outcome), sheet), ''].join('\n');
  }
}

/** The same as JSON: one object in one line, in parts. `start` has the events before the first step. */
export function* stepEventsJson(run: ScenarioRun, step: number | undefined): Generator<string, void, void> {
  const start = step === undefined ? `"start":${JSON.stringify(startOf(run).map(plainEvent))},` : '';
  yield `{"scenario":${JSON.stringify(run.scenario.name)},${start}"steps":[`;
  let before = '';
  for (const outcome of wanted(run, step)) {
    const { index, result, value, faults, first, end } = outcome;
    yield `${before}${JSON.stringify({ i: index, do: stepText(outcome.step), result, value, faults, first, end, events: eventsOf(run, outcome).map(plainEvent) })}`;
    before = ',';
  }
  yield ']}\n';
}
