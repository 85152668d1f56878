import { readLog, type LoadedLog } from '@faultline/event-log';
import { renderState, replay as foldAll } from '@faultline/machine';
import { chooseArchitecture, kernelOf } from '../architectures';
import { about, CliError } from '../errors';
import type { Io } from '../io';
import { renderPlainState } from '../render/state-view';
import { styleOf } from '../render/style';

export interface ReplayOptions {
  readonly to?: string;
  readonly json?: boolean;
}

const MAX_LOG = 1024 * 1024 * 1024;

/** The last event to fold. @throws CliError */
function seqOf(text: string | undefined, { log }: LoadedLog, file: string): number {
  if (text === undefined) return log.length - 1;
  const seq = Number(text);
  if (/^\d+$/.test(text) && seq < log.length) return seq;
  throw new CliError('misuse', `there is no event '${text}'; the log has ${log.length}`, 'pass a seq of the log', { file });
}

/** `faultline replay`: the state at an event of a written log. */
export const replay = (io: Io, file: string, options: ReplayOptions): number => about(file, () => replayed(io, file, options));

function replayed(io: Io, file: string, options: ReplayOptions): number {
  const loaded = readLog(io.lines(file, MAX_LOG));
  const { architecture: name, config, kernel, machine } = loaded.header;
  const { architecture } = chooseArchitecture(config === '' ? name : `${name}:${config}`, kernelOf(kernel));
  const to = seqOf(options.to, loaded, file);
  const state = renderState(architecture, foldAll(loaded.log, { architecture, ...machine, to }));
  const at = loaded.log.length === 0 ? undefined : loaded.log.at(to);
  io.out(options.json === true ? `${JSON.stringify({ seq: to, state })}\n` : renderPlainState(state, at, architecture, styleOf(io.color)));
  return 0;
}
