import { describe, expect, it } from 'vitest';
import { LIMITS } from './limits';
import { parseScenario } from './parser';
import { STEPS, type StepName } from './format/steps';
import type { ScenarioErrorCode } from './errors';
import { failureOf, HEAD, marked } from './testing/texts';

type Row = readonly [what: string, code: ScenarioErrorCode, text: string, message: string | RegExp];
const steps = (text: string): string => `${HEAD}${text}`;
const mmap = (name: string): string => `  - mmap: {proc: A, as: ${name}, pages: 1, prot: rw, share: private, backing: anon}\n`;
const framed = (line: string): string => `name: bad\nabout: bad\n${line}\nsteps: []\n`;

/** Each text is wrong in one place, which `«` marks. */
const BAD: readonly Row[] = [
  // not a scenario at all
  ['an empty file', 'syntax', '«', 'the file is empty'],
  ['a comment alone', 'syntax', '«# nothing\n', 'the file is empty'],
  ['a word', 'wrong-type', '«scenario', "the scenario is 'scenario', but takes the keys name, about, notes, machine, needs, steps"],
  ['a list', 'wrong-type', '«[]', /^the scenario is a list, but takes the keys name/],
  ['YAML that does not end', 'syntax', 'name: [a,\n«', /Flow sequence/],
  ['a quotation mark that does not close', 'syntax', 'name: "bad«', /quote/],
  ['a mapping within a line', 'syntax', 'name: «a: b\n', /mapping/],
  ['a tab for indentation', 'syntax', '«\tname: bad\n', /[Tt]ab/],
  ['an unknown tag', 'syntax', 'name: «!!js/function bad\n', /tag/],
  ['an unknown directive', 'syntax', '«%FOO bar\n---\nname: bad\n', /%FOO/],
  ['two documents', 'syntax', 'name: bad\n«---\nname: worse\n', 'there is more than one document'],
  // tricks
  ['an anchor', 'alias', steps('  - write: &w «{proc: A, at: m+0, value: 1}\n'), /anchors/],
  ['an alias', 'alias', steps('  - write: «*w\n'), /alias/i],
  ['a __proto__ key', 'forbidden-key', steps('  - write: {proc: A, at: m+0, value: 1, «__proto__: {x: 1}}\n'), "the key '__proto__' is not allowed"],
  ['a __proto__ key at the top', 'forbidden-key', '«__proto__: {name: bad}\n', "the key '__proto__' is not allowed"],
  ['a quoted __proto__ key', 'forbidden-key', framed('machine: {files: {«"__proto__": {pages: 1}}}'), "the key '__proto__' is not allowed"],
  ['a constructor key', 'forbidden-key', steps('  - «constructor: {}\n'), "the key 'constructor' is not allowed"],
  ['a prototype key', 'forbidden-key', steps('  - read: {«prototype: A}\n'), "the key 'prototype' is not allowed"],
  ['a key twice', 'duplicate-key', steps('  - read: {proc: A, at: m+0, «at: m+1}\n'), "the key 'at' stands here twice"],
  ['a key twice at the top', 'duplicate-key', 'name: bad\n«name: worse\n', "the key 'name' stands here twice"],
  ['a list as a key', 'wrong-type', steps('  - ? «[read]\n    : {}\n'), 'a key is a word'],
  ['a number as a key', 'wrong-type', steps('  - «1: {}\n'), 'a key is a word'],
  ['a merge key of YAML 1.1', 'wrong-type', '%YAML 1.1\n---\n«<<: {name: bad}\n', 'a key is a word'],
  ['nine levels', 'too-deep', 'name: [[[[[[[«[0]]]]]]]]\n', /8 levels/],
  // the frame
  ['no name', 'missing-key', '«about: bad\nsteps: []\n', "the scenario: 'name' is missing"],
  ['neither name nor steps', 'missing-key', '«about: bad\n', "the scenario: 'name', 'steps' are missing"],
  ['no steps', 'missing-key', '«name: bad\nabout: bad\n', "the scenario: 'steps' is missing"],
  ['steps that are none', 'wrong-type', 'name: bad\nabout: bad\nsteps: «{}\n', "the scenario: 'steps' is a map, but takes a list of at most 100000 steps, each as - NAME: {KEY: VALUE, …}"],
  ['a name that is a path', 'wrong-type', 'name: «../bad\nabout: bad\nsteps: []\n', /lower-case letters/],
  ['a name that is a prototype key', 'wrong-type', 'name: «__proto__\nabout: bad\nsteps: []\n', /lower-case letters/],
  ['a name longer than 64', 'wrong-type', `name: «${'a'.repeat(65)}\nabout: bad\nsteps: []\n`, /lower-case letters/],
  ['an unknown key', 'unknown-key', framed('«step: []'), "the scenario has no key 'step'"],
  ['an unknown key of the machine', 'unknown-key', framed('machine: {«ram: 1}'), "the scenario: 'machine' has no key 'ram'"],
  ['notes that are no list', 'wrong-type', framed('notes: «none'), "the scenario: 'notes' is 'none', but takes a list of texts"],
  ['a need that is none', 'wrong-type', framed('needs: [swap, «luck]'), /^the scenario: 'needs.1' is 'luck', but takes swap, /],
  ['no CPU', 'out-of-range', framed('machine: {cpus: «0}'), /'machine.cpus'/],
  ['33 CPUs', 'out-of-range', framed('machine: {cpus: «33}'), /'machine.cpus'/],
  ['THP perhaps', 'wrong-type', framed('machine: {thp: «maybe}'), /'machine.thp'/],
  ['more swap than a TiB', 'out-of-range', framed('machine: {swap: «1048577}'), /'machine.swap'/],
  ['a file that is a path', 'wrong-type', framed('machine: {files: {«../../etc: {pages: 1}}}'), /^the scenario: 'machine.files.*etc' is .* takes a name/],
  ['65 files', 'out-of-range', framed(`machine:\n  files:\n    «${Array.from({ length: 65 }, (_, at) => `f${at}: {}`).join('\n    ')}`), "the scenario: 'machine.files' has 65, but takes at most 64 files, as NAME: {pages: …, cached: …}"],
  // steps
  ['an unknown step', 'unknown-step', steps('  - «frobnicate: {proc: A}\n'), "there is no step 'frobnicate'"],
  ['a step named like a method', 'unknown-step', steps('  - «toString: {}\n'), "there is no step 'toString'"],
  ['a step that is a word', 'wrong-type', steps('  - «read\n'), 'step 2 is not one step name with its keys'],
  ['a step that is nothing', 'wrong-type', steps('  - «\n'), 'step 2 is not one step name with its keys'],
  ['a step of two', 'wrong-type', steps('  - «{read: {proc: A, at: m+0}, exit: {proc: A}}\n'), 'step 2 is not one step name with its keys'],
  ['keys that are none', 'wrong-type', steps('  - read: «m+0\n'), "step 2 (read) is 'm+0', but takes the keys proc, at"],
  ['an unknown key of a step', 'unknown-key', steps('  - read: {proc: A, at: m+0, «value: 1}\n'), "step 2 (read) has no key 'value'"],
  ['a missing key of a step', 'missing-key', steps('  - read: «{proc: A}\n'), "step 2 (read): 'at' is missing"],
  ['a missing number', 'missing-key', steps('  - munmap: «{proc: A, at: m+0}\n'), "step 2 (munmap): 'pages' is missing"],
  // values
  ['a word for a number', 'wrong-type', steps('  - write: {proc: A, at: m+0, value: «much}\n'), "step 2 (write): 'value' is 'much', but takes a byte, 0 to 255, or ret"],
  ['a number for a name', 'wrong-type', steps('  - read: {proc: «1, at: m+0}\n'), "step 2 (read): 'proc' is 1, but takes a name: a letter, then up to 31 letters, digits, _ or -"],
  ['a word for yes', 'wrong-type', steps('  - mremap: {proc: A, at: m+0, pages: 1, newPages: 1, as: n, mayMove: «yes}\n'), /'mayMove' is 'yes', but takes true or false/],
  ['a list for a place', 'wrong-type', steps('  - read: {proc: A, at: «[m, 0]}\n'), /'at' is a list, but takes a page of a mapping, like m\+0 or m\+1H\+5/],
  ['a map for a number', 'wrong-type', steps('  - munmap: {proc: A, at: m+0, pages: «{}}\n'), /'pages' is a map, but takes a number of pages/],
  ['a byte of 256', 'out-of-range', steps('  - write: {proc: A, at: m+0, value: «256}\n'), "step 2 (write): 'value' is 256, but takes a byte, 0 to 255, or ret"],
  ['a byte of -1', 'out-of-range', steps('  - write: {proc: A, at: m+0, value: «-1}\n'), /'value'/],
  ['half a byte', 'wrong-type', steps('  - write: {proc: A, at: m+0, value: «0.5}\n'), /'value' is 0\.5, but takes a byte/],
  ['no page', 'out-of-range', steps('  - munmap: {proc: A, at: m+0, pages: «0}\n'), /'pages'/],
  ['no huge page', 'out-of-range', steps('  - munmap: {proc: A, at: m+0, pages: «0H}\n'), /'pages' is '0H', but takes a number of pages, 1 to/],
  ['minus one page', 'out-of-range', steps('  - munmap: {proc: A, at: m+0, pages: «-1}\n'), /'pages'/],
  ['half a page', 'wrong-type', steps('  - munmap: {proc: A, at: m+0, pages: «1.5}\n'), "step 2 (munmap): 'pages' is 1.5, but takes a number of pages, 1 to 16777216, or of huge pages like 2H or 1H+5"],
  ['not a number of pages', 'wrong-type', steps('  - munmap: {proc: A, at: m+0, pages: «.nan}\n'), /'pages'/],
  ['infinitely many pages', 'wrong-type', steps('  - munmap: {proc: A, at: m+0, pages: «.inf}\n'), /'pages'/],
  ['an empty count', 'wrong-type', steps('  - munmap: {proc: A, at: m+0, pages: «""}\n'), /like 2H or 1H\+5/],
  ['a count with a sign alone', 'wrong-type', steps('  - munmap: {proc: A, at: m+0, pages: «"+5"}\n'), /like 2H or 1H\+5/],
  ['a count without its sign', 'wrong-type', steps('  - munmap: {proc: A, at: m+0, pages: «2H5}\n'), /like 2H or 1H\+5/],
  ['10^12 pages to map', 'out-of-range', `name: bad\nabout: bad\nsteps:\n${mmap('m').replace('pages: 1', 'pages: «1000000000000')}`, "step 0 (mmap): 'pages' is 1000000000000, but takes a number of pages, 1 to 16777216, or of huge pages like 2H or 1H+5"],
  ['10^12 pages to unmap', 'out-of-range', steps('  - munmap: {proc: A, at: m+0, pages: «1000000000000}\n'), /'pages' is 1000000000000, but takes a number of pages, 1 to 16777216,/],
  ['10^21 pages', 'out-of-range', steps('  - munmap: {proc: A, at: m+0, pages: «1000000000000000000000}\n'), /'pages'/],
  ['10^9 huge pages to unmap', 'out-of-range', steps('  - munmap: {proc: A, at: m+0, pages: «999999999H}\n'), /'pages' is '999999999H', but takes a number of pages, 1 to 16777216,/],
  ['10^9 huge pages of skew', 'out-of-range', steps(mmap('n').replace('pages: 1', 'pages: 1, skew: «999999999H')), /'skew' is '999999999H', but takes a number of pages, 0 to 16777216,/],
  ['a protection of a letter twice', 'wrong-type', steps(mmap('n').replace('rw', '«rr')), /'prot'/],
  ['a protection of another letter', 'wrong-type', steps(mmap('n').replace('rw', '«rwz')), /'prot'/],
  ['an empty protection', 'wrong-type', steps(mmap('n').replace('rw', '«""')), /'prot'/],
  ['a sharing that is none', 'wrong-type', steps(mmap('n').replace('private', '«both')), /'share'/],
  ['a backing that is none', 'wrong-type', steps(mmap('n').replace('anon', '«disk')), /'backing'/],
  ['a backing that is a path', 'wrong-type', steps(mmap('n').replace('anon', '«file:../secret')), /'backing'/],
  ['an advice that is none', 'wrong-type', steps('  - madvise: {proc: A, at: m+0, pages: 1, advice: «hope}\n'), /'advice'/],
  ['a place without page', 'wrong-type', steps('  - read: {proc: A, at: «m}\n'), /takes a page of a mapping, like m\+0/],
  ['a place below its mapping', 'wrong-type', steps('  - read: {proc: A, at: «m+-1}\n'), /takes a page of a mapping, like m\+0/],
  // names
  ['a process name that is a path', 'wrong-type', steps('  - fork: {proc: A, child: «../B}\n'), /takes a name/],
  ['a process name that is a prototype key', 'wrong-type', steps('  - fork: {proc: A, child: «__proto__}\n'), /takes a name/],
  ['a name of 33 letters', 'wrong-type', steps(`  - fork: {proc: A, child: «${'B'.repeat(33)}}\n`), /takes a name/],
  ['an unknown process', 'unknown-name', steps('  - read: {proc: «Z, at: m+0}\n'), "there is no process 'Z'"],
  ['a process before it is made', 'unknown-name', steps('  - exit: {proc: «B}\n  - fork: {proc: A, child: B}\n'), "there is no process 'B'"],
  ['an unknown target', 'unknown-name', steps('  - peek: {proc: A, target: «Z, at: m+0}\n'), "there is no process 'Z'"],
  ['an unknown mapping', 'unknown-name', steps('  - read: {proc: A, at: «z+0}\n'), "there is no mapping 'z'"],
  ['a mapping named like a method', 'unknown-name', steps('  - read: {proc: A, at: «toString+0}\n'), "there is no mapping 'toString'"],
  ['an unknown mapping to map over', 'unknown-name', steps(mmap('n').replace('pages: 1', 'pages: 1, fixed: «z+0')), "there is no mapping 'z'"],
  ['a pin that was not made', 'unknown-name', steps('  - unpin: {proc: A, as: «g}\n'), "there is no pin named 'g'"],
  ['a get that is a pin', 'unknown-name', steps('  - pin: {proc: A, at: m+0, pages: 1, as: g, mode: read}\n  - dropGot: {proc: A, as: «g}\n'), "there is no get named 'g'"],
  ['a new name where nothing moves', 'unknown-name', steps('  - mremap: {proc: A, at: m+0, pages: 1, newPages: 2, as: «n}\n'), /without mayMove/],
  ['a page outside a mapping', 'outside-mapping', steps('  - write: {proc: A, at: «m+4, value: 1}\n'), "page 4 is outside mapping 'm' of 4 pages"],
  ['a page outside a mapping of huge pages', 'outside-mapping', steps('  - read: {proc: A, at: «k+2H+1}\n'), "page 16385 is outside mapping 'k' of 16385 pages"],
  ['a page 10^9 huge pages on', 'outside-mapping', steps('  - read: {proc: A, at: «m+999999999H}\n'), /is outside mapping 'm'/],
  ['a mapping over a page outside', 'outside-mapping', steps(mmap('n').replace('pages: 1', 'pages: 1, fixed: «m+4')), "page 4 is outside mapping 'm' of 4 pages"],
  ['a mapping name twice', 'duplicate-name', steps(mmap('«m')), "the mapping name 'm' is used already"],
  ['a mapping name twice, by a move', 'duplicate-name', steps('  - mremap: {proc: A, at: m+0, pages: 1, newPages: 1, as: «m, mayMove: true}\n'), "the mapping name 'm' is used already"],
  ['a process name twice', 'duplicate-name', steps('  - fork: {proc: A, child: B}\n  - fork: {proc: A, child: «B}\n'), "the process name 'B' is used already"],
  ['the first process forked', 'duplicate-name', steps('  - fork: {proc: A, child: «A}\n'), "the process name 'A' is used already"],
  ['a name of a pin twice', 'duplicate-name', steps('  - get: {proc: A, at: m+0, pages: 1, as: g}\n  - pin: {proc: A, at: m+0, pages: 1, as: «g, mode: read}\n'), "the name 'g' is used already"],
  // counts
  ['65 processes', 'out-of-range', steps(`${Array.from({ length: 63 }, (_, at) => `  - fork: {proc: A, child: P${at}}\n`).join('')}  - fork: {proc: A, child: «Q}\n`), 'more than 64 processes'],
  ['1025 mappings', 'out-of-range', `name: bad\nabout: bad\nsteps:\n${Array.from({ length: 1024 }, (_, at) => mmap(`m${at}`)).join('')}${mmap('«n')}`, 'more than 1024 mappings'],
  ['a mapping grown beyond the most', 'out-of-range', steps(`${mmap('n').replace('pages: 1', 'pages: 16777216')}  - mremap: {proc: A, at: n+1, pages: 1, newPages: 16777216, as: «n}\n`), 'a mapping of 16777217 pages is more than 16777216'],
  ['more characters than a scenario has', 'too-large', `«# ${' '.repeat(LIMITS.fileChars)}`, /^the file has 1048578 characters/],
];

