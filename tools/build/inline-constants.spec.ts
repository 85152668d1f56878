import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inlined, sourcesIn } from './inline-constants';

const root = join(import.meta.dirname, '../..');
const constants = new Map([
  ['@faultline/contracts', new Map([['TLB_READ', 1], ['TLB_WRITE', 2]])],
  ['@faultline/codec-kit', new Map([['BULK_FLAGS', 16777215]])],
]);

describe('numbers of a lower package', () => {
  it.each([
    ['are stated where they were imported', "import { TLB_READ, wordOf } from '@faultline/contracts';", "import { wordOf } from '@faultline/contracts'; const TLB_READ = 1;"],
    ['of both packages, and lines stay where they are', "import { BULK_FLAGS } from '@faultline/codec-kit';\nimport {\n  TLB_READ,\n  TLB_WRITE,\n} from '@faultline/contracts';",
      "import {  } from '@faultline/codec-kit'; const BULK_FLAGS = 16777215;\nimport {  } from '@faultline/contracts'; const TLB_READ = 1; const TLB_WRITE = 2;\n\n\n"],
    ['are known by their package', "import { BULK_FLAGS } from '@faultline/contracts';", "import { BULK_FLAGS } from '@faultline/contracts';"],
    ['of other packages are left', "import { TLB_READ } from '@faultline/machine';", "import { TLB_READ } from '@faultline/machine';"],
    ['leave types alone', "import type { TLB_READ } from '@faultline/contracts';", "import type { TLB_READ } from '@faultline/contracts';"],
  ])('%s', (_what, source, expected) => expect(inlined(source, constants)).toBe(expected));

  it('are looked for in the packages that a source imports values from', () =>
    expect(sourcesIn(readFileSync(join(root, 'packages/arch-x86/src/bulk.ts'), 'utf8'))).toEqual(['@faultline/codec-kit']));
});
