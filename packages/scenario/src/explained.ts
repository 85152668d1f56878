import type { Difference } from './compare';

/** A difference that is explained from the kernel source: one row a difference, never a wildcard. */
export interface ExplainedRow {
  readonly target: string;
  readonly scenario: string;
  readonly step: number;
  readonly process: string;
  readonly mapping: string;
  readonly observable: string;
  readonly where: string;
  /** Why, with the function of the kernel that makes it so. */
  readonly reason: string;
}

/** What is known to differ, and why. */
export const EXPLAINED: readonly ExplainedRow[] = [];

/** The row that explains a difference; undefined: none does. */
export const explanationOf = (rows: readonly ExplainedRow[], target: string, scenario: string, difference: Difference): ExplainedRow | undefined =>
  rows.find((row) => row.target === target && row.scenario === scenario && row.step === difference.step && row.process === difference.process
    && row.mapping === difference.mapping && row.observable === difference.observable && row.where === difference.where);
