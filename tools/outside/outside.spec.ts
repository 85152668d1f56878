import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const bin = (name: string): string => join(root, 'node_modules/.bin', name);
const TIMEOUT = 300_000;

/** What an author writes: the toy's files, into the stubs of another name. */
const FILLED = ['bits', 'geometry', 'codec', 'decode', 'prot', 'swap', 'walk', 'faults', 'live', 'gather', 'caps'];

const home = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-outside-')));
const arch = join(home, 'arch-elsewhere');
/** Every file that git knows or could, with its state. */
const repository = (): string => execFileSync('git', ['status', '--porcelain', '--untracked-files=all'], { cwd: root, encoding: 'utf8' });
let before = '';

interface Done {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}
function run(command: string, args: readonly string[], cwd: string): Done {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 26, env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' } });
  return { status, out: stdout, err: stderr };
}
/** The built command, in the author's folder. */
const faultline = (...args: string[]): Done => run(process.execPath, [join(root, 'packages/cli/dist/bin.js'), ...args], arch);

/** Types and bundles, as `npm run typecheck` and `npm run build` of the generated package do. */
function build(): void {
  for (const [command, args] of [['tsc', ['-p', 'tsconfig.json']], ['tsup', []]] as const)
    expect(run(bin(command), args, arch), command).toMatchObject({ status: 0 });
}

beforeAll(() => {
  expect(run(bin('nx'), ['run-many', '-t', 'build', '-p', '@faultline/cli'], root)).toMatchObject({ status: 0 });
  before = repository();
  expect(run(process.execPath, [join(root, 'packages/cli/dist/bin.js'), 'new-arch', 'elsewhere', '--dir', home], root)).toMatchObject({ status: 0, out: '' });
  // Stands for `npm install`: the packages, from here instead of from a registry.
  symlinkSync(join(root, 'node_modules'), join(arch, 'node_modules'), 'junction');
}, TIMEOUT);

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('an architecture from outside the repository', () => {
  it('compiles as it was generated, and conformance lists what is left to fill', () => {
    build();
    const { status, out, err } = faultline('conformance', '.', '--runs', '5');
    expect({ status, err }).toEqual({ status: 1, err: '' });
    expect(out).toMatch(/^53 members left to fill: geometry\.index, geometry\.userLimit, geometry\.isCanonical, codec\.none,\n/);
    expect(out).toContain('threw NotFilledError: codec.none is not filled yet');
    expect(faultline('compare', join(root, 'examples/fork-cow.yaml'), '--arch-module', '.')).toMatchObject({
      status: 2, out: '', err: expect.stringMatching(/^faultline: .* is not filled yet; write it; faultline conformance lists what is left\n$/),
    });
  }, TIMEOUT);

  it('filled, it keeps every law', () => {
    for (const file of FILLED) copyFileSync(join(root, 'packages/arch-toy/src', `${file}.ts`), join(arch, 'src', `${file}.ts`));
    build();
    const { status, out, err } = faultline('conformance', '.', '--json');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const { ok, reports } = JSON.parse(out);
    expect([ok, reports.map(({ architecture, kernel, broken, notFilled }: Record<string, unknown>) => [architecture, kernel, broken, notFilled])])
      .toEqual([true, ['6.1', '6.2', '6.12'].map((kernel) => ['elsewhere', kernel, 0, []])]);
  }, TIMEOUT);

  it.each([['the folder', '.'], ['a file of ESM', './dist/module.js'], ['a file of CJS', './dist/module.cjs']])('runs beside x86-64, named by %s', (_what, module) => {
    const { status, out, err } = faultline('compare', join(root, 'examples/fork-cow.yaml'), '--arch-module', module, '--arch', 'x86-64,elsewhere', '--json');
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const { columns } = JSON.parse(out);
    expect(columns.map(({ label }: { label: string }) => label)).toEqual(['x86-64', 'elsewhere']);
    expect(columns[1].steps).toHaveLength(columns[0].steps.length);
    expect(columns[1].steps.map(({ result }: { result: string }) => result)).toEqual(columns[0].steps.map(({ result }: { result: string }) => result));
  }, TIMEOUT);

  it('no file of the repository has changed', () => expect(repository()).toBe(before));
});

describe('npx nx g @faultline/new-arch:arch, inside it', () => {
  const generate = (name: string): Done => run(bin('nx'), ['g', '@faultline/new-arch:arch', name, '--dry-run'], root);

  it('makes the same package under packages/', () => {
    const { status, out } = generate('elsewhere');
    expect(status).toBe(0);
    expect(out).toMatch(/CREATE packages\/arch-elsewhere\/src\/codec\.ts/);
  }, TIMEOUT);

  it.each([['toy', 'packages/arch-toy exists already'], ['../up', "'../up' is no name for an architecture"], ['__proto__', "'__proto__' is no name"]])(
    'refuses %s', (name, message) => {
      const { status, out, err } = generate(name);
      expect([status, (out + err).includes(message)]).toEqual([1, true]);
    }, TIMEOUT);
});
