import { describe, expect, it } from 'vitest';
import type { ScenarioError } from './errors';
import { LIMITS } from './limits';
import { parseScenario } from './parser';
import { failureOf, HEAD } from './testing/texts';

const allOf = (error: ScenarioError | undefined): ScenarioError[] => (error === undefined ? [] : [error, ...error.more]);
/** `LINE:COLUMN CODE message` of each mistake of a text. */
const told = (text: string): string[] => allOf(failureOf(text)).map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`);
const steps = (...lines: readonly string[]): string => `${HEAD}${lines.map((line) => `  - ${line}\n`).join('')}`;

describe('the mistakes of a file', () => {
  it('are told all at once, by their places', () => {
    expect(told([
      'nmae: x', 'machine: {swap: 16MiB, cpus: 64}', 'needs: [luck]', 'steps:', '  - wirte: {proc: A, at: m+0, value: 1}', '  - mmap: {proc: A, as: m, pages: 4, prot: rw, share: privat, backing: anon, pages: 5}',
      '  - read: {proc: B, at: k+0}', '  - fork: {proc: A}', '',
    ].join('\n'))).toEqual([
      "1:1 unknown-key the scenario has no key 'nmae'",
      "2:17 wrong-type the scenario: 'machine.swap' is '16MiB', but takes a number of MiB, 0 to 1048576",
      "2:30 out-of-range the scenario: 'machine.cpus' is 64, but takes a number of CPUs, 1 to 32",
      expect.stringMatching(/^3:9 wrong-type the scenario: 'needs\.0' is 'luck', but takes swap, /),
      "5:5 unknown-step there is no step 'wirte'",
      "6:55 wrong-type step 1 (mmap): 'share' is 'privat', but takes private or shared",
      "6:78 duplicate-key the key 'pages' stands here twice",
      "7:18 unknown-name there is no process 'B'",
      "7:25 unknown-name there is no mapping 'k'",
      "8:11 missing-key step 3 (fork): 'child' is missing",
    ]);
  });

  it('each have a remedy, and a wrong word the words to choose from', () => {
    const [step, key, word, name] = allOf(failureOf(steps('wirte: {}', 'read: {prco: A, at: m+0}', 'mmap: {proc: A, as: n, pages: 1, prot: r, share: privat, backing: anon}', 'read: {proc: A, at: mm+0}')));
    expect(step).toMatchObject({ remedy: '`faultline steps` lists them', unknown: { name: 'wirte', known: expect.arrayContaining(['write', 'read']) } });
    expect(key).toMatchObject({ remedy: "it takes proc, at; 'proc' is missing; see `faultline steps read`", unknown: { name: 'prco', known: ['proc'] } });
    expect(word).toMatchObject({ remedy: 'see `faultline steps mmap`', unknown: { name: 'privat', known: ['private', 'shared'] } });
    expect(name).toMatchObject({ remedy: 'mmap it first', unknown: { name: 'mm', known: ['m', 'k'] } });
  });

  it('are told up to a number, the others are counted', () => {
    const error = failureOf(steps(...Array.from({ length: LIMITS.mistakes + 37 }, () => 'wirte: {}')));
    expect([allOf(error).length, error?.untold]).toEqual([LIMITS.mistakes, 37]);
    expect(failureOf(steps('wirte: {}', 'wirte: {}'))).toMatchObject({ untold: 0, more: [{ line: 7 }] });
  });

  it('are told of the first step that YAML cannot read, and of nothing after it', () => {
    expect(told('nmae: x\nsteps:\n  - read: {proc: A\n  - wirte: {}\n')).toEqual([expect.stringMatching(/^4:\d+ syntax /)]);
  });

  it('are all tricks of a file, an anchor once, and then nothing else', () => {
    expect(told('nmae: &a x\nabout: *a\nnotes: [&b x]\n__proto__: {}\n').map((each) => each.split(' ').slice(0, 4).join(' ')))
      .toEqual(['1:10 alias YAML anchors', '3:12 alias YAML anchors', '4:1 forbidden-key the key']);
  });
});

describe('an unknown key', () => {
  it('is told before a missing one, which is told with it', () => {
    expect(failureOf(steps('mmap: {as: n, colour: red, prot: r, size: 3}'))).toMatchObject({
      message: "step 2 (mmap) has no key 'colour'", remedy: expect.stringContaining("; 'proc', 'pages', 'share', 'backing' are missing; "),
      more: [{ message: "step 2 (mmap) has no key 'size'", remedy: expect.not.stringContaining('missing') }],
    });
    expect(told('abuot: x\n')).toEqual(["1:1 unknown-key the scenario has no key 'abuot'"]);
    expect(failureOf('abuot: x\n')?.remedy).toContain("'name', 'steps' are missing");
  });

  it('shows what is no plain space in it', () => expect(failureOf('name: x\nsteps:\n\u00a0 - exit: {proc: A}\n')?.more[0]?.message).toBe("the scenario has no key '\\u{a0} - exit'"));

  it('was meant to be a key that is not there', () => {
    expect(failureOf(steps('munmap: {proc: A, at: m+0, paegs: 1}'))?.unknown).toEqual({ name: 'paegs', known: ['pages'] });
  });
});

describe('one mistake is told once', () => {
  it.each<[string, readonly string[]]>([
    ['a misspelt step', ['mmpa: {proc: A, as: n, pages: 1, prot: r, share: private, backing: anon}', 'read: {proc: A, at: n+0}', 'write: {proc: A, at: n+5, value: 1}']],
    ['a misspelt key that names a mapping', ['mmap: {proc: A, sa: n, pages: 1, prot: r, share: private, backing: anon}', 'read: {proc: A, at: n+0}']],
    ['a wrong value beside a name', ['fork: {proc: A, child: B, at: m+0}', 'read: {proc: B, at: m+0}', 'exit: {proc: B}']],
    ['keys beside their step', ['fork:\n    proc: A\n    child: B', 'exit: {proc: B}']],
    ['a process that is used often', ['read: {proc: Z, at: m+0}', 'read: {proc: Z, at: m+1}', 'exit: {proc: Z}']],
    ['a mapping that is used often', ['read: {proc: A, at: z+0}', 'read: {proc: A, at: z+1}']],
    ['a pin that was not made', ['unpin: {proc: A, as: p}', 'unpin: {proc: A, as: p}']],
    ['a process too many', Array.from({ length: 70 }, (_, at) => `fork: {proc: A, child: P${at}}`)],
  ])('%s', (_what, lines) => expect(told(steps(...lines))).toHaveLength(1));

  it('and another mistake in the same step or name is told all the same', () => {
    expect(told(steps('fork: {proc: A, child: B, at: m+0}', 'fork: {proc: A, child: A}')).map((each) => each.split(' ')[1])).toEqual(['unknown-key', 'duplicate-name']);
  });
});

describe('a value', () => {
  const remedy = (step: string): string | undefined => failureOf(steps(step))?.remedy;
  it.each([['4k'], ['16KiB'], ['2 MB'], ['4096 bytes'], ['3 pages']])('with a unit, %s, is to be written without it', (pages) => {
    expect(remedy(`munmap: {proc: A, at: m+0, pages: ${pages}}`)).toBe('write the number alone, it counts base pages');
  });
  it('in huge pages has a capital H', () => expect(remedy('munmap: {proc: A, at: m+0, pages: 2h}')).toBe('write 2H'));
  it('after another sign has a colon and a space', () => expect(remedy('read: {proc=A, at: m+0}')).toBe('write KEY: VALUE, with a colon and a space'));
  it.each([['1000000000000'], ['99999999999999999999999999'], ['-1.5'], ['-99999999999999999999999999']])('that is wrong in several ways, %s, is told once', (value) => {
    expect(told(steps(`write: {proc: A, at: m+0, value: ${value}}`, `munmap: {proc: A, at: m+0, pages: ${value}}`))).toHaveLength(2);
  });
  it.each([['read: {proc: A}', 'add it; see `faultline steps read`'], ['read: {}', 'add them; see `faultline steps read`']])('that is missing is to be added: %s', (step, text) => expect(remedy(step)).toBe(text));
  it('after a colon has a space', () => expect(remedy('read: {proc:A, at: m+0}')).toBe('put a space after the colon'));
  it('that is empty is said to be', () => expect(failureOf(steps('read: {proc: A, at: }'))?.message).toBe("step 2 (read): 'at' is empty, but takes a page of a mapping, like m+0 or m+1H+5"));
});

describe('what YAML cannot read', () => {
  it.each([
    ['a tab', 'name: x\nsteps:\n\t- exit: {proc: A}\n', 'indent with spaces'], ['a missing comma', 'name: x\nsteps:\n  - read: {proc: A at: m+0}\n', 'put a comma between KEY: VALUE and the next'],
    ['a missing bracket', 'name: x\nsteps:\n  - exit: {proc: A\n', 'close what is open, or indent it further'], ['a bracket too many', 'name: x\nsteps:\n  - exit: {proc: A}}\n', 'take it out, or open what it closes'],
    ['a missing quotation mark', 'name: "x\n', 'close what is open'], ['a missing colon', 'name x\nsteps: []\n', 'write KEY: VALUE, with a colon and a space'],
    ['a key that is indented too far', 'name: x\n steps: []\n', 'keep keys that belong together in one column, and text with a colon in quotation marks'], ['a reserved character', 'about: @x\n', 'put it in quotation marks'],
    ['nothing', '', 'write a scenario: name and steps; `faultline steps` tells which there are'],
    ['UTF-16', '\ufffd\ufffdn\0a\0m\0e\0', 'save it as UTF-8'], ['a program', '\u007fELF\u0002\u0001\u0001\0\0\0', 'name a scenario, or save it as UTF-8'],
    ['a tag that it does not know', 'name: !foo x\nsteps: []\n', 'leave the tag out'], ['a tag that it knows', 'name: !!binary aGk=\nsteps: []\n', 'leave the tag out'],
  ])('%s has its remedy', (_what, text, remedy) => expect(failureOf(text)?.remedy).toBe(remedy));
});

describe('what a file may have', () => {
  const text = 'name: x\nsteps:\n  - exit: {proc: A}\n';
  it('no line about it', () => expect(parseScenario(text, 'x.yaml')).toEqual({ name: 'x', steps: [{ name: 'exit', proc: 'A' }] }));
  it.each([['ends of lines as Windows has them', text.replaceAll('\n', '\r\n')], ['a byte-order mark', `\ufeff${text}`], ['both', `\ufeff${text.replaceAll('\n', '\r\n')}`]])('%s', (_what, same) => {
    expect(parseScenario(same, 'x.yaml')).toEqual(parseScenario(text, 'x.yaml'));
  });
  it('and then places are those that an editor shows', () => {
    expect(failureOf('\ufeffnmae: x\r\nsteps:\r\n  - wirte: {}\r\n')).toMatchObject({ line: 1, column: 1, more: [{ line: 3, column: 5 }] });
  });
});
