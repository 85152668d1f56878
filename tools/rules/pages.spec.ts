import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULE_AREAS, RULES } from '../../packages/contracts/src/rules';
import { sourcesOf } from './coverage';
import { LAW } from './law';
import { FOLDER, renderFolder, renderPage } from './pages';

const root = join(import.meta.dirname, '../..');
const sources = sourcesOf(root);
const folder = renderFolder(sources);

describe('docs/rules', () => {
  it('has the pages of the law and no other', () => expect(readdirSync(join(root, FOLDER)).sort()).toEqual([...folder.keys()].sort()));
  it.each([...folder])('%s is what the tables make: npm run generate:rules', (name, text) => expect(readFileSync(join(root, FOLDER, name), 'utf8')).toBe(text));

  it.each([...folder])('%s leads to pages, sections and tests that are there', (name, text) => {
    const headings = text.split('\n').filter((line) => line.startsWith('## ')).map((line) => line.slice(3).toLowerCase().replace(/[^a-z0-9_ -]/g, '').replaceAll(' ', '-'));
    for (const [, target = ''] of text.matchAll(/\]\(([^)]+)\)/g)) {
      if (target.startsWith('#')) expect(headings).toContain(target.slice(1));
      else if (target.startsWith('../../')) expect(sources.map(({ path }) => path)).toContain(target.slice(6));
      else expect([...folder.keys()]).toContain(target);
    }
    expect(new Set(headings).size, name).toBe(headings.length);
  });
});

describe('the law', () => {
  const rows = LAW.flatMap((page) => page.tables.flatMap((table) => table.rows.map((row) => ({ page, table, row }))));

  it('has every rule once, on the page of its area', () => {
    const found = rows.flatMap(({ page, row }) => (typeof row === 'string' ? [`${page.name} ${row}`] : []));
    expect(found.sort()).toEqual(Object.entries(RULE_AREAS).flatMap(([area, rules]) => rules.map(({ id }) => `${area} ${id}`)).sort());
  });
  it('has no other row at the place of a rule but what the rule does not say', () => {
    for (const { table, row } of rows) if (typeof row !== 'string') expect(`${table.spec}:${row[0]} ${row[1]}`).not.toBe(RULES.find(({ spec }) => spec === `${table.spec}:${row[0]}`)?.condition);
  });
  it.each(rows.flatMap(({ table, row }) => (typeof row === 'string' ? [] : [[table.of, row[0], row] as const])))('%s %s: short cells without an end mark', (_of, _row, [, when, then]) => {
    for (const text of [when, then]) expect(text).toMatch(/^[^|\n]{1,170}[^.|\n]$/);
  });
});

describe('a planted row', () => {
  const page = { name: 'x', title: 'X', about: 'Y.', tables: [{ of: 'mm/x.c:f', spec: 'fault-path', rows: [['Q1', 'a | b', 'nothing', 'later swap', '5df397dec7c4'], ['Q2', 'c', 'd', 'by EntrySet'], 'do_wp_page/copy'] }] } as const;

  it('is a line of the table, and a rule names its tests', () => {
    const specs = [{ path: 'packages/a/src/b.spec.ts', text: "'do_wp_page/copy'" }];
    expect(renderPage(page, specs)).toMatchInlineSnapshot(`
      "<!-- Made by \`npm run generate:rules\`. Do not edit. -->

      # X

      Y.

      - [f](#f)

      ## f

      \`mm/x.c:f\`

      | when | then | rule | row |
      | --- | --- | --- | --- |
      | a \\| b | nothing | *not modelled yet: swap* (5df397dec7c4) | fault-path:Q1 |
      | c | d | followed: \`EntrySet\` | fault-path:Q2 |
      | the page cannot be reused, is not anonymous, or is the zero page | replaces it by a copy; UNSHARE gets one too, without the right to write | \`do_wp_page/copy\`, argument: pfn (8d6a0ac09a16) | cow-and-gup:WP7 |

      Tests:
      - \`do_wp_page/copy\`: [b.spec.ts](../../packages/a/src/b.spec.ts)
      "
    `);
  });
  it('of a rule that does not exist stops the generator', () => {
    expect(() => renderPage({ ...page, tables: [{ ...page.tables[0], rows: ['do_wp_page/never' as 'do_wp_page/copy'] }] }, [])).toThrow("there is no rule 'do_wp_page/never'");
  });
});
