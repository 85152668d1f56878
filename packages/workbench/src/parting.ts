import type { Column, StepFacts } from './facts';

/** The first step in which columns differ, and in what. */
export interface Parting {
  readonly step: number;
  /** Observable that differs: `result`, `faults`, `branch`, `pages`, `flushes`. Table memory follows from the geometry and is none. */
  readonly what: string;
  /** First event at which two of the columns differ in kind, by column. */
  readonly events: readonly string[];
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

function firstEvent(columns: readonly Column[], step: number): string[] {
  const lists = columns.map(({ eventKinds }) => eventKinds[step]!.filter((kind) => !isWalk(kind)));
  const longest = Math.max(...lists.map((list) => list.length));
  for (let at = 0; at < longest; at++) {
    const here = lists.map((list) => list[at] ?? 'nothing more');
    if (new Set(here).size > 1) return here;
  }
  return [];
}

/** Where the columns part first; undefined: nowhere. */
export function partingOf(columns: readonly Column[]): Parting | undefined {
  const steps = columns[0]?.steps.length ?? 0;
  for (let step = 0; step < steps; step++) {
    const found = OBSERVABLES.find(([, of]) => differ(columns.map((column) => of(column.steps[step]!))));
    if (found !== undefined) return { step, what: found[0], events: firstEvent(columns, step) };
  }
  return undefined;
}
