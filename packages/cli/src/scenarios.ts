import { join } from 'node:path';
import { LIMITS, parseScenario, type Scenario } from '@faultline/scenario';
import { CliError } from './errors';
import { expectKind } from './file-kinds';
import type { Io } from './io';

/** A scenario, and how it was asked for. */
export interface Sourced {
  readonly scenario: Scenario;
  /** Was its file named, not only a folder that holds it? */
  readonly named: boolean;
}

function read(io: Io, file: string, named: boolean): Sourced {
  expectKind(io, file, 'scenario');
  return { scenario: parseScenario(io.read(file, LIMITS.fileChars), file), named };
}

/** The scenarios of a folder. @throws CliError where there is none */
function filesIn(io: Io, folder: string): string[] {
  const names = io.list(folder).filter((name) => name.endsWith('.yaml'));
  if (names.length === 0) throw new CliError('no-file', 'there is no scenario in the folder', 'name one with .yaml files', { file: folder });
  return names.map((name) => join(folder, name));
}

/** Reads and checks scenario files, and every `.yaml` of a folder. */
export const readScenarios = (io: Io, paths: readonly string[]): Sourced[] =>
  paths.flatMap((path) => (io.isFolder(path) ? filesIn(io, path).map((file) => read(io, file, false)) : [read(io, path, true)]));
