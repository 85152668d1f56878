import { scenarioSchema, STEP_NAMES, stepReference, type StepName } from '@faultline/scenario';
import { renderStep, renderSteps, stepsJson } from '@faultline/workbench';
import { CliError } from '../errors';
import type { Io } from '../io';
import { terminalOf } from '../render/terminal';

export interface StepsOptions {
  readonly json?: boolean;
  readonly schema?: boolean;
}

const isStep = (name: string): name is StepName => (STEP_NAMES as readonly string[]).includes(name);

function nameOf(name: string): StepName {
  if (isStep(name)) return name;
  throw new CliError('misuse', `there is no step '${name}'`, 'without a name, all steps are listed', {}, { name, known: STEP_NAMES });
}

const jsonText = (value: object): string => `${JSON.stringify(value)}\n`;

/** `faultline steps`: the format of scenarios, one step of it, or its JSON Schema. */
export function steps(io: Io, name: string | undefined, { json, schema }: StepsOptions): number {
  const sheet = terminalOf(io);
  if (schema === true && name !== undefined) throw new CliError('misuse', 'the JSON Schema is one of whole files', `leave ${nameOf(name)} out, or --schema`);
  if (schema === true) io.out(`${JSON.stringify(scenarioSchema(), null, 2)}\n`);
  else if (name === undefined) io.out(json === true ? jsonText(stepsJson()) : renderSteps(sheet));
  else io.out(json === true ? jsonText(stepReference(nameOf(name))) : renderStep(nameOf(name), sheet));
  return 0;
}
