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
