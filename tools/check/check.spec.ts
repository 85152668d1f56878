import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changesSince } from './changed.mjs';
import { choose } from './choose.mjs';
import { GENERATED, readersOf } from './reads.mjs';

const root = join(import.meta.dirname, '../..');
const under = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path.replaceAll('\\', '/')}`);
const specs = ['packages', 'tools'].flatMap(under).filter((path) => /^(packages\/[^/]+\/src|tools)\/.*\.spec\.ts$/.test(path)).sort();

describe('what changed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-check-'));
  const git = (...args: string[]): string => execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x', ...args], { cwd: folder, encoding: 'utf8' });
  const write = (name: string, text = name): void => writeFileSync(join(folder, name), text);
  beforeAll(() => {
    git('init', '-q', '-b', 'main');
    for (const name of ['kept', 'edited', 'taken']) write(name);
    git('add', '-A');
    git('commit', '-q', '-m', 'first');
    git('checkout', '-q', '-b', 'topic');
    write('committed');
    git('add', '-A');
    git('commit', '-q', '-m', 'second');
    write('edited', 'anew');
    write('new\nname');
    rmSync(join(folder, 'taken'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is what differs from where the branch left main: committed, edited, unknown to git, and taken away', () => {
    expect(changesSince(folder, undefined)).toMatchObject({ base: { name: 'main' }, files: ['committed', 'edited', 'new\nname'], gone: ['taken'] });
  });
  it('is what differs from a commit that is named', () => {
    expect(changesSince(folder, 'HEAD')).toMatchObject({ base: { name: 'HEAD' }, files: ['edited', 'new\nname'], gone: ['taken'] });
  });
  it('a commit that is not there is refused, and no name becomes an option', () => {
    expect(() => changesSince(folder, 'nowhere')).toThrow("there is no commit 'nowhere'; git log lists those there are");
    expect(() => changesSince(folder, '--help')).toThrow("there is no commit '--help'");
  });
  it('is known of git checkouts only', () => {
    const plain = mkdtempSync(join(tmpdir(), 'faultline-check-'));
    expect(() => changesSince(plain, undefined)).toThrow('this is no git checkout, so nobody knows what changed; run npm test, which checks everything');
    rmSync(plain, { recursive: true });
  });
});

describe('misuse of npm run check', () => {
  const check = (args: string[], env = process.env) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'tools/check/check.mjs'), ...args], { encoding: 'utf8', env });
    return { status, stdout, stderr };
  };
  it.each([
    ['git is missing', [], { PATH: '/nowhere' }, /^check: git could not be started \(ENOENT\), and it knows what changed; install it, or run npm test, which checks everything\n$/],
    ['there is no such commit', ['--since', 'nowhere'], process.env, /^check: there is no commit 'nowhere'; git log lists those there are\n$/],
    ['there is no such option', ['--sinc', 'x'], process.env, /^check: .*'--sinc'.*; the options are --since COMMIT and --help\n$/],
  ])('%s: one line, status 2', (_what, args, env, message) => {
    expect(check(args, env)).toEqual({ status: 2, stdout: '', stderr: expect.stringMatching(message) });
  });
  it('--help says what it does', () => expect(check(['--help'])).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/^npm run check \[-- --since COMMIT\]\n/) }));
});

describe('the specs that are run', () => {
  const files = ['packages/a/src/x.ts', 'packages/b/src/y.spec.ts'];
  const all = ['packages/c/src/far.spec.ts', 'packages/a/src/slow.spec.ts', 'packages/a/src/quick.spec.ts', 'packages/b/src/y.spec.ts', 'tools/made.spec.ts'];
  const durations = new Map([['packages/c/src/far.spec.ts', 10], ['packages/a/src/slow.spec.ts', 60_000], ['packages/a/src/quick.spec.ts', 20], ['packages/b/src/y.spec.ts', 30_000], ['tools/made.spec.ts', 10]]);
  const chosen = (time: number) => choose({ specs: all, files, first: ['tools/made.spec.ts'], durations, time, workers: 2 });

  it('are all where there is time, the nearest to what changed first', () => {
    expect(chosen(100_000)).toEqual({ left: [], chosen: [all[4], all[3], all[2], all[1], all[0]] });
  });
  it('are those that fit; the others are named', () => {
    expect(chosen(40_000)).toEqual({ left: [all[1]], chosen: [all[4], all[3], all[2], all[0]] });
    expect(chosen(2000)).toEqual({ left: [all[1], all[3], all[0]].sort(), chosen: [all[4], all[2]] });
    expect(chosen(-1)).toEqual({ left: [...all].sort(), chosen: [] });
  });
});

describe('what specs read without importing it', () => {
  it.each([
    ['README.md', 'tools/docs/docs.spec.ts'], ['docs/rules/cow.md', 'tools/rules/pages.spec.ts'], ['docs/switches.md', 'tools/switches/switches.spec.ts'],
    ['examples/fork-cow.yaml', 'packages/cli/src/commands.spec.ts'], ['packages/cpu/src/tlb.ts', 'tools/packaging/packaging.spec.ts'],
    ['packages/cpu/package.json', 'tools/boundaries/boundaries.spec.ts'], ['tools/lint/path-dialect.mjs', 'tools/lint/path-dialect.spec.ts'],
    ['tools/bench/c/cow.c', 'tools/bench/twin.spec.ts'], ['packages/contracts/src/events/events.gen.ts', 'tools/events/events.spec.ts'],
  ])('%s is read by %s', (file, spec) => {
    expect(specs).toContain(spec);
    expect(readersOf([file], specs)).toContain(spec);
  });
  it.each(['vitest.config.ts', 'tools/build/paths/transform.ts', 'tsconfig.base.json'])('%s is read by all', (file) => expect(readersOf([file], specs)).toEqual(specs));
  it('a source file is not read by the specs of other packages', () => expect(readersOf(['packages/cpu/src/tlb.ts'], specs).filter((spec: string) => spec.startsWith('packages/'))).toEqual([]));
});

describe('generated files', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  it('have a spec each that holds them, for every generator there is', () => {
    const generators = Object.keys(scripts).filter((name) => name.startsWith('generate:')).map((name) => `npm run ${name}`);
    expect(GENERATED.map(({ remedy }) => remedy).filter((remedy) => remedy.startsWith('npm run'))).toEqual(expect.arrayContaining(generators));
    for (const { spec } of GENERATED) expect(specs).toContain(spec);
  });
});

/** `runTests` in a folder of its own, in a process of its own. */
function ran(folder: string, options: Readonly<Record<string, unknown>>): { ok: boolean; output: string; left: string[] } {
  const code = `import { runTests } from ${JSON.stringify(pathToFileURL(join(root, 'tools/check/tests.mjs')).href)};
    const { ok, output, left } = await runTests(${JSON.stringify({ root: folder, files: [], gone: [], deadline: 0, ...options })});
    console.log(JSON.stringify({ ok, output, left }));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { cwd: folder, encoding: 'utf8', timeout: 50_000, env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST'))) });
  expect({ stdout, stderr }).toEqual({ stdout: expect.stringContaining('{'), stderr: expect.anything() });
  return JSON.parse(stdout.slice(stdout.indexOf('{"ok"'))) as { ok: boolean; output: string; left: string[] };
}

