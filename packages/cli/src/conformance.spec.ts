import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ARCHITECTURES } from '@faultline/workbench';
import { faultline, folder } from './testing/captured';

/** A module that exports what the text says; the conformance suite has nothing to run in it. */
function moduleOf(text: string, name = 'arch.mjs'): string {
  const file = join(folder(), name);
  writeFileSync(file, text);
  return file;
}
const HOLLOW = "export const architecture = () => ({ name: 'hollow', kernel: '6.2', config: 'x' });\nexport const createMmu = () => {};\n";

describe('conformance', () => {
  it.each(['x86-64', 'arm64', 's390', 'riscv', 'toy'])('%s keeps every law, on every kernel', (name) => {
    const { status, out, err } = faultline('conformance', name, '--runs', '20', '--json');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const { ok, reports } = JSON.parse(out);
    expect([ok, reports.map(({ architecture, kernel, broken }: Record<string, unknown>) => [architecture, kernel, broken])])
      .toEqual([true, ['6.1', '6.2', '6.12'].map((kernel) => [name, kernel, 0])]);
  });

  it('knows all that the command knows', () => expect(ARCHITECTURES).toEqual(['x86-64', 'arm64', 'riscv', 's390', 'toy']));

  it('takes a configuration, and says on which kernel it is not modelled', () => {
    const { status, out, err } = faultline('conformance', 'riscv:sv39+svvptc', '--runs', '5');
    expect(status).toBe(0);
    expect(out).toMatch(/^riscv:sv39\+svvptc, kernel 6\.12: \d+ laws, \d+ kept, 0 broken, \d+ not applicable \(seed 20230108, 5\s+runs\)\n$/);
    expect(err).toBe('faultline: not on kernel 6.1: svvptc came after 6.1\nfaultline: not on kernel 6.2: svvptc came after 6.2\n');
  });

  it('reads as a to-do list where laws are broken, status 1', () => {
    const { status, out, err } = faultline('conformance', moduleOf(HOLLOW), '--kernel', '6.2', '--runs', '2');
    expect({ status, err }).toEqual({ status: 1, err: '' });
    expect(out).toMatch(/^hollow:x, kernel 6\.2: .* broken.*\n\[ \] shape: every part of the interface is there\n/);
    expect(out.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it('tells a thing to do once, for the first kernel that has it', () => {
    const { out } = faultline('conformance', moduleOf(HOLLOW.replace("() => ({ name: 'hollow', kernel: '6.2'", "({ kernel = '6.2' }) => ({ name: 'hollow', kernel")), '--runs', '2');
    const tasks = out.split('\n').filter((line) => line.startsWith('[ ]'));
    expect(tasks).toEqual([...new Set(tasks)]);
    expect(out.match(/^nothing to do but what stands above$/gm)).toHaveLength(2);
  });
});

describe('a module that is no architecture: one line, status 2, no stack', () => {
  const TEXTS: readonly (readonly [what: string, text: string, message: string])[] = [
    ['nothing in it', '', 'it does not export architecture({ kernel, config }), nor createMmu(context) or mmuFor(architecture)'],
    ['no MMU half', "export const architecture = () => ({ name: 'a' });", 'it does not export createMmu(context) or mmuFor(architecture)'],
    ['what is no function', 'export const architecture = 1;\nexport const createMmu = () => {};', 'it does not export architecture({ kernel, config })'],
    ['no name', 'export const architecture = () => ({});\nexport const createMmu = () => {};', "the architecture's name is undefined"],
    ['a name that is a key', "export const architecture = () => ({ name: '__proto__' });\nexport const createMmu = () => {};", "the architecture's name is '__proto__'"],
    ['a factory that gives nothing', 'export const architecture = () => undefined;\nexport const createMmu = () => {};', "the architecture's name is undefined"],
    ['a factory that throws', "export const architecture = () => { throw new TypeError('oh'); };\nexport const createMmu = () => {};", 'the architecture failed: TypeError: oh'],
    ['a throw in loading', "throw new Error('not today');", 'it cannot be loaded: not today'],
    ['a name that throws', "export const architecture = () => ({ get name() { throw new Error('no'); } });\nexport const createMmu = () => {};", 'the architecture failed: no'],
    ['what is no JavaScript', 'export const = 1;', 'it cannot be loaded: SyntaxError'],
    ['await at the top', 'await 1;', 'it cannot be loaded: '],
  ];
  it.each(TEXTS)('%s', (_what, text, message) => {
    const file = moduleOf(text);
    for (const args of [['conformance', file], ['decode', '--arch-module', file, '0'], ['compare', 'x.yaml', '--arch-module', file]]) {
      const { status, out, err } = faultline(...args);
      expect({ status, out }).toEqual({ status: 2, out: '' });
      expect(err.startsWith(`faultline: ${file}: ${message}`) ? message : err).toBe(message);
      expect(err.trimEnd().split('\n')).toHaveLength(1);
    }
  });

  const CALLS: readonly (readonly [args: string, message: string])[] = [
    ['conformance mips', "faultline: there is no architecture 'mips', nor a module of that name"],
    ['conformance .', 'faultline: .: there is no such module; name a package, its folder or a file; a package must be built'],
    ['conformance ./nowhere', 'faultline: ./nowhere: there is no such module'],
    ['conformance @nobody/nothing', 'faultline: @nobody/nothing: there is no such module'],
    ['conformance node:fs', 'faultline: node:fs: it does not export architecture'],
    ['conformance __proto__', "faultline: there is no architecture '__proto__'"],
    ['conformance arm64:77k', "faultline: arm64 has no geometry '77k'"],
    ['conformance toy --runs many', "faultline: --runs is 'many'"],
    ['conformance toy --kernel 9', "faultline: there is no kernel profile '9'"],
    ['decode --arch-module ./nowhere 0', 'faultline: ./nowhere: there is no such module'],
  ];
  it.each(CALLS)('%s', (args, message) => {
    const { status, out, err } = faultline(...args.split(' '));
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err.startsWith(message) ? message : err).toBe(message);
  });

  it('of which members are missing', () => {
    const file = moduleOf(HOLLOW);
    expect(faultline('decode', '--arch-module', file, '0')).toEqual({
      status: 2, out: '',
      err: expect.stringMatching(/: the architecture is not complete: every part of the interface is there: missing or of another type: machineName \(string\), geometry /),
    });
  });

  it('whose name is taken, or not asked for', () => {
    const taken = moduleOf(HOLLOW.replace('hollow', 's390'));
    expect(faultline('decode', '--arch-module', taken, '0').err).toBe(`faultline: ${taken} names its architecture 's390', which is taken; give it a name of its own\n`);
    const other = moduleOf(HOLLOW);
    expect(faultline('decode', '--arch', 'toy', '--arch-module', other, '0').err).toMatch(/is the architecture 'hollow', which --arch does not name; add hollow to --arch\n$/);
    expect(faultline('conformance', 'toy', '--arch-module', other)).toEqual({
      status: 2, out: '', err: `faultline: ${other} is the architecture 'hollow', not 'toy'; run faultline conformance ${other}\n`,
    });
  });

  it('in CJS, and with a default export, it loads all the same', () => {
    const cjs = moduleOf("module.exports = { architecture: () => ({ name: 'hollow', kernel: '6.2', config: 'x' }), createMmu() {} };", 'arch.cjs');
    const whole = moduleOf("export default { architecture: () => ({ name: 'hollow', kernel: '6.2', config: 'x' }), createMmu() {} };");
    for (const file of [cjs, whole]) expect(faultline('conformance', file, '--kernel', '6.2', '--runs', '1')).toMatchObject({ status: 1, err: '' });
  });

  it('by a path without ./, as a shell completes it', () => {
    const path = `packages/../${relative(process.cwd(), moduleOf(HOLLOW))}`;
    expect(faultline('conformance', path, '--kernel', '6.2', '--runs', '1')).toMatchObject({ status: 1, err: '' });
  });

  it('a folder without a package', () => {
    const path = join(folder(), 'empty');
    mkdirSync(path);
    expect(faultline('conformance', path)).toMatchObject({ status: 2, out: '', err: expect.stringContaining(path) });
  });
});
