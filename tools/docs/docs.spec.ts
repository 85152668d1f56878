import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
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
});
