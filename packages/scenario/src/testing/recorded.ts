import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunDocument } from '../document';
import { parseScenario } from '../parser';
import { parseDocument } from '../parse-document';
import type { Scenario } from '../format/frame';

const SHARED = join(import.meta.dirname, '../../../../../shared');
const SCENARIOS = join(SHARED, 'scenarios');
const RECORDINGS = join(SHARED, 'recordings');

/** Are the recordings at hand? */
export const there = existsSync(RECORDINGS);
/** For the name of a group of tests. */
export const unlessThere = there ? '' : ' (skipped: no recordings)';

/** Names of files that end so, without the ending; none without recordings. */
const namesIn = (folder: string, ending: string): string[] =>
  (there ? readdirSync(folder) : []).filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));

export const scenarioNames = namesIn(SCENARIOS, '.yaml');
/** The description of the format. */
export const formatText = (): string => readFileSync(join(SCENARIOS, 'FORMAT.md'), 'utf8');

const read = new Map<string, Scenario>();
/** A scenario by its name, read once. */
export function scenarioOf(name: string): Scenario {
  const scenario = read.get(name) ?? parseScenario(readFileSync(join(SCENARIOS, `${name}.yaml`), 'utf8'), name);
  read.set(name, scenario);
  return scenario;
}

/** Recordings directories. */
export const recordedTargets = there ? readdirSync(RECORDINGS).filter((name) => !name.endsWith('.md')) : [];
/** Scenarios that a target has a recording of. */
export const recordedOn = (target: string): string[] => namesIn(join(RECORDINGS, target), '.json');
export const recordingText = (target: string, name: string): string => readFileSync(join(RECORDINGS, target, `${name}.json`), 'utf8');
export const recordingOf = (target: string, name: string): RunDocument => parseDocument(recordingText(target, name), name);
