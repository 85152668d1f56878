import { stepText, type Scenario } from '@faultline/scenario';
import { countText } from '@faultline/texts';
import type { Column, StepFacts } from './facts';
import type { KernelParting } from './kernel-parting';
import type { EntryParting } from './entry-parting';
import { entriesText, firstEventLines, kernelPartingsText, NO_PARTING } from './parting-text';
import { legendLine, NOTHING, renderLegend } from './legend';
import type { Parting } from './parting';
import type { Row, Sheet } from './sheet';

const countsText = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts).map(([name, count]) => `${count} ${name}`).join(', ');

/** What a step came to, in words. */
export const outcomeText = ({ result, value, faults }: Pick<StepFacts, 'result' | 'value' | 'faults'>): string =>
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

function partingText({ scenario, columns, parting, entries }: Compared, { wrap }: Sheet): string {
  const bits = entriesText(scenario, columns.map(nameOf), entries);
  if (parting === undefined) return wrap(`${NO_PARTING} ${bits}`);
  const head = `They part first in step ${parting.step} (${stepText(scenario.steps[parting.step]!)}), in ${parting.what}.`;
  return wrap([head, ...firstEventLines(columns.map(nameOf), parting), bits].join('\n'));
}

const nameOf = ({ label, kernel }: Column): string => `${label} (${kernel})`;

const columnHead = ({ label, kernel, switches = [] }: Column): string => [`${label}, ${kernel}`, ...switches].join(' ');

const titleOf = ({ name, about }: Scenario, { head, wrap }: Sheet): string => wrap(about === undefined ? head(name) : `${head(name)}: ${about}`);

/** A scenario, what it came to on each of several machines, and where they part. */
export interface Compared {
  /** What was run. */
  readonly scenario: Scenario;
  /** What each machine made of it. */
  readonly columns: readonly Column[];
  /** Where the runs part first; absent: nowhere. */
  readonly parting?: Parting | undefined;
  /** Where leaf entries differ in bits; absent: nowhere. */
  readonly entries?: EntryParting | undefined;
  /** Where `kernels` are compared, each architecture's are compared with each other. */
  readonly kernels?: readonly KernelParting[];
}

function partingsText(compared: Compared, sheet: Sheet): string[] {
  const { scenario, columns, kernels = [] } = compared;
  if (kernels.length > 0) return [kernelPartingsText(scenario, kernels, sheet)];
  return columns.length > 1 ? [partingText(compared, sheet)] : [];
}

/** The comparison as text, with what its signs mean: in a line, or at length. */
export function renderCompare(compared: Compared, sheet: Sheet, legend: 'line' | 'length' = 'line'): string {
  const { scenario, columns } = compared;
  const { grid, wrap } = sheet;
  const heads = columns.map(columnHead);
  const blocks = scenario.steps.map((step, at) => {
    const rows = stepRows(columns.map(({ steps }) => steps[at]!), columns.map(({ steps }) => steps[at - 1]));
    return [sheet.head(wrap(`${at}  ${stepText(step)}`, 3)), ...(rows.length === 0 ? [] : [grid(heads, rows, sheet.mark)])].join('\n');
  });
  return [
    titleOf(scenario, sheet), sheet.columnHeads(heads), ...blocks,
    `${sheet.head('totals')}\n${grid(heads, totalsRows(columns), (text) => text)}`,
    legend === 'line' ? legendLine(sheet) : renderLegend(sheet).trimEnd(), ...partingsText(compared, sheet),
  ].join('\n\n').concat('\n');
}
