import type { Difference } from './comparison';

/** A difference that is explained from the kernel source: one row a difference with both its values, never a wildcard. */
export interface ExplainedRow extends Difference {
  /** Name of the recorded machine. */
  readonly target: string;
  /** Name of the scenario. */
  readonly scenario: string;
  /** Why, with the function of the kernel that makes it so. */
  readonly reason: string;
}

/** What is known to differ, and why. */
export const EXPLAINED: readonly ExplainedRow[] = [];

const FIELDS = ['step', 'process', 'mapping', 'observable', 'where', 'expected', 'actual'] as const;

/** The row that explains a difference; undefined: none does. */
export const explanationOf = (rows: readonly ExplainedRow[], target: string, scenario: string, difference: Difference): ExplainedRow | undefined =>
  rows.find((row) => row.target === target && row.scenario === scenario && FIELDS.every((field) => row[field] === difference[field]));
