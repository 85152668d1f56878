import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { folderOf, NameError, newArch, PackedError, readPacked, tarballsOf, type Packed } from './index';
import { VERSIONS } from './manifests';

const rootManifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));

describe.each(['workspace', 'standalone'] as const)('the files of a %s package', (home) => {
  const files = newArch('mine', home);
  const text = [...files.values()].join('\n');

  it('are paths inside it', () => expect([...files.keys()].filter((path) => !/^[\w.-]+(\/[\w.-]+)*$/.test(path) || path.includes('..'))).toEqual([]));
  it('import only files that are there', () => {
    const missing = [...files].flatMap(([path, source]) =>
      [...source.matchAll(/from '\.\/([^']+)'/g)].map(([, to]) => `src/${to}.ts`).filter((to) => path.startsWith('src/') && !files.has(to)));
    expect(missing).toEqual([]);
  });
  it('mark each stub by the member that it stands for', () => {
    const stubs = [...text.matchAll(/(\w+): notFilled\('(\w+)\.(\w+)'\)/g)];
    expect(stubs).toHaveLength(53);
    expect(stubs.filter(([, member, , named]) => member !== named)).toEqual([]);
  });
  it('name no place of the machine', () => expect(text).not.toMatch(/\/(home|tmp|work|Users)\//));
});

it('the manifest of a package of its own has the versions that are used here', () => {
  const { rxjs, tsup, typescript, vitest } = VERSIONS;
  expect({ rxjs, tsup, typescript, vitest }).toEqual({
    rxjs: rootManifest.devDependencies.rxjs, tsup: rootManifest.devDependencies.tsup,
    typescript: rootManifest.devDependencies.typescript, vitest: rootManifest.devDependencies.vitest,
  });
});

const SUM = 'sha512-AAAA';
const OURS = ['arch-toy', 'cli', 'codec-kit', 'conformance', 'contracts', 'cpu'].map((name) => [
  `node_modules/@faultline/${name}`, { version: '0.1.0', integrity: SUM, tarball: `faultline-${name}-0.1.0.tgz` },
] as const);
const PACKED: Packed = {
  faultline: '0.1.0',
  packages: Object.fromEntries([...OURS, ['node_modules/tsup', { version: '8.5.1', integrity: SUM, dependencies: { cac: '^6.7.14' } }], ['node_modules/tsup/node_modules/cac', { version: '6.7.14', integrity: SUM }]]),
};
/** An index as it may be written: nothing about it is sure. */
interface Written {
  packages: Record<string, { version?: string; integrity?: string; tarball?: string; resolved?: string }>;
}
const packedWith = (change: (packed: Written) => void): string => {
  const copy = JSON.parse(JSON.stringify(PACKED)) as Written;
  change(copy);
  return JSON.stringify(copy);
};

describe('a package of its own that takes Faultline from tarballs', () => {
  const files = newArch('mine', 'standalone', readPacked(JSON.stringify(PACKED)));
  const manifest = JSON.parse(files.get('package.json')!);
  const lock = JSON.parse(files.get('package-lock.json')!);

  it('names them, and nothing else differs from one that takes it from a registry', () => {
    const plain = JSON.parse(newArch('mine', 'standalone').get('package.json')!);
    const names = ['arch-toy', 'cli', 'conformance'].map((name) => `@faultline/${name}`);
    expect(manifest.dependencies).toEqual({ '@faultline/codec-kit': 'file:vendor/faultline-codec-kit-0.1.0.tgz', '@faultline/contracts': 'file:vendor/faultline-contracts-0.1.0.tgz' });
    expect(names.map((name) => manifest.devDependencies[name])).toEqual(['arch-toy', 'cli', 'conformance'].map((name) => `file:vendor/faultline-${name}-0.1.0.tgz`));
    expect({ ...manifest, dependencies: plain.dependencies, devDependencies: { ...manifest.devDependencies, ...Object.fromEntries(names.map((name) => [name, '0.1.0'])) } }).toEqual(plain);
  });

  it('has a lockfile of all that is to be installed, with checksums and without a host', () => {
    expect(lock.packages['']).toMatchObject({ name: 'arch-mine', dependencies: manifest.dependencies, devDependencies: manifest.devDependencies });
    expect(lock.packages['node_modules/@faultline/cpu']).toEqual({ version: '0.1.0', integrity: SUM, resolved: 'file:vendor/faultline-cpu-0.1.0.tgz' });
    expect(lock.packages['node_modules/tsup/node_modules/cac']).toEqual({ version: '6.7.14', integrity: SUM });
    expect(files.get('package-lock.json')).not.toContain('http');
  });

  it('needs every tarball in its folder', () => expect(tarballsOf(PACKED)).toEqual(OURS.map(([, { tarball }]) => tarball)));

  it('has no lockfile where a registry has all', () => expect([...newArch('mine', 'standalone').keys()]).not.toContain('package-lock.json'));

  it.each([
    ['another version', (it: Written) => void (it.packages['node_modules/@faultline/cli']!.version = '0.2.0'), '@faultline/cli is of version 0.2.0, not 0.1.0'],
    ['no command', (it: Written) => void delete it.packages['node_modules/@faultline/cli'], 'there is no tarball of @faultline/cli'],
    ['the command of a registry', (it: Written) => void delete it.packages['node_modules/@faultline/cli']!.tarball, 'there is no tarball of @faultline/cli'],
  ])('is refused with %s', (_what, change, message) => {
    expect(() => newArch('mine', 'standalone', readPacked(packedWith(change)))).toThrow(expect.objectContaining({ code: 'bad-packed', message }));
  });

  it.each<[what: string, change: (packed: Written) => void, message: RegExp]>([
    ['a tarball elsewhere', (it) => void (it.packages['node_modules/tsup']!.tarball = '../x.tgz'), /node_modules\/tsup: tarball is no file name/],
    ['a hidden tarball', (it) => void (it.packages['node_modules/tsup']!.tarball = '.x.tgz'), /is no file name/],
    ['a place elsewhere', (it) => void (it.packages['node_modules/../../x'] = { version: '1.0.0', integrity: SUM }), /is no place of a package|Invalid key/],
    ['a host', (it) => void (it.packages['node_modules/tsup']!.resolved = 'https://example.org/x.tgz'), /resolved names where it came from/],
    ['no checksum', (it) => void delete it.packages['node_modules/tsup']!.integrity, /integrity/],
    ['no packages', (it) => void delete (it as Partial<Written>).packages, /^packages /],
  ])('is refused with %s', (_what, change, message) => {
    expect(() => readPacked(packedWith(change))).toThrow(PackedError);
    expect(() => readPacked(packedWith(change))).toThrow(message);
  });

  it.each(['', '{', '[]', 'null', '"x"'])('is refused with %j for an index', (text) => expect(() => readPacked(text)).toThrow(PackedError));

  it('takes no name of an index for a key of a prototype', () => {
    const { packages } = readPacked('{"faultline":"0.1.0","packages":{"__proto__":{"version":"1","integrity":"sha512-AAAA"}}}');
    expect([Object.keys(packages), packages['version']]).toEqual([[], undefined]);
    expect(({} as Record<string, unknown>)['version']).toBeUndefined();
  });
});

describe('names', () => {
  it.each(['mips', 'mips64', 'power-radix', 'a'])('%s', (name) => expect(folderOf(name)).toBe(`arch-${name}`));
  it.each(['', '.', '..', '/', 'a/b', '__proto__', 'constructor', 'A', '9a', 'a_b', 'a--b', '-a', 'a\n', 'é', 'x'.repeat(41)])('%j is refused', (name) => {
    expect(() => folderOf(name)).toThrow(NameError);
    expect(() => newArch(name, 'standalone')).toThrow(NameError);
  });
});