describe('input that is wrong: one message with code, place and remedy', () => {
  it.each(BAD)('%s: %s', (_what, code, withMark, message) => {
    const { text, line, column } = marked(withMark);
    const error = failureOf(text);
    expect(error).toMatchObject({ code, file: 'bad.yaml', line, column, message: typeof message === 'string' ? message : expect.stringMatching(message) });
    expect(error!.remedy).not.toBe('');
    expect(`${error!.message}${error!.remedy}`).not.toContain('\n');
  });
});

describe('a message', () => {
  it('shows what a terminal would obey, or turn round, as numbers', () => {
    expect(failureOf(`${HEAD}  - "\\e[31m\\u202e\\r\\n": {}\n`)?.message).toBe("there is no step '\\u{1b}[31m\\u{202e}\\u{d}\\u{a}'");
  });

  it('ends somewhere, however long the name it quotes', () => {
    expect(failureOf(`${HEAD}  - ${'x'.repeat(1000)}: {}\n`)?.message).toHaveLength(301);
  });

  it('names the keys a step takes', () => {
    expect(failureOf(`${HEAD}  - read: {proc: A, at: m+0, pages: 1}\n`)?.remedy).toBe('it takes proc, at; see `faultline steps read`');
    expect(failureOf(`${HEAD}  - ksmRun: {proc: A}\n`)?.remedy).toBe('it takes none; see `faultline steps ksmRun`');
  });
});

