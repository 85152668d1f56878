import { SourceMap } from 'node:module';
import { describe, expect, it } from 'vitest';
import { plain, runPath, stepPoint, type Path } from '@faultline/contracts';
import { withPlainForms } from './transform';

const SOURCE = [
  "import {", "  lockStep, VM_READ,", "  type Path,", "} from '@faultline/contracts';", "import { far } from './far';",
  'export function* near(k: K): Path<number> {', '  yield lockStep(1);', '  return yield* far(k, VM_READ);', '}',
].join('\n');

/** Where each place of the result that holds `text` comes from: line and column from 1. */
function origins(source: string, text: string): [line: number, column: number][] {
  const { code, map } = withPlainForms('near.ts', source)!;
  const entries = new SourceMap(JSON.parse(map) as never);
  return code.split('\n').flatMap((line, at) => {
    if (!line.includes(text)) return [];
    const found = entries.findEntry(at, line.indexOf(text)) as { originalLine: number; originalColumn: number; originalSource: string };
    return [[found.originalLine + 1, found.originalColumn + 1] as [number, number]];
  });
}

describe('the source map', () => {
  it('leads from a path and from its plain form to the same place of the file one reads', () => {
    expect([origins(SOURCE, 'VM_READ);'), origins(SOURCE, 'return'), origins(SOURCE, "from './far'")]).toEqual([[[8, 24], [8, 24]], [[8, 3], [8, 3]], [[5, 16]]]);
  });
});

function* failing(): Path<void> {
  yield stepPoint('before it fails');
  throw new Error('here');
}

it('a stack names the line one reads, in both forms', () => {
  const lineOf = (run: () => unknown): string | undefined => {
    try {
      run();
    } catch (error) {
      return /map\.spec\.ts:(\d+)/.exec((error as Error).stack!)?.[1];
    }
    return undefined;
  };
  expect(plain(failing).name).toBe('failing$plain');
  expect(lineOf(() => plain(failing)())).toBe(lineOf(() => runPath(failing())));
});
