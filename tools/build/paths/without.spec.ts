import { build, type Plugin } from 'esbuild';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { plainForms } from './esbuild';

const PROGRAM = `
  import { x86_64 } from '@faultline/arch-x86';
  import { createMmu } from '@faultline/arch-x86/mmu';
  import { writeLog } from '@faultline/event-log';
  import { createMachine } from '@faultline/machine';
  const machine = createMachine({ architecture: x86_64(), createMmu, cpus: 2 });
  const mm = machine.spawn();
  machine.mmap(mm, { vpn: 4096, pages: 8, prot: { r: true, w: true, x: false }, shared: false, backing: 'anon' });
  machine.access(mm, 4097, 'write', 9);
  const { mm: child } = machine.fork(mm);
  machine.access(child, 4097, 'write', 8);
  machine.munmap(mm, 4096, 8);
  machine.exit(child);
  export const log = [...writeLog(machine.log, { architecture: 'x86-64', config: 'l4', kernel: '6.2', machine: { cpus: 2, memoryPages: 8192 } })].join('');
  export const { name } = machine.core.gather.finish$plain ?? { name: 'none' };`;

const root = join(import.meta.dirname, '../../..');
const cache = join(root, 'node_modules/.cache');
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, 'without-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Bundles the program from the sources, runs it, and returns what it exports. */
async function ran(name: string, plugins: Plugin[]): Promise<{ log: string; name: string }> {
  const outfile = join(folder, `${name}.mjs`);
  await build({
    stdin: { contents: PROGRAM, resolveDir: root, loader: 'ts' }, outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20',
    conditions: ['@faultline/source'], logLevel: 'silent', plugins,
  });
  return import(/* @vite-ignore */ outfile);
}

it('the sources run without the transform too, and record the same', async () => {
  const [withIt, without] = await Promise.all([ran('with', [plainForms()]), ran('without', [])]);
  expect([withIt.name, without.name]).toEqual(['finish$plain', 'none']);
  expect(without.log.split('\n').length).toBeGreaterThan(100);
  expect(without.log).toBe(withIt.log);
});