/** One of each step, with every key of the format. */
const STEPS_WHOLE: { readonly [N in StepName]: string } = {
  mmap: '{proc: A, as: n, pages: 2H+1, prot: rw, share: private, backing: file:data, offset: 1H, align: huge, skew: 3, fixed: m+1, noreserve: true, populate: true, locked: false, readonlyFd: true}',
  write: '{proc: A, at: m+0, value: ret}', read: '{proc: A, at: m+3}', exec: '{proc: A, at: k+1H+5}', kernelRead: '{proc: A, at: m+0}', kernelWrite: '{proc: A, at: m+0, value: 255}',
  fork: '{proc: A, child: C}', exit: '{proc: A}', munmap: '{proc: A, at: m+0, pages: 1}', mprotect: '{proc: A, at: m+0, pages: 1H, prot: none}',
  mremap: '{proc: A, at: m+0, pages: 1, newPages: 2, as: n, mayMove: true, dontUnmap: true}', madvise: '{proc: A, at: m+0, pages: 1, advice: dontneed_locked}',
  mlock: '{proc: A, at: m+0, pages: 1, onfault: true}', munlock: '{proc: A, at: m+0, pages: 1, onfault: false}', msync: '{proc: A, at: m+0, pages: 1}',
  pin: '{proc: A, at: m+0, pages: 1, as: h, mode: write}', unpin: '{proc: A, as: p}', get: '{proc: A, at: m+0, pages: 1, as: h}', readGot: '{proc: A, as: g}', dropGot: '{proc: A, as: g}',
  poke: '{proc: A, target: B, at: m+0, value: 0}', peek: '{proc: A, target: B, at: m+0}', vmRead: '{proc: A, target: B, at: m+0}', vmWrite: '{proc: A, target: B, at: m+0, value: 1}',
  uffdRegister: '{proc: A, at: m+0, pages: 1, mode: both}', uffdUnregister: '{proc: A, at: m+0, pages: 1}', uffdWp: '{proc: A, at: m+0, pages: 1, on: true}',
  uffdCopy: '{proc: A, at: m+0, value: 1, wp: true}', uffdZero: '{proc: A, at: m+0, pages: 1}', uffdPoison: '{proc: A, at: m+0, pages: 1}',
  softDirtyClear: '{proc: A}', refsClear: '{proc: A}', ksmRun: '{}', swapBreak: '{}', swapoff: '{}',
  fileWrite: '{file: data, offset: 0, value: 1}', fileRead: '{file: data, offset: 1H+1}', fileTruncate: '{file: data, pages: 0}', filePunch: '{file: data, offset: 1, pages: 2}', fileSync: '{file: data}',
};
/** What some steps lean on. */
const BEFORE = '  - fork: {proc: A, child: B}\n  - pin: {proc: A, at: m+0, pages: 1, as: p, mode: read}\n  - get: {proc: A, at: m+0, pages: 1, as: g}\n';

