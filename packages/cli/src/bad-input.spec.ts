import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, lstatSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { because } from '../../../tools/arch-lab/because';
import { faultline, folder } from './testing/captured';

const FORK_COW = fileURLToPath(new URL('../../../examples/fork-cow.yaml', import.meta.url));
const HEAD = 'name: bad\nabout: bad\nsteps:\n  - mmap: {proc: A, as: m, pages: 4, prot: rw, share: private, backing: anon}\n';

const FILES: readonly (readonly [what: string, text: string, message: string])[] = [
  ['an unknown step', `${HEAD}  - frobnicate: {proc: A}\n`, ":5:5: there is no step 'frobnicate'"],
  ['a wrong type', `${HEAD}  - write: {proc: A, at: m+0, value: much}\n`, ":5:38: step 1 (write): 'value' is 'much', but takes a byte, 0 to 255, or ret; see `faultline steps write`\n"],
  ['a page outside a mapping', `${HEAD}  - write: {proc: A, at: m+4, value: 1}\n`, ':5:'],
  ['a name used twice', `${HEAD}  - mmap: {proc: A, as: m, pages: 4, prot: rw, share: private, backing: anon}\n`, ':5:'],
  ['10^12 pages', HEAD.replace('pages: 4', 'pages: 1000000000000'), ':4:'],
  ['an alias', `${HEAD}  - write: &w {proc: A, at: m+0, value: 1}\n  - write: *w\n`, ':5:'],
  ['a __proto__ key', `${HEAD}  - write: {proc: A, at: m+0, value: 1, __proto__: {x: 1}}\n`, ":5:41: the key '__proto__' is not allowed"],
  ['an unknown process', `${HEAD}  - write: {proc: Z, at: m+0, value: 1}\n`, ':5:'],
  ['YAML that is none', 'name: [\n', ':2:1: '],
  ['an empty file', '', ':1:1: the file is empty'],
];

describe('a scenario that is wrong', () => {
  it.each(FILES)('%s: one line with the place, status 2, no stack', (_what, text, message) => {
    const file = join(folder(), 'bad.yaml');
    writeFileSync(file, text);
    const { status, out, err } = faultline('compare', file);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err.startsWith(`faultline: ${file}${message}`) ? message : err).toBe(message);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err).not.toMatch(/\bat .*\.[jt]s:\d+/);
  });

  it('a file of 100 MB is not even read', () => {
    const file = join(folder(), 'huge.yaml');
    writeFileSync(file, HEAD);
    truncateSync(file, 100 * 1024 * 1024);
    expect(faultline('run', file, '--arch', 's390')).toEqual({ status: 2, out: '', err: `faultline: ${file}: the file has 104857600 bytes, more than 1 MiB; this is no file of that kind\n` });
  });

  it('leaves the output that existed as it was', () => {
    const out = folder();
    writeFileSync(join(out, 'fork-cow.json'), 'before');
    const bad = join(folder(), 'bad.yaml');
    writeFileSync(bad, 'name: x\n');
    expect(faultline('run', FORK_COW, bad, '--arch', 's390', '--out', out).status).toBe(2);
    expect(readFileSync(join(out, 'fork-cow.json'), 'utf8')).toBe('before');
  });
});

