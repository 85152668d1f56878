import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figure, table, wrapped } from './format.mjs';
import { judge } from './marks.mjs';
import { parseOptions } from './options.mjs';
import { BESIDE_NAMES } from './beside/measures.mjs';
import { ARCHITECTURES, comparisons as comparisonsOf, effort, MODES, NAMES, shareOf, shrink, sizes, WORKLOADS } from './plan.mjs';
import { render } from './report.mjs';

const WIDTH = 100;
const wide = { median: 1234.5, min: 1000.25, max: 9999.75 };
const ratio = { median: 12.34, min: 10.01, max: 45.67 };
const comparisons = Object.keys(WORKLOADS).map((workload) => ({
  workload, arch: 'x86-64', mode: 'transactions', pages: 100_000, repeats: 20, pairs: 7, ratio, coldRatio: 10.5, kernelNs: wide, modelNs: wide,
  eventsPerOperation: 15.02, bytesPerEvent: 19.6, touchNs: wide, freshNs: 123.4,
  twin: 'twin' in WORKLOADS[workload as keyof typeof WORKLOADS] ? { ratio, ns: wide, touchNs: wide, eventsPerOperation: 15.02, bytesPerOperation: 294.4 } : undefined,
}));
const results = {
  quick: true, comparisons,
  replay: [{ arch: 'x86-64', records: 630_721, rounds: 7, ns: wide, coldNs: 1_234, perSecond: wide }],
  host: { cpu: 'A processor with a long name of its own @ 3.00GHz', cpus: 64, virtual: true, kernel: '6.18.44-something', node: 'v20.20.2', faultNs: 28_123, divisor: 40, compiler: 'cc (Some 12.2.0-14) 12.2.0' },
  events: [{ arch: 'x86-64', first: ['AccessStarted', 'EntrySet'], next: Array.from({ length: 20 }, () => 'FolioAllocated'), frozen: true, missing: ['LruAdded'] }],
  scaling: [{ arch: 'x86-64', pages: 1_000_000, ns: wide, growth: 1.25 }],
  memory: [{ arch: 'x86-64', pages: 100_000, stateBytes: 48.2, tableBytes: 8.1, logBytes: 294.7, events: 15 }],
};
const lines: string[] = render({ ...results, marks: judge(results) });

const prose = lines.join(' ').replace(/\s+/g, ' ');

describe('the report', () => {
  it('fits 100 columns', () => lines.forEach((line) => expect(line.length, line).toBeLessThanOrEqual(WIDTH)));

  it('has both remarks beside every ratio against the kernel', () =>
    lines.filter((line) => /^x86-64 +transactions/.test(line)).forEach((line) => {
      expect(line).toMatch(/12\.34x \[10\.01 … 45\.67\] CV/);
      expect(line).toMatch(/10\.50x CV/);
    }));

  it('says in words what the remarks are', () => {
    expect(prose).toContain('C: the model neither clears nor holds page contents');
    expect(prose).toContain('V: the host may be a virtual machine');
  });

  it('has the twin beside the kernel, with events and bytes of both', () => {
    expect(prose).toMatch(/x86-64 twin ns twin ratio kernel ev/);
    expect(prose).toMatch(/transactions 1,235 12\.34x \[10\.01 … 45\.67\] 12\.34x CV 15\.0, 15\.0 294, 294 1,235 123/);
    expect(prose).toContain('reach against the twin: events 0.12x, transactions 0.25x');
  });

  it('names events that a fault lacks', () => expect(prose).toContain('MISSING of the least: LruAdded'));
});

describe('figures', () => {
  it.each([[1234.5, '1,235'], [99.96, '100.0'], [12.345, '12.3'], [1.234, '1.23'], [undefined, '-'], [Number.NaN, '-']])('%d is %s', (value, text) =>
    expect(figure(value)).toBe(text));

  it('stand in columns', () => expect(table(['a', 'bb'], [['xyz', '1']])).toEqual(['a    bb', 'xyz   1']));

  it('text keeps its words in lines short enough', () =>
    fc.assert(fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 60 }), (words) => {
      const broken = wrapped(words.join(' '), 40);
      broken.forEach((line: string) => expect(line.length).toBeLessThanOrEqual(40));
      expect(broken.join(' ').split(/\s+/)).toEqual(words);
    })));
});

describe('the command line', () => {
  it('means everything by default', () => expect(parseOptions([])).toMatchObject({ only: NAMES, quick: false, json: false, check: false }));
  it('takes names', () => expect(parseOptions(['--only', 'write', '--only=scaling', '--quick'])).toMatchObject({ only: ['write', 'scaling'], quick: true }));
  it('takes a commit, and then measures what has bounds', () =>
    expect(parseOptions(['--beside', 'HEAD~3'])).toMatchObject({ beside: 'HEAD~3', only: BESIDE_NAMES }));
  it.each([['--beside'], ['--beside', 'HEAD', '--check'], ['--beside', 'HEAD', '--only', 'decode'], ['--beside', '--quick']])('refuses %s %s %s', (...args) =>
    expect(() => parseOptions(args)).toThrow());
  it.each([['--only', 'nothing'], ['--slow'], ['write']])('refuses %s %s', (...args) => expect(() => parseOptions(args)).toThrow());
});

describe('sizes', () => {
  it.each(Object.values(WORKLOADS))('of $title are whole and smaller when quick', (workload) => {
    const full = sizes(workload, effort(false));
    const quick = sizes(workload, effort(true));
    expect(full).toEqual({ pages: workload.pages, repeats: workload.repeats });
    expect([quick.pages, quick.repeats].filter((size) => !Number.isInteger(size))).toEqual([]);
    expect(quick.pages * quick.repeats).toBeLessThan(full.pages * full.repeats);
  });

  it.each([false, true])('at least five pairs (quick: %s)', (quick) => expect(effort(quick).pairs).toBeGreaterThanOrEqual(5));
});

describe('what is compared', () => {
  it('is every workload, architecture and mode', () =>
    expect(comparisonsOf(NAMES, false)).toHaveLength(Object.keys(WORKLOADS).length * ARCHITECTURES.length * Object.keys(MODES).length));

  it('is every workload and architecture when quick, in fewer modes', () => {
    const quick = comparisonsOf(NAMES, true);
    expect(new Set(quick.map(({ workload, arch }: { workload: string; arch: string }) => `${workload} ${arch}`)).size).toBe(Object.keys(WORKLOADS).length * ARCHITECTURES.length);
    expect(quick.length).toBeLessThan(comparisonsOf(NAMES, false).length);
  });

  it('shares less than the time of a run', () => expect(50 * shareOf(effort(false), 50)).toBeLessThan(10 * 60_000));
});

describe('on a slow host', () => {
  it.each([[0, 1], [1_400, 1], [4_000, 1], [4_001, 2], [11_700, 4], [28_000, 8], [1e6, 8]])('whose fault takes %d ns rounds are %d times smaller', (ns, by) =>
    expect(shrink(ns)).toBe(by));

  it.each(Object.values(WORKLOADS))('sizes of $title stay whole', (workload) => {
    const { pages, repeats } = sizes(workload, effort(true, 1e6));
    expect([pages, repeats].filter((size) => !Number.isInteger(size) || size <= 0)).toEqual([]);
  });
});
