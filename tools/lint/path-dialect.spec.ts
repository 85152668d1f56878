import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const eslint = new ESLint({ cwd: root });

/** What the rule says of a path with this body, as it would stand in the core; by the beginnings of its messages. */
async function said(source: string, file = 'packages/core-mm/src/planted.ts'): Promise<string[]> {
  const text = `import { lockStep, stepPoint, type Path } from '@faultline/contracts';\nimport { f, g } from './walk';\n${source}`;
  const [result] = await eslint.lintText(text, { filePath: join(root, file) });
  return result!.messages.filter(({ ruleId }) => ruleId === 'faultline/path-dialect').map(({ message }) => message.slice(0, 24));
}
const body = (statements: string, parameters = 'k: K, xs: readonly X[]'): string => `export function* p(${parameters}): Path<void> {\n${statements}\n}`;

describe('what keeps a thread from being a value is found in a path', () => {
  it.each([
    ['a try', 'try { yield* f(k); } finally { g(k); }', 'A path has no try: what '],
    ['a try without a step', 'try { g(k); } catch { return; }', 'A path has no try: what '],
    ['a closure that is kept', 'const h = () => k; yield* f(k); h();', 'A closure in a path is u'],
    ['a function declared in it', 'function h(): void {} h();', 'A closure in a path is u'],
    ['a closure handed to a path', 'yield* f(k, () => 1);', 'A closure in a path is u'],
    ['a closure made before a step', 'g(() => 1, yield* f(k));', 'A closure in a path is u'],
    ['a closure in an object', 'yield* f({ go: () => 1 });', 'A closure in a path is u'],
    ['a generator looped over', 'for (const x of g(k)) yield* f(x);', 'Across a step a path loo'],
    ['something of the state looped over', 'for (const x of k.xs) yield* f(x);', 'Across a step a path loo'],
    ['a variable that may be anything looped over', 'const ys = g(k); for (const y of ys) yield* f(y);', 'Across a step a path loo'],
    ['keys looped over', 'for (const key in k) yield* f(key);', 'Across a step a path loo'],
    ['an iterator that is driven', 'const x = k.it.next(); yield* f(x);', 'A path drives no iterato'],
    ['a step with a value', "const x = yield lockStep('a');", 'A step point is a statem'],
    ['a step made elsewhere', 'yield k.step;', 'A step point is a statem'],
    ['a step that does something', "yield stepPoint('a', { vpn: k.n++ });", 'A step point is a statem'],
    ['a path that was kept', 'const path = f(k); yield* path;', 'What follows yield* is a'],
    ['a path chosen', 'yield* (k.a ? f(k) : g(k));', 'What follows yield* is a'],
    ['a path of what a call gives', 'yield* g(k).run();', 'What follows yield* is a'],
  ])('%s', async (_what, statements, expected) => expect(await said(body(statements))).toEqual([expected]));

  it('a function as a parameter', async () => {
    expect(await said(body('yield* f(k);', 'k: K, then: () => void'))).toEqual(['A path takes values, no ']);
  });

  it('of a method as of a function', async () => {
    expect(await said('export class C { *m(k: K): Path<void> { try { yield* f(k); } finally { g(k); } } }')).toEqual(['A path has no try: what ']);
    expect(await said('export const o = { *m(k: K): Path<void> { const h = () => k; yield* f(h); } };')).toEqual(['A closure in a path is u']);
  });
});

describe('what would be without a plain form is found', () => {
  it.each([
    ['a generator of no declared type', 'export function* p(k: K) { yield* f(k); }', 'A generator here is a pa'],
    ['a method of no declared type', 'export const host = { *flush(k: K) { yield* f(k); } };', 'A generator here is a pa'],
    ['a function that hands a path on', 'export const p = (k: K): Path<void> => f(k);', 'A function that returns '],
  ])('%s', async (_what, source, expected) => expect(await said(source)).toEqual([expected]));
});

describe('what a path may do', () => {
  it.each([
    ['steps, calls, loops by count', "yield lockStep(k.name(k.id), k.a ? 'read' : 'write'); for (let at = 0; at < xs.length; at++) yield* f(xs[at]); yield* k.gather.end(1);"],
    ['a loop over an array of its own', 'for (const x of xs) yield* f(x); const ys: X[] = g(k); for (const y of ys) yield* f(y);'],
    ['any loop without a step', 'for (const x of k.all()) g(x);'],
    ['to hand something on', 'k.subject.next(1); yield* f(k);'],
    ['a closure that is used up', 'k.rss.forEach((n) => g(n)); yield* f(xs.filter((x) => x.a));'],
  ])('%s', async (_what, statements) => expect(await said(body(statements))).toEqual([]));

  it('outside of the packages with paths, and in their tests, anything', async () => {
    expect(await said('export const p = (k: K): Path<void> => f(k);', 'packages/explore/src/planted.ts')).toEqual([]);
    expect(await said('export function* p() { yield 1; }', 'packages/core-mm/src/planted.spec.ts')).toEqual([]);
  });
});
