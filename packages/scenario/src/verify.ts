import type { Machine } from '@faultline/machine';
import { compareDocuments, type Difference } from './compare';
import { runDocument, type RunDocument } from './document';
import { EXPLAINED, explanationOf, type ExplainedRow } from './explained';
import { missing } from './missing';
import type { Scenario } from './steps';

/** One target's share of a verification. */
export interface TargetReport {
  readonly target: string;
  readonly scenarios: number;
  readonly steps: number;
  readonly compared: number;
  readonly explained: readonly (Difference & { readonly scenario: string; readonly reason: string })[];
  readonly unexplained: readonly (Difference & { readonly scenario: string })[];
  /** Differences in `referenced` and `active`. */
  readonly soft: readonly (Difference & { readonly scenario: string })[];
  /** Scenarios refused, by the name of what is missing. */
  readonly refused: ReadonlyMap<string, readonly string[]>;
}

/** What a verification works on. */
export interface VerifyInput {
  readonly target: string;
  readonly scenarios: readonly Scenario[];
  /** The recording of a scenario on this target; undefined: there is none. */
  readonly recording: (scenario: string) => RunDocument | undefined;
  /** A machine like the target's, fresh for each scenario. */
  readonly machine: () => Machine;
  readonly explained?: readonly ExplainedRow[];
}

interface Sums {
  scenarios: number;
  steps: number;
  compared: number;
}

/** Runs every scenario that lacks nothing and holds it against its recording. */
export function verifyTarget({ target, scenarios, recording, machine, explained = EXPLAINED }: VerifyInput): TargetReport {
  const sums: Sums = { scenarios: 0, steps: 0, compared: 0 };
  const found = { explained: [] as TargetReport['explained'][number][], unexplained: [] as TargetReport['unexplained'][number][], soft: [] as TargetReport['soft'][number][] };
  const refused = new Map<string, string[]>();
  for (const scenario of scenarios) {
    const expected = recording(scenario.name);
    if (expected === undefined) continue;
    const lacks = missing(scenario);
    if (lacks.length > 0) {
      refused.set(lacks[0]!, [...(refused.get(lacks[0]!) ?? []), scenario.name]);
      continue;
    }
    const { steps, compared, differences, soft } = compareDocuments(expected, runDocument(scenario, machine()));
    sums.scenarios++;
    sums.steps += steps;
    sums.compared += compared;
    found.soft.push(...soft.map((each) => ({ ...each, scenario: scenario.name })));
    for (const difference of differences) {
      const row = explanationOf(explained, target, scenario.name, difference);
      if (row === undefined) found.unexplained.push({ ...difference, scenario: scenario.name });
      else found.explained.push({ ...difference, scenario: scenario.name, reason: row.reason });
    }
  }
  return { target, ...sums, ...found, refused };
}
