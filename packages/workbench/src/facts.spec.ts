import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { parseScenario, type Scenario } from '@faultline/scenario';
import { describe, expect, it } from 'vitest';
import { chooseArchitecture } from './architectures';
import { factsOf, type Column } from './facts';

const EXAMPLES = fileURLToPath(new URL('../../../examples', import.meta.url));
const examples = readdirSync(EXAMPLES).filter((name) => name.endsWith('.yaml')).map((name) => parseScenario(readFileSync(join(EXAMPLES, name), 'utf8'), name));
const scenarioOf = (...steps: string[]): Scenario =>
  parseScenario(['name: test', 'about: test', 'steps:', '  - mmap: {proc: A, as: m, pages: 2, prot: rw, share: private, backing: anon}', ...steps.map((step) => `  - ${step}`)].join('\n'), 'test.yaml');
const facts = (arch: string, ...steps: string[]): Column => factsOf(scenarioOf(...steps), chooseArchitecture(arch, '6.2'));

describe('what each step came to', () => {
  const { steps, label, kernel } = facts('x86-64', 'write: {proc: A, at: m+0, value: 17}', 'read: {proc: A, at: m+0}', 'fork: {proc: A, child: B}', 'write: {proc: B, at: m+0, value: 18}', 'munmap: {proc: A, at: m+0, pages: 2}', 'read: {proc: A, at: m+0}', 'exit: {proc: B}', 'read: {proc: B, at: m+0}');

  it('says which machine it was', () => expect([label, kernel]).toEqual(['x86-64', '6.2']));
  it('results and values', () => {
    expect(steps.map(({ result, value }) => (value === undefined ? result : `${result} ${value}`))).toEqual(['ok', 'ok', 'ok 17', 'ok', 'ok', 'ok', 'SIGSEGV/MAPERR', 'ok', 'noProcess']);
  });
  it('faults, for a process that lives', () => expect(steps.map(({ faults }) => faults?.join('+'))).toEqual(['0+0', '1+0', '0+0', '0+0', '1+0', '0+0', '0+0', '0+0', undefined]));
  it('rules that decided, in words, each once', () => {
    expect([steps[1]!.branches, steps[4]!.branches]).toEqual([['do_anonymous_page/new-page'], ['do_wp_page/copy']]);
  });
  it('pages that are new under their name or mapcount', () => {
    expect(steps.map(({ pages }) => pages)).toEqual([[], ['A.m 0 p0 x1'], [], ['A.m 0 p0 x2', 'B.m 0 p0 x2'], ['A.m 0 p0 x1', 'B.m 0 p1 x1'], [], [], [], []]);
  });
  it('tables of all processes: a root, then one of each level, twice that after fork; none is left at the end', () => {
    expect(steps.map(({ tables }) => tables.pages).slice(0, 5)).toEqual([1, 4, 4, 8, 8]);
    for (const { tables } of steps) expect(tables.pages).toBe(tables.bytes / 4096);
  });
  it('the entry of the page it names, afterwards', () => {
    expect(steps.map(({ pte }) => (pte === undefined ? 'no page' : pte.words))).toEqual(['no page', 'young dirty write softDirty', 'young dirty write softDirty', 'no page', 'young dirty write softDirty', '', '', 'no page', 'no page']);
    expect(steps[1]!.pte?.raw).toMatch(/^0x[0-9a-f]{16}$/);
    expect([steps[5]!.pte?.raw, steps[6]!.pte?.raw]).toEqual(['none', 'none']);
  });
  it('flushes by scope', () => expect(steps.slice(0, 7).map(({ flushes }) => Object.keys(flushes).length > 0)).toEqual([false, false, false, true, true, true, false]));
});

describe('totals', () => {
  const ARCHES = ['x86-64', 'arm64', 's390'];
  it.each(ARCHES.flatMap((arch) => examples.map((scenario) => [arch, scenario.name, scenario] as const)))('%s, %s: are the sums of the steps', (arch, _name, scenario) => {
    const { steps, totals, eventKinds } = factsOf(scenario, chooseArchitecture(arch, '6.2'));
    const sum = (of: (step: (typeof steps)[number]) => number): number => steps.reduce((total, step) => total + of(step), 0);
    expect(steps).toHaveLength(scenario.steps.length);
    expect(totals['minor faults']).toBe(sum(({ faults }) => faults?.[0] ?? 0));
    expect(totals['major faults']).toBe(sum(({ faults }) => faults?.[1] ?? 0));
    expect(totals['flush requests']).toBe(sum(({ flushes }) => Object.entries(flushes).reduce((all, [scope, count]) => all + (scope.startsWith('remote') ? 0 : count), 0)));
    expect(totals['page-table pages, most']).toBe(Math.max(...steps.map(({ tables }) => tables.pages)));
    expect(totals['events']).toBe(sum(({ events }) => events));
    expect(eventKinds.map((kinds) => kinds.length)).toEqual(steps.map(({ events }) => events));
  });
});
