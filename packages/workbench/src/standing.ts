import { checkConformance, renderReport, type ConformanceOptions, type ConformanceReport } from '@faultline/conformance';
import type { Architecture } from '@faultline/contracts';
import type { Sheet } from './sheet';

/** How an architecture stands under one kernel, and the members that its author has marked as not filled yet. */
export interface Standing extends ConformanceReport {
  readonly notFilled: readonly string[];
}

/** Members that carry the mark `notFilled`, as the generator's stubs do. */
function unfilled(architecture: Architecture): string[] {
  return Object.entries(architecture).flatMap(([part, members]) =>
    Object.entries(typeof members === 'object' && members !== null ? (members as object) : {})
      .filter(([, member]) => typeof member === 'function' && 'notFilled' in member)
      .map(([member]) => `${part}.${member}`));
}

/** Holds an architecture against the laws. */
export const standingOf = (architecture: Architecture, options: ConformanceOptions): Standing =>
  ({ ...checkConformance(architecture, options), notFilled: unfilled(architecture) });

/** Is every law kept, and nothing left to fill? */
export const isComplete = ({ ok, notFilled }: Standing): boolean => ok && notFilled.length === 0;

/** The members that are left to write, in lines that fit. */
function renderUnfilled({ notFilled }: Standing, { width }: Sheet): string {
  if (notFilled.length === 0) return '';
  const lines = notFilled.reduce<string[]>((done, member) => {
    const last = `${done.at(-1)!}${done.at(-1)!.endsWith(':') ? ' ' : ', '}${member}`;
    return last.length < width ? [...done.slice(0, -1), last] : [...done, `  ${member}`];
  }, [`${notFilled.length} members left to fill:`]);
  return `${lines.join(',\n').replace(':,\n', ':\n')}\n`;
}

/** Each in full, but for those that have the same to do as one before. */
export function renderStandings(standings: readonly Standing[], sheet: Sheet): string {
  const seen = new Map<string, string>();
  return standings.map((one) => {
    const report = renderReport(one);
    const tasks = report.indexOf('[ ]');
    if (tasks < 0) return renderUnfilled(one, sheet) + report;
    const todo = renderUnfilled(one, sheet) + report.slice(tasks);
    const before = seen.get(todo);
    if (before !== undefined) return `${report.slice(0, tasks)}the same to do as for kernel ${before}\n`;
    seen.set(todo, one.kernel);
    return renderUnfilled(one, sheet) + report;
  }).join('');
}
