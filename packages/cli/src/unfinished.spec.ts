import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { architecture as toy } from '@faultline/arch-toy';
import type { Architecture, Kernel } from '@faultline/contracts';
import { isClean, renderVerify, verifyJson } from '@faultline/workbench';
import { describe, expect, it } from 'vitest';
import { terminalOf } from './render/terminal';
import { faultline, folder } from './testing/captured';
import { toyModules } from './testing/toy-modules';

const EXAMPLES = fileURLToPath(new URL('../../../examples', import.meta.url));
const FORK_COW = join(EXAMPLES, 'fork-cow.yaml');
const MPROTECT = join(EXAMPLES, 'mprotect-exclusive.yaml');
const ON = ['--arch', 's390'];

/** A scenario of steps after a mapping, in a file of its name. */
function scenario(base: string, name: string, ...steps: string[]): string {
  const file = join(base, `${name}.yaml`);
  writeFileSync(file, [`name: ${name}`, 'about: a test', 'steps:', '  - mmap: {proc: A, as: m, pages: 2, prot: rw, share: private, backing: anon}', ...steps.map((step) => `  - ${step}`), ''].join('\n'));
  return file;
}
const merged = (base: string): string => scenario(base, 'merged', 'madvise: {proc: A, at: m+0, pages: 1, advice: mergeable}');
const REFUSED = 'faultline: refused merged: it needs KSM, which the model has no notion of yet\n';

/** Documents that stand one after another. */
const documents = (text: string): Record<string, unknown>[] =>
  text.replace(/^\}\n|\}\n(?=\{)/gm, '}\u0000').split('\u0000').filter((part) => part.trim() !== '').map((part) => JSON.parse(part) as Record<string, unknown>);

describe.each([['run', ON], ['compare', ['--arch', 's390,x86-64']]] as const)('%s of a scenario that the model cannot run', (command, on) => {
  it('says so on stderr, runs the others, and exits 2', () => {
    const file = merged(folder());
    const { status, out, err } = faultline(command, FORK_COW, file, MPROTECT, ...on);
    expect([status, err]).toEqual([2, REFUSED]);
    expect(out).toBe(faultline(command, FORK_COW, ...on).out + faultline(command, MPROTECT, ...on).out);
  });

  it('lists it with --json in a last document', () => {
    const all = documents(faultline(command, merged(folder()), FORK_COW, ...on, '--json').out);
    expect(all.map((each) => each['scenario'])).toEqual(['fork-cow', undefined]);
    expect(all[1]).toEqual({ refused: [{ scenario: 'merged', needs: ['KSM'] }] });
    expect(documents(faultline(command, merged(folder()), ...on, '--json').out)).toEqual([{ refused: [{ scenario: 'merged', needs: ['KSM'] }] }]);
  });

  it('says nothing of it where there is none', () => expect(documents(faultline(command, FORK_COW, ...on, '--json').out)).toHaveLength(1));

  it('found in a folder is told all the same, and is no misuse: it was not named', () => {
    const base = folder();
    merged(base);
    scenario(base, 'sound', 'write: {proc: A, at: m+0, value: 17}');
    const { status, out, err } = faultline(command, base, ...on, '--json');
    expect([status, err]).toEqual([0, REFUSED]);
    expect(documents(out)).toMatchObject([{ scenario: 'sound' }, { refused: [{ scenario: 'merged' }] }]);
  });
});

describe('run --log', () => {
  it('of one that is refused says that, and writes nothing', () => {
    const base = folder();
    expect(faultline('run', merged(folder()), ...ON, '--log', join(base, 'log'))).toEqual({ status: 2, out: '', err: REFUSED });
    expect(readdirSync(base)).toEqual([]);
  });
});

describe('run --out', () => {
  it('writes the others, and counts what was refused', () => {
    const out = folder();
    expect(faultline('run', merged(folder()), FORK_COW, ...ON, '--out', out)).toEqual({ status: 2, out: '', err: `${REFUSED}faultline: 1 written to ${out}, 1 refused\n` });
    expect(readdirSync(out)).toEqual(['fork-cow.json']);
  });
});

it('verify counts what it refuses, and that is no finding', () => {
  const [scenarios, recordings] = [folder(), folder()];
  merged(scenarios);
  const sound = scenario(scenarios, 'sound', 'write: {proc: A, at: m+0, value: 17}');
  mkdirSync(join(recordings, 's390x-6.2'));
  faultline('run', sound, '--target', 's390x-6.2', '--out', join(recordings, 's390x-6.2'));
  writeFileSync(join(recordings, 's390x-6.2', 'merged.json'), '{"scenario":"merged","kernel":"6.2","arch":"s390x","pmdPages":256,"steps":[]}');
  const { status, out } = faultline('verify', scenarios, recordings);
  expect([status, out.includes('1 need KSM')]).toEqual([0, true]);
});

