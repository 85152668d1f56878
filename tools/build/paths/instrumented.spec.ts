import type * as Contracts from '@faultline/contracts';
import * as contracts from '@faultline/contracts';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { withPlainForms } from './transform';

/** A path as one writes it. What it did comes back in words; with `odd`, by another way. */
const PLAIN_SOURCE = `
  import { lockStep, type Path } from '@faultline/contracts';
  import { deed } from './deeds';
  function* inner(n: number): Path<number> {
    yield lockStep('inner');
    deed('inner ' + n);
    return n + 1;
  }
  export function* outer(k: K, odd: boolean): Path<number> {
    yield lockStep('outer');
    const first = odd ? yield* inner(1) : yield* k.other(2);
    if (first > 1) yield lockStep('big');
    return first + (yield* inner(first));
  }`;

/** The same, as Stryker hands it on: every mutant in one source, behind switches, and counters of what was covered. */
const STRYKER = `
  // @ts-nocheck
  function stryNS_9fa48() { return globalThis.stryker9 ??= { active: undefined, covered: [] }; }
  function stryCov_9fa48(...ids) { stryNS_9fa48().covered.push(...ids); }
  function stryMutAct_9fa48(id) { return stryNS_9fa48().active === id; }
  import { lockStep, type Path } from '@faultline/contracts';
  import { deed } from './deeds';
  function* inner(n: number): Path<number> {
    if (stryMutAct_9fa48("0")) {
      {}
    } else {
      stryCov_9fa48("0");
      yield lockStep(stryMutAct_9fa48("1") ? "" : (stryCov_9fa48("1"), 'inner'));
      deed(stryMutAct_9fa48("2") ? 'inner ' - n : (stryCov_9fa48("2"), (stryMutAct_9fa48("3") ? "" : (stryCov_9fa48("3"), 'inner ')) + n));
      return stryMutAct_9fa48("4") ? n - 1 : (stryCov_9fa48("4"), n + 1);
    }
  }
  export function* outer(k: K, odd: boolean): Path<number> {
    if (stryMutAct_9fa48("5")) {
      {}
    } else {
      stryCov_9fa48("5");
      yield stryMutAct_9fa48("6") ? lockStep("") : (stryCov_9fa48("6"), lockStep('outer'));
      const first = odd ? yield* inner(1) : yield* (stryMutAct_9fa48("7") ? k.other() : (stryCov_9fa48("7"), k.other(2)));
      if (stryMutAct_9fa48("10") ? false : stryMutAct_9fa48("9") ? true : stryMutAct_9fa48("8") ? first <= 1 : (stryCov_9fa48("8", "9", "10"), first > 1)) yield lockStep('big');
      return stryMutAct_9fa48("11") ? first - (yield* inner(first)) : (stryCov_9fa48("11"), first + (yield* inner(first)));
    }
  }`;

/** The same with Istanbul's counters. */
const ISTANBUL = `
  import { lockStep, type Path } from '@faultline/contracts';
  import { deed } from './deeds';
  function cov_1x2() { return globalThis.istanbul1 ??= { f: [0, 0], s: Array(8).fill(0), b: [[0, 0], [0, 0]] }; }
  function* inner(n: number): Path<number> {
    cov_1x2().f[0]++;
    cov_1x2().s[0]++;
    yield lockStep('inner');
    cov_1x2().s[1]++;
    deed('inner ' + n);
    cov_1x2().s[2]++;
    return n + 1;
  }
  export function* outer(k: K, odd: boolean): Path<number> {
    cov_1x2().f[1]++;
    cov_1x2().s[3]++;
    yield lockStep('outer');
    const first = (cov_1x2().s[4]++, odd ? (cov_1x2().b[0][0]++, yield* inner(1)) : (cov_1x2().b[0][1]++, yield* k.other(2)));
    cov_1x2().s[5]++;
    if (first > 1) {
      cov_1x2().b[1][0]++;
      cov_1x2().s[6]++;
      yield lockStep('big');
    } else cov_1x2().b[1][1]++;
    cov_1x2().s[7]++;
    return first + (yield* inner(first));
  }`;

interface Ran { readonly steps: number; readonly result: unknown; readonly deeds: readonly string[] }
type Outer = (k: unknown, odd: boolean) => Contracts.Path<number>;

/** Transforms, compiles and loads a source; what it imports is at hand. */
function loaded(source: string): { outer: Outer; deeds: string[] } {
  const { code } = withPlainForms('sample.ts', source)!;
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
  const deeds: string[] = [];
  const module = { exports: {} as { outer: Outer } };
  const take = (name: string): unknown => (name === './deeds' ? { deed: (text: string) => void deeds.push(text) } : contracts);
  new Function('module', 'exports', 'require', outputText)(module, module.exports, take);
  return { outer: module.exports.outer, deeds };
}

function* other(n = NaN): Contracts.Path<number> {
  yield contracts.lockStep('other');
  return n * 10;
}

/** By the path itself, and by its plain form. */
function bothWays(source: string, odd: boolean): { stepping: Ran; plain: Ran } {
  const { outer, deeds } = loaded(source);
  const path = outer({ other }, odd);
  let steps = 0;
  let step = path.next();
  for (; !step.done; step = path.next()) steps++;
  const stepping = { steps, result: step.value, deeds: deeds.splice(0) };
  return { stepping, plain: { steps: 0, result: contracts.plain(outer)({ other }, odd), deeds: deeds.splice(0) } };
}

const plainCode = (source: string): string => /function outer\$plain[\s\S]*/.exec(withPlainForms('sample.ts', source)!.code)![0];

describe.each([['as written', PLAIN_SOURCE], ['as Stryker hands it on', STRYKER], ["with Istanbul's counters", ISTANBUL]])('a path %s', (_how, source) => {
  it.each([[true, 4, 2 + 3, ['inner 1', 'inner 2']], [false, 4, 20 + 21, ['inner 20']]])('odd: %s', (odd, steps, result, deeds) => {
    expect(bothWays(source, odd)).toEqual({ stepping: { steps, result, deeds }, plain: { steps: 0, result, deeds } });
  });

  it('has a plain form that calls plain forms', () => {
    expect(plainCode(source)).not.toMatch(/\byield\b|runPath\$\(inner/);
    expect(plainCode(source)).toMatch(/inner\$plain\(1\)[\s\S]*k\.other\$plain[\s\S]*inner\$plain\(first\)/);
  });
});

it.each(['4', '7', '11'])("Stryker's mutant %s is on in both forms", (active) => {
  const stryker = { active, covered: [] as string[] };
  (globalThis as { stryker9?: unknown }).stryker9 = stryker;
  const runs = [true, false].map((odd) => bothWays(STRYKER, odd));
  (globalThis as { stryker9?: unknown }).stryker9 = undefined;
  for (const { stepping, plain } of runs) expect(plain).toEqual({ ...stepping, steps: 0 });
  expect(runs.map(({ plain }) => plain.result)).not.toEqual([5, 41]);
});
