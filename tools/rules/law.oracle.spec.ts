import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../packages/contracts/src/rules';
import { LAW } from './law';
import type { LawTable } from './law/law';

const SPEC = join(import.meta.dirname, '../../../shared/spec');
const there = existsSync(SPEC);
type File = LawTable['spec'];
const FILES: readonly File[] = ['fault-path', 'cow-and-gup', 'fork-mprotect-numa', 'zap-and-rmap', 'mmu-gather', 'tlb-and-races'];

/** Sections that tell cases, steps of a race, and calls of an architecture: no decisions. */
const NO_DECISIONS = /^\d+\. (Checkable cases|The race of|Hooks|What is in 6\.2\.12)/;
const sectionsOf = (file: File): string[] => readFileSync(join(SPEC, `${file}.md`), 'utf8').split(/^## /m).filter((section) => !NO_DECISIONS.test(section));

/** Numbers of rows that a decision table of the specification begins with: `AN1`, `WP4`. */
const rowsOf = (file: File): string[] => sectionsOf(file).flatMap((section) => [...section.matchAll(/^\| ([A-Z]{1,3}\d+) \|/gm)].map(([, row = '']) => row));

/** Numbers that the pages have for a file of the specification. */
const lawOf = (file: File): string[] => LAW.flatMap(({ tables }) => tables).flatMap(({ spec, rows }) => rows.flatMap((row) => {
  const place = typeof row === 'string' ? RULES.find(({ id }) => id === row)!.spec : `${spec}:${row[0]}`;
  return place.startsWith(`${file}:`) ? [place.slice(file.length + 1)] : [];
}));

/** Is there a section, or a row of a section, of this number? */
function hasNumber(file: File, number: string): boolean {
  const [section, part] = number.split('.');
  const text = readFileSync(join(SPEC, `${file}.md`), 'utf8').split(/^## /m).find((each) => each.startsWith(`${section}. `));
  return text !== undefined && (part === undefined || text.includes(`### ${number} `) || text.includes(`\n| ${part} |`));
}

describe.skipIf(!there)(`the pages hold the specification${there ? '' : ' (skipped: no specification)'}`, () => {
  it.each(FILES)('%s: every row of a decision table is there', (file) => {
    const law = new Set(lawOf(file));
    expect([...new Set(rowsOf(file))].filter((row) => !law.has(row))).toEqual([]);
  });
  it.each(FILES)('%s: every number stands in it', (file) => {
    const text = sectionsOf(file).join('\n');
    const stands = (number: string): boolean => (/^\d/.test(number) ? hasNumber(file, number) : new RegExp(`(^|[^A-Za-z0-9])${number}([^A-Za-z0-9]|$)`, 'm').test(text));
    expect(lawOf(file).filter((number) => !stands(number))).toEqual([]);
  });
});
