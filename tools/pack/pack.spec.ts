import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newArch, readPacked } from '@faultline/new-arch';
import { parseScenario } from '@faultline/scenario';
import { afterAll, describe, expect, it } from 'vitest';
import { closureOf, type LockPackages } from './lock';
import { packedFrom } from './packed';

const root = join(import.meta.dirname, '../..');
const { version, packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { version: string; packages: LockPackages };

describe('what packages need, by a lockfile', () => {
  const entry = { version: '1.0.0', integrity: 'sha512-AAAA' };
  const LOCK: LockPackages = {
    '': {},
    'packages/ours': { name: '@x/ours', version: '1.0.0', dependencies: { a: '1', b: '1' } },
    'node_modules/@x/ours': { resolved: 'packages/ours', link: true },
    'packages/ours/node_modules/b': { ...entry, dependencies: { c: '1' } },
    'node_modules/a': { ...entry, dependencies: { b: '2' }, optionalDependencies: { elsewhere: '1', native: '1' }, peerDependencies: { must: '1', may: '1' }, peerDependenciesMeta: { may: { optional: true } } },
    'node_modules/a/node_modules/c': entry,
    'node_modules/b': { ...entry, version: '2.0.0', dependencies: { a: '1' } },
    'node_modules/c': entry,
    'node_modules/native': entry,
    'node_modules/must': entry,
    'node_modules/may': entry,
    'node_modules/stranger': entry,
  };

  it('is found where Node finds it; optional peers, and what is optional and absent, are left out; circles end', () => {
    expect(closureOf(LOCK, ['@x/ours'])).toEqual(['node_modules/a', 'node_modules/b', 'node_modules/c', 'node_modules/must', 'node_modules/native', 'packages/ours', 'packages/ours/node_modules/b']);
  });
  it('is missed by name', () => expect(() => closureOf({ ...LOCK, 'node_modules/must': undefined as never }, ['@x/ours'])).toThrow('package-lock.json has no must, which node_modules/a needs'));
});

describe('what packed.json says of this repository', () => {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-pack-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const own = Object.entries(packages).filter(([place]) => /^packages\/[^/]+$/.test(place)).map(([, { name }]) => name!);
  const tarballs = new Map(own.map((name) => [name, join(folder, `${name.replace(/[@/]/g, '-')}.tgz`.slice(1))]));
  for (const [name, file] of tarballs) writeFileSync(file, name);
  const packed = packedFrom(packages, tarballs, version);

  it('is what the command reads, and names no host', () => {
    const text = JSON.stringify(packed);
    expect(readPacked(text)).toEqual(JSON.parse(text));
    expect(text).not.toContain('"resolved"');
  });

  it('has each package of Faultline, by its tarball', () => {
    const named = Object.entries(packed.packages).filter(([, { tarball }]) => tarball !== undefined).map(([place]) => place.replace('node_modules/', ''));
    expect(named.sort()).toEqual(own.sort());
  });

  it('has the versions that this repository is tested with', () => {
    const { devDependencies } = JSON.parse(newArch('any', 'standalone').get('package.json')!) as { devDependencies: Record<string, string> };
    const others = Object.keys(devDependencies).filter((name) => !name.startsWith('@faultline/'));
    expect(others).toEqual(['rxjs', 'tsup', 'typescript', 'vitest']);
    for (const name of others) expect(packed.packages[`node_modules/${name}`]).toMatchObject({ version: devDependencies[name], integrity: packages[`node_modules/${name}`]!.integrity });
  });
});

it('the scenario of a generated package is the example of the documents', () => {
  const example = readFileSync(join(root, 'examples/fork-cow.yaml'), 'utf8');
  expect(parseScenario(newArch('any', 'standalone').get('fork-cow.yaml')!, 'fork-cow.yaml')).toEqual(parseScenario(example, 'fork-cow.yaml'));
});
