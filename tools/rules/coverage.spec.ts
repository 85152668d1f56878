import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES, type RuleRow } from '../../packages/contracts/src/rules';
import { sourcesOf, unrecorded, untested, type Source } from './coverage';
import { constantOf, MODULE, renderModule } from './module';

const root = join(import.meta.dirname, '../..');
const sources = sourcesOf(root);
const planted: RuleRow = { id: 'do_wp_page/never', kernel: 'mm/memory.c:do_wp_page', condition: 'never', effect: 'nothing', arg: 'none', spec: 'cow-and-gup:WP99' };
const source = (path: string, text: string): Source => ({ path, text });

describe('every rule of the table', () => {
  it('is in the generated module, under its number: npm run generate:rules', () => {
    expect(readFileSync(join(root, MODULE), 'utf8')).toBe(renderModule(RULES));
  });
  it('has a constant of its own', () => expect(new Set(RULES.map(({ id }) => constantOf(id))).size).toBe(RULES.length));
  it('is recorded by a path', () => expect(unrecorded(RULES, sources)).toEqual([]));
  it('is named by a test', () => expect(untested(RULES, sources)).toEqual([]));
});

describe('a planted rule', () => {
  const use = 'recBranchTaken(k.rec, DO_WP_PAGE_NEVER, 0);';

  it('is found to be recorded by no path and named by no test', () => {
    expect([unrecorded([...RULES, planted], sources), untested([...RULES, planted], sources)]).toEqual([[planted.id], [planted.id]]);
  });
  it('counts as recorded once a path uses its constant', () => {
    expect(unrecorded([planted], [source('packages/core-mm/src/a.ts', use)])).toEqual([]);
  });
  it.each([
    ['an import', 'packages/core-mm/src/a.ts', "import {\n  DO_WP_PAGE_NEVER,\n} from '@faultline/contracts';"],
    ['a comment', 'packages/core-mm/src/a.ts', '/** DO_WP_PAGE_NEVER */\n// recBranchTaken(k.rec, DO_WP_PAGE_NEVER, 0);'],
    ['a longer name', 'packages/core-mm/src/a.ts', use.replace('NEVER', 'NEVERMORE')],
    ['the table', 'packages/contracts/src/rules/rules.gen.ts', use], ['a test', 'packages/core-mm/src/a.spec.ts', use],
    ['a help of tests', 'packages/machine/src/testing/lab.ts', use],
  ])('is not recorded by %s', (_what, path, text) => expect(unrecorded([planted], [source(path, text)])).toEqual([planted.id]));
  it('counts as tested once a test names it', () => expect(untested([planted], [source('packages/core-mm/src/a.spec.ts', "['do_wp_page/never']")])).toEqual([]));
  it.each([['a path', 'packages/core-mm/src/a.ts', "'do_wp_page/never'"], ['a test of another rule', 'packages/core-mm/src/a.spec.ts', "'do_wp_page/nevermore'"], ['a test that only prints it', 'packages/cli/src/a.spec.ts', "'do_wp_page/never'"]])('is not named by %s', (_what, path, text) => {
    expect(untested([planted], [source(path, text)])).toEqual([planted.id]);
  });
});
