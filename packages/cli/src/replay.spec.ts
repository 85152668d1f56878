import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { architecture as toy } from '@faultline/arch-toy';
import type { Architecture, Kernel } from '@faultline/contracts';
import { describe, expect, it } from 'vitest';
import { faultline, folder } from './testing/captured';
import { toyModules } from './testing/toy-modules';

const FORK_COW = fileURLToPath(new URL('../../../examples/fork-cow.yaml', import.meta.url));

const elsewhere = (options: { kernel?: Kernel; config?: string }): Architecture => ({ ...toy(options), name: 'elsewhere' });
const another = (options: { kernel?: Kernel; config?: string }): Architecture => ({ ...toy(options), name: 'another' });
const moduleOf = toyModules('faultline-replay-spec', { elsewhere, another });

/** A log that was written with these options. */
function logOf(...options: string[]): string {
  const file = join(folder(), 'log.jsonl');
  expect(faultline('run', FORK_COW, ...options, '--log', file)).toMatchObject({ status: 0, err: '' });
  return file;
}

describe('replay of a log of an architecture from outside', () => {
  it.each(['6.1', '6.2-rc3', '6.12'])('folds it with its module: kernel %s', (kernel) => {
    const module = moduleOf('elsewhere');
    const log = logOf('--arch-module', module, '--kernel', kernel);
    const { status, out, err } = faultline('replay', log, '--arch-module', module, '--json');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toBe(faultline('replay', logOf('--arch', 'toy', '--kernel', kernel), '--json').out);
    expect(faultline('replay', log, '--arch-module', module, '--to', '2').out).toMatch(/^elsewhere:36bit, kernel 6\.\d+, after event 2: /);
  });

  it('says which it is of, and that its module is wanted', () => {
    const log = logOf('--arch-module', moduleOf('elsewhere'));
    expect(faultline('replay', log)).toEqual({
      status: 2, out: '',
      err: `faultline: ${log}: the log is of the architecture 'elsewhere', which is not one of x86-64, arm64, riscv, s390, toy; add --arch-module with its module\n`,
    });
  });

  it.each([['elsewhere', ['--arch-module', 'elsewhere']], ['s390', ['--arch', 's390']]] as const)('refuses the module of another: a log of %s', (name, [flag, value]) => {
    const log = logOf(flag, flag === '--arch' ? value : moduleOf('elsewhere'));
    const module = moduleOf('another');
    expect(faultline('replay', log, '--arch-module', module)).toEqual({
      status: 2, out: '', err: `faultline: ${log}: the log is of the architecture '${name}', and ${module} is 'another'; pass the module that it was run with\n`,
    });
  });

  it('refuses a header that names two kernels', () => {
    const log = logOf('--arch', 'x86-64:l4', '--kernel', '6.1');
    writeFileSync(log, readFileSync(log, 'utf8').replace('"config":"l4"', '"config":"l4-6.12"'));
    expect(faultline('replay', log)).toMatchObject({ status: 2, out: '', err: expect.stringContaining("'l4-6.12' is of kernel 6.12, and kernel 6.1 is asked for") });
  });

  it('names a module that is none', () => {
    const { status, out, err } = faultline('replay', logOf('--arch', 's390'), '--arch-module', './nowhere');
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain('./nowhere: there is no such module');
  });
});