describe('an output that cannot be written: one line, status 2, and nothing is changed', () => {
  const PLACES: readonly (readonly [what: string, option: string, place: (base: string) => string])[] = [
    ['a folder that is a file', '--out', (base) => join(base, 'file')], ['a folder below a file', '--out', (base) => join(base, 'file', 'sub')],
    ['a folder without a name', '--out', () => ''], ['a log that is a folder', '--log', (base) => join(base, 'folder')],
    ['a log in no folder', '--log', (base) => join(base, 'nowhere', 'log')], ['a log without a name', '--log', () => ''],
  ];
  it.each(PLACES)('%s', (_what, option, place) => {
    const base = folder();
    writeFileSync(join(base, 'file'), 'before');
    mkdirSync(join(base, 'folder'));
    const { status, out, err } = faultline('run', FORK_COW, '--arch', 's390', option, place(base));
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(/^faultline: .+: it cannot be written: .+; check the folder\n$/);
    expect(err).not.toContain('.partial');
    expect([readdirSync(base).sort(), readFileSync(join(base, 'file'), 'utf8')]).toEqual([['file', 'folder'], 'before']);
  });

  it.skipIf(!existsSync('/proc/self')).each([
    ['run', [FORK_COW, '--arch', 's390', '--out'], '/proc/nowhere/x'], ['new-arch', ['mine', '--dir'], '/proc/nowhere/x'], ['new-arch, in a folder that is there', ['mine', '--dir'], '/proc'],
  ])('%s where a file system makes no folders', because('only where there is /proc'), (command, args, place) =>
    expect(faultline(command.split(',')[0]!, ...args, place)).toMatchObject({ status: 2, out: '', err: expect.stringContaining('cannot be written') }));

  it("no file of the user's is taken for the half-written one", () => {
    const base = folder();
    writeFileSync(join(base, 'log.partial'), 'before');
    expect(faultline('run', FORK_COW, '--arch', 's390', '--log', join(base, 'log')).status).toBe(0);
    expect([readdirSync(base).sort(), readFileSync(join(base, 'log.partial'), 'utf8')]).toEqual([['log', 'log.partial'], 'before']);
  });
});

describe('a log into what is there already', () => {
  const logInto = (path: string): ReturnType<typeof faultline> => faultline('run', FORK_COW, '--arch', 's390', '--log', path);

  it('where a symbolic link leads: the file is replaced, not the link', () => {
    const base = folder();
    writeFileSync(join(base, 'file'), 'before');
    symlinkSync('file', join(base, 'link'));
    expect(logInto(join(base, 'link'))).toMatchObject({ status: 0, err: '' });
    expect([lstatSync(join(base, 'link')).isSymbolicLink(), readFileSync(join(base, 'file'), 'utf8').startsWith('{"faultline":"log"')]).toEqual([true, true]);
  });

  it.skipIf(spawnSync('mkfifo', ['--version']).status !== 0)('a pipe takes it, and stays a pipe', because('only where there is mkfifo'), () => {
    const pipe = join(folder(), 'pipe');
    spawnSync('mkfifo', [pipe]);
    const reader = openSync(pipe, 'r+');
    expect([logInto(pipe), lstatSync(pipe).isFIFO()]).toEqual([{ status: 0, out: '', err: '' }, true]);
    const text = Buffer.alloc(20);
    readSync(reader, text);
    expect(text.toString()).toBe('{"faultline":"log","');
    closeSync(reader);
  });
});

describe('the document of a run where another file is wanted', () => {
  it.each([['run', ['--arch', 's390'], 'a scenario'], ['replay', [], 'a written log'], ['walk', [], 'a dump of page tables']])('%s', (command, options, wanted) => {
    const out = folder();
    expect(faultline('run', FORK_COW, '--arch', 's390', '--out', out).status).toBe(0);
    const file = join(out, 'fork-cow.json');
    expect(faultline(command, file, ...options)).toEqual({ status: 2, out: '', err: `faultline: ${file}: this is the document of a run, not ${wanted}; faultline verify SCENARIOS RECORDINGS compares folders of them\n` });
  });
});

describe('a folder with nothing in it', () => {
  it.each<[string, (empty: string) => string[], string]>([
    ['run', (empty) => ['run', empty, '--arch', 's390'], 'there is no scenario in the folder; name one with .yaml files'],
    ['verify, scenarios', (empty) => ['verify', empty, empty], 'there is no scenario in the folder; name one with .yaml files'],
    ['verify, recordings', (empty) => ['verify', FORK_COW, empty], 'there are no recordings in the folder; name a folder of them, one folder a target'],
  ])('%s', (_command, args, message) => {
    const empty = folder();
    expect(faultline(...args(empty))).toEqual({ status: 2, out: '', err: `faultline: ${empty}: ${message}\n` });
  });
});

