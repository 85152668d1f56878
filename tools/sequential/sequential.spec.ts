import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { twins } from './twins';

const root = join(import.meta.dirname, '../..');

describe('the sequential twins of the kernel paths', () => {
  it.each(twins(root).map(({ path, text }) => ({ path, text, name: path.slice(root.length + 1) })))('$name is what its source makes', ({ path, text }) => {
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});
