import { describe, expect, it } from 'vitest';
import { captured } from './part.mjs';
import { skipLines, skipsOf } from './skips.mjs';
import { runStages } from './stages.mjs';

const node = (name: string, code: string) => ({ name, run: () => captured(process.execPath, ['-e', code]) });
/** What a run of stages prints; seconds are of no account. */
async function said(stages: object[][][]): Promise<string[]> {
  const lines: string[] = [];
  await runStages(stages, (text: string) => void lines.push(text.replace(/ +\d+ s/, ' N s')));
  return lines;
}

describe('a gate', () => {
  it('that passes is one line, whatever it says', async () => {
    expect(await said([[[node('lint', 'console.log("much"); console.error("more")')]]])).toEqual(['lint               ok N s']);
  });

  it('that fails is followed by all it said, on both streams', async () => {
    const [text] = await said([[[node('lint', 'console.log("a.ts:1"); console.error("b.ts:2"); process.exitCode = 1')]]]);
    expect(text!.split('\n')[0]).toBe('lint               FAILED N s');
    expect(text!.split('\n').slice(1).filter((line) => line !== '').sort()).toEqual(['a.ts:1', 'b.ts:2']);
  });

  it('whose program is missing, or was ended, has failed', async () => {
    const missing = { name: 'x', run: () => captured('no-such-program', []) };
    expect(await said([[[missing]]])).toEqual([expect.stringMatching(/^x +FAILED N s\nno-such-program could not be started: .*ENOENT/)]);
    expect(await said([[[node('y', 'process.kill(process.pid, "SIGKILL")')]]])).toEqual([expect.stringMatching(/FAILED N s\n.* was ended by SIGKILL\n$/)]);
  });

  it('runs after those before it in its lane, and after earlier stages', async () => {
    const order: string[] = [];
    const part = (name: string) => ({ name, run: () => Promise.resolve({ ok: order.push(name) > 0, output: '', seconds: 0 }) });
    await runStages([[[part('a'), part('b')], [part('c')]], [[part('d')]]], () => undefined);
    expect([order.indexOf('a') < order.indexOf('b') && 'a before b', order.at(-1)]).toEqual(['a before b', 'd']);
  });
});

describe('what was skipped', () => {
  const test = (status: string, fullName: string, meta = {}) => ({ status, fullName, meta });
  const report = { testResults: [
    { assertionResults: [test('passed', 'a (skipped: never)'), test('skipped', 'vectors (skipped: no recordings) x'), test('skipped', 'b', { skipped: 'only on s390' })] },
    { assertionResults: [test('pending', 'vectors (skipped: no recordings) y'), test('todo', 'c'), test('failed', 'd')] },
  ] };

  it('is counted by its reason, which a test or a title gives', () => {
    expect(skipsOf(report)).toEqual([['no recordings', 2], ['no reason given', 1], ['only on s390', 1]]);
    expect(skipLines(report)[0]).toMatch(/^ +2 skipped: no recordings$/);
  });
});
