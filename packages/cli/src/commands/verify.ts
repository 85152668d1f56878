import { join } from 'node:path';
import { parseDocument, verifyTarget, type RunDocument, type Scenario, type TargetReport } from '@faultline/scenario';
import { equipped, isClean, machineOf, namesIn, renderVerify, verifyJson, type RefusedTarget, type SwitchOptions } from '@faultline/workbench';
import { CliError } from '../errors';
import type { Io } from '../io';
import { terminalOf } from '../render/terminal';
import { readScenarios } from '../scenarios';
import { chooseTarget, isTarget, NOT_A_TARGET } from '../targets';

export interface VerifyOptions extends SwitchOptions {
  readonly target?: string;
  readonly json?: boolean;
}

const MAX_DOCUMENT = 64 * 1024 * 1024;

/** Those asked for, or every one that is there. */
function targetsIn(io: Io, recordings: string, wanted: string | undefined): { targets: string[]; refused: RefusedTarget[] } {
  const there = io.list(recordings).filter((name) => !name.includes('.md'));
  const named = wanted === undefined ? there : namesIn('target', wanted, 'target', 'x86_64-6.2');
  if (there.length === 0) throw new CliError('no-file', 'there are no recordings in the folder', 'name a folder of them, one folder a target', { file: recordings });
  const absent = named.find((name) => !there.includes(name));
  if (absent !== undefined) throw new CliError('misuse', `${recordings} has no recordings of '${absent}'`, `use ${there.join(', ')}`, { file: recordings });
  return {
    targets: named.filter(isTarget),
    refused: named.filter((name) => !isTarget(name)).map((target) => ({ target, reason: NOT_A_TARGET })),
  };
}

function recordingIn(io: Io, folder: string): (scenario: string) => RunDocument | undefined {
  const names = new Set(io.list(folder));
  return (scenario) => {
    const file = `${scenario}.json`;
    return names.has(file) ? parseDocument(io.read(join(folder, file), MAX_DOCUMENT), join(folder, file)) : undefined;
  };
}

function verifyOne(io: Io, scenarios: readonly Scenario[], recordings: string, target: string, options: SwitchOptions): TargetReport {
  const chosen = equipped(chooseTarget(target), options);
  return verifyTarget({ target, scenarios, recording: recordingIn(io, join(recordings, target)), machine: () => machineOf(chosen) });
}

/** A run that compared nothing has verified nothing. @throws CliError `misuse` */
function checkCompared(reports: readonly TargetReport[], refused: readonly RefusedTarget[], recordings: string): void {
  if (reports.some(({ compared, failed }) => compared + failed.length > 0)) return;
  const [first] = refused;
  if (reports.length > 0) throw new CliError('misuse', `nothing was compared: there is no recording of these scenarios for ${reports.map(({ target }) => target).join(', ')}`, 'name the scenarios that were recorded', { file: recordings });
  const why = first === undefined ? '' : `: '${first.target}' ${first.reason}${refused.length > 1 ? `, nor is any of ${refused.length - 1} more` : ''}`;
  throw new CliError('misuse', `no target was compared${why}`, 'name the folder above the recordings, which has a folder for each target', { file: recordings });
}

/** `faultline verify`: every scenario that lacks nothing, on every target that was recorded. */
export function verify(io: Io, scenarioPath: string, recordings: string, options: VerifyOptions): number {
  const scenarios = readScenarios(io, [scenarioPath]).map(({ scenario }) => scenario);
  const { targets, refused } = targetsIn(io, recordings, options.target);
  const reports = targets.map((target) => verifyOne(io, scenarios, recordings, target, options));
  checkCompared(reports, refused, recordings);
  io.out(options.json === true ? verifyJson(reports, refused) : renderVerify(reports, refused, terminalOf(io)));
  return reports.every(isClean) ? 0 : 1;
}
