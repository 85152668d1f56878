import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, quartiles, ratios, spread, summarize } from './statistics.mjs';

const values = fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 1 });
const pair = (kernel: number, model: number) => ({ kernel: { ns: kernel }, model: { ns: model } });

describe('median', () => {
  it.each([
    [[7], 7],
    [[3, 1, 2], 2],
    [[10, 9, 100], 10],
    [[4, 1, 3, 2], 2.5],
  ])('of %j is %d', (of, expected) => expect(median(of)).toBe(expected));

  it('of nothing is refused', () => expect(() => median([])).toThrow(RangeError));

  it('has as many values below as above, and leaves its input as it was', () =>
    fc.assert(fc.property(values, (of) => {
      const before = [...of];
      const middle = median(of);
      expect(of).toEqual(before);
      expect(of.filter((value) => value < middle).length).toBeLessThanOrEqual(of.length / 2);
      expect(of.filter((value) => value > middle).length).toBeLessThanOrEqual(of.length / 2);
    })));
});

it('a spread encloses its median', () =>
  fc.assert(fc.property(values, (of) => {
    const { median: middle, min, max } = spread(of);
    expect(min).toBeLessThanOrEqual(middle);
    expect(middle).toBeLessThanOrEqual(max);
    expect(of).toContain(min);
    expect(of).toContain(max);
  })));

describe('quartiles', () => {
  it.each([
    [[7], { low: 7, high: 7 }],
    [[5, 1, 4, 2, 3], { low: 2, high: 4 }],
    [[1, 2, 3, 4], { low: 1.75, high: 3.25 }],
  ])('of %j', (of, expected) => expect(quartiles(of)).toMatchObject(expected));

  it('stand in order, with a spread around them', () =>
    fc.assert(fc.property(values, (of) => {
      const { min, low, median: middle, high, max } = quartiles(of);
      expect(quartiles(of)).toMatchObject(spread(of));
      expect([min, low, middle, high, max].filter((value, at, all) => at > 0 && value < all[at - 1]! - 1e-9)).toEqual([]);
    })));
});

describe('ratios', () => {
  it('are above one where the model took less time', () => expect(ratios([pair(300, 100), pair(100, 400)])).toEqual([3, 0.25]));

  it('do not change when both sides take longer by the same factor', () =>
    fc.assert(fc.property(values, fc.integer({ min: 1, max: 64 }), (of, factor) => {
      const slower = of.map((ns) => pair(ns * factor, factor));
      ratios(slower).forEach((ratio: number, at: number) => expect(ratio).toBeCloseTo(of[at]!, 6));
    })));
});

describe('a summary', () => {
  // Ratios: 0.5 cold, 9 warming up, then 2, 4, 3.
  const pairs = [pair(1, 2), pair(9, 1), pair(2, 1), pair(4, 1), pair(3, 1)];

  it('takes the first pair as cold and leaves warm-up pairs out', () =>
    expect(summarize(pairs, 2)).toEqual({
      pairs: 3, coldRatio: 0.5, ratio: { median: 3, min: 2, max: 4 },
      kernelNs: { median: 3, min: 2, max: 4 }, modelNs: { median: 1, min: 1, max: 1 },
    }));

  it('takes the median of ratios, not the ratio of medians', () =>
    expect(summarize([pair(0, 1), pair(10, 1), pair(10, 10), pair(20, 40)], 1).ratio.median).toBe(1));
});
