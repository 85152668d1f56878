import { buildEvent, RECORD_WIDTH, type MmEvent, type RecordFold, type Recorder } from '@faultline/contracts';
import { evolveGather } from '../evolve';
import { guardGather } from '../guard';
import type { GatherState } from '../state';

/** Writes one record, for its operands. */
export type Write = (recorder: Recorder) => unknown;

/** A recorder that folds into the state, and keeps what it was given. */
export interface FoldingRecorder extends Recorder {
  readonly records: readonly Int32Array[];
  /** What was recorded from place `from` on. */
  events(from?: number): MmEvent[];
}

const WIDEST = 16;

/** A recorder whose every record begins at the first word; `took` hears of each once it is written and folded. */
function oneRecordAtATime(fold: RecordFold, state: unknown, took: (words: Int32Array, kind: number) => void): Recorder {
  const words = new Int32Array(WIDEST);
  return {
    words, top: 0, last: 0, length: 0, cpu: 0, cause: -1, listeners: 1, takers: new Array<() => void>(256).fill(() => undefined), roll: () => 0,
    folding: { folds: new Array<RecordFold>(256).fill(fold), core: undefined, cpu: undefined, gather: state },
    publisher: { publish: () => took(words, words[0]! & 255) },
  };
}

/** @throws Error at a record that the guard refuses: the gather never writes one */
export function recorderOver(state: GatherState): FoldingRecorder {
  const records: Int32Array[] = [];
  const fold: RecordFold = (gathers: GatherState, words, at) => {
    const wrong = guardGather(gathers, words, at);
    if (wrong !== undefined) throw new Error(`record ${records.length} cannot follow: ${wrong}`);
    evolveGather(gathers, words, at);
  };
  const recorder = oneRecordAtATime(fold, state, (words, kind) => void records.push(words.slice(0, RECORD_WIDTH[kind])));
  return Object.assign(recorder, {
    records, events: (from = 0) => records.slice(from).map((record, place) => buildEvent(record, 0, from + place)),
  });
}

/** The words of one record; nothing is folded. */
export function recordOf(write: Write): Int32Array {
  const recorder = oneRecordAtATime(() => undefined, undefined, () => undefined);
  write(recorder);
  return recorder.words;
}
