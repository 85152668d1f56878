import type { DocumentStep } from './document';

/** Steps that have a value of their own, by the first word of what they say. */
const READS: ReadonlySet<string> = new Set(['read', 'kernelRead', 'peek', 'vmRead', 'readGot']);
const wordOf = ({ do: text }: DocumentStep): string => text.split(' ')[0]!;
const isFileRead = (step: DocumentStep | undefined): boolean => step !== undefined && wordOf(step) === 'fileRead';
const hasOwn = (step: DocumentStep): boolean => READS.has(wordOf(step)) && step.result === 'ok';

/** What a step found: `unknown` is a value that the recorder lost. */
export interface StepValue {
  readonly value: DocumentStep['value'];
  readonly unknown: boolean;
}

/**
 * The value of each step. The recorder of recordings writes what a fileRead found one line too early, on the step before; where that has
 * a value itself, it is lost. A document that has the values at their own steps is taken as it is.
 */
export function valuesOf(steps: readonly DocumentStep[]): StepValue[] {
  const early = steps.every((step, at) => !isFileRead(step) || step.value === undefined || isFileRead(steps[at + 1]));
  if (!early) return steps.map(({ value }) => ({ value, unknown: false }));
  return steps.map((step, at) => {
    const before = steps[at - 1];
    if (isFileRead(step)) return before === undefined || hasOwn(before) ? { value: undefined, unknown: true } : { value: before.value, unknown: false };
    return { value: isFileRead(steps[at + 1]) && !hasOwn(step) ? undefined : step.value, unknown: false };
  });
}
