import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const eslint = new ESLint({ cwd: root });

/** How many literal levels are found in an expression, as if it stood there; nothing is written. */
async function found(expression: string, file = 'packages/core-mm/src/planted.ts'): Promise<number> {
  const [result] = await eslint.lintText(`export function f(): unknown { return ${expression}; }\n`, { filePath: join(root, file) });
  return result!.messages.filter(({ ruleId }) => ruleId === 'faultline/no-literal-levels').length;
}

describe('a level that is a literal is found in the core', () => {
  it.each([
    'codec.present(0, lo, hi)', 'k.arch.codec.isTable(1, lo, hi)', 'k.arch.codec.makeLeaf(0, pfn, lo, hi, k.entry)', 'codec.pfn(0 as Level, lo, hi)',
    'live.getAndClear(0, old, mm, cpu, steps)', 'k.arch.live.modifyProtStart(0, old, mm, cpu, steps)', 'k.arch.swap.type(0, lo, hi)', 'geometry.index(0, lo, hi)',
    'k.gather.removeTlbEntry(gather, 0, vpn, vpn + 1)', 'k.gather.removeTable(gather, 0, table, start, end)', 'pagesAt(k, 1)', "allocTables(k, 'p', mm, vpn, 0)",
    "lookupTable(k, 'p', mm, vpn, 1)", 'entryFor(k, mm, vpn, 0)', 'nextEntry(k, at, 1)', 'descend(k, at, 1)', 'allocTable(k, mm, 0, base)', 'freeTable(k, mm, 0, table)',
    'recEntrySet(k.rec, 0, how, index, mm, table, vpn, entry, k.before)', 'recTableFreed(k.rec, 0, mm, table)', 'tableOrder(shape, 3)', "new NotModelled('p', 'leaf', 1, vpn)",
    '({ mm, table, level: 0, index, vpn })', '({ topLevel: 3 })', '(level === 1)', '(0 < at.level)', '(k.mm.topLevel >= 2)', '(at.level = 0)', '((level = 0) => level)(1)',
    'geometry.shift[1]', 'k.arch.geometry.entries[0]!', 'shape.pageBits[1]!', 'class { level = 0 }', '(() => { let level = 4; switch (at.level) { default: return level; } })()',
    '(() => { switch (at.level) { case 0: return at; } })()', '(() => { const low = 0; return codec.present(low, lo, hi); })()',
    '(() => { const low = 0; return at.level === low; })()', 'codec.present(1 - 1, lo, hi)', "(at['level'] === 0)", 'codec.present(+0, lo, hi)',
  ])('%s', async (expression) => expect(await found(expression)).toBe(1));
});

describe('what is no literal level is left alone', () => {
  it.each([
    'codec.present(PTE, lo, hi)', 'codec.present(at.level, lo, hi)', '({ mm, table, level: PTE, index, vpn })', 'allocFolio(k, 0, FOR_ANON)', '(at.level === PMD)', 'at.level - 1',
    'nextEntry(k, at, PMD)', 'pagesAt(k, PUD)', 'words[0]', 'recBranchTaken(k.rec, rule, 0)', 'k.slot(0, 0)', '(order === 0)', '({ lo: 0, hi: 0 })', '(level !== undefined)',
  ])('%s', async (expression) => expect(await found(expression)).toBe(0));

  it.each(['packages/core-mm/src/planted.spec.ts', 'packages/arch-x86/src/planted.ts', 'packages/pagetables/src/planted.ts'])('nor is one asked of %s', async (file) =>
    expect(await found('codec.present(0, lo, hi)', file)).toBe(0));
  it.each(['mmu-gather', 'cpu', 'machine'])('%s is held to it too', async (name) => expect(await found('({ level: 0 })', `packages/${name}/src/planted.ts`)).toBe(1));
});
