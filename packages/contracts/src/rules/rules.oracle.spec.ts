import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULES } from './index';

const SPEC = join(import.meta.dirname, '../../../../../shared/spec');
const there = existsSync(SPEC);
const textOf = (file: string): string => readFileSync(join(SPEC, `${file}.md`), 'utf8');

/** Is there a row of this number? `4.5`: row 5 of section 4; else the number stands for itself: a row's, or a step's of a list. */
function stands(text: string, number: string): boolean {
  const [section, row] = number.split('.');
  if (row === undefined) return new RegExp(`(^|[^A-Za-z0-9])${number}([^A-Za-z0-9]|$)`, 'm').test(text);
  const body = text.split(/^## /m).find((each) => each.startsWith(`${section}. `)) ?? '';
  return body.includes(`\n| ${row} |`);
}

describe.skipIf(!there)(`rules stand in the specification${there ? '' : ' (skipped: no recordings)'}`, () => {
  it.each(RULES)('$id: $spec', ({ spec }) => {
    const [file = '', number = ''] = spec.split(':');
    expect({ stands: stands(textOf(file), number) }).toEqual({ stands: true });
  });
});
