import { checkKeys, checkList, checkNumber, checkObject, type Architecture } from '@faultline/contracts';
import { DEFAULT_RUNS, DEFAULT_SEED } from './define-law';
import type { CheckOptions, Counterexample, Law, LawPart } from './law';
import { conformanceLaws } from './laws';

/** What to check, and how hard. */
export interface ConformanceOptions extends CheckOptions {
  /** Which laws; default all. */
  readonly laws?: readonly Law[];
}

/** How one law stands. */
export interface LawResult {
  /** Name of the law. */
  readonly law: string;
  /** Member of the architecture that the law is about. */
  readonly part: LawPart;
  /** The law, in a sentence. */
  readonly about: string;
  /** Where the law stands. */
  readonly source: string;
  /** `waiting`: a member that the law needs is a stub still, and nothing speaks against the law otherwise. */
  readonly status: 'holds' | 'broken' | 'waiting' | 'not applicable';
  /** At most one a level; empty unless broken or waiting. */
  readonly counterexamples: readonly Counterexample[];
}

/** How an architecture stands. Strings, numbers and booleans only: it can be stored and sent as it is. */
export interface ConformanceReport {
  /** Name of the architecture. */
  readonly architecture: string;
  /** Its configuration. */
  readonly config: string;
  /** Its release. */
  readonly kernel: string;
  /** Of the random values; the same seed tries the same ones. */
  readonly seed: number;
  /** Values tried for each law. */
  readonly runs: number;
  /** No law is broken, and none waits. */
  readonly ok: boolean;
  /** Number of laws that hold. */
  readonly holds: number;
  /** Number of laws that do not. */
  readonly broken: number;
  /** Number of laws that wait for a member. */
  readonly waiting: number;
  /** Number of laws about what the architecture does not have. */
  readonly notApplicable: number;
  /** In the order of the laws. */
  readonly results: readonly LawResult[];
}

/** How a law that applies stands, by what speaks against it. */
export function statusOf(counterexamples: readonly Counterexample[]): LawResult['status'] {
  if (counterexamples.length === 0) return 'holds';
  return counterexamples.every(({ waitsFor }) => waitsFor !== undefined) ? 'waiting' : 'broken';
}

function resultOf(law: Law, arch: Architecture, options: CheckOptions): LawResult {
  const applies = law.applies(arch);
  const counterexamples = applies ? law.check(arch, options) : [];
  const status = applies ? statusOf(counterexamples) : 'not applicable';
  return { law: law.name, part: law.part, about: law.about, source: law.source, status, counterexamples };
}

/** How an architecture is called; it may not have said so yet. */
export const identityOf = (arch: Architecture | undefined): Pick<ConformanceReport, 'architecture' | 'config' | 'kernel'> => ({
  architecture: String(arch?.name),
  config: String(arch?.config),
  kernel: String(arch?.kernel),
});

const MOST_RUNS = 1_000_000;
const MOST_SEED = 2 ** 31 - 1;

/** @throws ArgumentError */
export function checkOptions(options: ConformanceOptions): void {
  checkObject('options', options, 'an object { laws, seed, runs }, or nothing');
  checkKeys('options', options, ['laws', 'seed', 'runs']);
  if (options.seed !== undefined) checkNumber('seed', options.seed, -MOST_SEED - 1, MOST_SEED);
  if (options.runs !== undefined) checkNumber('runs', options.runs, 1, MOST_RUNS);
  if (options.laws !== undefined) checkList('laws', options.laws, 'a list of laws');
}

/**
 * Checks an architecture against the laws. Needs no test runner. Reports, and does not throw, for an architecture whose members throw or
 * are missing. The same options give the same report.
 * @param arch Whatever claims to be an architecture.
 * @example
 * const report = checkConformance(x86_64({ config: 'l5' }), { runs: 50 });
 * if (!report.ok) console.error(renderReport(report));
 */
export function checkConformance(
  arch: Architecture,
  options: ConformanceOptions = {},
): ConformanceReport {
  checkOptions(options);
  const { laws = conformanceLaws, seed = DEFAULT_SEED, runs = DEFAULT_RUNS } = options;
  const results = laws.map((law) => resultOf(law, arch, { seed, runs }));
  const count = (status: LawResult['status']): number => results.filter((result) => result.status === status).length;
  return {
    ...identityOf(arch),
    seed,
    runs,
    ok: count('broken') === 0 && count('waiting') === 0,
    holds: count('holds'),
    broken: count('broken'),
    waiting: count('waiting'),
    notApplicable: count('not applicable'),
    results,
  };
}
