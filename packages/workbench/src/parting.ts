import type { Column, StepFacts } from './facts';

/** The first step in which columns differ, and in what. */
export interface Parting {
  /** Number of the step, from 0. */
  readonly step: number;
  /** Observable that differs: `result`, `faults`, `branch`, `pages`, `flushes`. Table memory follows from the geometry and is none. */
  readonly what: string;
  /** First event at which two of the columns differ in kind, by column. */
  readonly events: readonly string[];
  /** Its seq in each column; null: that run's step has nothing more. */
  readonly seqs: readonly (number | null)[];
}

const OBSERVABLES: readonly (readonly [string, (facts: StepFacts) => unknown])[] = [
  ['result', ({ result, value }) => [result, value]],
  ['faults', ({ faults }) => faults],
  ['branch', ({ branches }) => branches],
  ['pages', ({ pages }) => pages],
  ['flushes', ({ flushes }) => flushes],
];

const differ = (values: readonly unknown[]): boolean => new Set(values.map((value) => JSON.stringify(value))).size > 1;

/** Walker reads and cached tables differ with the number of levels: they are no parting. */
const isWalk = (kind: string): boolean => kind === 'EntryRead' || kind === 'WalkCacheFilled';

/** Where a step has nothing more. */
export const NOTHING_MORE = 'nothing more';

function firstEvent(columns: readonly Column[], step: number): Pick<Parting, 'events' | 'seqs'> {
  const lists = columns.map(({ eventKinds, firstSeqs }) => eventKinds[step]!.map((kind, at) => ({ kind, seq: firstSeqs[step]! + at })).filter(({ kind }) => !isWalk(kind)));
  const longest = Math.max(...lists.map((list) => list.length));
  for (let at = 0; at < longest; at++) {
    const events = lists.map((list) => list[at]?.kind ?? NOTHING_MORE);
    if (new Set(events).size > 1) return { events, seqs: lists.map((list) => list[at]?.seq ?? null) };
  }
  return { events: [], seqs: [] };
}

/** Where the columns part first; undefined: nowhere. */
export function partingOf(columns: readonly Column[]): Parting | undefined {
  const steps = columns[0]?.steps.length ?? 0;
  for (let step = 0; step < steps; step++) {
    const found = OBSERVABLES.find(([, of]) => differ(columns.map((column) => of(column.steps[step]!))));
    if (found !== undefined) return { step, what: found[0], ...firstEvent(columns, step) };
  }
  return undefined;
}

/**
 * Seq, in another run of the same scenario, of the event that stands there in its step as one does here: the third of its kind, the same.
 * Runs that differ in less than what is asked for have the event at another seq. @returns null if there is none
 */
export function counterpart(kinds: readonly string[], at: number, step: number, { eventKinds, firstSeqs }: Column): number | null {
  const kind = kinds[at];
  if (kind === undefined) return null;
  const nth = kinds.slice(0, at).filter((each) => each === kind).length;
  const places = [...eventKinds[step]!.entries()].filter(([, each]) => each === kind).map(([place]) => place);
  return places[nth] === undefined ? null : firstSeqs[step]! + places[nth];
}
