import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const eslint = new ESLint({ cwd: root });

/** How many literal places and offsets are found in an expression, as if it stood there; nothing is written. */
async function found(expression: string, file = 'packages/core-mm/src/planted.ts'): Promise<number> {
  const [result] = await eslint.lintText(`export function f(): unknown { return ${expression}; }\n`, { filePath: join(root, file) });
  return result!.messages.filter(({ ruleId }) => ruleId === 'faultline/no-literal-places').length;
}

describe('a place in an enumeration that is a literal is found', () => {
  it.each([
    'recFolioFlagged(k.rec, 3, 1, 5)', 'recLruAdded(k.rec, 0, pfn)', 'recEntrySet(k.rec, PTE, 1, index, mm, table, vpn, entry, old)',
    "recCounterChanged(k.rec, 1 as Place<'counter'>, mm.id, 1)", 'recSyscallReturned(k.rec, OP_MMAP, 0, mm.id)', 'recRefChanged(k.rec, -1, pfn, 1)',
    'recLruAdded(k.rec, 1 - 1, pfn)', 'events.recLruAdded(k.rec, 0, pfn)', '(() => { const list = 0; return recLruAdded(k.rec, list, pfn); })()',
  ])('%s', async (expression) => expect(await found(expression)).toBe(1));
});

describe('a literal offset into a record is found', () => {
  it.each(['words[at + 5]', 'words[at + 1]!', 'w[at + 2]', 'record[at + 1]', 'words[at]! & 255', '(words[at]! >>> 8)', 'words[3 + at]', 'words[at + 1 + 2]', 'log.words[at + 3]', 'k.rec.words[at]! & 255'])('%s', async (expression) => {
    expect(await found(expression)).toBe(1);
    expect(await found(expression, 'packages/explore/src/planted.ts')).toBe(1);
    expect(await found(expression, 'packages/workbench/src/planted.ts')).toBe(1);
  });
});

describe('what is neither is left alone', () => {
  it.each([
    'recFolioFlagged(k.rec, PG_DIRTY, 1, pfn)', 'recCounterChanged(k.rec, COUNTER_ANON, mm.id, 1)', 'recFolioAllocated(k.rec, 0, FOR_ANON, pfn)', 'words[row + F_REF]',
    'words[at]', 'words[index << 1]', 'recordKind(words, at)', 'list[at + 1]',
  ])('%s', async (expression) => expect(await found(expression)).toBe(0));
  it('where states keep their own words', async () => expect(await found('words[at + 1]', 'packages/state-kit/src/planted.ts')).toBe(0));
});
