import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.mjs';
import { renderStart, rowsOf, STARTS, verdictOf } from './start-bench.mjs';

const roundAt = (factor: number) => ({
  node: { ns: 40e6 }, ...Object.fromEntries(Object.entries(STARTS).map(([name, { atMost }]) => [name, { ns: 40e6 * atMost * factor }])),
});

describe('the start of the command', () => {
  it('has the bounds that were asked for', () =>
    expect(Object.entries(STARTS).map(([name, { atMost }]) => [name, atMost])).toEqual([['--help', 2], ['decode', 2], ['bits', 2], ['oops', 2.5], ['run', 4], ['compare', 4]]));

  it('is chosen by its name', () => expect(parseOptions(['--only', 'start'])).toMatchObject({ only: ['start'] }));

  it.each([
    ['reached', { min: 1.5, median: 2 }], ['uncertain', { min: 1.9, median: 2.1 }], ['uncertain', { min: 2, median: 3 }], ['missed', { min: 2.01, median: 2.1 }],
  ])('is %s by %j of a bound of 2', (verdict, ratio) => expect(verdictOf(ratio, 2)).toBe(verdict));

  it('is judged by its ratio to an empty program of the same round', () => {
    const rows = rowsOf([roundAt(0.5), roundAt(0.8), { ...roundAt(0.9), node: { ns: 20e6 } }]);
    expect(rows.map(({ name, ratio }: { name: string; ratio: { median: number } }) => [name, ratio.median])).toEqual(Object.entries(STARTS).map(([name, { atMost }]) => [name, atMost * 0.8]));
  });

  it('is a table of 100 columns at most, which names what is beyond its bound', () => {
    const lines: string[] = renderStart(rowsOf([roundAt(1.1), roundAt(1.2)]));
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(100);
    expect(lines.filter((line) => line.endsWith('NOT reached'))).toHaveLength(Object.keys(STARTS).length);
  });

  it('says nothing where it was not measured', () => expect(renderStart(undefined)).toEqual([]));
});
