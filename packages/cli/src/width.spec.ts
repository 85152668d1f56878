import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { profileOf } from '@faultline/contracts';
import { explore, RACES } from '@faultline/explore';
import { chooseArchitecture, mmuOf, renderExploration } from '@faultline/workbench';
import { beforeAll, describe, expect, it } from 'vitest';
import { nodeIo } from './io';
import { main } from './main';
import { terminalOf } from './render/terminal';
import { faultline, folder } from './testing/captured';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const EXAMPLES = join(REPOSITORY, 'examples');
const example = (name: string): string => join(EXAMPLES, `${name}.yaml`);
const WIDTHS = [40, 60, 80, 120, 200] as const;

/** What the command prints in colour, its emphasis taken away. */
function inColour(...args: string[]): string {
  let text = '';
  const both = (part: string): void => void (text += part);
  main(args, { ...nodeIo(), color: true, width: 100, out: both, err: both });
  expect(text).toContain('\u001b[');
  return stripVTControlCharacters(text);
}

/** Every command with a view, each with much to show. */
const VIEWS: readonly (readonly string[])[] = [
  ...readdirSync(EXAMPLES).filter((name) => name.endsWith('.yaml')).map((name) => ['compare', join(EXAMPLES, name)]),
  ['compare', example('fork-cow'), '--arch', 'x86-64:l5,arm64:64k-52,s390,riscv', '--kernel', '6.12'], ['compare', example('fork-cow'), '--arch', 'x86-64,arm64', '--kernel', '6.1,6.2,6.12'],
  ['compare', example('zero-page'), '--arch', 'x86-64,s390', '--without', 'shared-first'], ['compare', example('fork-cow'), '--legend'],
  ['run', example('fork-cow'), '--arch', 's390'], ['run', example('fork-cow'), '--arch', 'arm64:4k-48+swaf', '--events'], ['run', example('move-and-drop'), '--arch', 'riscv', '--events', '--step', '3'],
  ['replay', join(EXAMPLES, 'first-write.jsonl')], ['replay', join(EXAMPLES, 'first-write.jsonl'), '--to', '9'],
  ['explore', 'free-before-flush', '--max-states', '10'],
  ['decode', '--arch', 'x86-64', '0x8000000000105867', '0'], ['decode', '--arch', 'arm64', '0x00e8000040a05f43'], ['decode', '--arch', 'x86-64', '--beside', 'all', '0x8000000000105867'],
  ['encode', 'migration-read', '--pfn', '0x105', '--flags', 'migYoung,migDirty', '--arch', 'x86-64', '--kernel', '6.12', '--beside', 'all'],
  ['bits', '--arch', 'x86-64', '0x8000000000105867', '0x0000000000000a02'], ['apply', '--arch', 'riscv', '--op', 'wrprotect', '0x41517'],
  ['rule'], ['rule', 'can_change_pte_writable/soft-dirty-tracked'], ['--legend'], ['--help'], ['compare', '--help'], ['encode', '--help'], ['walk', '--help'], ['conformance', 's390', '--runs', '1'],
];
/** What a call prints on lines that are as long as can be; asked once. */
const unbounded = new Map<string, string>();
function widest(args: readonly string[]): string {
  const key = args.join(' ');
  if (!unbounded.has(key)) unbounded.set(key, faultline(...args, '--width', '1000').out);
  return unbounded.get(key)!;
}
const ENTRY = /0x[0-9a-f]{16}/g;
/** Text whose layout is gone: entries in it that no line breaks, in any order. */
const entriesIn = (text: string): string[] => (text.match(ENTRY) ?? []).sort();

describe.each(WIDTHS)('%d characters', (width) => {
  it.each(VIEWS)('no line is wider, and every entry stands unbroken: %s %s %s %s %s', (...args) => {
    const { out, err } = faultline(...args, '--width', String(width));
    expect(err).toBe('');
    expect(out.split('\n').filter((line) => line.length > width)).toEqual([]);
    expect(new Set(entriesIn(out))).toEqual(new Set(entriesIn(widest(args))));
  });
});

