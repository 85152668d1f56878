import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BYTES_BOUND, judgeBytes, judgeTimes, LEAST_PAIRS, TIME_BOUND } from './bound.mjs';

const ratios = (least: number, rest: number): number[] => [least, ...Array.from({ length: LEAST_PAIRS - 1 }, () => rest)];
const verdictOf = (of: number[]): string => judgeTimes(of).verdict;

describe('the bound on time', () => {
  it.each([
    ['all alike', ratios(1, 1), 'within'],
    ['all just at the bound', ratios(TIME_BOUND, TIME_BOUND), 'within'],
    ['all beyond it', ratios(1.051, 1.06), 'slower'],
    ['one pair within, the others far beyond', ratios(1.04, 3), 'within'],
    ['faster', ratios(0.5, 0.6), 'within'],
  ])('%s', (_what, of, verdict) => expect(verdictOf(of)).toBe(verdict));

  it('fails exactly where no pair is within', () =>
    fc.assert(fc.property(fc.array(fc.double({ min: 0.5, max: 2, noNaN: true }), { minLength: LEAST_PAIRS, maxLength: 30 }), (of) => {
      expect(verdictOf(of)).toBe(of.every((ratio) => ratio > TIME_BOUND) ? 'slower' : 'within');
    })));

  it('is not judged on fewer than nine pairs', () => {
    expect(LEAST_PAIRS).toBe(9);
    expect(() => judgeTimes(ratios(1, 1).slice(1))).toThrow(RangeError);
  });
});

describe('the bound on bytes an event', () => {
  it.each([
    [20, 20, 'within'], [20 * BYTES_BOUND, 20, 'within'], [22.1, 20, 'larger'], [12, 20, 'within'],
  ])('%d against %d is %s', (here, there, verdict) => expect(judgeBytes(here, there)).toEqual({ here, there, verdict }));

  it('says nothing where a side has no figure', () => expect([judgeBytes(undefined, 20), judgeBytes(20, undefined)]).toEqual([undefined, undefined]));
});
