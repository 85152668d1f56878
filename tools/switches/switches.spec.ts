import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SWITCHES } from '../../packages/contracts/src';
import { PAGE, renderPage } from './render';

describe('the page of switches', () => {
  it('is what the table says', () => expect(readFileSync(join(import.meta.dirname, '../..', PAGE), 'utf8')).toBe(renderPage()));

  it.each(SWITCHES)('has one row of $name', ({ name }) => {
    expect(renderPage().split('\n').filter((line) => line.startsWith(`| \`${name}\` |`))).toHaveLength(1);
  });

  it('tells each kernel by its column', () => {
    expect(renderPage()).toMatch(/^\| `gather-spare-slot` \| .* \| – \| – \| on \| /m);
    expect(renderPage()).toMatch(/^\| `shared-first` \| .* \| – \| on \| on \| b9086fde6d44 \| cow-and-gup:WP4 \|$/m);
  });
});
