import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultline } from './testing/captured';

const EXAMPLES = fileURLToPath(new URL('../../../examples', import.meta.url));
const COW = join(EXAMPLES, 'fork-cow.yaml');
const LOG = join(EXAMPLES, 'first-write.jsonl');
const DUMP = join(EXAMPLES, 'guest.json');
const MANUAL = fileURLToPath(new URL('../README.md', import.meta.url));
const ALL = 'x86-64, arm64, riscv, s390, toy';
const KERNELS = '6.1, 6.2, 6.2-rc3, 6.12';

/** What a beginner types, and the one answer. */
const MISTAKES: readonly (readonly [mistake: string, args: readonly string[], answer: string])[] = [
  ['a command that is misspelled', ['comapre', COW], "there is no command 'comapre'; did you mean 'compare'? faultline --help lists the commands"],
  ['a command that is none', ['frobnicate'], "there is no command 'frobnicate'; faultline --help lists the commands"],
  ['a command that is misspelled, with its options', ['decdoe', '--arch', 's390', '0'], "there is no command 'decdoe'; did you mean 'decode'? faultline --help lists the commands"],
  ['help of a command that is none', ['help', 'comapre'], "there is no command 'comapre'; did you mean 'compare'? faultline --help lists the commands"],
  ['an option before its command', ['--json', 'rule'], "--json stands before 'rule'; put it after the command: faultline rule --json"],
  ['an option before its command, with a value', ['--arch=s390', 'decode', '0'], "--arch=s390 stands before 'decode'; put it after the command: faultline decode --arch=s390"],
  ['an option that is none before a command', ['--frobnicate', 'rule'], "unknown option '--frobnicate'; faultline --help shows what it takes"],
  ['an option that is misspelled', ['compare', COW, '--kernal', '6.1'], "unknown option '--kernal'; did you mean --kernel? faultline compare --help shows what it takes"],
  ['a global option that is misspelled', ['rule', '--widht', '60'], "unknown option '--widht'; did you mean --width? faultline rule --help shows what it takes"],
  ['an option that is none', ['run', COW, '--frobnicate'], "unknown option '--frobnicate'; faultline run --help shows what it takes"],
  ['an argument that is missing', ['run', '--arch', 's390'], "missing required argument 'scenario'; faultline run --help shows what it takes"],
  ['a value that is missing', ['run', COW, '--arch'], "option '--arch <A>' argument missing; faultline run --help shows what it takes"],
  ['an option that is missing', ['apply', '--arch', 's390', '0'], "required option '--op <op>' not specified; faultline apply --help shows what it takes"],
  ['an argument too many', ['rule', 'do_wp_page/copy', 'more'], "too many arguments for 'rule'. Expected 1 argument but got 2; faultline rule --help shows what it takes"],
  ['an architecture of 32 bits', ['decode', '--arch', 'i386', '0'], `there is no architecture 'i386'; here it is 'x86-64': use one of ${ALL}`],
  ['arm', ['decode', '--arch', 'arm:64k-52', '0'], `there is no architecture 'arm'; here it is 'arm64': use one of ${ALL}`],
  ['an architecture that is none', ['compare', COW, '--arch', 'mips'], `there is no architecture 'mips'; use one of ${ALL}`],
  ['no architecture at all', ['run', COW], 'no architecture is named; add --arch A or --target T'],
  ['no architecture, where there are no targets', ['decode', '0'], 'no architecture is named; add --arch A'],
  ['several architectures where one is run', ['run', COW, '--arch', 'x86-64,arm64'], "--arch takes one name here, and 'x86-64,arm64' is a list; give one of them; faultline compare takes lists"],
  ['several kernels where one is run', ['run', COW, '--arch', 's390', '--kernel', '6.1,6.12'], "--kernel takes one name here, and '6.1,6.12' is a list; give one of them; faultline compare takes lists"],
  ['an empty list of targets', ['verify', COW, EXAMPLES, '--target', ','], '--target names no target; name one, as in --target x86_64-6.2'],
  ['an empty list beside', ['decode', '--arch', 's390', '0', '--beside', ''], '--beside names no architecture; name one, as in --beside arm64'],
  ['an empty list of attributes', ['walk', DUMP, '--only', ''], '--only names no attribute; name one, as in --only dirty'],
  ['an empty list of marks', ['encode', 'page', '--arch', 's390', '--pfn', '1', '--flags', ','], '--flags names no flag; name one, as in --flags young,dirty'],
  ['one entry where two are told apart', ['bits', '--arch', 's390', '0'], 'two values are told apart, not 1; give two'],
  ['a step and the schema', ['steps', 'write', '--schema'], 'the JSON Schema is one of whole files; leave write out, or --schema'],
  ['a kernel by its tag', ['run', COW, '--arch', 's390', '--kernel', 'v6.2'], `there is no kernel profile 'v6.2'; did you mean '6.2'? use one of ${KERNELS}`],
  ['a kernel of another candidate', ['run', COW, '--arch', 's390', '--kernel', '6.2-rc4'], `there is no kernel profile '6.2-rc4'; did you mean '6.2-rc3'? use one of ${KERNELS}`],
  ['a kernel that is not modelled', ['compare', COW, '--kernel', '6.3'], `there is no kernel profile '6.3'; use one of ${KERNELS}`],
  ['a folder for a file', ['replay', EXAMPLES], `${EXAMPLES}: it is a folder, and a file is wanted; name a file in it`],
  ['a file that is not there', ['compare', join(EXAMPLES, 'fork-cwo.yaml')], `${EXAMPLES}/fork-cwo.yaml: there is no file ${EXAMPLES}/fork-cwo.yaml; did you mean '${COW}'? check the path`],
  ['a file in a folder that is not there', ['compare', 'nowhere/fork-cow.yaml'], 'nowhere/fork-cow.yaml: there is no file nowhere/fork-cow.yaml; check the path'],
  ['no name of a file', ['compare', ''], 'the name of a file is empty; name a file'],
  ['a dump where a scenario is wanted', ['run', DUMP, '--arch', 's390'], `${DUMP}: this is a dump of page tables, not a scenario; faultline walk ${DUMP} shows what it maps`],
  ['a dump where a log is wanted', ['replay', DUMP], `${DUMP}: this is a dump of page tables, not a written log; faultline walk ${DUMP} shows what it maps`],
  ['a log where a dump is wanted', ['walk', LOG], `${LOG}: this is a written log, not a dump of page tables; faultline replay ${LOG} shows what it came to`],
  ['a scenario where a dump is wanted', ['walk', COW], `${COW}: this is a scenario, not a dump of page tables; faultline run ${COW} --arch A --log LOG writes a log of it`],
  ['a text that is none of these where a dump is wanted', ['walk', MANUAL], `${MANUAL}: this is no JSON; name a dump of page tables`],
  ['a log where a scenario is wanted', ['run', LOG, '--arch', 's390'], `${LOG}: this is a written log, not a scenario; faultline replay ${LOG} shows what it came to`],
  ['a scenario where a log is wanted', ['replay', COW], `${COW}: this is a scenario, not a written log; faultline run ${COW} --arch A --log LOG writes a log of it`],
  ['--step out of range', ['run', COW, '--arch', 's390', '--events', '--step', '13'], "--step is '13', and scenario fork-cow has steps 0 to 12; pass the number of a step as run and compare print it"],
  ['--step that is no number', ['run', COW, '--arch', 's390', '--events', '--step', 'five'], "--step is 'five', and scenario fork-cow has steps 0 to 12; pass the number of a step as run and compare print it"],
  ['--step without --events', ['run', COW, '--arch', 's390', '--step', '5'], '--step says of which step the events are printed; add --events'],
  ['a value that is no number', ['explore', 'free-before-flush', '--max-states', 'many'], "--max-states is 'many'; pass a whole number from 1 to 10000000"],
  ['a width that is none', ['rule', '--width', 'wide'], "--width is 'wide'; pass a whole number from 40 to 1000"],
  ['an event that is not in the log', ['replay', LOG, '--to', 'last'], `${LOG}: there is no event 'last'; the log has 37; pass a seq of the log`],
  ['an entry that is none', ['decode', '--arch', 's390', '0x12g4'], "'0x12g4' is no 64-bit value in hexadecimal; write it as 0x8000000012345067"],
  ['an option twice', ['compare', COW, '--kernel', '6.1', '--kernel', '6.12'], "--kernel stands there twice, with '6.1' and '6.12'; give it once, as a list: --kernel 6.1,6.12"],
  ['an option twice that takes no list', ['run', COW, '--arch', 's390', '--arch', 'arm64'], "--arch stands there twice, with 's390' and 'arm64'; give it once"],
  ['a global option twice', ['--width', '60', 'rule', '--width', '80'], "--width stands there twice, with '60' and '80'; give it once"],
];

