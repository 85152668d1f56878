import { describe, expect, it } from 'vitest';
import { COMMANDS, type CommandName } from './commands';
import { LOADERS } from './commands/lazy';
import { nodeIo } from './io';
import { program } from './program';
import { start } from './start';
import { faultline, type Captured } from './testing/captured';
import { toyModules } from './testing/toy-modules';
import { architecture } from '@faultline/arch-toy';

const names = Object.keys(COMMANDS) as CommandName[];

async function started(...args: string[]): Promise<Captured> {
  let out = '';
  let err = '';
  const status = await start(args, { ...nodeIo(), color: false, out: (text) => void (out += text), err: (text) => void (err += text) });
  return { status, out, err };
}

describe('a subcommand', () => {
  it.each(names)('%s is the same, loaded alone', async (name) => expect(await LOADERS[name]()).toBe(COMMANDS[name]));

  it('is declared, each of them', () =>
    expect(program(nodeIo(), () => undefined).commands.map((command) => command.name()).sort()).toEqual([...names, 'help'].sort()));
});

describe('the command, which loads what it uses, does as `main`', () => {
  const moduleOf = toyModules('faultline-start', {
    elsewhere: (options) => ({ ...architecture(options), name: 'elsewhere' }),
    broken: (options) => ({ ...architecture(options), name: 'broken', geometry: undefined as never }),
  });

  it.each([
    [0, ['--help']], [0, ['decode', '--help']], [0, ['decode', '--arch', 's390', '0x400']], [0, ['rule', 'do_wp_page/copy', '--json']],
    [0, ['run', 'examples/fork-cow.yaml', '--arch', 'riscv']], [2, []], [2, ['decode', '--arch', 'vax', '1']], [2, ['nothing']], [2, ['run', '--arch', 'x86-64']],
    [2, ['run', 'nowhere.yaml', '--arch', 'x86-64']], [3, ['explore', 'free-before-flush', '--max-states', '10', '--json']],
  ])('with status %i: %j', async (status, args) => {
    const found = await started(...args);
    expect(found.status).toBe(status);
    expect(found).toEqual(faultline(...args));
  });

  it.each([[0, 'elsewhere'], [2, 'broken'], [2, 'nowhere']])('with status %i, and an architecture from outside: %s', async (status, name) => {
    const file = name === 'nowhere' ? './nowhere.mjs' : moduleOf(name as 'elsewhere' | 'broken');
    const args = ['decode', '--arch', name, '--arch-module', file, '0x400'];
    const found = await started(...args);
    expect(found.status).toBe(status);
    expect(found).toEqual(faultline(...args));
  });
});