it('the shortest run that breaks an invariant fits any of them', () => {
  const chosen = chooseArchitecture('x86-64', '6.2');
  const found = explore({ race: RACES.get('free-before-flush')!, architecture: chosen.architecture, createMmu: mmuOf(chosen), profile: { ...profileOf('6.2'), 'flush-before-free': false } });
  expect(found.verdict).toBe('violated');
  const text = (width: number): string => renderExploration(found, terminalOf({ color: false, width }));
  for (const width of WIDTHS) {
    expect(text(width).split('\n').filter((line) => line.length > width)).toEqual([]);
    expect(entriesIn(text(width))).toEqual(entriesIn(text(1000)));
  }
});

describe('a comparison at several widths', () => {
  let file = '';
  beforeAll(() => {
    const base = join(REPOSITORY, 'node_modules', '.cache', 'width-spec');
    mkdirSync(base, { recursive: true });
    file = join(base, 'small.yaml');
    writeFileSync(file, 'name: small\nabout: a page that is written\nsteps:\n  - mmap: {proc: A, as: m, pages: 2, prot: rw, share: private, backing: anon}\n  - write: {proc: A, at: m+0, value: 17}\n');
  });
  const steps = (width: number): string => faultline('compare', file, '--width', String(width)).out;

  it('40: columns stand below each other, each under its head', () => expect(steps(40)).toMatchInlineSnapshot(`
    "small: a page that is written

    x86-64, 6.2; arm64, 6.2; s390, 6.2

    0  mmap A as=m pages=2 prot=rw
       share=private backing=anon
    outcome   ok  faults 0+0
    events    4
              x86-64, 6.2
    tables    1 page
              arm64, 6.2
    tables    1 page
              s390, 6.2
    tables    4 pages

    1  write A at=m+0 value=17
    outcome   ok  faults 1+0
    branch    do_anonymous_page/new-page
    pages     A.m 0 p0 x1
              x86-64, 6.2
    pte       0x8000000000105867
              young dirty write softDirty
    tables    4 pages
    events    30
              arm64, 6.2
    pte       0x00e8000000105f43
              young dirty hwDirty swDirty
              write
    tables    4 pages
    events    30
              s390, 6.2
    pte       0x000000000010213f
              young dirty write softDirty
    tables    9 pages
    events    26

    totals
    minor     1
              x86-64, 6.2
    tables    4
    events    34
              arm64, 6.2
    tables    4
    events    34
              s390, 6.2
    tables    9
    events    30

    1+0: minor+major; x2: mapped twice; p0+:
    p0 p1…; a/b: a rule; -: none (--legend)

    The runs do not part. Entries differ in
    bits first in step 1 (write A at=m+0
    value=17), A.m+0: x86-64 (6.2)
    0x8000000000105867, arm64 (6.2)
    0x00e8000000105f43, s390 (6.2)
    0x000000000010213f; in 1 of 2 steps some
    differ.
    "
  `));
  it('60: two beside each other, the third below', () => expect(steps(60)).toMatchInlineSnapshot(`
    "small: a page that is written

    x86-64, 6.2; arm64, 6.2; s390, 6.2

    0  mmap A as=m pages=2 prot=rw share=private backing=anon
    outcome   ok  faults 0+0
    events    4
              x86-64, 6.2              arm64, 6.2
    tables    1 page                   1 page
              s390, 6.2
    tables    4 pages

    1  write A at=m+0 value=17
    outcome   ok  faults 1+0
    branch    do_anonymous_page/new-page
    pages     A.m 0 p0 x1
              x86-64, 6.2              arm64, 6.2
    pte       0x8000000000105867       0x00e8000000105f43
              young dirty write        young dirty hwDirty
              softDirty                swDirty write
    tables    4 pages                  4 pages
    events    30                       30
              s390, 6.2
    pte       0x000000000010213f
              young dirty write softDirty
    tables    9 pages
    events    26

    totals
    minor     1
              x86-64, 6.2              arm64, 6.2
    tables    4                        4
    events    34                       34
              s390, 6.2
    tables    9
    events    30

    1+0: minor+major; x2: mapped twice; p0+: p0 p1…; a/b: a
    rule; -: none (--legend)

    The runs do not part. Entries differ in bits first in step 1
    (write A at=m+0 value=17), A.m+0: x86-64 (6.2)
    0x8000000000105867, arm64 (6.2) 0x00e8000000105f43, s390
    (6.2) 0x000000000010213f; in 1 of 2 steps some differ.
    "
  `));
  it('80: all beside each other', () => expect(steps(80)).toMatchInlineSnapshot(`
    "small: a page that is written

              x86-64, 6.2            arm64, 6.2             s390, 6.2

    0  mmap A as=m pages=2 prot=rw share=private backing=anon
    outcome   ok  faults 0+0
    tables    1 page                 1 page                 4 pages
    events    4

    1  write A at=m+0 value=17
    outcome   ok  faults 1+0
    branch    do_anonymous_page/new-page
    pte       0x8000000000105867     0x00e8000000105f43     0x000000000010213f
              young dirty write      young dirty hwDirty    young dirty write
              softDirty              swDirty write          softDirty
    pages     A.m 0 p0 x1
    tables    4 pages                4 pages                9 pages
    events    30                     30                     26

    totals
    minor     1
    tables    4                      4                      9
    events    34                     34                     30

    1+0: minor+major; x2: mapped twice; p0+: p0 p1…; a/b: a rule; -: none (--legend)

    The runs do not part. Entries differ in bits first in step 1 (write A at=m+0
    value=17), A.m+0: x86-64 (6.2) 0x8000000000105867, arm64 (6.2)
    0x00e8000000105f43, s390 (6.2) 0x000000000010213f; in 1 of 2 steps some differ.
    "
  `));
  it('120', () => expect(steps(120)).toMatchInlineSnapshot(`
    "small: a page that is written

              x86-64, 6.2                          arm64, 6.2                           s390, 6.2

    0  mmap A as=m pages=2 prot=rw share=private backing=anon
    outcome   ok  faults 0+0
    tables    1 page                               1 page                               4 pages
    events    4

    1  write A at=m+0 value=17
    outcome   ok  faults 1+0
    branch    do_anonymous_page/new-page
    pte       0x8000000000105867                   0x00e8000000105f43                   0x000000000010213f
              young dirty write softDirty          young dirty hwDirty swDirty write    young dirty write softDirty
    pages     A.m 0 p0 x1
    tables    4 pages                              4 pages                              9 pages
    events    30                                   30                                   26

    totals
    minor     1
    tables    4                                    4                                    9
    events    34                                   34                                   30

    1+0: minor+major; x2: mapped twice; p0+: p0 p1…; a/b: a rule; -: none (--legend)

    The runs do not part. Entries differ in bits first in step 1 (write A at=m+0 value=17), A.m+0: x86-64 (6.2)
    0x8000000000105867, arm64 (6.2) 0x00e8000000105f43, s390 (6.2) 0x000000000010213f; in 1 of 2 steps some differ.
    "
  `));
  it('200', () => expect(steps(200)).toMatchInlineSnapshot(`
    "small: a page that is written

              x86-64, 6.2                                                    arm64, 6.2                                                     s390, 6.2

    0  mmap A as=m pages=2 prot=rw share=private backing=anon
    outcome   ok  faults 0+0
    tables    1 page                                                         1 page                                                         4 pages
    events    4

    1  write A at=m+0 value=17
    outcome   ok  faults 1+0
    branch    do_anonymous_page/new-page
    pte       0x8000000000105867                                             0x00e8000000105f43                                             0x000000000010213f
              young dirty write softDirty                                    young dirty hwDirty swDirty write                              young dirty write softDirty
    pages     A.m 0 p0 x1
    tables    4 pages                                                        4 pages                                                        9 pages
    events    30                                                             30                                                             26

    totals
    minor     1
    tables    4                                                              4                                                              9
    events    34                                                             34                                                             30

    1+0: minor+major; x2: mapped twice; p0+: p0 p1…; a/b: a rule; -: none (--legend)

    The runs do not part. Entries differ in bits first in step 1 (write A at=m+0 value=17), A.m+0: x86-64 (6.2) 0x8000000000105867, arm64 (6.2) 0x00e8000000105f43, s390 (6.2) 0x000000000010213f; in 1 of 2
    steps some differ.
    "
  `));
});

