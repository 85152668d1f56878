import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseScenario, type ScenarioError, STEP_NAMES, stepReference } from '../../packages/scenario/src';
import { because } from '../arch-lab/because';
import { SCHEMA } from './page';

const root = join(import.meta.dirname, '../..');
const shared = join(root, '../shared');
const there = existsSync(join(shared, 'scenarios'));
const unlessThere = there ? '' : ' (skipped: no recordings)';

const validate = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true }).compile(JSON.parse(readFileSync(join(root, SCHEMA), 'utf8')) as object);
const scenariosIn = (folder: string): [string, string][] => readdirSync(folder).filter((name) => name.endsWith('.yaml')).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
const flawsIn = (value: unknown): string[] => (validate(value) ? [] : validate.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`));
const flawsOf = (text: string): string[] => flawsIn(parse(text));

/** What the parser finds wrong; a schema sees no names and does not count pages of `H`. */
function parserFinds(text: string): string[] {
  try {
    parseScenario(text, 'x.yaml');
    return [];
  } catch (error) {
    const { code, more } = error as ScenarioError;
    return [code, ...more.map((each) => each.code)];
  }
}
const NAMES = new Set(['unknown-name', 'duplicate-name', 'outside-mapping']);

describe('the schema accepts', () => {
  it.each(scenariosIn(join(root, 'examples')))('examples/%s', (_name, text) => expect(flawsOf(text)).toEqual([]));
  it.each(STEP_NAMES)('the example of %s', (name) => expect(flawsOf(stepReference(name).example)).toEqual([]));
  it('a step without keys', () => expect(flawsOf('name: x\nsteps:\n  - swapoff:\n  - ksmRun: {}\n')).toEqual([]));
});

describe.skipIf(!there)(`the schema accepts every scenario that was recorded${unlessThere}`, () => {
  for (const folder of ['scenarios', 'random/scenarios']) {
    it.skipIf(!existsSync(join(shared, folder)))(folder, because('no recordings'), () => {
      const found = existsSync(join(shared, folder)) ? scenariosIn(join(shared, folder)) : [];
      expect(found.length).toBeGreaterThan(50);
      expect(found.flatMap(([name, text]) => flawsOf(text).map((flaw) => `${name} ${flaw}`))).toEqual([]);
    });
  }
});

const MAP = '  - mmap: {proc: A, as: m, pages: 4, prot: rw, share: private, backing: anon}\n';
const scenario = (...lines: readonly string[]): string => `name: x\nsteps:\n${MAP}${lines.map((line) => `  - ${line}\n`).join('')}`;

describe("the schema rejects a beginner's mistakes", () => {
  it.each([
    ['a misspelt step', scenario('wirte: {proc: A, at: m+0, value: 1}')], ['a misspelt key', scenario('write: {proc: A, at: m+0, vlaue: 1}')], ['a misspelt word', scenario('madvise: {proc: A, at: m+0, pages: 1, advice: dontned}')],
    ['a key at the top that is none', `abuot: x\n${scenario()}`], ['a wrong unit', scenario('munmap: {proc: A, at: m+0, pages: 16K}')], ['MiB with their unit', `machine: {swap: 16MiB}\n${scenario()}`],
    ['keys beside their step', scenario('write:\n    proc: A\n    at: m+0\n    value: 17')], ['two steps in one', scenario('exit: {proc: A}\n    swapoff:')], ['no step', scenario('{}')], ['steps that are a map', 'name: x\nsteps:\n  exit: {proc: A}\n'],
    ['a missing key', scenario('read: {proc: A}')], ['10^12 pages', scenario('munmap: {proc: A, at: m+0, pages: 1000000000000}')], ['a byte of 256', scenario('write: {proc: A, at: m+0, value: 256}')], ['no name', 'steps: []\n'], ['an empty file', ''],
    ['a place without page', scenario('read: {proc: A, at: m}')], ['33 CPUs', `machine: {cpus: 33}\n${scenario()}`],
  ])('%s', (_what, text) => {
    expect(flawsOf(text)).not.toEqual([]);
    expect(parserFinds(text)).not.toEqual([]);
  });
});

type Body = Record<string, unknown>;
/** Values of every sort, right somewhere and wrong elsewhere. */
const anyValue = fc.constantFrom<unknown>('A', 'm', 'm+0', 'm+', '2H', '1H+5', '0H', 'rw', 'none', 'rr', 'private', 'anon', 'file:data', 'shmem:', 'ret', 'huge', 'write', 'wp', 'dontneed', '', true, false, 0, 1, 17, 255, 256, -1, 1.5, 2 ** 24, 2 ** 24 + 1, null, [], {});
const change = fc.record({ how: fc.constantFrom('drop', 'add', 'set'), key: fc.nat(20), value: anyValue, name: fc.constantFrom('proc', 'at', 'pages', 'value', 'as', 'wp', 'zzz') });
const changed = fc.record({ name: fc.constantFrom(...STEP_NAMES), changes: fc.array(change, { maxLength: 2 }) }).map(({ name, changes }) => {
  const file = parse(stepReference(name).example) as { steps: Record<string, Body>[] };
  const body = file.steps.at(-1)![name] ?? {};
  for (const { how, key, value, name: added } of changes) {
    const keys = Object.keys(body);
    const chosen = keys[key % Math.max(1, keys.length)] ?? added;
    if (how === 'drop') delete body[chosen];
    else body[how === 'set' ? chosen : added] = value;
  }
  return JSON.stringify(file);
});

describe('schema and parser agree', () => {
  it('on every step, whatever is changed in it, but for names', () => {
    let wrong = 0;
    fc.assert(fc.property(changed, (text) => {
      const codes = parserFinds(text).filter((code) => !NAMES.has(code));
      if (codes.length > 0) wrong++;
      // '0H' and the like are no pages: a schema does not count them.
      if (text.includes('"0H"')) return;
      expect([text, flawsIn(JSON.parse(text)).length > 0]).toEqual([text, codes.length > 0]);
    }), { numRuns: 600 });
    expect(wrong).toBeGreaterThan(60);
  });
});
