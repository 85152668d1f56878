import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { folderOf, NameError, newArch } from './index';
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

describe('names', () => {
  it.each(['mips', 'mips64', 'power-radix', 'a'])('%s', (name) => expect(folderOf(name)).toBe(`arch-${name}`));
  it.each(['', '.', '..', '/', 'a/b', '__proto__', 'constructor', 'A', '9a', 'a_b', 'a--b', '-a', 'a\n', 'é', 'x'.repeat(41)])('%j is refused', (name) => {
    expect(() => folderOf(name)).toThrow(NameError);
    expect(() => newArch(name, 'standalone')).toThrow(NameError);
  });
});
