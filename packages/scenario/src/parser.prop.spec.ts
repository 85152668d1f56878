import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepText } from './step-text';
import { LIMITS } from './limits';
import { parseScenario } from './parser';
import { rawSteps, textOf } from './testing/arbitraries';
import { failureOf, HEAD } from './testing/texts';

const EXAMPLES = join(import.meta.dirname, '../../../examples');
const VALID = readdirSync(EXAMPLES).filter((name) => name.endsWith('.yaml')).map((name) => readFileSync(join(EXAMPLES, name), 'utf8'));
/** Enough for a loaded machine; what took the square of its input would need minutes. */
const MOST_MS = 20_000;

/** Reading gives a scenario, or an error that says in one line what, where and what to do. */
function law(text: string): void {
  const start = performance.now();
  const error = failureOf(text);
  expect(performance.now() - start).toBeLessThan(MOST_MS);
  if (error === undefined) return;
  const lines = text.split('\n');
  expect(error).toMatchObject({ name: 'ScenarioError', code: expect.stringMatching(/^[a-z-]+$/), remedy: expect.stringMatching(/./), message: expect.stringMatching(/^[^\n\r]+$/) });
  expect(error.line).toBeGreaterThanOrEqual(1);
  expect(error.line).toBeLessThanOrEqual(lines.length);
  expect(error.column).toBeGreaterThanOrEqual(1);
  expect(error.column).toBeLessThanOrEqual(lines[error.line! - 1]!.length + 1);
}

const anyText = fc.string({ unit: 'binary', maxLength: 80 });
/** What YAML and the format have a meaning for. */
const TOKENS = [
  '- ', '-', ': ', ':', '? ', '{', '}', '[', ']', ', ', '\n', '\n  ', '\n    ', '\t', ' ', '#', '&a ', '*a', '!!map ', '!<x> ', '%YAML 1.1\n', '---\n', '...\n', '|\n', '>-\n', '"', "'", '\\',
  '<<', '~', 'null', '.inf', '.nan', '0x10', '1e999', '-0', '9007199254740993', '1000000000000', '__proto__', 'constructor', 'name', 'about', 'steps', 'machine', 'files', 'mmap', 'write', 'read', 'fork',
  'proc', 'at', 'as', 'pages', 'value', 'A', 'm', 'm+0', 'm+4', '2H', 'ret', '\0', '\ufeff', '\u2028', '\r', '\ud800',
];
const soup = fc.array(fc.constantFrom(...TOKENS), { maxLength: 40 }).map((tokens) => tokens.join(''));

/** One change of a text: some of it taken away, doubled, or replaced. */
const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(12), by: fc.oneof(fc.constantFrom(...TOKENS), fc.constant(''), anyText), twice: fc.boolean() });
const mutated = fc.tuple(fc.constantFrom(...VALID), fc.array(change, { minLength: 1, maxLength: 4 })).map(([valid, changes]) =>
  changes.reduce((text, { at, length, by, twice }) => {
    const from = Math.floor(at * text.length);
    return `${text.slice(0, twice ? from + length : from)}${by}${text.slice(twice ? from : from + length)}`;
  }, valid));

const key = fc.constantFrom('name', 'about', 'steps', 'machine', 'files', 'needs', 'mmap', 'write', 'proc', 'at', 'as', 'pages', '__proto__', 'toString', 'x');
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof({ maxDepth: 6 }, fc.constantFrom(null, true, 0, -1, 1.5, 1e12, 'A', 'm+0', 'anon', ''), fc.array(tie('tree'), { maxLength: 3 }), fc.dictionary(key, tie('tree'), { maxKeys: 4 })),
}));

describe('whatever the text, reading gives a scenario or a ScenarioError', () => {
  it('of random characters', () => fc.assert(fc.property(anyText, law), { numRuns: 200 }));
  it('of tokens in any order', () => fc.assert(fc.property(soup, law), { numRuns: 400 }));
  it('of tokens after a sound beginning', () => fc.assert(fc.property(soup, (tokens) => law(`${HEAD}  - ${tokens}`)), { numRuns: 150 }));
  it('of a sound file with changes', () => fc.assert(fc.property(mutated, law), { numRuns: 200 }));
  it('of plain values of any shape', () => fc.assert(fc.property(tree, (value) => law(JSON.stringify(value))), { numRuns: 150 }));
  it('of a sound file cut anywhere', () => {
    for (const text of VALID.map((valid) => valid.slice(0, 400))) for (let end = 0; end < text.length; end += 11) law(text.slice(0, end));
  });
});

