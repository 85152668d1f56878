import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScenarioError } from './errors';
import { parseDocument } from './parse-document';

const VMA = '{"pages":"0-3","prot":"rw-p","rss":1,"vmFlags":"rd wr"}';
const STEP = `{"i":0,"do":"read A at=m+0","result":"ok","value":17,"faults":[1,0],"after":{"A":{"m":{"vmas":[${VMA}],"pages":["0 p0 x1 anon","1-3 zero"]},"n":null},"B":null}}`;
const TEXT = `{"scenario":"x","kernel":"6.2","arch":"s390x","pmdPages":256,"steps":[${STEP}]}`;

function failureOf(text: string): ScenarioError | undefined {
  try {
    parseDocument(text, 'x.json');
    return undefined;
  } catch (error) {
    if (error instanceof ScenarioError) return error;
    throw error;
  }
}

it('reads what is sound, as it stands', () => expect(parseDocument(TEXT, 'x.json')).toEqual(JSON.parse(TEXT)));

describe('a document that is wrong is refused with a typed error', () => {
  it.each([
    ['no JSON', '{', /^this is no JSON: /],
    ['nothing', '', /^this is no JSON: /],
    ['null', 'null', /^the document: /],
    ['a list', '[]', /^the document: /],
    ['a list nested without end', '['.repeat(1_000_000), /^this is no JSON: /],
    ['no steps', '{"scenario":"x","kernel":"6.2","arch":"s390x","pmdPages":256}', /^steps: /],
    ['an unknown key', TEXT.replace('"kernel"', '"core":1,"kernel"'), /core/],
    ['a step without result', TEXT.replace('"result":"ok",', ''), /^steps\.0\.result: /],
    ['an unknown key of a step', TEXT.replace('"value":17', '"values":17'), /^steps\.0: .*values/],
    ['a value that is a word', TEXT.replace('"value":17', '"value":"17"'), /^steps\.0\.value: /],
    ['three counts of faults', TEXT.replace('[1,0]', '[1,0,0]'), /^steps\.0\.faults: /],
    ['less than no fault', TEXT.replace('[1,0]', '[-1,0]'), /^steps\.0\.faults\.0: /],
    ['half a fault', TEXT.replace('[1,0]', '[0.5,0]'), /^steps\.0\.faults\.0: /],
    ['a process that is a number', TEXT.replace('"B":null', '"B":1'), /^steps\.0\.after\.B: /],
    ['a process with a path for a name', TEXT.replace('"B":null', '"../B":null'), /must be the name of a process or a mapping/],
    ['a mapping without VMAs', TEXT.replace(`"vmas":[${VMA}],`, ''), /^steps\.0\.after\.A\.m\.vmas: /],
    ['a VMA without protection', TEXT.replace('"prot":"rw-p",', ''), /^steps\.0\.after\.A\.m\.vmas\.0\.prot: /],
    ['a protection that is none', TEXT.replace('rw-p', 'rwxq'), /must be a protection like rw-p/],
    ['a range that is none', TEXT.replace('"0-3"', '"0-"'), /must be a range of pages like 0-3/],
    ['a counter that is none', TEXT.replace('"rss":1', '"rss":1,"luck":1'), /luck/],
    ['a counter that is a word', TEXT.replace('"rss":1', '"rss":"1"'), /^steps\.0\.after\.A\.m\.vmas\.0\.rss: /],
    ['a page entry that is none', TEXT.replace('1-3 zero', 'zero'), /must be page entries/],
    ['a page entry of 10^12 pages', TEXT.replace('1-3 zero', '1-999999999999 zero'), /must be page entries/],
    ['a __proto__ process', TEXT.replace('"B":null', '"__proto__":null'), "the key '__proto__' is not allowed"],
    ['a __proto__ mapping', TEXT.replace('"n":null', '"__proto__":null'), "the key '__proto__' is not allowed"],
  ])('%s', (_what, text, message) => {
    const error = failureOf(text);
    expect(error).toMatchObject({ code: 'bad-document', file: 'x.json', remedy: 'record the scenario again', message: typeof message === 'string' ? message : expect.stringMatching(message) });
    expect(error?.message).not.toContain('\n');
  });

  it.each(['constructor', 'toString', 'hasOwnProperty'])('a process named %s is a process', (name) => {
    expect(Object.keys(parseDocument(TEXT.replace('"B"', `"${name}"`), 'x.json').steps[0]!.after)).toEqual(['A', name]);
  });

  it('whatever is changed in it, reading gives a document or a ScenarioError', () => {
    const change = fc.tuple(fc.nat(TEXT.length - 1), fc.nat(6), fc.oneof(fc.constantFrom('null', '-1', '1e9', '"', '{', '}', '[', ']', ',', ':', '"__proto__"', '0-9 zero', ''), fc.string({ maxLength: 3 })));
    fc.assert(fc.property(change, ([at, length, by]) => void failureOf(TEXT.slice(0, at) + by + TEXT.slice(at + length))), { numRuns: 500 });
  });
});
