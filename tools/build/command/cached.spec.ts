import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const CACHE = 'node_modules/.cache/faultline-command';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'faultline-command-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

interface Done {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

const node = (...args: string[]): Promise<Done> => new Promise((resolve) => {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.on('data', (text) => void (out += text));
  child.stderr.on('data', (text) => void (err += text));
  child.on('close', (status) => resolve({ status, out, err }));
});

/** Files of a checkout, whose bundler writes down that it ran and ends with this status. */
function checkout(status = 0): string {
  const at = folder();
  const files: Record<string, string> = {
    'package-lock.json': '{}', 'tsconfig.base.json': '{}', 'packages/a/package.json': '{}', 'packages/a/src/a.ts': '1', 'packages/a/src/a.spec.ts': '1',
    'packages/a/dist/a.mjs': '1', 'tools/build/command/build.ts': '', 'node_modules/esbuild/package.json': '{}',
    'tools/run-ts.mjs': `
      import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
      appendFileSync(${JSON.stringify(join(at, 'runs'))}, '.');
      await new Promise((done) => setTimeout(done, 200));
      mkdirSync(process.argv[3], { recursive: true });
      writeFileSync(process.argv[3] + '/bin.js', 'done');
      console.error('said');
      process.exitCode = ${status};`,
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(at, file)), { recursive: true });
    writeFileSync(join(at, file), text);
  }
  return at;
}

const runs = (at: string): number => (existsSync(join(at, 'runs')) ? readFileSync(join(at, 'runs'), 'utf8').length : 0);
const ask = (at: string): Promise<Done> => node('--input-type=module', '-e', `
  import { commandFromSources } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'cached.mjs')).href)};
  console.log(await commandFromSources(${JSON.stringify(at)}));`);

describe('a checkout bundles the command', () => {
  it('once, while nothing is changed', async () => {
    const at = checkout();
    const [first, second] = [await ask(at), await ask(at)];
    expect(first.out).toMatch(/\/bin\.js\n$/);
    expect(readFileSync(first.out.trim(), 'utf8')).toBe('done');
    expect([second.out, second.err, runs(at)]).toEqual([first.out, '', 1]);
  });

  it.each([
    ['a source', 'packages/a/src/a.ts'], ['a new source', 'packages/a/src/b.ts'], ['a manifest', 'packages/a/package.json'], ['the lockfile', 'package-lock.json'],
    ['a tool of the build', 'tools/build/command/build.ts'], ['what runs it', 'tools/run-ts.mjs'],
  ])('anew after %s changed', async (_what, file) => {
    const at = checkout();
    const first = await ask(at);
    appendFileSync(join(at, file), '\n');
    expect((await ask(at)).out).not.toBe(first.out);
    expect(runs(at)).toBe(2);
  });

  it('anew after a source of the same size got another time', async () => {
    const at = checkout();
    await ask(at);
    utimesSync(join(at, 'packages/a/src/a.ts'), 1, 1);
    await ask(at);
    expect(runs(at)).toBe(2);
  });

  it.each(['packages/a/src/a.spec.ts', 'packages/a/dist/a.mjs'])('not for %s, which is no part of it', async (file) => {
    const at = checkout();
    await ask(at);
    appendFileSync(join(at, file), '\n');
    await ask(at);
    expect(runs(at)).toBe(1);
  });

  it('whole, where several ask at once', async () => {
    const at = checkout();
    const answers = await Promise.all([ask(at), ask(at), ask(at)]);
    expect(new Set(answers.map(({ out }) => out)).size).toBe(1);
    expect(readdirSync(join(at, CACHE))).toHaveLength(1);
    expect(readFileSync(answers[0]!.out.trim(), 'utf8')).toBe('done');
  });

  it('and keeps nothing of what failed', async () => {
    const at = checkout(1);
    expect(await ask(at)).toMatchObject({ out: 'undefined\n', err: 'said\nfaultline: the sources cannot be bundled; correct what stands above\n' });
    expect(readdirSync(join(at, CACHE))).toEqual([]);
  });

  it('and drops what is old, not what may still run', async () => {
    const at = checkout();
    for (const [name, age] of [['old', 7200], ['young', 60]] as const) {
      mkdirSync(join(at, CACHE, name), { recursive: true });
      utimesSync(join(at, CACHE, name), Date.now() / 1000 - age, Date.now() / 1000 - age);
    }
    await ask(at);
    const names = readdirSync(join(at, CACHE));
    expect([names.length, names.includes('young'), names.includes('old')]).toEqual([2, true, false]);
  });

  it('after npm ci, which it says where it was not run', async () => {
    const at = checkout();
    rmSync(join(at, 'node_modules'), { recursive: true });
    expect(await ask(at)).toMatchObject({ out: 'undefined\n', err: 'faultline: what the sources are bundled with is not installed; run npm ci\n' });
  });

  it('and says so where the bundle cannot be kept', async () => {
    const at = checkout();
    writeFileSync(join(at, 'node_modules/.cache'), '');
    expect((await ask(at)).err).toMatch(/^faultline: the bundle of the sources cannot be kept: .*; check the folder\n$/);
  });
});

/** A copy of the command and of what bundles it, beside all that is installed here. */
function copied(): string {
  const at = folder();
  for (const part of ['package-lock.json', 'tsconfig.base.json', 'tools/run-ts.mjs', 'tools/build', 'packages/cli/package.json', 'packages/cli/bin', 'packages/cli/src', 'packages/cli/node_modules'])
    if (existsSync(join(root, part))) cpSync(join(root, part), join(at, part), { recursive: true });
  mkdirSync(join(at, 'node_modules'));
  writeFileSync(join(at, 'package.json'), '{"type":"module"}');
  for (const name of readdirSync(join(root, 'node_modules'))) if (name !== '.cache') symlinkSync(join(root, 'node_modules', name), join(at, 'node_modules', name));
  return at;
}

it('the command runs from sources, and a broken one is told by file and line', async () => {
  const at = copied();
  const command = join(at, 'packages/cli/bin/faultline.js');
  expect(await node(command, 'bits', '--arch', 'x86-64', '67', '65')).toMatchObject({ status: 0, err: '', out: expect.stringContaining('RW cleared') });
  expect(await node(command, 'decode', '--arch', 'vax', '67')).toMatchObject({ status: 2, out: '' });
  appendFileSync(join(at, 'packages/cli/src/perform.ts'), '\nexport const broken = ;\n');
  const { status, out, err } = await node(command, 'bits', '--arch', 'x86-64', '67', '65');
  expect([status, out]).toEqual([2, '']);
  expect(err).toMatch(/perform\.ts:\d+:\d+/);
  expect(err).toMatch(/\nfaultline: the sources cannot be bundled; correct what stands above\n$/);
  expect(err).not.toMatch(/^\s+at .*\.(mjs|js):/m);
}, 120_000);