/** An architecture whose code fails where a written page is made clean of writing, and is sound before. */
const failing = (options: { kernel?: Kernel; config?: string }): Architecture => {
  const sound = toy(options);
  return { ...sound, name: 'failing', codec: { ...sound.codec, wrProtect: () => { throw new TypeError('planted'); } } };
};
/** The same, but it says that it cannot. */
const exhausted = (options: { kernel?: Kernel; config?: string }): Architecture => {
  const sound = toy(options);
  const wrProtect = (): never => { throw Object.assign(new Error('memory ended'), { code: 'ended', remedy: 'map less' }); };
  return { ...sound, name: 'exhausted', codec: { ...sound.codec, wrProtect } };
};
const moduleOf = toyModules('faultline-unfinished-spec', { failing, exhausted });

describe('a scenario that fails inside the model', () => {
  const MESSAGE = /^faultline: scenario forks failed inside the model on failing:36bit, kernel 6\.2, in step 2 \(fork A child=B\), after event \d+ \([A-Z]\w+\): TypeError: planted; run faultline conformance \S+failing\.mjs\n$/;
  const files = (): { forks: string; sound: string } => {
    const base = folder();
    return { forks: scenario(base, 'forks', 'write: {proc: A, at: m+0, value: 17}', 'fork: {proc: A, child: B}'), sound: scenario(base, 'sound', 'write: {proc: A, at: m+0, value: 17}') };
  };

  it.each(['run', 'compare'])('%s: its name, step and last event are told, the others run, status 1', (command) => {
    const { forks, sound } = files();
    const on = ['--arch-module', moduleOf('failing'), '--arch', 'failing'];
    const { status, out, err } = faultline(command, forks, sound, ...on);
    expect([status, err]).toEqual([1, expect.stringMatching(MESSAGE)]);
    expect(out).toBe(faultline(command, sound, ...on).out);
    expect(err).not.toMatch(/\bat .*\.[jt]s:\d+/);
  });

  it.each(['run', 'compare'])('%s --json: it is in the last document, by the seq of its last event', (command) => {
    const { forks, sound } = files();
    const all = documents(faultline(command, forks, sound, '--arch-module', moduleOf('failing'), '--arch', 'failing', '--json').out);
    expect(all).toMatchObject([{ scenario: 'sound' }, { refused: [], failed: [{ scenario: 'forks', machine: 'failing:36bit, kernel 6.2', step: 2, event: expect.any(Number), message: expect.stringContaining('planted') }] }]);
  });

  it('is a finding, though another was refused', () => {
    const { forks } = files();
    expect(faultline('run', forks, merged(folder()), '--arch-module', moduleOf('failing'))).toMatchObject({ status: 1, out: '', err: expect.stringMatching(/refused merged: .*\n.*forks failed inside the model/) });
  });

  it.each([['--events'], ['--json'], ['--log', 'LOG'], ['--out', 'OUT']])('with %s, too; nothing of it is written', (...args) => {
    const base = folder();
    const { forks } = files();
    const { status, err } = faultline('run', forks, '--arch-module', moduleOf('failing'), ...args.map((arg) => (arg.startsWith('--') ? arg : join(base, arg))));
    expect([status, err.split('\n')[0]]).toEqual([1, expect.stringMatching(/forks failed inside the model/)]);
    expect(readdirSync(base)).toEqual([]);
  });

  it('of what the model says it cannot do is no defect: misuse, with what to do; the others run', () => {
    const { forks, sound } = files();
    const on = ['--arch-module', moduleOf('exhausted')];
    const { status, out, err } = faultline('run', forks, sound, ...on);
    expect([status, out]).toEqual([2, faultline('run', sound, ...on).out]);
    expect(err).toMatch(/^faultline: scenario forks failed inside the model on exhausted:36bit, kernel 6\.2, in step 2 \(fork A child=B\), after event \d+ \([A-Z]\w+\): memory ended; map less\n$/);
  });

  it('for want of memory says what to do in the scenario: the command chose the machine', () => {
    const file = scenario(folder(), 'large', 'mmap: {proc: A, as: n, pages: 300000, prot: rw, share: private, backing: anon, populate: true}', 'write: {proc: A, at: n+299999, value: 1}');
    expect(faultline('run', file, ...ON)).toMatchObject({ status: 2, out: '', err: expect.stringMatching(/: a fault found no free page frame; touch less in the scenario: its machine has 262144 pages of memory\n$/) });
  });

  it('verify: is told, and is a finding; the others are compared', () => {
    const report = { target: 'x', scenarios: 1, steps: 3, compared: 9, explained: [], unexplained: [], soft: [], stale: [], refused: new Map(), failed: [{ scenario: 'forks', message: 'scenario forks failed inside the model' }] };
    expect([isClean({ ...report, failed: [] }), isClean(report)]).toEqual([true, false]);
    expect(renderVerify([report], [], terminalOf({ color: false, width: 100 }))).toMatch(/^x: failed inside the model\n {2}scenario forks failed inside the model\n/);
    expect(JSON.parse(verifyJson([report], [])).targets[0].failed).toEqual(report.failed);
  });
});
