import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SWITCHES, type SwitchRow } from './table';

const SPEC = join(import.meta.dirname, '../../../../../shared/spec');
const there = existsSync(SPEC);
const ROWS: readonly SwitchRow[] = SWITCHES;
const textOf = (file: string): string => readFileSync(join(SPEC, `${file}.md`), 'utf8');

/** `file:ROW` stands as a word of its own, `file §SECTION` as a heading. */
function stands(spec: string): boolean {
  const [, file = '', section, row] = /^([a-z-]+)(?: §([\d.]+)|:([A-Z]+\d+))$/.exec(spec) ?? [];
  const pattern = row === undefined ? `^#+ ${section!.replace('.', '\\.')}\\.? ` : `(^|[^A-Za-z0-9])${row}([^A-Za-z0-9]|$)`;
  return new RegExp(pattern, 'm').test(textOf(file));
}

describe.skipIf(!there)(`switches stand in the specification${there ? '' : ' (skipped: no specification)'}`, () => {
  it.each(ROWS)('$name: $spec', ({ spec }) => expect(spec).toSatisfy(stands));

  it.each(ROWS.filter(({ commit }) => commit !== undefined))('$name: commit $commit', ({ spec, commit }) => {
    expect(textOf(/^[a-z-]+/.exec(spec)![0])).toContain(commit);
  });

  it('and no place that is not there would do', () => expect(['mmu-gather §99', 'fault-path:ZZ9'].map(stands)).toEqual([false, false]));
});
