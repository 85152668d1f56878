import { overlay, type Full } from './changes';
import type { DocumentStep, RunDocument } from './document';
import { valuesOf, type StepValue } from './file-values';
import type { VmaState } from './observation';
import { expandPages } from './page-strings';

/** One value in which a run and a recording differ. */
export interface Difference {
  /** Number of the step, from 0. */
  readonly step: number;
  /** Name of the process, where it is about one. */
  readonly process: string;
  /** Name of the mapping, where it is about one. */
  readonly mapping: string;
  /** Kind of observable: `result`, `faults`, `rss`, `page`, `flags`, … */
  readonly observable: string;
  /** VMA (its pages) or page it concerns. */
  readonly where: string;
  /** What the kernel did. */
  readonly expected: string;
  /** What the model did. */
  readonly actual: string;
}

/** What comparing two documents came to. */
export interface Comparison {
  /** Steps that were compared. */
  readonly steps: number;
  /** Values held against each other. */
  readonly compared: number;
  /** What differs, in order. */
  readonly differences: readonly Difference[];
  /** Differences in `referenced` and `active`, which depend on more than the model has. */
  readonly soft: readonly Difference[];
}

/** Observables that are compared apart (recordings/README.md, "How far to trust each observable"). */
const SOFT = new Set(['referenced', 'active']);

/** Collects values and differences. */
class Tally {
  compared = 0;
  readonly differences: Difference[] = [];
  readonly soft: Difference[] = [];

  /** Holds one observed value. */
  hold(at: Omit<Difference, 'expected' | 'actual'>, expected: unknown, actual: unknown): void {
    this.compared++;
    this.agree(at, expected, actual);
  }

  /** Holds what must be so for the values to mean the same; it is no value itself. */
  agree(at: Omit<Difference, 'expected' | 'actual'>, expected: unknown, actual: unknown): void {
    const left = JSON.stringify(expected) ?? 'nothing';
    const right = JSON.stringify(actual) ?? 'nothing';
    if (left === right) return;
    (SOFT.has(at.observable) ? this.soft : this.differences).push({ ...at, expected: left, actual: right });
  }
}

interface Here {
  readonly step: number;
  readonly process: string;
  readonly mapping: string;
}

function compareVmas(tally: Tally, here: Here, expected: readonly VmaState[], actual: readonly VmaState[]): void {
  const ranges = (vmas: readonly VmaState[]): string => vmas.map((vma) => vma['pages']).join(' ');
  tally.hold({ ...here, observable: 'vmas', where: '' }, ranges(expected), ranges(actual));
  for (const vma of expected) {
    const own = actual.find((other) => other['pages'] === vma['pages']);
    if (own === undefined) continue;
    for (const observable of new Set([...Object.keys(vma), ...Object.keys(own)]))
      if (observable !== 'pages') tally.hold({ ...here, observable, where: `pages ${String(vma['pages'])}` }, vma[observable], own[observable]);
  }
}

function comparePages(tally: Tally, here: Here, expected: readonly string[], actual: readonly string[]): void {
  const left = expandPages(expected);
  const right = expandPages(actual);
  for (const page of new Set([...left.keys(), ...right.keys()])) {
    const a = left.get(page);
    const b = right.get(page);
    const where = `page ${page}`;
    tally.hold({ ...here, observable: 'page', where }, a?.name, b?.name);
    if (a === undefined || b === undefined) continue;
    tally.hold({ ...here, observable: 'mapcount', where }, a.mapcount, b.mapcount);
    for (const soft of SOFT) tally.hold({ ...here, observable: soft, where }, a.flags.includes(soft), b.flags.includes(soft));
    tally.hold({ ...here, observable: 'flags', where }, a.flags.filter((flag) => !SOFT.has(flag)), b.flags.filter((flag) => !SOFT.has(flag)));
  }
}

function compareStates(tally: Tally, step: number, expected: Full, actual: Full): void {
  for (const process of new Set([...expected.keys(), ...actual.keys()])) {
    const left = expected.get(process);
    const right = actual.get(process);
    tally.agree({ step, process, mapping: '', observable: 'process', where: '' }, left !== undefined, right !== undefined);
    for (const mapping of new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])) {
      const here = { step, process, mapping };
      const a = left?.get(mapping);
      const b = right?.get(mapping);
      tally.hold({ ...here, observable: 'mapping', where: '' }, a !== undefined, b !== undefined);
      if (a === undefined || b === undefined) continue;
      compareVmas(tally, here, a.vmas, b.vmas);
      comparePages(tally, here, a.pages, b.pages);
    }
  }
}

function compareOutcome(tally: Tally, expected: DocumentStep, wanted: StepValue, actual: DocumentStep, found: StepValue): void {
  const here = { step: expected.i, process: '', mapping: '', where: expected.do };
  tally.agree({ ...here, observable: 'step' }, [expected.i, expected.do], [actual.i, actual.do]);
  tally.hold({ ...here, observable: 'result' }, expected.result, actual.result);
  if (!wanted.unknown && !found.unknown) tally.hold({ ...here, observable: 'value' }, wanted.value, found.value);
  tally.hold({ ...here, observable: 'faults' }, expected.faults, actual.faults);
}

/** What must be the same of the whole run. The kernel is not: a recording names a release, a model its profile. */
const HEAD = ['scenario', 'pmdPages'] as const;

/** Holds a run against a recording: after every step, every observable of every mapping of every process. */
export function compareDocuments(expected: RunDocument, actual: RunDocument): Comparison {
  const tally = new Tally();
  const left: Full = new Map();
  const right: Full = new Map();
  const whole = { step: -1, process: '', mapping: '', where: '' };
  for (const observable of HEAD) tally.agree({ ...whole, observable }, expected[observable], actual[observable]);
  tally.hold({ ...whole, observable: 'steps' }, expected.steps.length, actual.steps.length);
  const values = valuesOf(expected.steps);
  const found = valuesOf(actual.steps);
  expected.steps.forEach((step, index) => {
    const own = actual.steps[index];
    if (own === undefined) return;
    compareOutcome(tally, step, values[index]!, own, found[index]!);
    overlay(left, step.after);
    overlay(right, own.after);
    compareStates(tally, step.i, left, right);
  });
  return { steps: expected.steps.length, compared: tally.compared, differences: tally.differences, soft: tally.soft };
}