describe('what a message quotes', () => {
  it.each<[string, string[]]>([
    ['a value', ['decode', '--arch', 'x86-64']], ['a race', ['explore']], ['an architecture', ['conformance']], ['a file', ['compare']], ['a command', []],
  ])('steers no terminal, and does not fill the screen: %s', (_what, args) => {
    const { status, err } = faultline(...args, '\u001b[2J\u0000\u202e');
    expect([status, err.includes('\\u{1b}[2J\\u{0}\\u{202e}')]).toEqual([2, true]);
    expect(err).not.toMatch(/[\p{Cc}\p{Cf}](?!$)/u);
    expect(faultline(...args, `${'x'.repeat(5000)}/`).err.length).toBeLessThan(2500);
  });

  it('of a dump and of a log', () => {
    const file = join(folder(), 'bad');
    writeFileSync(file, JSON.stringify({ faultline: 'log', version: 1, architecture: '\u001b[2J' }));
    expect(faultline('replay', file).err).not.toContain('\u001b');
    const config = { pageSize: 4096, levels: 4, vaBits: 48 };
    const root = { table: '0x1000', size: 512, level: 4, firstIndex: 0, endIndex: 256 };
    writeFileSync(file, JSON.stringify({ format: 1, arch: 'x86_64', kernel: '\u001b[2J', config, root, tables: { '0x1000': { level: 4, size: 512, fill: '0x0', e: {} } } }));
    expect(faultline('walk', file)).toMatchObject({ status: 2, err: expect.stringContaining('kernel \\u{1b}[2J is not modelled') });
  });
});

describe('a log that is wrong', () => {
  function log(change: (lines: string[]) => string[]): string {
    const file = join(folder(), 'log.jsonl');
    faultline('run', FORK_COW, '--arch', 'x86-64', '--log', file);
    writeFileSync(file, change(readFileSync(file, 'utf8').split('\n')).join('\n'));
    return file;
  }
  /** The line of the first event of a type, and where it stands. */
  const find = (lines: readonly string[], type: string): number => lines.findIndex((line) => line.includes(`"type":"${type}"`));

  it('cut in the middle of a line', () => {
    const file = log((lines) => [...lines.slice(0, 10), lines[10]!.slice(0, 20)]);
    const { status, out, err } = faultline('replay', file);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(/^faultline: .*log\.jsonl:11:\d+: .*\n$/);
  });

  it('cut between events: the last step is refused, and so is the end; what is whole is shown', () => {
    const whole = readFileSync(log((lines) => lines), 'utf8').trimEnd().split('\n');
    const begins = whole.findIndex((line) => line.startsWith('{"step":12,'));
    const events = whole.filter((line) => line.startsWith('{"seq":')).length;
    for (let end = begins + 1; end < whole.length; end++) {
      const file = log((lines) => [...lines.slice(0, end), '']);
      const held = events - (whole.length - end);
      const refusal = { status: 2, out: '', err: `faultline: ${file}: the log was cut off: it holds ${held} of its ${events} events; record it again, or see by --to ${held - 1} how far it goes\n` };
      expect([faultline('replay', file), faultline('replay', file, '--step', '12'), faultline('replay', file, '--json')]).toEqual([refusal, refusal, refusal]);
      expect([faultline('replay', file, '--step', '11').status, faultline('replay', file, '--to', String(held - 1)).status]).toEqual([0, 0]);
    }
  });

  it.each([[[]], [['--step', '0']]])('cut after its header: %j', (options) => {
    const file = log(([head = '']) => [head, '']);
    expect(faultline('replay', file, ...options)).toMatchObject({ status: 2, out: '', err: expect.stringMatching(/the log was cut off: it holds 0 of its \d+ events; record it again\n$/) });
  });

  it('cut before the step that is asked for', () => {
    expect(faultline('replay', log((lines) => [...lines.slice(0, 50), '']), '--step', '12')).toMatchObject({ status: 2, out: '', err: expect.stringMatching(/the log was cut off: it holds \d+ of its \d+ events; record it again, or/) });
  });

  it('with an event that cannot follow', () => {
    const forged = (lines: string[]): string[] => lines.map((line, at) => (at === find(lines, 'EntrySet') ? line.replace(/"old(Lo|Hi)?":"0x[0-9a-f]+"/, '"old":"0x00000000deadbeef"') : line));
    const { status, out, err } = faultline('replay', log(forged));
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(/event \d+ \(EntrySet\) cannot follow: /);
  });

  it('is another text, with a headline and colons', () => {
    const file = fileURLToPath(new URL('../README.md', import.meta.url));
    expect(faultline('replay', file)).toEqual({ status: 2, out: '', err: `faultline: ${file}:1: line 1 is not JSON: "# @faultline/cli"; pass a log as faultline wrote it, one JSON object a line\n` });
  });

  it('of another machine than it says', () => {
    const file = log(([head = '', ...rest]) => [head.replace('x86-64', 'mips'), ...rest]);
    expect(faultline('replay', file)).toEqual({ status: 2, out: '', err: `faultline: ${file}: the log is of the architecture 'mips', which is not one of x86-64, arm64, riscv, s390, toy; add --arch-module with its module\n` });
  });

  it('asked for an event it has not', () => {
    expect(faultline('replay', log((lines) => lines), '--to', '99999999').err).toMatch(/there is no event '99999999'; the log has \d+/);
  });
});

