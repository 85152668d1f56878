import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examplesOf, pathsIn, run } from './examples';

const root = join(import.meta.dirname, '../..');
const documents = ['README.md', ...readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
const examples = documents.flatMap((name) => examplesOf(join(root, name)).map((example) => [`${name}:${example.line}`, example] as const));

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
