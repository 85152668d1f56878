import {
  buildEvent, handlersByKind, RECORD_WIDTH, recordKind, statesByKind, threadOn, type HandlersByName, type HandlerTable, type MmEvent,
  type Recorder, type RecordHandler, type Thread,
} from '@faultline/contracts';
import { GATHER_FOLDS } from '../evolve';
import { GATHER_GUARDS } from '../guard';
import type { GatherState } from '../state';

/** Writes one record, for its operands. */
export type Write = (thread: Thread) => unknown;

/** A recorder that folds into the state, and keeps what it was given. */
export interface FoldingRecorder extends Recorder {
  readonly records: readonly Int32Array[];
  /** What was recorded from place `from` on. */
  events(from?: number): MmEvent[];
}

const WIDEST = 16;

/** A recorder whose every record begins at the first word; `took` hears of each once it is written and handed to `folding`. */
function oneRecordAtATime(folding: HandlerTable, took: (words: Int32Array, kind: number) => void): Recorder {
  const words = new Int32Array(WIDEST);
  return {
    checked: true, words, top: 0, last: 0, length: 0, listeners: 1, takers: new Array<() => void>(256).fill(() => undefined), roll: () => 0,
    ...folding, publisher: { publish: () => took(words, recordKind(words, 0)) },
  };
}

/** What a record is handed to, with the state of the gathers. */
export const tableOf = (handlers: HandlersByName, state: GatherState | undefined): HandlerTable =>
  ({ handlers: handlersByKind({ gather: handlers }), states: statesByKind({ gather: state }) });

/** Folds what its guard lets through. @throws Error at a record that is refused: the gather never writes one */
function guarded(guard: RecordHandler, fold: RecordHandler): RecordHandler {
  return (state, ...operands) => {
    const wrong = guard(state, ...operands);
    if (wrong !== undefined) throw new Error(`a record cannot follow: ${String(wrong)}`);
    fold(state, ...operands);
  };
}

/** @throws Error at a record that the guard refuses */
export function recorderOver(state: GatherState): FoldingRecorder {
  const records: Int32Array[] = [];
  const guards: Readonly<Record<string, RecordHandler>> = { ...GATHER_GUARDS };
  const handlers = Object.fromEntries(Object.entries(GATHER_FOLDS).map(([name, fold]) => [name, guarded(guards[name]!, fold as RecordHandler)]));
  const recorder = oneRecordAtATime(tableOf(handlers, state), (words, kind) => void records.push(words.slice(0, RECORD_WIDTH[kind])));
  return Object.assign(recorder, {
    records, events: (from = 0) => records.slice(from).map((record, place) => buildEvent(record, 0, from + place)),
  });
}

/** The words of one record; nothing is folded. */
export function recordOf(write: Write): Int32Array {
  const recorder = oneRecordAtATime(tableOf({}, undefined), () => undefined);
  write(threadOn(recorder));
  return recorder.words;
}
