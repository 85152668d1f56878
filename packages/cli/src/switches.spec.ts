import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { SWITCHES } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { faultline, folder } from './testing/captured';

const example = (name: string): string => fileURLToPath(new URL(`../../../examples/${name}.yaml`, import.meta.url));
const FORK_COW = example('fork-cow');
const ALL = `the switches are ${SWITCHES.map(({ name }) => name).join(', ')}`;

/** Every command that makes a machine. */
const COMMANDS: Readonly<Record<string, () => readonly string[]>> = {
  run: () => ['run', FORK_COW, '--arch', 'x86-64'],
  compare: () => ['compare', FORK_COW],
  explore: () => ['explore', 'free-before-flush', '--max-states', '10'],
  verify() {
    const recordings = folder();
    writeFileSync(join(recordings, 'x86_64-6.2'), '');
    return ['verify', FORK_COW, recordings];
  },
};

const logOf = (...options: readonly string[]): string => {
  const file = join(folder(), 'log.jsonl');
  expect(faultline('run', FORK_COW, ...options, '--log', file)).toMatchObject({ status: 0, err: '' });
  return file;
};
const headerOf = (file: string): Record<string, unknown> => JSON.parse(readFileSync(file, 'utf8').split('\n')[0]!);

describe.each(Object.keys(COMMANDS))('%s refuses', (command) => {
  it.each([
    ['--without shared-frist', `there is no switch 'shared-frist'; did you mean 'shared-first'? ${ALL}`],
    ['--with Shared_First', `there is no switch 'Shared_First'; did you mean 'shared-first'? ${ALL}`],
    ['--with gravity', `there is no switch 'gravity'; ${ALL}`],
    ['--with shared-first,gravity', `there is no switch 'gravity'; ${ALL}`],
    ['--with shared-first --without no-saved-write,shared-first', "the switch 'shared-first' is to be on and off; name it once"],
    ['--without delayed-rmap --with rmap-flag-in-gather', "the switch 'rmap-flag-in-gather' needs 'delayed-rmap', which is off; switch 'delayed-rmap' on too, or leave 'rmap-flag-in-gather' out"],
    ['--without private-skips-huge-fault', "the switch 'private-skips-huge-fault' is known, but neither side of it is modelled yet; leave it out"],
    ['--with ,', '--with names no switch; name one, as in --with delayed-rmap'],
  ])('%s', (options, message) => {
    expect(faultline(...COMMANDS[command]!(), ...options.split(' '))).toEqual({ status: 2, out: '', err: `faultline: ${message}\n` });
  });
});

describe('a run with switches', () => {
  it('says so above its table', () => {
    const { out } = faultline('run', FORK_COW, '--arch', 's390', '--without', 'shared-first', '--with', 'gather-spare-slot');
    expect(out.split('\n').find((line) => line.includes('s390, '))?.trim()).toBe('s390, 6.2 -shared-first +gather-spare-slot');
  });

  it('takes lists, repeated options, and a target', () => {
    const target = ['run', FORK_COW, '--target', 'x86_64-6.2'];
    expect(faultline(...target, '--without', 'shared-first,no-write-result').out).toBe(faultline(...target, '--without', 'no-write-result', '--without', 'shared-first').out);
  });

  it('is the run of another kernel, where all that parts them is turned', () => {
    const events = (...options: readonly string[]): string[] => readFileSync(logOf('--arch', 'x86-64', ...options), 'utf8').split('\n').slice(1);
    const ten = ['early-unshare-checks', 'early-write-checks', 'shared-first', 'unshare-any-page', 'no-write-result', 'no-saved-write', 'delayed-rmap', 'upgrade-clean-exclusive'].join(',');
    expect(events('--kernel', '6.2', '--without', ten)).toEqual(events('--kernel', '6.1'));
    expect(events('--kernel', '6.2')).not.toEqual(events('--kernel', '6.1'));
  });
});

