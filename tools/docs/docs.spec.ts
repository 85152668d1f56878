import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examplesOf, pathsIn, run } from './examples';

const root = join(import.meta.dirname, '../..');
const packages = readdirSync(join(root, 'packages'));
const documents = [
  'README.md', ...readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
  ...packages.map((name) => `packages/${name}/README.md`),
];
const examples = documents.flatMap((name) => examplesOf(join(root, name)).map((example) => [`${name}:${example.line}`, example] as const));

/** Lines that an example of a package may have. */
const MOST_LINES = 20;
const text = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');

describe.each(packages)('the tarball of %s', (name) => {
  it('has a README: what it is, how it is installed, and one example of its use', () => {
    const readme = text('packages', name, 'README.md');
    expect(readme).toMatch(new RegExp(`^# @faultline/${name}\n`));
    expect(readme).toContain(`npm install @faultline/${name}`);
    const found = examplesOf(join(root, 'packages', name, 'README.md'));
    expect(found.length).toBe(1);
    expect(found[0]!.code).toContain(`from '@faultline/${name}`);
    expect(found[0]!.code.trim().split('\n').length).toBeLessThanOrEqual(MOST_LINES);
    expect(found[0]!.prints).not.toEqual([]);
  });
  it('has the licence of the project: `cp LICENSE packages/NAME` where it has not', () =>
    expect(text('packages', name, 'LICENSE')).toBe(text('LICENSE')));
});

describe('what the documents say is so', () => {
  it.each(examples)('the code at %s prints what it says', async (_place, example) => {
    expect(await run(example, root)).toEqual(example.prints);
  });

  it.each(documents)('%s names files that are there', (name) => {
    const absent = pathsIn(join(root, name)).filter((path) => !existsSync(path.startsWith(root) ? path : join(root, path)));
    expect(absent).toEqual([]);
  });

  it('the reading guide names every folder of the fault core', () => {
    const core = 'packages/core-mm/src';
    const folders = readdirSync(join(root, core), { recursive: true, withFileTypes: true }).filter((each) => each.isDirectory());
    const paths = folders.map(({ parentPath, name }) => relative(root, join(parentPath, name)).replaceAll('\\', '/'));
    const named = pathsIn(join(root, 'docs/reading-guide.md')).map((path) => path.replace(/\/$/, ''));
    expect([core, ...paths].filter((path) => !named.includes(path))).toEqual([]);
  });
});