describe('misuse of the command', () => {
  const CALLS: readonly (readonly [args: string, message: string])[] = [
    ['', 'Usage: faultline'],
    ['frobnicate', "faultline: there is no command 'frobnicate'; faultline --help lists the commands"],
    ['run', "faultline: missing required argument 'scenario'; faultline run --help shows what it takes"],
    [`run ${FORK_COW}`, 'faultline: no architecture is named; add --arch A or --target T'],
    [`run ${FORK_COW} --arch mips`, "faultline: there is no architecture 'mips'"],
    [`run ${FORK_COW} --arch arm64:77k`, "faultline: arm64 has no geometry '77k'"],
    [`run ${FORK_COW} --arch arm64:4k-48:x`, "faultline: 'arm64:4k-48:x' has more than one configuration"],
    [`run ${FORK_COW} --arch arm64:4k-48 --config 4k-39`, "faultline: 'arm64:4k-48' and --config 4k-39 contradict each other"],
    [`run ${FORK_COW} --arch arm64 --target arm64-6.2`, 'faultline: --target stands for --arch and --kernel together'],
    [`run ${FORK_COW} --target __proto__`, "faultline: target '__proto__' is not known as a target"],
    [`run ${FORK_COW} --arch constructor`, "faultline: there is no architecture 'constructor'"],
    [`run ${FORK_COW} ${FORK_COW} --arch s390 --out /nowhere`, 'faultline: two of the scenarios are named fork-cow'],
    [`run ${FORK_COW} --arch s390 --kernel 9.9`, "faultline: there is no kernel profile '9.9'"],
    ['compare nowhere.yaml', 'faultline: nowhere.yaml: there is no file nowhere.yaml'],
    [`compare ${FORK_COW} --arch ,`, 'faultline: nothing to compare'],
    [`compare ${FORK_COW} --kernel ,`, 'faultline: no kernel is named; name kernels, as in --kernel 6.1,6.2-rc3'],
    ['encode --arch s390 page --pfn 1 --prot q', "faultline: --prot is 'q', which is no protection; write letters of rwxs"],
    ['apply --arch s390 0 --op pte_modify --prot rwxrw', "faultline: --prot is 'rwxrw', which is no protection"],
    ['decode --arch s390 0xzz', "faultline: '0xzz' is no 64-bit value in hexadecimal"],
    ['decode --arch s390 0x11112222333344445', "faultline: '0x11112222333344445' is no 64-bit value in hexadecimal"],
    ['decode --arch s390 --level p5d 0', "faultline: there is no level 'p5d' here"],
    ['explore nothing', "faultline: there is no race 'nothing'"],
    ['explore free-before-flush --without gravity', "faultline: there is no switch 'gravity'"],
    ['explore free-before-flush --max-states many', "faultline: --max-states is 'many'"],
    ['verify nowhere nowhere', 'faultline: nowhere: there is no file nowhere'],
  ];
  it.each(CALLS)('%s', (args, message) => {
    const { status, out, err } = faultline(...args.split(' ').filter((part) => part !== ''));
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err.startsWith(message) ? message : err).toBe(message);
    expect(err).not.toMatch(/\bat .*\.[jt]s:\d+/);
  });
});