describe('an entry decoded at several widths', () => {
  it.each(WIDTHS)('%d', (width) => {
    const { out } = faultline('decode', '--arch', 'arm64', '0x00e8000040a05f43', '--width', String(width));
    expect(out.split('\n').slice(0, 12).join('\n')).toMatchSnapshot();
  });
});

describe('--width', () => {
  it('stands before the subcommand or after it', () => {
    const after = faultline('decode', '--arch', 's390', '0x10213f', '--width', '60');
    expect(faultline('--width', '60', 'decode', '--arch', 's390', '0x10213f')).toEqual(after);
    expect(faultline('decode', '--width=60', '--arch', 's390', '0x10213f')).toEqual(after);
    expect(after.out).not.toBe(faultline('decode', '--arch', 's390', '0x10213f').out);
  });
  it.each(['wide', '39', '1001', '-1', '', '60.5', '1e2'])("is a number from 40 to 1000: '%s' is none", (width) => {
    expect(faultline('--width', width, 'rule')).toEqual({ status: 2, out: '', err: `faultline: --width is '${width}'; pass a whole number from 40 to 1000\n` });
  });
});

describe('colour changes nothing but colour', () => {
  it.each([['compare', example('fork-cow')], ['compare', example('zero-page'), '--width', '60'], ['decode', '--arch', 'x86-64', '0x8000000000105867', '--width', '40'], ['run', example('fork-cow'), '--arch', 's390', '--events', '--width', '60']])(
    '%s %s %s %s', (...args) => expect(inColour(...args)).toBe(faultline(...args).out));
});

