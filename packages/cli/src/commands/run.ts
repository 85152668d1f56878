import { basename, join } from 'node:path';
import { writeLog } from '@faultline/event-log';
import type { SimulatedMachine } from '@faultline/machine';
import { documentOf, formatDocument, playToEnd, ScenarioRun, stepText, type Scenario } from '@faultline/scenario';
import {
  equipped, factsOf, machineOf, MEMORY_PAGES, renderCompare, renderStepEvents, stepEventsJson, turnedIn, type Chosen, type SwitchOptions,
} from '@faultline/workbench';
import { chooseOneOrTarget, type MachineChoice } from '../choose';
import { eachScenario, runnableOf } from '../each-scenario';
import { CliError } from '../errors';
import type { Io } from '../io';
import { terminalOf } from '../render/terminal';
import { readScenarios } from '../scenarios';
import { stepIn } from '../step-option';

export interface RunOptions extends MachineChoice, SwitchOptions {
  readonly target?: string;
  readonly json?: boolean;
  readonly out?: string;
  readonly log?: string;
  readonly events?: boolean;
  readonly step?: string;
}

function checkNames(scenarios: readonly Scenario[]): void {
  const names = scenarios.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new CliError('misuse', `two of the scenarios are named ${twice}`, 'with --out each needs a name of its own');
}

function check(scenarios: readonly Scenario[], { out, log, events, step }: RunOptions): void {
  if (out !== undefined) checkNames(scenarios);
  if (log !== undefined && scenarios.length > 1) throw new CliError('misuse', `--log takes one scenario, not ${scenarios.length}`, 'name one scenario');
  if (step !== undefined && events !== true) throw new CliError('misuse', '--step says of which step the events are printed', 'add --events');
  if (step !== undefined) for (const { name, steps } of scenarios) stepIn(step, steps.length, `scenario ${name}`);
}

function saveLog(io: Io, file: string, { scenario: { name }, outcomes }: ScenarioRun, machine: SimulatedMachine, chosen: Chosen): void {
  const { name: architecture, config, kernel } = machine.architecture;
  const marks = outcomes.map(({ first, step }) => ({ seq: first, text: stepText(step) }));
  io.write(file, writeLog(machine.log, { architecture, config, kernel, switches: turnedIn(chosen), machine: { cpus: machine.cpus, memoryPages: MEMORY_PAGES }, scenario: name }, marks));
}

function showEvents(io: Io, run: ScenarioRun, { json, step }: RunOptions): void {
  const nth = step === undefined ? undefined : Number(step);
  for (const part of json === true ? stepEventsJson(run, nth) : renderStepEvents(run, nth, terminalOf(io))) io.out(part);
}

/** What a terminal shows where nothing else is asked for. */
function table(io: Io, scenario: Scenario, chosen: Chosen): () => void {
  const column = factsOf(scenario, chosen);
  return () => io.out(renderCompare({ scenario, columns: [column] }, terminalOf(io), io.legend === true ? 'length' : 'line'));
}

/** Its document, its log or its events, as they are asked for. */
function files(io: Io, scenario: Scenario, chosen: Chosen, options: RunOptions): () => void {
  const { out, log, events, json } = options;
  const machine = machineOf(chosen);
  const run = new ScenarioRun(scenario, machine);
  const text = out === undefined && (json !== true || events === true) ? undefined : formatDocument(documentOf(run));
  if (text === undefined) playToEnd(run);
  return () => {
    if (log !== undefined) saveLog(io, log, run, machine, chosen);
    if (out !== undefined) writeIn(io, out, scenario, text!);
    if (events === true) showEvents(io, run, options);
    else if (json === true) io.out(text!);
  };
}

/** A document into a folder, made if need be. */
function writeIn(io: Io, folder: string, { name }: Scenario, text: string): void {
  io.makeFolder(folder);
  io.write(join(folder, basename(`${name}.json`)), [text]);
}

/** `faultline run`: documents to stdout or a folder, the events, or a table of what each step came to. */
export function run(io: Io, paths: readonly string[], options: RunOptions): number {
  const chosen = equipped(chooseOneOrTarget(options), options);
  const { out, log, events, json = false, outside } = options;
  const sourced = readScenarios(io, paths);
  check(runnableOf(sourced), options);
  const wantsTable = !json && out === undefined && log === undefined && events !== true;
  let done = 0;
  const status = eachScenario(io, sourced, {
    json, remedy: outside && `run faultline conformance ${outside.specifier}`,
    run(scenario) {
      const show = wantsTable ? table(io, scenario, chosen) : files(io, scenario, chosen, options);
      return () => {
        show();
        done++;
      };
    },
  });
  if (out !== undefined) io.err(`faultline: ${done} written to ${out}, ${sourced.length - runnableOf(sourced).length} refused\n`);
  return status;
}
