import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const eslint = new ESLint({ cwd: root });

/** How often a rule is broken by a statement, as if it stood in a spec; nothing is written. */
async function found(rule: string, statement: string, file = 'packages/core-mm/src/planted.spec.ts'): Promise<number> {
  const [result] = await eslint.lintText(`${statement};\n`, { filePath: join(root, file) });
  return result!.messages.filter(({ ruleId }) => ruleId === `faultline/${rule}`).length;
}

describe('an expectation that would say "expected false to be true" is found', () => {
  it.each([
    'expect(rules.includes(rule)).toBe(true)', 'expect(a === b).toBe(true)', 'expect(a > 0 && b > 0).toBe(true)', 'expect(entry.write).toBe(false)', 'expect(ok).toEqual(true)',
    'expect(ok).toStrictEqual(false)', 'expect(found).toBeTruthy()', 'expect(found).toBeFalsy()', 'expect(ok).not.toBe(true)', 'await expect(later).resolves.toBe(true)',
    'expect.soft(ok).toBe(true)', 'expect(words.includes(one)).toBe(wanted)', 'expect(a !== b).toBe(wanted)', 'expect(!a).toEqual(wanted)', 'expect(seen.has(it)).toBe(wanted)',
  ])('%s', async (statement) => expect(await found('no-bare-verdicts', statement)).toBe(1));

  it.each(['packages/core-mm/src/testing/planted.ts', 'tools/arch-lab/planted.ts', 'tools/laws/planted.spec.ts'])('in %s too', async (file) =>
    expect(await found('no-bare-verdicts', 'expect(ok).toBe(true)', file)).toBe(1));
});

describe('an expectation that tells values, or what was asked, is left alone', () => {
  it.each([
    'expect(rules).toContain(rule)', 'expect({ ok }).toEqual({ ok: true })', "expect(ok, 'the report is fine').toBe(true)", 'expect(a).toBe(b)', 'expect(count(a)).toBe(0)',
    'expect(state).toSatisfy(Object.isFrozen)', 'other(a === b).toBe(true)', 'expect(list).toEqual([true])', 'expect(set.size).toBe(n)',
  ])('%s', async (statement) => expect(await found('no-bare-verdicts', statement)).toBe(0));
});

describe('a test that is skipped without a reason is found', () => {
  it.each([
    "it.skip('x', f)", "it.runIf(c)('x', f)", "it.skipIf(c).each(rows)('x', f)", "describe.skipIf(c)('x', f)", "it.todo('x')", "it('x', ({ skip }) => { skip('y'); })",
    'describe.skipIf(c).each(rows)(`x ${y}`, f)', "test.concurrent.skip('x', f)",
  ])('%s', async (statement) => expect(await found('skips-say-why', statement)).toBe(1));
});

describe('a reason is found in options or title', () => {
  it.each([
    "it.skip('x', because('y'), f)", "it.runIf(c)('x', because('only z'), f)", "it.skipIf(c).each(rows)('x', because('y'), f)", "describe.skipIf(c)(`x${there ? '' : ' (skipped: no recordings)'}`, f)",
    'describe.skipIf(c)(`x${SKIPPED}`, f)', "it('x', f)", "it.each(rows)('x', f)", "describe('x', f)", 'list.skip(3)',
  ])('%s', async (statement) => expect(await found('skips-say-why', statement)).toBe(0));
});
