import type { Machine } from '@faultline/machine';
import { compareDocuments, type Comparison, type Difference } from './comparison';
import { runDocument, type RunDocument } from './document';
import { isRunFailure, type RunFailure } from './failure';
import { EXPLAINED, explanationOf, type ExplainedRow } from './explained';
import { missing } from './missing';
import type { Scenario } from './format/frame';

/** A difference, and the scenario it was found in. */
export type Found = Difference & { readonly scenario: string };

/** A scenario whose run ended inside the model. */
export interface FailedRun {
  /** Name of the scenario. */
  readonly scenario: string;
  /** With the step and the last event. */
  readonly message: string;
}

/** One target's share of a verification. */
export interface TargetReport {
  /** Name of the recorded machine. */
  readonly target: string;
  /** Scenarios that ran. */
  readonly scenarios: number;
  /** Steps that were compared. */
  readonly steps: number;
  /** Values that were compared. */
  readonly compared: number;
  /** Differences that a row explains. */
  readonly explained: readonly (Found & { readonly reason: string })[];
  /** Differences that none does. */
  readonly unexplained: readonly Found[];
  /** Differences in `referenced` and `active`. */
  readonly soft: readonly Found[];
  /** Explained rows for a scenario at hand that explain nothing any more: a finding. */
  readonly stale: readonly ExplainedRow[];
  /** Scenarios refused, by the name of what is missing. */
  readonly refused: ReadonlyMap<string, readonly string[]>;
  /** Scenarios that failed inside the model, and how. */
  readonly failed: readonly FailedRun[];
}

/** What a verification works on. */
export interface VerifyInput {
  /** Name of the recorded machine. */
  readonly target: string;
  /** What is run. */
  readonly scenarios: readonly Scenario[];
  /** The recording of a scenario on this target; undefined: there is none. */
  readonly recording: (scenario: string) => RunDocument | undefined;
  /** A machine like the target's, fresh for each scenario. */
  readonly machine: () => Machine;
  /** Rows that explain differences. */
  readonly explained?: readonly ExplainedRow[];
}

/** What was found so far. */
class Findings {
  private readonly sums = { scenarios: 0, steps: 0, compared: 0 };
  private readonly explained: TargetReport['explained'][number][] = [];
  private readonly unexplained: Found[] = [];
  private readonly soft: Found[] = [];
  private readonly refused = new Map<string, string[]>();
  private readonly failed: FailedRun[] = [];
  private readonly used = new Set<ExplainedRow>();

  constructor(
    private readonly target: string,
    private readonly rows: readonly ExplainedRow[],
  ) {}

  refuse(scenario: string, reason: string): void {
    this.refused.set(reason, [...(this.refused.get(reason) ?? []), scenario]);
  }

  fail({ scenario, message }: RunFailure): void {
    this.failed.push({ scenario, message });
  }

  add(scenario: string, { steps, compared, differences, soft }: Comparison): void {
    this.sums.scenarios++;
    this.sums.steps += steps;
    this.sums.compared += compared;
    for (const each of soft) this.soft.push({ ...each, scenario });
    for (const difference of differences) this.judge({ ...difference, scenario });
  }

  private judge(found: Found): void {
    const row = explanationOf(this.rows, this.target, found.scenario, found);
    if (row === undefined) return void this.unexplained.push(found);
    this.used.add(row);
    this.explained.push({ ...found, reason: row.reason });
  }

  report(scenarios: ReadonlySet<string>): TargetReport {
    const { target, sums, explained, unexplained, soft, refused, failed } = this;
    const stale = this.rows.filter((row) => row.target === target && scenarios.has(row.scenario) && !this.used.has(row) && !failed.some(({ scenario }) => scenario === row.scenario));
    return { target, ...sums, explained, unexplained, soft, stale, refused, failed };
  }
}

/** One that fails inside the model hides no other. */
function verifyOne(findings: Findings, scenario: Scenario, expected: RunDocument, machine: Machine): void {
  try {
    findings.add(scenario.name, compareDocuments(expected, runDocument(scenario, machine)));
  } catch (error) {
    if (!isRunFailure(error)) throw error;
    findings.fail(error);
  }
}

/** Runs every scenario that was recorded and lacks nothing, and holds it against its recording. */
export function verifyTarget({ target, scenarios, recording, machine, explained = EXPLAINED }: VerifyInput): TargetReport {
  const findings = new Findings(target, explained);
  for (const scenario of scenarios) {
    const expected = recording(scenario.name);
    if (expected === undefined) continue;
    const [lack] = missing(scenario);
    if (lack !== undefined) findings.refuse(scenario.name, lack);
    else verifyOne(findings, scenario, expected, machine());
  }
  return findings.report(new Set(scenarios.map(({ name }) => name)));
}