describe('every step of the format', () => {
  it.each(Object.entries(STEPS_WHOLE))('%s %s', (name, keys) => {
    const { steps: parsed } = parseScenario(`${HEAD}${BEFORE}  - ${name}: ${keys}\n`, 'good.yaml');
    const plain = keys.slice(1, -1).split(', ').filter((pair) => pair !== '').map((pair) => pair.split(': ') as [string, string]);
    const value = (text: string): unknown => (/^\d+$/.test(text) ? Number(text) : text === 'true' ? true : text === 'false' ? false : text);
    expect(Object.entries(parsed.at(-1)!)).toEqual([['name', name], ...plain.map(([key, text]) => [key, value(text)])]);
  });

  it('the table above has them all, each with every key', () => {
    const keysOf = (text: string): string[] => [...text.matchAll(/(\w+): /g)].map(([, key]) => key!).sort();
    expect(Object.fromEntries(Object.entries(STEPS_WHOLE).map(([name, text]) => [name, keysOf(text)])))
      .toEqual(Object.fromEntries(Object.entries(STEPS).map(([name, schema]) => [name, Object.keys(schema.keys.shape).sort()])));
  });

  it('a step without keys may have no braces', () => {
    expect(parseScenario(`${HEAD}  - swapoff:\n`, 'good.yaml').steps.at(-1)).toEqual({ name: 'swapoff' });
  });

  it.each(['r', 'w', 'x', 'rw', 'wr', 'rx', 'xwr', 'none'])('protection %s', (prot) => {
    expect(parseScenario(`${HEAD}  - mprotect: {proc: A, at: m+0, pages: 1, prot: ${prot}}\n`, 'good.yaml').steps.at(-1)).toMatchObject({ prot });
  });
});