describe('in a pipe', () => {
  const piped = (environment: Readonly<Record<string, string>>): string => spawnSync(process.execPath, ['tools/run-ts.mjs', 'packages/cli/src/bin.ts', 'compare', example('mprotect-exclusive')], {
    cwd: REPOSITORY, encoding: 'utf8', env: { PATH: process.env['PATH'], ...environment },
  }).stdout;

  it('text is plain and 100 wide, whatever the terminal: no escape sequence, no line of a box, no space at an end', () => {
    const text = piped({ TERM: 'xterm-256color' });
    expect(text).toBe(faultline('compare', example('mprotect-exclusive')).out);
    expect(text).not.toContain('\u001b');
    expect(text).not.toMatch(/[\u2500-\u257f]| $/mu);
  });
  it('COLUMNS and FORCE_COLOR are heard', () => {
    const text = piped({ COLUMNS: '60', FORCE_COLOR: '1' });
    expect(text).toContain('\u001b[1m');
    expect(stripVTControlCharacters(text)).toBe(faultline('compare', example('mprotect-exclusive'), '--width', '60').out);
  });
});

it('a recording is the same at any width', () => {
  const out = folder();
  expect(faultline('run', example('fork-cow'), '--arch', 's390', '--json', '--width', '40')).toEqual(faultline('run', example('fork-cow'), '--arch', 's390', '--json'));
  expect(readdirSync(out)).toEqual([]);
});