describe('sizes, depths and counts', () => {
  const OPENERS = ['[', '{', '- ', '? ', '{a: ', '[[', '[{', '- - ', '{"a":'];
  it.each(OPENERS)('%s nested to any depth is refused, if it is too deep', (opener) => {
    const text = opener.repeat(LIMITS.fileChars / opener.length - 10);
    const start = performance.now();
    expect(failureOf(text)?.code).toBe('too-deep');
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('of whatever is nested, what lies deeper than eight collections is refused, and nothing else for its depth', () => {
    fc.assert(fc.property(fc.array(fc.boolean(), { maxLength: 20 }), (kinds) => {
      const text = kinds.reduceRight((inner, list) => (list ? `[${inner}]` : `{a: ${inner}}`), '1');
      expect({ tooDeep: failureOf(text)?.code === 'too-deep' }).toEqual({ tooDeep: kinds.length > LIMITS.depth });
    }));
  });

  const line = (count: number, of: (at: number) => string): string => Array.from({ length: count }, (_, at) => of(at)).join('\n');
  const LARGE: readonly (readonly [what: string, text: string, code: string])[] = [
    ['keys', line(40_000, (at) => `k${at}: 1`), 'unknown-key'],
    ['keys of a step', `${HEAD}  - read: {${Array.from({ length: 20_000 }, (_, at) => `k${at}: 1`).join(', ')}}\n`, 'unknown-key'],
    ['files', `name: x\nabout: x\nmachine:\n  files:\n${line(10_000, (at) => `    f${at}: {}`)}\nsteps: []\n`, 'out-of-range'],
    ['needs', `name: x\nabout: x\nneeds: [${'swap,'.repeat(20_000)} luck]\nsteps: []\n`, 'wrong-type'],
    ['documents', '---\n'.repeat(200_000), 'syntax'],
    ['closing brackets', ']'.repeat(500_000), 'syntax'],
    ['commas', `[${','.repeat(20_000)}]`, 'syntax'],
    ['anchors', `- &a b\n`.repeat(20_000), 'alias'],
    ['aliases', `[${'*a, '.repeat(20_000)}]`, 'alias'],
    ['blank lines', '\n'.repeat(200_000), 'syntax'],
    ['one long word', 'x'.repeat(LIMITS.fileChars), 'wrong-type'],
    ['mappings', `${HEAD}${line(1100, (at) => `  - mmap: {proc: A, as: n${at}, pages: 1, prot: r, share: private, backing: anon}`)}`, 'out-of-range'],
  ];
  it.each(LARGE)('very many %s are judged in time that grows with their number', (_what, text, code) => {
    const start = performance.now();
    const error = failureOf(text);
    expect(performance.now() - start).toBeLessThan(MOST_MS);
    expect(error?.code ?? 'fine').toBe(code);
  });

  it('of a hundred million characters none is looked at', () => {
    const text = ' '.repeat(100_000_000);
    const start = performance.now();
    expect(failureOf(text)?.code).toBe('too-large');
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('a count is taken up to 2^24 pages, and refused beyond', () => {
    const unmap = (pages: string): string | undefined => failureOf(`${HEAD}  - munmap: {proc: A, at: m+0, pages: ${pages}}\n`)?.code;
    fc.assert(fc.property(fc.maxSafeNat(), (pages) => {
      expect(unmap(String(pages))).toBe(pages >= 1 && pages <= LIMITS.pages ? undefined : 'out-of-range');
    }));
    fc.assert(fc.property(fc.nat(999_999_999), fc.nat(999_999_999), (huge, rest) => {
      const most = huge * 8192 + rest;
      expect(unmap(`${huge}H+${rest}`)).toBe(most >= 1 && most <= LIMITS.pages ? undefined : 'out-of-range');
    }));
  });
});

describe('what is read is what was written', () => {
  it('steps are those of the file, with the keys in its order', () => {
    fc.assert(fc.property(rawSteps, (steps) => {
      const parsed = parseScenario(textOf(steps), 'random.json').steps.map(({ name, ...keys }) => ({ [name]: keys }));
      expect(JSON.stringify(parsed)).toBe(JSON.stringify(steps));
    }));
  });

  it('a step says in one line what the file says', () => {
    fc.assert(fc.property(rawSteps, (steps) => {
      const texts = parseScenario(textOf(steps), 'random.json').steps.map(stepText);
      expect(texts).toEqual(steps.map((step) => {
        const [[name, { proc, ...rest }]] = Object.entries(step) as unknown as [[string, Record<string, unknown>]];
        return [name, proc, ...Object.entries(rest).map(([each, value]) => `${each}=${value === true ? 'True' : String(value)}`)].join(' ');
      }));
    }));
  });
});