describe('places and H: refused only where no machine has the page', () => {
  it.each(['m+1H', 'm+3', 'k+2H', 'k+300', 'k+1H+600'])('%s is fine', (at) => {
    expect(failureOf(`${HEAD}  - read: {proc: A, at: ${at}}\n`)).toBeUndefined();
  });

  it('a range may run beyond its mapping', () => {
    expect(failureOf(`${HEAD}  - munmap: {proc: A, at: m+3, pages: 100}\n`)).toBeUndefined();
  });

  it('a mapping that grew has its new pages, one that shrank keeps its old ones', () => {
    const grown = `${HEAD}  - mremap: {proc: A, at: m+1, pages: 3, newPages: 9, as: m}\n`;
    expect(failureOf(`${grown}  - read: {proc: A, at: m+9}\n`)).toBeUndefined();
    expect(failureOf(`${grown}  - read: {proc: A, at: m+10}\n`)?.code).toBe('outside-mapping');
    expect(failureOf(`${grown}  - mremap: {proc: A, at: m+0, pages: 10, newPages: 1, as: m}\n  - read: {proc: A, at: m+9}\n`)).toBeUndefined();
  });
});

describe('what is read', () => {
  const whole = '{"name": "whole", "about": "all of it", "notes": ["a"], "machine": {"cpus": 1, "files": {"data": {"pages": 4}}}, "needs": ["swap"], "steps": [{"ksmRun": {}}]}';

  it('JSON as well as YAML', () => {
    expect(parseScenario(whole, 'whole.json')).toEqual(parseScenario('name: whole\nabout: all of it\nnotes: [a]\nmachine:\n  cpus: 1\n  files:\n    data: {pages: 4}\nneeds: [swap]\nsteps:\n  - ksmRun:\n', 'whole.yaml'));
  });

  it('with tabs in JSON, ends of lines as Windows has them, a byte-order mark, a comment', () => {
    for (const text of [whole.replaceAll(' {', '\n\t{'), whole.replaceAll(', ', ',\r\n'), `\ufeff${whole}`, `# a comment\n${whole}`]) expect(parseScenario(text, 'whole.json').name).toBe('whole');
  });

  it('with a bracket that closes at the left edge', () => {
    expect(parseScenario('name: x\nabout: x\nmachine: {\n  cpus: 1\n}\nsteps: [\n  ksmRun: {},\n]\n', 'x.yaml')).toMatchObject({ machine: { cpus: 1 }, steps: [{ name: 'ksmRun' }] });
  });

  it('is frozen through and through', () => {
    const open: unknown[] = [];
    const look = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      if (!Object.isFrozen(value)) open.push(value);
      Object.values(value).forEach(look);
    };
    look(parseScenario(whole, 'whole.json'));
    expect(open).toEqual([]);
  });
});
