import { join } from 'node:path';
import { LIMITS, missing, parseScenario, refusalText, type Scenario } from '@faultline/scenario';
import { CliError } from './errors';
import type { Io } from './io';

/** A scenario and the file it stands in. */
export interface Sourced {
  readonly scenario: Scenario;
  readonly file: string;
}

const read = (io: Io, file: string): Sourced => ({ scenario: parseScenario(io.read(file, LIMITS.fileChars), file), file });

/** The scenarios of a folder. @throws CliError where there is none */
function filesIn(io: Io, folder: string): string[] {
  const names = io.list(folder).filter((name) => name.endsWith('.yaml'));
  if (names.length === 0) throw new CliError('no-file', 'there is no scenario in the folder', 'name one with .yaml files', { file: folder });
  return names.map((name) => join(folder, name));
}

/** Reads and checks scenario files, and every `.yaml` of a folder. */
export function readScenarios(io: Io, paths: readonly string[]): Sourced[] {
  const files = paths.flatMap((path) => (io.isFolder(path) ? filesIn(io, path) : [path]));
  return files.map((file) => read(io, file));
}

/** A scenario that the model cannot run, and what it lacks. */
export interface Refused {
  readonly scenario: Scenario;
  readonly lacks: readonly string[];
}

/** Those that can be run, and those that are refused. */
export function split(sourced: readonly Sourced[]): { runnable: Scenario[]; refused: Refused[] } {
  const judged = sourced.map(({ scenario }) => ({ scenario, lacks: missing(scenario) }));
  return { runnable: judged.filter(({ lacks }) => lacks.length === 0).map(({ scenario }) => scenario), refused: judged.filter(({ lacks }) => lacks.length > 0) };
}

/** One scenario, refused by the names of what the model lacks. @throws CliError `refused` */
export function readRunnable(io: Io, path: string): Scenario {
  const { scenario } = read(io, path);
  const lacks = missing(scenario);
  if (lacks.length > 0)
    throw new CliError('refused', `scenario ${scenario.name} ${refusalText(lacks)}`, 'run one that does without', { file: path });
  return scenario;
}
