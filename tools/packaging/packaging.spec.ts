import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMPILERS, compileAndRun, FORMS, RESOLUTIONS, type Consumer } from './compile';
import { bundleForBrowser, install, pack, run } from './consumer';
import { hovers } from './hover';
import { closureOf, entriesOf, ownRooms, root, type Room } from './workspace';

const rooms = ownRooms();
const rxjs = closureOf(rooms).filter((room) => room.manifest.name === 'rxjs');
const folder = mkdtempSync(join(tmpdir(), 'faultline-packaging-'));
const everything = join(folder, 'everything');
let tarballs = new Map<string, string>();

/** What an architecture's main entry brings along. */
const BELOW = ['@faultline/codec-kit', '@faultline/contracts'];
const isArch = (room: Room) => room.manifest.name.startsWith('@faultline/arch-');
const isForBrowsers = (room: Room) => room.manifest.name !== '@faultline/cli';
const named = (list: Room[]) => list.map((room) => [room.manifest.name, room] as const);
const names = rooms.map((room) => room.manifest.name);
const entries = rooms.flatMap(entriesOf);

const tarballOf = (name: string): string => {
  const tarball = tarballs.get(name);
  if (tarball === undefined) throw new Error(`${name} was not packed`);
  return tarball;
};

beforeAll(async () => {
  await run(root, 'npm', ['run', '--silent', 'build']);
  tarballs = await pack(closureOf(rooms), join(folder, 'tarballs'));
  await install(everything, [...rooms, ...rxjs], tarballs);
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('each package stands alone, installed from its tarball', () => {
  it.each(named(rooms))('%s loads as ESM and as CJS with nothing but its own closure', async (name, room) => {
    const alone = join(folder, name.replace('/', '-'));
    await install(alone, [room], tarballs);
    await run(alone, 'node', ['--input-type=module', '-e', `await import('${name}')`]);
    await run(alone, 'node', ['--input-type=commonjs', '-e', `require('${name}')`]);
  });

  it('the command answers from its tarball', async () => {
    await run(everything, 'npx', ['--no-install', 'faultline', '--help']);
    expect(await run(everything, 'npx', ['--no-install', 'faultline', 'bits', '--arch', 'x86-64', '67', '65'])).toContain('RW cleared');
  });

  it('the command knows nothing of the repository', () => {
    const home = join(everything, 'node_modules/@faultline/cli');
    expect(readdirSync(join(home, 'bin'))).toEqual(['faultline.js']);
    expect(readdirSync(join(home, 'dist'))).toContain('THIRD-PARTY.txt');
    const files = ['bin', 'dist'].flatMap((part) => readdirSync(join(home, part)).filter((name) => /\.c?js$/.test(name)).map((name) => join(home, part, name)));
    expect(files.filter((file) => /tools\/(build\/command|run-ts)/.test(readFileSync(file, 'utf8')) || readFileSync(file, 'utf8').includes(root))).toEqual([]);
  });
});

it('what is installed runs paths by their plain forms, whichever way it was loaded', async () => {
  const script = `
    import { createRequire } from 'node:module';
    import { plain } from '@faultline/contracts';
    import * as esm from '@faultline/core-mm';
    import { MachinePaths } from '@faultline/machine';
    const cjs = createRequire(process.cwd() + '/x.js')('@faultline/core-mm');
    console.log(plain(esm.munmap).name, plain(cjs.munmap).name, MachinePaths.prototype.access$plain.name);`;
  expect(await run(everything, 'node', ['--input-type=module', '-e', script])).toMatch(/^munmap\$plain\d* munmap\$plain\d* access\$plain\s*$/);
});

describe('every entry is the same for every consumer', () => {
  it.each(entries)('%s has the same exports as ESM and as CJS, loaded side by side', async (entry) => {
    const names = `(it) => JSON.stringify(Object.keys(it).filter((key) => key !== 'default' && key !== 'module.exports').sort())`;
    const script = `
      import { createRequire } from 'node:module';
      import * as esm from '${entry}';
      const names = ${names};
      console.log(names(esm) + '\\n' + names(createRequire(process.cwd() + '/x.js')('${entry}')));`;
    const [esm, cjs] = (await run(everything, 'node', ['--input-type=module', '-e', script])).trim().split('\n');
    expect(cjs).toBe(esm);
  });
});

describe('what runs in a browser bundles for one', () => {
  it.each(rooms.filter(isForBrowsers).flatMap(entriesOf))('%s', async (entry) => {
    expect(await bundleForBrowser(everything, entry)).not.toEqual([]);
  });

  it.each(named(rooms.filter(isArch)))('%s brings nothing but contracts and codec-kit', async (name, { manifest }) => {
    const inputs = await bundleForBrowser(everything, name);
    const strangers = inputs.filter((file) => file !== '<stdin>' && ![name, ...BELOW].some((known) => file.includes(`${known}/`)));
    expect(strangers).toEqual([]);
    expect(inputs.filter((file) => /node_modules\/(rxjs|immer)\//.test(file))).toEqual([]);
    expect(Object.keys(manifest.dependencies ?? {}).sort()).toEqual(BELOW);
  });

  it.each([
    ['@faultline/contracts', [], []], ['@faultline/codec-kit', ['@faultline/contracts'], []], ['@faultline/state-kit', [], []],
    ['@faultline/cpu', ['@faultline/contracts', '@faultline/state-kit'], []],
    ['@faultline/projections', ['@faultline/contracts', '@faultline/core-mm', '@faultline/cpu', 'immer'], ['rxjs']],
  ])('%s needs %j, and as peers %j, which it does import', async (name, needed, peers) => {
    const { manifest } = rooms.find((room) => room.manifest.name === name)!;
    expect([Object.keys(manifest.dependencies ?? {}), Object.keys(manifest.peerDependencies ?? {})]).toEqual([needed, peers]);
    const inputs = await bundleForBrowser(everything, name);
    expect(peers.filter((each) => !inputs.some((file) => file.includes(`node_modules/${each}/`)))).toEqual([]);
  });
});

const consumers: Consumer[] = COMPILERS.flatMap((compiler) => (Object.keys(RESOLUTIONS) as Consumer['resolution'][]).flatMap((resolution) =>
  (Object.keys(FORMS) as Consumer['form'][]).map((form): Consumer => ({ compiler, resolution, form }))));

describe('a consumer of events compiles, narrows by type and runs', () => {
  it('the compilers are those that are meant', async () => {
    const versions = await Promise.all(COMPILERS.map((name) => run(root, 'node', [join(root, 'node_modules', name, 'bin/tsc'), '--version'])));
    expect(versions.map((version) => version.trim())).toEqual(['Version 5.6.3', `Version ${ts.version}`]);
  });
  it.each(consumers)('with $compiler, $resolution, as $form', async (consumer) => {
    expect((await compileAndRun(everything, consumer)).trim().split('\n').at(-1)).toBe('ok function');
  }, 120_000);
});

it('an editor shows the sentence of an event field, an option and a result', () => {
  const text = `
import { x86_64 } from '@faultline/arch-x86';
import { createMmu } from '@faultline/arch-x86/mmu';
import { createMachine } from '@faultline/machine';
const machine = createMachine({ architecture: x86_64(), createMmu, cpus/*?*/: 2, memoryPages/*?*/: 1024 });
machine.log.stream('FolioFreed').subscribe((event) => event.pfn/*?*/);
machine.log.stream('EntrySet').subscribe((event) => event.new/*?*/);
machine.events$.subscribe((event) => { if (event.type === 'BranchTaken') console.log(event.rule/*?*/); });
machine.access(1, 16, 'read').result/*?*/;
machine.view.entry(1, 16)?.raw/*?*/;
`;
  expect(hovers(everything, text)).toEqual([
    '1 … 64, default 1.',
    'Base pages of memory; default 262144 (1 GiB at 4 KiB). At most 2^24.',
    'Number of a page frame, in base pages.',
    'The entry afterwards. Page-table entry, 0 … 2^64-1.',
    'Rule of the kernel, by its id.',
    '`ok`, `EFAULT` (kernel access), or `SIGSEGV/MAPERR` and the like.',
    'The entry, 0 … 2^64-1.',
  ]);
});

it('every tarball holds the licence and a README', async () => {
  for (const name of names) {
    const listed = (await run(folder, 'tar', ['-tzf', tarballOf(name)])).split('\n');
    expect(listed).toEqual(expect.arrayContaining(['package/LICENSE', 'package/README.md']));
    expect(await run(folder, 'tar', ['-xzOf', tarballOf(name), 'package/LICENSE'])).toBe(readFileSync(join(root, 'LICENSE'), 'utf8'));
  }
});

describe('manifests and types are right', () => {
  it.each(names)('publint has nothing to say on %s', async (name) => {
    const tarball = new Uint8Array(readFileSync(tarballOf(name))).buffer;
    const { messages, pkg } = await publint({ pack: { tarball } });
    expect(messages.map((message) => formatMessage(message, pkg ?? {}, { color: false }))).toEqual([]);
  });

  it.each(names)('attw finds no wrong types in %s', async (name) => {
    await run(root, 'npx', ['attw', tarballOf(name), '--profile', 'node16', '--no-emoji', '--no-color']);
  });
});
