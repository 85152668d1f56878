import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultline, folder } from './testing/captured';

const FORK_COW = fileURLToPath(new URL('../../../examples/fork-cow.yaml', import.meta.url));

/** Ids of the vectors, each of kernel 6.12. */
const IDS = [['x86-64', 'l4-6.12'], ['arm64', '4k-48-6.12'], ['s390', '6.12'], ['riscv', 'sv48-6.12']] as const;

/** Every command that takes a kernel and a configuration, up to these two. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  run: ['run', FORK_COW, '--json'],
  compare: ['compare', FORK_COW, '--json'],
  decode: ['decode', '0', '--json'],
  encode: ['encode', 'page', '--pfn', '1', '--prot', 'rw', '--json'],
  apply: ['apply', '0', '--op', 'pte_mkyoung', '--json'],
  bits: ['bits', '0', '1', '--json'],
  explore: ['explore', 'free-before-flush', '--max-states', '10', '--json'],
  conformance: ['conformance', '--runs', '1', '--json'],
};

/** The machine in the options of a command: the configuration after a colon, or in an option where there is one. */
const colon = (command: string, arch: string, id: string): string[] => (command === 'conformance' ? [`${arch}:${id}`] : ['--arch', `${arch}:${id}`]);
const option = (command: string, arch: string, id: string): string[] => [...(command === 'conformance' ? [arch] : ['--arch', arch]), '--config', id];

const ROWS = IDS.flatMap(([arch, id]) => Object.keys(COMMANDS).flatMap((command) =>
  [colon, ...(command === 'compare' ? [] : [option])].map((way) => ({ command, words: way(command, arch, id), id }))));

const call = (command: string, words: readonly string[], ...rest: string[]): ReturnType<typeof faultline> => faultline(...COMMANDS[command]!, ...words, ...rest);

const refusal = (id: string, own: string, wanted: string): object => ({
  status: 2, out: '', err: `faultline: configuration '${id}' is of kernel ${own}, and kernel ${wanted} is asked for; give the kernel once\n`,
});

describe('a configuration that names a kernel', () => {
  it.each(ROWS)('contradicts another --kernel: $command $words', ({ command, words, id }) => {
    expect(call(command, words, '--kernel', '6.1')).toEqual(refusal(id, '6.12', '6.1'));
  });

  it.each(ROWS)('may stand beside its own: $command $words', ({ command, words }) => {
    const named = call(command, words, '--kernel', '6.12');
    expect(named).toMatchObject({ status: command === 'explore' ? 3 : 0, err: '' });
    if (command !== 'conformance') expect(call(command, words)).toEqual(named);
  });

  it.each([['6.1', '6.2-rc3', '6.2'], ['6.12', '6.2', '6.2']])('is told by the profile that a name stands for: %s and %s', (own, named, profile) => {
    expect(call('decode', ['--arch', `x86-64:l4-${own}`], '--kernel', named)).toEqual(refusal(`l4-${own}`, own, profile));
    expect(call('decode', ['--arch', 'x86-64:l4-6.2'], '--kernel', named).status).toBe(named.startsWith('6.2') ? 0 : 2);
  });

  it('holds for itself alone in a list', () => {
    const { out } = call('compare', ['--arch', 'x86-64:l4-6.12,arm64']);
    expect(JSON.parse(out).columns.map(({ kernel }: { kernel: string }) => kernel)).toEqual(['6.12', '6.2']);
    expect(call('compare', ['--arch', 'x86-64:l4-6.12,arm64'], '--kernel', '6.12,6.1')).toEqual(refusal('l4-6.12', '6.12', '6.1'));
  });

  it.each(['decode', 'encode'])('holds beside another, unless --kernel contradicts it: %s', (command) => {
    const words = ['--arch', 'x86-64', '--beside', 'x86-64:l4-6.12'];
    expect(call(command, words)).toMatchObject({ status: 0, err: '' });
    expect(call(command, words, '--kernel', '6.2')).toEqual(refusal('l4-6.12', '6.12', '6.2'));
  });

  it('is judged once by the laws, for its kernel', () => {
    const { status, out, err } = call('conformance', ['x86-64:l4-6.12']);
    expect([status, JSON.parse(out).reports.map(({ kernel }: { kernel: string }) => kernel)]).toEqual([0, ['6.12']]);
    expect(err).toBe(['6.1', '6.2'].map((kernel) => `faultline: not on kernel ${kernel}: configuration 'l4-6.12' is of kernel 6.12, and kernel ${kernel} is asked for\n`).join(''));
  });
});

it('an architecture from outside that knows one kernel is not taken for another', () => {
  const file = join(folder(), 'fixed.mjs');
  writeFileSync(file, "export const architecture = () => ({ name: 'fixed', kernel: '6.2', config: 'x' });\nexport const createMmu = () => {};\n");
  expect(faultline('conformance', file, '--kernel', '6.1')).toEqual({
    status: 2, out: '', err: "faultline: 'fixed' is of kernel 6.2, and kernel 6.1 is asked for; give the kernel once\n",
  });
});
