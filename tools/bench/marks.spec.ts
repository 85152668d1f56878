import { describe, expect, it } from 'vitest';
import { judge, MARKS } from './marks.mjs';

const compared = (mode: string, median: number) => ({ workload: 'write', arch: 'x86-64', mode, ratio: { median } });
const scaled = (growth: number) => ({ arch: 'x86-64', pages: 1_000_000, growth });
const verdicts = (comparisons: object[], scaling: object[]) => judge({ comparisons, scaling }).map(({ verdict }: { verdict: string }) => verdict);

describe('marks', () => {
  it.each([
    ['all at their limits', [compared('events', 1), compared('transactions', 2)], [scaled(1.5)], ['reached', 'reached', 'reached']],
    ['all just beyond', [compared('events', 0.99), compared('transactions', 1.99)], [scaled(1.51)], ['missed', 'missed', 'missed']],
    ['nothing measured', [], [], ['not measured', 'not measured', 'not measured']],
    ['another architecture only', [{ ...compared('events', 9), arch: 's390' }], [{ ...scaled(1), arch: 's390' }],
      ['not measured', 'not measured', 'not measured']],
    ['fewer pages only', [], [{ ...scaled(1), pages: 100_000 }], ['not measured', 'not measured', 'not measured']],
  ])('with %s', (_when, comparisons, scaling, expected) => expect(verdicts(comparisons, scaling)).toEqual(expected));

  it('are each a ratio at least or a growth at most', () =>
    expect(MARKS.filter((mark: { atLeast?: number; atMost?: number }) => (mark.atLeast === undefined) === (mark.atMost === undefined))).toEqual([]));
});
