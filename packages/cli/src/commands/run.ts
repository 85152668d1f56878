import { writeLog } from '@faultline/event-log';
import type { SimulatedMachine } from '@faultline/machine';
import { formatDocument, refusalText, runDocument, type Scenario } from '@faultline/scenario';
import { equipped, factsOf, machineOf, MEMORY_PAGES, renderCompare, turnedIn, type Chosen, type SwitchOptions } from '@faultline/workbench';
import { chooseOne, type MachineChoice } from '../choose';
import { CliError } from '../errors';
import { inFolder, type Io } from '../io';
import { terminalOf } from '../render/terminal';
import { readScenarios, split } from '../scenarios';

export interface RunOptions extends MachineChoice, SwitchOptions {
  readonly json?: boolean;
  readonly out?: string;
  readonly log?: string;
}

function checkNames(scenarios: readonly Scenario[]): void {
  const names = scenarios.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new CliError('misuse', `two of the scenarios are named ${twice}`, 'with --out each needs a name of its own');
}

function saveLog(io: Io, file: string, { name }: Scenario, machine: SimulatedMachine, chosen: Chosen): void {
  const { name: architecture, config, kernel } = machine.architecture;
  io.write(file, writeLog(machine.log, { architecture, config, kernel, switches: turnedIn(chosen), machine: { cpus: machine.cpus, memoryPages: MEMORY_PAGES }, scenario: name }));
}

/** Runs one scenario to its document; the log goes to a file if one is named. */
function documentOf(io: Io, scenario: Scenario, chosen: Chosen, log: string | undefined): string {
  const machine = machineOf(chosen);
  const document = runDocument(scenario, machine);
  if (log !== undefined) saveLog(io, log, scenario, machine, chosen);
  return formatDocument(document);
}

/** `faultline run`: documents to stdout or a folder, or a table of what each step came to. */
export function run(io: Io, paths: readonly string[], options: RunOptions): number {
  const chosen = equipped(chooseOne(options), options);
  const { runnable, refused } = split(readScenarios(io, paths));
  if (options.out !== undefined) checkNames(runnable);
  if (options.log !== undefined && runnable.length !== 1) throw new CliError('misuse', `--log takes one scenario, not ${runnable.length}`, 'name one scenario');
  for (const scenario of runnable) {
    if (options.json === true || options.out !== undefined || options.log !== undefined) {
      const text = documentOf(io, scenario, chosen, options.log);
      if (options.out !== undefined) io.write(inFolder(options.out, `${scenario.name}.json`), [text]);
      if (options.json === true) io.out(text);
    } else io.out(renderCompare(scenario, [factsOf(scenario, chosen)], undefined, terminalOf(io.color)));
  }
  for (const { scenario, lacks } of refused) io.err(`faultline: refused ${scenario.name}: it ${refusalText(lacks)}\n`);
  if (options.out !== undefined) io.err(`faultline: ${runnable.length} written to ${options.out}, ${refused.length} refused\n`);
  return 0;
}
