import type { Metafile } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleCommand } from './bundle';

const root = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'faultline-loads-'));
const out = join(folder, 'dist');
let metafile: Metafile;

beforeAll(async () => {
  metafile = await bundleCommand(root, out);
  writeFileSync(join(out, 'package.json'), '{"type":"module"}\n');
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The package that a file of the bundle comes from: `core-mm`, `rxjs`. */
const packageOf = (file: string): string => /(?:.*node_modules|packages)\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file;

/** Runs the command; the files of it that node loaded, as node's own coverage lists them. */
function loadedBy(args: readonly string[]): string[] {
  const coverage = mkdtempSync(join(folder, 'coverage-'));
  const { status, stderr } = spawnSync(process.execPath, [join(out, 'bin.js'), ...args], { cwd: root, env: { ...process.env, NODE_V8_COVERAGE: coverage }, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  const { result } = JSON.parse(readFileSync(join(coverage, readdirSync(coverage)[0]!), 'utf8')) as { result: { url: string }[] };
  return result.filter(({ url }) => url.includes('/dist/')).map(({ url }) => basename(url));
}

/** The packages of which something stands in these files. */
function packagesIn(files: readonly string[]): string[] {
  const outputs = Object.entries(metafile.outputs).filter(([file]) => files.includes(basename(file)));
  expect(outputs).toHaveLength(files.length);
  const inputs = outputs.flatMap(([, output]) => Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => packageOf(file)));
  return [...new Set(inputs)].sort();
}

const TOOLS = ['conformance', 'explore', 'fast-check', 'new-arch'];
/** No subcommand needs it: patches are for those who keep a copy. */
const NOWHERE = 'immer';
const MACHINES = ['core-mm', 'cpu', 'event-log', 'machine', 'mmu-gather', 'projections', 'rxjs', 'scenario', 'state-kit', 'yaml', 'zod'];
const CODECS = ['arch-arm64', 'arch-riscv', 'arch-s390', 'arch-x86'];
const ENTRY = '8000000000105867';
const MACHINE = ['--arch', 'x86-64'];

describe('a subcommand loads what it uses', () => {
  it.each<[string[], string[]]>([
    [['--help'], [...TOOLS, ...MACHINES, ...CODECS, 'cli-table3', 'pagetables']],
    [['decode', '--help'], [...TOOLS, ...MACHINES, ...CODECS, 'cli-table3', 'pagetables']],
    [['decode', ...MACHINE, ENTRY], [...TOOLS, ...MACHINES, 'pagetables']],
    [['bits', ...MACHINE, ENTRY, '67'], [...TOOLS, ...MACHINES, 'pagetables']],
    [['encode', ...MACHINE, 'page', '--pfn', '1'], [...TOOLS, ...MACHINES, 'pagetables']],
    [['apply', ...MACHINE, '--op', 'wrprotect', ENTRY], [...TOOLS, ...MACHINES, 'pagetables']],
    [['rule', 'do_wp_page/copy'], [...TOOLS, ...MACHINES, ...CODECS, 'pagetables']],
    [['run', ...MACHINE, 'examples/fork-cow.yaml'], [...TOOLS, 'pagetables', 'projections']],
    [['compare', 'examples/fork-cow.yaml'], [...TOOLS, 'pagetables', 'projections']],
    [['replay', 'examples/first-write.jsonl'], ['conformance', 'explore', 'fast-check', 'new-arch', 'pagetables', 'scenario', 'yaml', 'zod']],
  ])('%j loads none of %j', (args, strangers) => {
    const packages = packagesIn(loadedBy(args));
    expect(packages).toContain('cli');
    expect(packages.filter((name) => strangers.includes(name) || name === NOWHERE)).toEqual([]);
  });

  it('and all of them stand in some file', () => {
    const all = packagesIn(Object.keys(metafile.outputs).map((file) => basename(file)));
    expect([...TOOLS, ...MACHINES, ...CODECS, 'cli-table3', 'pagetables'].filter((name) => !all.includes(name))).toEqual([]);
  });

  it('decode loads a dozen files at most: each is read, resolved and linked', () =>
    expect(loadedBy(['decode', ...MACHINE, ENTRY]).length).toBeLessThanOrEqual(12));
});

describe('the bundle', () => {
  it('states the licence of each package of others that is in it', () => {
    const notices = readFileSync(join(out, 'THIRD-PARTY.txt'), 'utf8');
    for (const name of ['commander', 'rxjs', 'yaml', 'zod', 'fast-check', 'cli-table3']) expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+\n\n.*licen[cs]e`, 'ims'));
  });

  it('runs paths by their plain forms, with numbers as literals', () => {
    const text = readdirSync(out).filter((file) => file.endsWith('.js')).map((file) => readFileSync(join(out, file), 'utf8')).join('\n');
    expect(text).toContain('handleMmFault$plain');
    expect(text).toMatch(/\bTLB_WRITE=2\b/);
    expect(text).not.toMatch(/&TLB_WRITE\b/);
  });

  it('asks for nothing but what node brings', () => {
    const external = Object.values(metafile.outputs).flatMap(({ imports }) => imports.filter((one) => one.external === true).map(({ path }) => path));
    expect(external.filter((path) => !/^node:/.test(path) && !['fs', 'os', 'tty', 'util', 'process', 'buffer', 'crypto'].includes(path))).toEqual([]);
  });
});
