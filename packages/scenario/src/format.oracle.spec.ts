import { describe, expect, it } from 'vitest';
import { frameReference } from './format/reference';
import { STEPS, type StepName } from './format/steps';
import { ADVICE, BACKINGS, NEEDS } from './format/tables';
import { isOptional } from './format/words';
import { formatText, scenarioNames, scenarioOf, there, unlessThere } from './testing/recorded';

/** Words in backquotes, split at blanks. */
const wordsOf = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].flatMap(([, words]) => words!.split(' '));

interface Row {
  readonly step: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
}
/** Rows of the table of steps: `| step | keys | meaning |`. */
function rowsOf(format: string): Row[] {
  const [, table = ''] = format.split('| step | keys | meaning |');
  const lines = table.split('\n').slice(2);
  return lines.slice(0, lines.indexOf('')).flatMap((line) => {
    const [, steps = '', keys = ''] = line.split(' | ').flatMap((cell, at) => (at === 0 ? ['', cell.replace(/^\| /, '')] : [cell]));
    const all = wordsOf(keys);
    return wordsOf(steps).map((step) => ({ step: step.replace(',', ''), required: all.filter((key) => !key.startsWith('[')), optional: all.filter((key) => key.startsWith('[')).map((key) => key.slice(1, -1)) }));
  });
}
const rows = there ? rowsOf(formatText()) : [];

describe.skipIf(!there)(`FORMAT.md${unlessThere}`, () => {
  it('has the steps that are read, and no other', () => expect(rows.map(({ step }) => step).sort()).toEqual(Object.keys(STEPS).sort()));

  it.each(rows)('$step takes $required, and perhaps $optional', ({ step, required, optional }) => {
    const keys = Object.entries(STEPS[step as StepName].keys.shape).map(([key, schema]) => [key, isOptional(schema)] as const);
    expect(keys.filter(([, may]) => !may).map(([key]) => key).sort()).toEqual([...required].sort());
    expect(keys.filter(([, may]) => may).map(([key]) => key).sort()).toEqual([...optional].sort());
  });

  it('has the advice that is read', () => {
    const line = formatText().split('\n').find((each) => each.startsWith('| `madvise`'))!;
    expect(wordsOf(line.split(' | ')[2]!).sort()).toEqual(Object.keys(ADVICE).sort());
  });

  it('has the backings that are read', () => {
    const line = formatText().split('\n').find((each) => each.startsWith('| `mmap`'))!;
    const [, backings = ''] = line.split('`backing`: ');
    expect(wordsOf(backings.split('. ')[0]!).sort()).toEqual(Object.keys(BACKINGS).sort());
  });

  it('has the defaults that stand for what is left out', () => {
    const { machine } = frameReference();
    const rows = [...formatText().matchAll(/^ {2}(\w+): (\w+) .*?default (\d+|never|false)/gm)].map(([, key, , normal]) => [key, normal]);
    expect(machine.filter((each) => each.default !== undefined).map((each) => [each.key, each.default])).toEqual(rows);
  });

  it('has the needs that are read', () => {
    const [, paragraph = ''] = formatText().split('`needs` words: ');
    expect(wordsOf(paragraph.split('A recorder')[0]!).sort()).toEqual(Object.keys(NEEDS).sort());
  });
});

describe.skipIf(!there)(`every scenario${unlessThere}`, () => {
  it('there are 173', () => expect(scenarioNames).toHaveLength(173));
  it.each(scenarioNames)('%s is read, under its own name', (name) => expect(scenarioOf(name).name).toBe(name));
});
