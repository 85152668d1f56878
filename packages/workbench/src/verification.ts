import type { TargetReport } from '@faultline/scenario';
import type { Sheet } from './sheet';

type Found = TargetReport['unexplained'][number];

/** What was not run, and why. */
export interface RefusedTarget {
  /** Name of the recorded machine. */
  readonly target: string;
  /** Why it cannot be run. */
  readonly reason: string;
}

const MOST_SHOWN = 20;

const placeText = ({ scenario, step, process, mapping, where }: Found): string =>
  [scenario, `step ${step}`, [process, mapping].filter((part) => part !== '').join('.'), where].filter((part) => part !== '').join(', ');

/** Differences of one kind of observable. */
function kindLines(kind: string, found: readonly Found[], { wrap }: Sheet): string[] {
  const lines = found.slice(0, MOST_SHOWN).map((each) => wrap(`    ${placeText(each)}: kernel ${each.expected}, model ${each.actual}`, 6));
  const more = found.length > MOST_SHOWN ? [`    … ${found.length - MOST_SHOWN} more`] : [];
  return [`  ${kind}: ${found.length}`, ...lines, ...more];
}

function byKind(found: readonly Found[]): Map<string, Found[]> {
  const kinds = new Map<string, Found[]>();
  for (const each of found) kinds.set(each.observable, [...(kinds.get(each.observable) ?? []), each]);
  return kinds;
}

function differenceLines({ target, unexplained, explained, soft, stale, failed }: TargetReport, sheet: Sheet): string[] {
  const section = (title: string, found: readonly Found[]): string[] =>
    found.length === 0 ? [] : [sheet.bad(`${target}: ${title}`), ...[...byKind(found)].flatMap(([kind, each]) => kindLines(kind, each, sheet))];
  const reasons = (rows: readonly (Found & { readonly reason: string })[]): string[] =>
    rows.map((each) => sheet.wrap(`  ${placeText(each)}, ${each.observable}: ${each.reason}`, 4));
  return [
    ...section('unexplained differences', unexplained), ...(explained.length > 0 ? [`${target}: explained differences`, ...reasons(explained)] : []),
    ...(stale.length > 0 ? [sheet.bad(`${target}: explanations of differences that are no more`), ...reasons(stale)] : []),
    ...section('referenced and active, compared apart', soft),
    ...(failed.length > 0 ? [sheet.bad(`${target}: failed inside the model`), ...failed.map(({ message }) => sheet.wrap(`  ${message}`, 4))] : []),
  ];
}

const total = (reports: readonly TargetReport[], of: (report: TargetReport) => number): number => reports.reduce((sum, report) => sum + of(report), 0);

/** Scenarios by the first thing they lack, over all targets. */
function refusals(reports: readonly TargetReport[]): Map<string, Set<string>> {
  const all = new Map<string, Set<string>>();
  for (const { refused } of reports)
    for (const [reason, names] of refused) all.set(reason, new Set([...(all.get(reason) ?? []), ...names]));
  return all;
}

/** Was everything that ran as recorded, and did everything run to its end? */
export const isClean = ({ unexplained, stale, failed }: TargetReport): boolean => unexplained.length + stale.length + failed.length === 0;

/** Differences by kind of observable, then the summary. */
export function renderVerify(reports: readonly TargetReport[], refused: readonly RefusedTarget[], sheet: Sheet): string {
  const rows = reports.map(({ target, scenarios, steps, compared, explained, unexplained, soft }) =>
    sheet.wrap(`${target.padEnd(16)} ${String(scenarios).padStart(4)} scenarios ${String(steps).padStart(5)} steps ${String(compared).padStart(7)} values  ${explained.length} explained, ${unexplained.length} unexplained; ${soft.length} soft`, 4));
  const reasons = [...refusals(reports)].sort(([a], [b]) => a.localeCompare(b)).map(([reason, names]) => sheet.wrap(`  ${String(names.size).padStart(3)} need ${reason}`, 6));
  const sum = [
    `targets ${reports.length}`, `scenarios ${total(reports, ({ scenarios }) => scenarios)}`, `steps ${total(reports, ({ steps }) => steps)}`,
    `values compared ${total(reports, ({ compared }) => compared)}`, `explained ${total(reports, ({ explained }) => explained.length)}`,
    `unexplained ${total(reports, ({ unexplained }) => unexplained.length)}`,
  ];
  const clean = reports.every(isClean);
  return [
    ...reports.flatMap((report) => differenceLines(report, sheet)), ...rows,
    ...(reasons.length > 0 ? [sheet.wrap('scenarios refused, by what the model has no notion of yet:', 2), ...reasons] : []),
    ...refused.map(({ target, reason }) => sheet.wrap(`target ${target} refused: it ${reason}`, 2)),
    (clean ? sheet.good : sheet.bad)(sheet.wrap(sum.join(', '), 2)), '',
  ].join('\n');
}

/** The same as JSON. */
export const verifyJson = (reports: readonly TargetReport[], refused: readonly RefusedTarget[]): string =>
  `${JSON.stringify({ targets: reports.map((report) => ({ ...report, refused: Object.fromEntries(report.refused) })), refusedTargets: refused })}\n`;
