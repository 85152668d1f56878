import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultline, folder } from './testing/captured';

const SOUND = [
  'name: mine', 'steps:', '  - mmap: {proc: A, as: m, pages: 4, prot: rw, share: private, backing: anon}', '  - write: {proc: A, at: m+0, value: 17}', '  - read: {proc: A, at: m+0}', '',
].join('\n');
const NESTED = SOUND.replace('- write: {proc: A, at: m+0, value: 17}', '- write:\n    proc: A\n    at: m+0\n    value: 17');

/** Mistakes of somebody who writes the first scenario: the file, and the one line that answers. */
const ANSWERED: readonly (readonly [what: string, text: string, answer: string])[] = [
  ['a typo in a step', SOUND.replace('write:', 'wirte:'), ":4:5: there is no step 'wirte'; did you mean 'write'? `faultline steps` lists them"],
  ['a typo in a key', SOUND.replace('value:', 'vlaue:'), ":4:31: step 1 (write) has no key 'vlaue'; did you mean 'value'? it takes proc, at, value; 'value' is missing; see `faultline steps write`"],
  ['a typo in a word', SOUND.replace('private', 'privte'), ":3:55: step 0 (mmap): 'share' is 'privte', but takes private or shared; did you mean 'private'? see `faultline steps mmap`"],
  ['a wrong unit', SOUND.replace('pages: 4', 'pages: 16K'), ":3:35: step 0 (mmap): 'pages' is '16K', but takes a number of pages, 1 to 16777216, or of huge pages like 2H or 1H+5; write the number alone, it counts base pages"],
  ['wrong nesting', NESTED, ':4:5: step 1 is not one step name with its keys; indent its keys below write, or write write: {KEY: VALUE, …}'],
  ['an unknown process', SOUND.replace('read: {proc: A', 'read: {proc: B'), ":5:18: there is no process 'B'; fork it first, or use A"],
  ['a tab', SOUND.replace('  - write', '\t- write'), ':4:1: Tabs are not allowed as indentation; indent with spaces'],
  ['a duplicate key', SOUND.replace('at: m+0, value', 'at: m+0, at: m+1, value'), ":4:31: the key 'at' stands here twice; keep one of them"],
  ['10^12 pages', SOUND.replace('pages: 4', 'pages: 1000000000000'), ":3:35: step 0 (mmap): 'pages' is 1000000000000, but takes a number of pages, 1 to 16777216, or of huge pages like 2H or 1H+5; see `faultline steps mmap`"],
  ['an empty file', '', ':1:1: the file is empty; write a scenario: name and steps; `faultline steps` tells which there are'],
];

/** What only looks like one: such files simply work. */
const FINE: readonly (readonly [what: string, text: string])[] = [
  ['CRLF', SOUND.replaceAll('\n', '\r\n')], ['a byte-order mark', `\ufeff${SOUND}`], ['both', `\ufeff${SOUND.replaceAll('\n', '\r\n')}`], ['no line about it', SOUND],
];

function compared(text: string): { file: string; status: number; out: string; err: string } {
  const file = join(folder(), 'mine.yaml');
  writeFileSync(file, text);
  return { file, ...faultline('compare', file, '--arch', 'x86-64') };
}

describe("a beginner's mistake in YAML gets one helpful answer", () => {
  it.each(ANSWERED)('%s', (_what, text, answer) => {
    const { file, status, out, err } = compared(text);
    expect({ status, out, err }).toEqual({ status: 2, out: '', err: `faultline: ${file}${answer}\n` });
  });

  it.each(FINE)('%s is none: the file runs', (_what, text) => expect(compared(text)).toMatchObject({ status: 0, err: '', out: compared(SOUND).out }));
});

describe('many mistakes', () => {
  it('are told a line each, by their places, and how many more there are', () => {
    const { file, status, out, err } = compared(`${SOUND}${'  - wirte: {}\n'.repeat(57)}`);
    const lines = Array.from({ length: 20 }, (_, at) => `faultline: ${file}:${at + 6}:5: there is no step 'wirte'; did you mean 'write'? \`faultline steps\` lists them`);
    expect({ status, out, err: err.split('\n') }).toEqual({ status: 2, out: '', err: [...lines, `faultline: ${file}: and 37 more`, ''] });
  });
});