/** A folder with these files, and a configuration that takes specs. Vitest follows no imports below a `node_modules`. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-check-'));
  writeFileSync(join(folder, 'vitest.config.mjs'), 'export default { test: { include: ["*.spec.mjs"], globals: true, maxWorkers: 2 } };');
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

describe('a test that never ends', () => {
  const folder = folderWith({
    'endless.spec.mjs': 'it("fails", () => expect([1]).toEqual([2]));\nit("lets its reporter speak", () => new Promise((resolve) => setTimeout(resolve, 500)));\nit("never ends", () => { for (;;); });',
    'short.spec.mjs': 'it("passes", () => expect(1).toBe(1));',
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is ended with its time, and what failed before it is told', () => {
    const { ok, output, left } = ran(folder, { first: ['short.spec.mjs', 'endless.spec.mjs'], least: 8000 });
    expect({ ok, left }).toEqual({ ok: false, left: ['endless.spec.mjs'] });
    expect(output).toContain('endless.spec.mjs > fails');
  });
});

describe('what fails without being a test', () => {
  const folder = folderWith({
    'lost.spec.mjs': 'import "./nowhere.mjs";\nit("is never reached", () => undefined);',
    'floating.spec.mjs': 'it("passes", async () => { void Promise.reject(new Error("nobody waits for this")); await new Promise((resolve) => setTimeout(resolve, 50)); });',
    'endless.spec.mjs': 'it("never ends", () => { for (;;); });',
    'half.mjs': 'export const half = ;',
    'half.spec.mjs': 'import "./half.mjs";\nit("is never reached", () => undefined);',
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['a spec that cannot be loaded', { first: ['lost.spec.mjs'] }, / FAIL {2}lost\.spec\.mjs\n.*nowhere\.mjs/],
    ['that, of a run that was ended', { first: ['lost.spec.mjs', 'endless.spec.mjs'], least: 8000 }, / FAIL {2}lost\.spec\.mjs\n.*nowhere\.mjs/],
    ['a promise that nobody waits for', { first: ['floating.spec.mjs'] }, / FAIL {2}outside of any test\nnobody waits for this/],
    ['a file that cannot be parsed', { files: ['half.mjs'], first: ['floating.spec.mjs'] }, /^no tests were chosen, for imports could not be followed:\n(.*\n)*.*half\.mjs/],
  ])('%s is told', (_what, options, message) => {
    expect(ran(folder, options)).toEqual({ ok: false, left: expect.anything(), output: expect.stringMatching(message) });
  }, 60_000);
});
