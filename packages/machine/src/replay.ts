import { followRecord, handleRecord, KIND_NAMES, recordCause, recordCpu, recordKind, type Architecture, type Vpn } from '@faultline/contracts';
import { shapeOf } from '@faultline/core-mm';
import { checkReplay } from './arguments';
import { MachineError } from './errors';
import { guardsAcross } from './guards';
import { foldsInto, guardsOf, initialMachineState, type MachineState } from './state';

/** A log as replay needs it. */
export interface ReplayLog {
  /** Number of events. */
  readonly length: number;
  /** Visits records from `from` to before `to`. */
  forEachRecord(visit: (words: Int32Array, at: number, seq: number) => void, from?: Vpn, to?: Vpn): void;
}

export interface ReplayOptions {
  /** The architecture that the log was recorded on. */
  readonly architecture: Architecture;
  /** Base pages of memory, as the header of the log has it. */
  readonly memoryPages: number;
  /** Number of CPUs, likewise. */
  readonly cpus: number;
  /** Last event to fold; default: all. */
  readonly to?: Vpn;
}

/** Kind, cause and CPU of any record, whoever owns it. */
function guardHead(state: MachineState, words: Int32Array, at: number, seq: number): string | undefined {
  const kind = recordKind(words, at);
  const cause = recordCause(words, at);
  const cpu = recordCpu(words, at);
  if (!KIND_NAMES[kind]) return `there are no events of kind ${kind}`;
  if (cause < -1 || cause >= seq) return `its cause, event ${cause}, does not precede it`;
  return cpu < state.tlbs.length ? undefined : `there is no CPU ${cpu}`;
}

/** Takes a state forward by records, each checked before it is folded. Says why a record cannot follow; undefined: it did. */
export function follower(state: MachineState): (words: Int32Array, at: number, seq: number) => string | undefined {
  const folds = foldsInto(state);
  const guards = guardsOf(state);
  const across = guardsAcross(state);
  return (words, at, seq) => guardHead(state, words, at, seq) ?? (handleRecord(across, words, at, seq) as string | undefined) ?? (followRecord(guards, folds, words, at, seq) as string | undefined);
}

const missing = (seq: number): MachineError => new MachineError('cannot-follow', `event ${seq} is missing`, 'the log was cut, or is damaged before this event', seq);

/**
 * The state at an event of a log that may come from outside: every record is checked before it is folded.
 * @throws MachineError `bad-argument`; `cannot-follow` with the seq of the first event that cannot follow
 */
export function replay(log: ReplayLog, options: ReplayOptions): MachineState {
  checkReplay(log, options);
  const state = initialMachineState(shapeOf(options.architecture), options.memoryPages, options.cpus);
  const follow = follower(state);
  const end = Math.min(log.length, (options.to ?? Number.POSITIVE_INFINITY) + 1);
  let next = 0;
  log.forEachRecord((words, at, seq) => {
    if (seq !== next) throw missing(next);
    const wrong = follow(words, at, seq);
    if (wrong !== undefined)
      throw new MachineError('cannot-follow', `event ${seq} (${KIND_NAMES[recordKind(words, at)]}) cannot follow: ${wrong}`, 'the log is damaged or forged before this event', seq);
    next = seq + 1;
  }, 0, end);
  if (next < end) throw missing(next);
  return state;
}
