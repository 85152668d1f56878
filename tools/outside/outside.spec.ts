import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PACKED_FILE, readPacked } from '@faultline/new-arch';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { npmSettings } from './npm-cache';
import { registry, type Registry } from './registry';
import { blocksOf, type, type Done } from './shell';

const root = join(import.meta.dirname, '../..');
const packed = join(root, 'packed');
const hadPacked = existsSync(packed);
const TIMEOUT = 300_000;
/** Where nothing is built yet. */
const BUILD_TIMEOUT = 900_000;
const { cache, registry: registryName } = npmSettings();
const blocks = blocksOf(readFileSync(join(root, 'docs/adding-an-architecture.md'), 'utf8'));
const [inClone, published, inRepository, ask, fill] = blocks as [string[], string[], string[], string[], string[]];

/** A reader's home, far from the repository. */
const homes: string[] = [];
function newHome(): string {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-outside-')));
  homes.push(home);
  return home;
}
afterAll(() => [...homes, ...(hadPacked ? [] : [packed])].forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const failed = (done: readonly Done[]): readonly Done[] => done.filter(({ status }) => status !== 0);
/** Wants every command to end well; what one printed is shown if it did not. */
const allWell = (done: readonly Done[]): void => expect(failed(done)).toEqual([]);

/** Where npm's cache lacks a package, nothing can be said: the test is skipped, and says why. After `npm ci`, as in CI, it lacks none. */
function skipWithout(context: TestContext, lacks: string | undefined): void {
  if (lacks !== undefined && process.env['CI'] === undefined) context.skip(`skipped: npm's cache lacks ${lacks}; npm ci fills it`);
}
const lackOf = (done: readonly Done[]): string | undefined => failed(done).map(({ err }) => /ENOTCACHED[\s\S]*?request to \S+\/(\S+) failed/.exec(err)?.[1]).find((name) => name !== undefined);

/** Every file that git knows or could, with its state. */
const repository = (): string => execFileSync('git', ['status', '--porcelain', '--untracked-files=all'], { cwd: root, encoding: 'utf8' });
const laws = (out: string): string[] => out.split('\n').filter((line) => line.startsWith('[ ]'));

it('the document has no shell block that is not followed here', () => expect(blocks).toHaveLength(5));

describe('docs/adding-an-architecture.md to the letter, before anything is published', () => {
  const home = newHome();
  const arch = join(home, 'ports/arch-mine');
  const env = { HOME: home, npm_config_cache: cache, npm_config_registry: registryName, npm_config_offline: 'true' };
  const before = repository();

  it('begins in a clone, and leads to a package with all that it needs', async (context) => {
    const [installed, ...commands] = inClone;
    // Has run already: this test is part of what it installed.
    expect(installed).toBe('npm ci');
    const done = await type(commands, root, env);
    skipWithout(context, lackOf(done));
    allWell(done);
    expect(readFileSync(join(arch, 'package-lock.json'), 'utf8').match(/"resolved": "(?!file:vendor\/)/g)).toBeNull();
  }, BUILD_TIMEOUT);

  it('leaves no way back to the repository', (context) => {
    if (!existsSync(join(arch, 'node_modules'))) context.skip('skipped: nothing was installed');
    const modules = join(arch, 'node_modules');
    const links = readdirSync(modules).concat(readdirSync(join(modules, '@faultline')).map((name) => `@faultline/${name}`)).filter((name) => lstatSync(join(modules, name)).isSymbolicLink());
    expect(links).toEqual([]);
    const texts = ['package.json', 'package-lock.json', '.npmrc', 'README.md'].map((file) => readFileSync(join(arch, file), 'utf8')).join('\n');
    expect(texts).not.toContain(root);
  });

  it('compiles as it was generated, and conformance answers in a line a member, for all laws that wait', async (context) => {
    if (!existsSync(join(arch, 'node_modules'))) context.skip('skipped: nothing was installed');
    const [build, asked] = await type(ask, arch, env) as [Done, Done];
    allWell([build]);
    expect(asked).toMatchObject({ status: 1, err: '' });
    expect(asked.out).toMatch(/ 0 broken, 10\d waiting, /);
    expect(asked.out).toMatch(/^53 members left to fill: geometry\.index, geometry\.userLimit, geometry\.isCanonical, codec\.none,\n/m);
    expect(laws(asked.out)[0]).toBe('[ ] geometry.userLimit: 22 laws wait for it');
    expect(laws(asked.out).filter((line) => !/^\[ \] \w+\.\w+: \d+ laws? waits? for it$/.test(line))).toEqual([]);
    expect(asked.out.trimEnd().split('\n').length).toBeLessThan(40);
  }, TIMEOUT);

  it('filled as the document says, it keeps every law and runs beside x86-64', async (context) => {
    if (!existsSync(join(arch, 'node_modules'))) context.skip('skipped: nothing was installed');
    const done = await type(fill, arch, env);
    allWell(done);
    const [, , conformance, compare, decode] = done as [Done, Done, Done, Done, Done];
    expect(laws(conformance.out)).toEqual([]);
    expect(conformance.out.match(/^mine:default, kernel \S+: \d+ laws, \d+ kept, 0 broken, /gm)).toHaveLength(3);
    expect(compare.out).toMatch(/x86-64, 6\.2 +mine, 6\.2/);
    expect(decode.out).toContain('kernel reads: present young dirty read write');
  }, TIMEOUT);

  it('does what the table beside says', async (context) => {
    if (!existsSync(join(arch, 'node_modules'))) context.skip('skipped: nothing was installed');
    const done = await type(['npm run conformance', 'npx faultline conformance . --kernel 6.2 --runs 20', 'npx faultline conformance . --runs 5 --json', 'npm test', 'npm run typecheck'], arch, env);
    allWell(done);
    const { ok, reports } = JSON.parse(done[2]!.out) as { ok: boolean; reports: { notFilled: string[] }[] };
    expect([ok, reports.map(({ notFilled }) => notFilled)]).toEqual([true, [[], [], []]]);
    expect(done[3]!.out).toMatch(/Tests +\d+ passed/);
  }, TIMEOUT);

  it('runs by a file of ESM and of CJS as well', async (context) => {
    if (!existsSync(join(arch, 'node_modules'))) context.skip('skipped: nothing was installed');
    allWell(await type(['js', 'cjs'].map((end) => `npx faultline compare fork-cow.yaml --arch-module ./dist/module.${end} --arch x86-64,mine --json`), arch, env));
  }, TIMEOUT);

  it('changes no file of the repository', () => expect(repository()).toBe(before));
});

describe('docs/adding-an-architecture.md to the letter, once it is published', () => {
  const home = newHome();
  const arch = join(home, 'ports/arch-mine');
  let served: Registry | undefined;

  /** What the clone packed, as it would be published. */
  beforeAll(async () => {
    served = await registry(readPacked(readFileSync(join(packed, PACKED_FILE), 'utf8')), packed, cache);
  });
  afterAll(() => served?.close());

  it('begins anywhere, and the package answers as it does before', async (context) => {
    const { url, lacks } = served!;
    const done = await type([...published, ...ask], home, { HOME: home, npm_config_cache: join(home, 'cache'), npm_config_registry: url });
    skipWithout(context, [...lacks][0]);
    allWell(done.slice(0, -1));
    expect(done.at(-1)).toMatchObject({ status: 1, err: '', out: expect.stringContaining('53 members left to fill') as string });
    expect(readdirSync(arch)).not.toContain('vendor');
  }, TIMEOUT);
});

describe('docs/adding-an-architecture.md to the letter, inside the repository', () => {
  const [generate, install] = inRepository as [string, string];
  /** The same without a file written. */
  const dry = async (command: string): Promise<Done> => (await type([`${command} --dry-run`], root, { HOME: newHome() }))[0]!;

  it('makes the same package under packages/, which the workspace takes up', async () => {
    const done = await dry(generate);
    expect(done).toMatchObject({ status: 0, out: expect.stringMatching(/CREATE packages\/arch-mine\/src\/codec\.ts/) as string });
    expect(install).toBe('npm install');
  }, TIMEOUT);

  it.each([['toy', 'packages/arch-toy exists already'], ['../up', "'../up' is no name for an architecture"], ['__proto__', "'__proto__' is no name"]])(
    'refuses %s', async (name, message) => {
      const { status, out, err } = await dry(generate.replace(/mine$/, name));
      expect([status, (out + err).includes(message)]).toEqual([1, true]);
    }, TIMEOUT);
});
