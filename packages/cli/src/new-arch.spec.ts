import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultline, folder } from './testing/captured';

describe('new-arch', () => {
  it('makes a package', () => {
    const dir = join(folder(), 'deep', 'down');
    expect(faultline('new-arch', 'my-64', '--dir', dir)).toMatchObject({ status: 0, out: '' });
    expect(readdirSync(dir)).toEqual(['arch-my-64']);
    expect(JSON.parse(readFileSync(join(dir, 'arch-my-64', 'package.json'), 'utf8')).name).toBe('arch-my-64');
    expect({ isFile: statSync(join(dir, 'arch-my-64', 'src/mmu/index.ts')).isFile() }).toEqual({ isFile: true });
  });

  it.each([
    '..', '../up', 'a/b', 'a\\b', '/abs', '__proto__', 'constructor', 'UPPER', '1st', 'a--b', 'a-', '', ' ', 'ü', 'a b', 'a.b', 'x'.repeat(200), 'a\n',
  ])('%j is no name; nothing is written', (name) => {
    const dir = folder();
    const { status, out, err } = faultline('new-arch', '--dir', dir, '--', name);
    expect({ status, out, left: readdirSync(dir) }).toEqual({ status: 2, out: '', left: [] });
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  it('refuses the name of a known architecture', () => {
    const dir = folder();
    expect(faultline('new-arch', 's390', '--dir', dir)).toMatchObject({ status: 2, err: "faultline: there is an architecture 's390' already; choose another name\n" });
    expect(readdirSync(dir)).toEqual([]);
  });

  it('leaves a folder that exists as it is', () => {
    const dir = folder();
    mkdirSync(join(dir, 'arch-mine'));
    writeFileSync(join(dir, 'arch-mine', 'precious'), 'x');
    expect(faultline('new-arch', 'mine', '--dir', dir)).toMatchObject({ status: 2, out: '', err: expect.stringContaining('exists already; choose another name or --dir') });
    expect(readdirSync(join(dir, 'arch-mine'))).toEqual(['precious']);
  });

  it('leaves nothing half written where it cannot write', () => {
    const dir = join(folder(), 'file');
    writeFileSync(dir, '');
    expect(faultline('new-arch', 'mine', '--dir', dir)).toMatchObject({ status: 2, out: '', err: expect.stringContaining('cannot be written') });
    expect(join(dir, 'arch-mine')).not.toSatisfy(existsSync);
  });
});

describe('new-arch --from', () => {
  const entryOf = (name: string, file = `faultline-${name}-0.1.0.tgz`): object => ({ version: '0.1.0', integrity: 'sha512-AAAA', tarball: file });
  const NAMES = ['arch-toy', 'cli', 'codec-kit', 'conformance', 'contracts'];
  /** A folder as `npm run pack:all` makes it; its tarballs hold their names. */
  function packedFolder(names: readonly string[] = NAMES): string {
    const from = folder();
    for (const name of names) writeFileSync(join(from, `faultline-${name}-0.1.0.tgz`), name);
    const packages = Object.fromEntries(NAMES.map((name) => [`node_modules/@faultline/${name}`, entryOf(name)]));
    writeFileSync(join(from, 'packed.json'), JSON.stringify({ faultline: '0.1.0', packages }));
    return from;
  }

  it('copies the tarballs, and makes a package that asks for them', () => {
    const dir = folder();
    expect(faultline('new-arch', 'mine', '--dir', dir, '--from', packedFolder())).toMatchObject({ status: 0, out: '' });
    const made = join(dir, 'arch-mine');
    expect(readdirSync(join(made, 'vendor'))).toEqual(NAMES.map((name) => `faultline-${name}-0.1.0.tgz`));
    expect(readFileSync(join(made, 'vendor/faultline-cli-0.1.0.tgz'), 'utf8')).toBe('cli');
    expect(JSON.parse(readFileSync(join(made, 'package.json'), 'utf8')).devDependencies['@faultline/cli']).toBe('file:vendor/faultline-cli-0.1.0.tgz');
    expect(readdirSync(made)).toContain('package-lock.json');
  });

  it.each<[what: string, from: () => string, message: RegExp]>([
    ['a folder that is not there', () => join(folder(), 'none'), /^faultline: --from .*none: there is no packed\.json; make the folder with npm run pack:all in the repository\n$/],
    ['a folder of other things', folder, /there is no packed\.json; make/],
    ['a tarball that is missing', () => packedFolder(NAMES.slice(1)), /lacks faultline-arch-toy-0\.1\.0\.tgz; make it anew with npm run pack:all/],
    ['an index that is no JSON', () => {
      const from = packedFolder();
      writeFileSync(join(from, 'packed.json'), '{');
      return from;
    }, /packed\.json: it is no JSON: .*; make the folder/],
    ['an index that leads elsewhere', () => {
      const from = packedFolder();
      writeFileSync(join(from, 'packed.json'), JSON.stringify({ faultline: '0.1.0', packages: { 'node_modules/@faultline/cli': entryOf('cli', '../../etc/passwd') } }));
      return from;
    }, /packed\.json: .*tarball is no file name of a tarball; make the folder/],
  ])('%s: one line, status 2, nothing is written', (_what, from, message) => {
    const dir = folder();
    const { status, out, err } = faultline('new-arch', 'mine', '--dir', dir, '--from', from());
    expect({ status, out, left: readdirSync(dir) }).toEqual({ status: 2, out: '', left: [] });
    expect(err).toMatch(message);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});
