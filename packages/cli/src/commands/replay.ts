import { profileOf, withTurned, type Architecture } from '@faultline/contracts';
import { readLog, type LoadedLog } from '@faultline/event-log';
import { replay as foldAll } from '@faultline/machine';
import { renderState } from '@faultline/projections/reference';
import { ARCHITECTURES, chooseArchitecture, kernelOf, renderPlainState, turnedText, type Outside } from '@faultline/workbench';
import { about, CliError } from '../errors';
import { expectKind } from '../file-kinds';
import type { Io } from '../io';
import { terminalOf } from '../render/terminal';
import { stepIn } from '../step-option';

export interface ReplayOptions {
  readonly to?: string;
  readonly step?: string;
  /** The architecture of the log, if it is from outside. */
  readonly outside?: Outside;
  readonly json?: boolean;
}

const MAX_LOG = 1024 * 1024 * 1024;

/** A log whose end is missing ends in the middle of something. @throws CliError that says how far it goes */
function checkWhole({ log: { length }, lacking }: LoadedLog, file: string): void {
  if (lacking === 0) return;
  const remedy = length === 0 ? 'record it again' : `record it again, or see by --to ${length - 1} how far it goes`;
  throw new CliError('misuse', `the log was cut off: it holds ${length} of its ${length + lacking} events`, remedy, { file });
}

/** The last event of a step, which the beginning of the next tells. @throws CliError */
function lastOfStep(text: string, loaded: LoadedLog, file: string): number {
  const { log, steps } = loaded;
  if (steps[Number(text) + 1] === undefined) checkWhole(loaded, file);
  if (steps.length === 0) throw new CliError('misuse', 'the log does not say where steps begin', 'name an event by --to, or write the log by faultline run --log', { file });
  return (steps[stepIn(text, steps.length, 'the log', file) + 1]?.seq ?? log.length) - 1;
}

/** The last event to fold. @throws CliError */
function seqOf({ to: text, step }: ReplayOptions, loaded: LoadedLog, file: string): number {
  const { log } = loaded;
  if (step !== undefined && text !== undefined) throw new CliError('misuse', '--to and --step both say where to stop', 'give one of them');
  if (step !== undefined) return lastOfStep(step, loaded, file);
  if (text === undefined) {
    checkWhole(loaded, file);
    return log.length - 1;
  }
  const seq = Number(text);
  if (/^\d+$/.test(text) && seq < log.length) return seq;
  throw new CliError('misuse', `there is no event '${text}'; the log has ${log.length}`, 'pass a seq of the log', { file });
}

/** The architecture that the log was written with. @throws CliError */
function architectureOf({ architecture: name, config, kernel }: LoadedLog['header'], outside: Outside | undefined): Architecture {
  if (outside !== undefined && outside.name !== name)
    throw new CliError('misuse', `the log is of the architecture '${name}', and ${outside.specifier} is '${outside.name}'`, 'pass the module that it was run with');
  if (outside === undefined && !ARCHITECTURES.includes(name))
    throw new CliError('misuse', `the log is of the architecture '${name}', which is not one of ${ARCHITECTURES.join(', ')}`, 'add --arch-module with its module');
  return chooseArchitecture(config === '' ? name : `${name}:${config}`, kernelOf(kernel), undefined, outside).architecture;
}

/** `faultline replay`: the state at an event of a written log. */
export const replay = (io: Io, file: string, options: ReplayOptions): number => about(file, () => replayed(io, file, options));

function replayed(io: Io, file: string, options: ReplayOptions): number {
  expectKind(io, file, 'log');
  const loaded = readLog(io.lines(file, MAX_LOG));
  const { machine, switches = [] } = loaded.header;
  const architecture = architectureOf(loaded.header, options.outside);
  const turned = turnedText(withTurned(profileOf(architecture.kernel), switches), switches);
  const to = seqOf(options, loaded, file);
  const step = options.step === undefined ? undefined : { index: Number(options.step), text: loaded.steps[Number(options.step)]!.text };
  const state = renderState(architecture, foldAll(loaded.log, { architecture, ...machine, to }));
  const at = loaded.log.length === 0 ? undefined : loaded.log.at(to);
  io.out(options.json === true
    ? `${JSON.stringify({ seq: to, ...(step && { step: step.index, do: step.text }), ...(turned.length > 0 && { switches: turned }), state })}\n`
    : renderPlainState(state, { event: at, ...(step && { step }) }, architecture, terminalOf(io), turned));
  return 0;
}