describe('the log of a run', () => {
  it('names the switches that stand otherwise than in the kernel\'s profile', () => {
    expect(headerOf(logOf('--arch', 'arm64', '--kernel', '6.1', '--with', 'shared-first', '--without', 'delayed-rmap'))).toMatchObject({ kernel: '6.1', switches: ['shared-first'] });
    expect(headerOf(logOf('--arch', 'arm64', '--without', 'delayed-rmap'))).toMatchObject({ switches: ['delayed-rmap', 'rmap-flag-in-gather', 'delayed-rmap-two-batches'] });
    expect(headerOf(logOf('--arch', 'arm64', '--with', 'shared-first'))).not.toHaveProperty('switches');
  });

  it('is replayed with them', () => {
    const log = logOf('--arch', 'arm64', '--without', 'shared-first');
    expect(faultline('replay', log, '--to', '0').out).toMatch(/^arm64:4k-48, kernel 6\.2 -shared-first, after event 0: /);
    expect(JSON.parse(faultline('replay', log, '--to', '0', '--json').out)).toMatchObject({ seq: 0, switches: ['-shared-first'] });
    expect(JSON.parse(faultline('replay', logOf('--arch', 'arm64'), '--json').out)).not.toHaveProperty('switches');
  });

  it.each([
    ['gravity', 'the header names a switch that does not exist: "gravity"'],
    ['delayed-rmap-two-batches', "the switch 'delayed-rmap-two-batches' needs 'delayed-rmap', which is off"],
    ['private-skips-huge-fault', "the switch 'private-skips-huge-fault' is known, but neither side of it is modelled yet"],
  ])('with a forged one is refused: %s', (name, message) => {
    const log = logOf('--arch', 's390', '--kernel', '6.1');
    writeFileSync(log, readFileSync(log, 'utf8').replace('"kernel":"6.1"', `"kernel":"6.1","switches":["${name}"]`));
    const { status, out, err } = faultline('replay', log);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(`${log}`);
    expect(err).toContain(message);
  });
});

describe('explore with switches', () => {
  it('says what was on and off', () => {
    const { out } = faultline('explore', 'free-before-flush', '--max-states', '10', '--without', 'shared-first', '--with', 'gather-spare-slot');
    expect(out).toMatch(/^free-before-flush without shared-first with gather-spare-slot: not decided/);
    expect(JSON.parse(faultline('explore', 'free-before-flush', '--max-states', '10', '--with', 'gather-spare-slot', '--json').out)).toMatchObject({ without: [], with: ['gather-spare-slot'] });
  });
});

describe('compare of kernels', () => {
  const last = (...args: readonly string[]): string[] => faultline('compare', ...args).out.trimEnd().split('\n\n').slice(-4);

  it('names the switch whose rule parts them first, or says that they do not part', () => {
    expect(last(FORK_COW, '--arch', 'x86-64', '--kernel', '6.1,6.2-rc3').at(-1)).toBe([
      'They part first in step 5 (write B at=m+0 value=34), by the switch no-write-result (cb8d86331343).',
      'First event that differs: x86-64 (6.1) event 112 FaultEnded accounted=minor result=8 mm=2, x86-64',
      '(6.2) event 112 FaultEnded accounted=minor result=0 mm=2. (run --events --step 5 prints them.)', 'No entry differs in its bits.',
    ].join('\n'));
    expect(last(example('mprotect-exclusive'), '--arch', 's390', '--kernel', '6.1,6.12').at(-1)).toBe('The runs do not part. No entry differs in its bits.');
  });

  it('of several architectures keeps to each', () => {
    const texts = last(example('mprotect-exclusive'), '--arch', 'x86-64,arm64', '--kernel', '6.1,6.2');
    expect(texts.slice(-2)).toEqual(['x86-64', 'arm64'].map((arch) => `${arch}, 6.1 and 6.2: The runs do not part. No entry differs in its bits.`));
  });

  it('says so where no switch parts them', () => {
    expect(last(example('move-and-drop'), '--arch', 'riscv', '--kernel', '6.2,6.12').at(-1)?.replaceAll('\n', ' ')).toBe(
      "They part first in step 5 (madvise A at=n+0 pages=4 advice=dontneed), by no switch: it is in what is the architecture's own. No entry differs in its bits.",
    );
  });

  it('gives the same as JSON, and nothing of it for one kernel', () => {
    const { kernels } = JSON.parse(faultline('compare', FORK_COW, '--arch', 'x86-64', '--kernel', '6.1,6.2', '--json').out);
    expect(kernels).toEqual([{ arch: 'x86-64', kernels: ['6.1', '6.2'], parting: { step: 5, by: 'no-write-result', events: expect.any(Array), seqs: [112, 112] } }]);
    expect(JSON.parse(faultline('compare', FORK_COW, '--json').out)).not.toHaveProperty('kernels');
  });
});