describe('a mistake of a beginner gets one answer, that helps', () => {
  it.each(MISTAKES)('%s', (_mistake, args, answer) => expect(faultline(...args)).toEqual({ status: 2, out: '', err: `faultline: ${answer}\n` }));

  it('an option that collects may stand there as often as one likes', () => {
    expect(faultline('run', COW, '--arch', 's390', '--without', 'shared-first', '--without', 'flush-before-free').status).toBe(0);
  });

  it('a flag twice says the same as once', () => expect(faultline('rule', 'do_wp_page/copy', '--json', '--json')).toEqual(faultline('rule', 'do_wp_page/copy', '--json')));
});

describe('what an answer sends people to is there', () => {
  const commands = new Set(MISTAKES.flatMap(([, , answer]) => [...answer.matchAll(/faultline ([a-z-]+)(?: |$)/g)].map(([, name]) => name!)).filter((name) => !name.startsWith('--')));
  it.each([...commands])('faultline %s', (name) => expect(faultline(name, '--help')).toMatchObject({ status: 0, err: '', out: expect.stringContaining(`faultline ${name}`) }));
  it('faultline help', () => expect(faultline('help', 'run')).toEqual(faultline('run', '--help')));
});

describe('--version', () => {
  it.each(['--version', '-V'])('%s: the release, the format of written logs, and the kernels that can be named', (flag) => {
    const { version } = JSON.parse(readFileSync(fileURLToPath(new URL('../package.json', import.meta.url)), 'utf8')) as { version: string };
    const { status, out, err } = faultline(flag);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toBe(`faultline ${version}\nevent format ${(JSON.parse(readFileSync(LOG, 'utf8').split('\n')[0]!) as { version: number }).version}\nkernel profiles 6.1, 6.2-rc3, 6.12\n`);
  });
  it('each kernel that it names can be named', () => {
    for (const kernel of faultline('--version').out.trim().split('kernel profiles ')[1]!.split(', ')) expect(faultline('decode', '--arch', 's390', '--kernel', kernel, '0').status).toBe(0);
  });
});

describe('--legend', () => {
  it('alone prints the legend at length', () => {
    const { status, out, err } = faultline('--legend');
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/^legend\n1\+0 {9}faults 1\+0: one minor fault/);
  });
  it.each([['compare', COW], ['run', COW, '--arch', 's390']])('with %s stands in the place of the line', (...args) => {
    const [line, length] = [faultline(...args).out, faultline('--legend', ...args).out];
    expect(line).toContain('\n1+0: minor+major; x2: mapped twice; p0+: p0 p1…; a/b: a rule; -: none (--legend)\n');
    expect(length).toContain(faultline('--legend').out.trimEnd());
    expect(faultline(...args, '--legend').out).toBe(length);
  });
  it('is a command too, which takes --json', () => {
    expect(faultline('legend')).toEqual(faultline('--legend'));
    expect(JSON.parse(faultline('legend', '--json').out)).toContainEqual({ sign: 'x2', means: expect.stringContaining('mapped twice') });
  });
  it('is no part of JSON', () => expect(faultline('compare', COW, '--json', '--legend')).toEqual(faultline('compare', COW, '--json')));
});
