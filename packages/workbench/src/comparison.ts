import { stepText, type Scenario } from '@faultline/scenario';
import { countText } from '@faultline/texts';
import type { Column, StepFacts } from './facts';
import type { KernelParting } from './kernel-parting';
import { kernelPartingsText, NO_PARTING } from './kernel-text';
import type { Parting } from './parting';
import type { Row, Sheet } from './sheet';

const NOTHING = '-';

const countsText = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts).map(([name, count]) => `${count} ${name}`).join(', ');

const outcomeText = ({ result, value, faults }: StepFacts): string =>
  [result, ...(value === undefined ? [] : [`value ${value}`]), ...(faults === undefined ? [] : [`faults ${faults[0]}+${faults[1]}`])].join('  ');

/** A row, unless no column has anything in it. */
const row = (label: string, cells: readonly string[]): Row[] =>
  cells.every((cell) => cell === '') ? [] : [[label, cells.map((cell) => cell || NOTHING)]];

function stepRows(facts: readonly StepFacts[], before: readonly (StepFacts | undefined)[]): Row[] {
  const tables = facts.map((each, column) => (each.tables.bytes === before[column]?.tables.bytes ? '' : countText(each.tables.pages, 'page')));
  return [
    ...row('outcome', facts.map(outcomeText)),
    ...row('branch', facts.map(({ branches }) => branches.join('\n'))),
    ...row('pte', facts.map(({ pte }) => pte?.raw ?? '')),
    ...row('', facts.map(({ pte }) => pte?.words ?? '')),
    ...row('pages', facts.map(({ pages }) => pages.join('\n'))),
    ...row('flushes', facts.map(({ flushes }) => countsText(flushes))),
    ...row('tables', tables),
    ...row('events', facts.map(({ events }) => (events === 0 ? '' : String(events)))),
  ];
}

function totalsRows(columns: readonly Column[]): Row[] {
  const names = new Set(columns.flatMap(({ totals }) => Object.keys(totals)));
  return [...names].filter((name) => columns.some(({ totals }) => (totals[name] ?? 0) > 0)).map((name) =>
    [name.split(' ')[0] === 'page-table' ? 'tables' : name.replace(' faults', '').replace('flush requests', 'flushes').replace('remote ', ''), columns.map(({ totals }) => String(totals[name] ?? 0))]);
}

function partingText(scenario: Scenario, columns: readonly Column[], parting: Parting | undefined, { wrap }: Sheet): string {
  if (parting === undefined) return NO_PARTING;
  const head = `They part first in step ${parting.step} (${stepText(scenario.steps[parting.step]!)}), in ${parting.what}.`;
  if (parting.events.length === 0) return wrap(head);
  return wrap(`${head}\nFirst event that differs: ${columns.map(({ label, kernel }, at) => `${label} (${kernel}) ${parting.events[at]!}`).join(', ')}.`);
}

const columnHead = ({ label, kernel, switches = [] }: Column): string => [`${label}, ${kernel}`, ...switches].join(' ');

const titleOf = ({ name, about }: Scenario, { head, wrap }: Sheet): string => wrap(about === undefined ? head(name) : `${head(name)}: ${about}`);

/** The comparison for a terminal. Where `kernels` are compared, each architecture's are compared with each other. */
export function renderCompare(
  scenario: Scenario, columns: readonly Column[], parting: Parting | undefined, sheet: Sheet, kernels: readonly KernelParting[] = [],
): string {
  const { grid } = sheet;
  const count = columns.length;
  const head = grid(count, [['', columns.map(columnHead)]], sheet.head);
  const blocks = scenario.steps.map((step, at) => {
    const rows = stepRows(columns.map(({ steps }) => steps[at]!), columns.map(({ steps }) => steps[at - 1]));
    return `${sheet.head(`${at}  ${stepText(step)}`)}\n${grid(count, rows, sheet.mark)}`;
  });
  return [
    titleOf(scenario, sheet), head, ...blocks, `${sheet.head('totals')}\n${grid(count, totalsRows(columns), (text) => text)}`,
    ...(kernels.length > 0 ? [kernelPartingsText(scenario, kernels, sheet)] : count > 1 ? [partingText(scenario, columns, parting, sheet)] : []),
  ].join('\n\n').concat('\n');
}
