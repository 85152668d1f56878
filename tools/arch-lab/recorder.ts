import {
  buildEvent, handlersByKind, RECORD_WIDTH, recordKind, statesByKind, threadOn, type HandlersByName, type HandlerTable, type MmEvent,
  type Recorder, type RecordHandler, type Thread,
} from '@faultline/contracts';

/** Writes one record, for its operands. */
export type Write = (thread: Thread) => unknown;

/** A recorder that folds into the state, and keeps what it was given. */
export interface FoldingRecorder extends Recorder {
  readonly records: readonly Int32Array[];
  /** What was recorded from place `from` on. */
  events(from?: number): MmEvent[];
}

/** How records change the state of one owner, and why one cannot follow. */
export interface Folded {
  readonly owner: string;
  readonly folds: HandlersByName;
  readonly guards: HandlersByName;
  readonly state: unknown;
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

/** What a record is handed to, with the state of its owner. */
export const tableOf = (owner: string, handlers: HandlersByName, state: unknown): HandlerTable =>
  ({ handlers: handlersByKind({ [owner]: handlers }), states: statesByKind({ [owner]: state }) });

/** Folds what its guard lets through. @throws Error at a record that is refused: who decides never writes one */
function guarded(guard: RecordHandler | undefined, fold: RecordHandler): RecordHandler {
  return (state, ...operands) => {
    const wrong = guard?.(state, ...operands);
    if (wrong !== undefined) throw new Error(`a record cannot follow: ${String(wrong)}`);
    fold(state, ...operands);
  };
}

/** @throws Error at a record that the guard refuses */
export function recorderOver({ owner, folds, guards, state }: Folded): FoldingRecorder {
  const records: Int32Array[] = [];
  const handlers = Object.fromEntries(Object.entries(folds).map(([name, fold]) => [name, guarded(guards[name as keyof HandlersByName], fold)]));
  const recorder = oneRecordAtATime(tableOf(owner, handlers, state), (words, kind) => void records.push(words.slice(0, RECORD_WIDTH[kind])));
  return Object.assign(recorder, {
    records, events: (from = 0) => records.slice(from).map((record, place) => buildEvent(record, 0, from + place)),
  });
}

/** The words of one record; nothing is folded. */
export function recordOf(write: Write): Int32Array {
  const recorder = oneRecordAtATime(tableOf('', {}, undefined), () => undefined);
  write(threadOn(recorder));
  return recorder.words;
}
