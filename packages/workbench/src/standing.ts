import { checkConformance, renderReport, type ConformanceOptions, type ConformanceReport } from '@faultline/conformance';
import type { Architecture } from '@faultline/contracts';
import type { Sheet } from './sheet';

/** How an architecture stands under one kernel, and the members that its author has marked as not filled yet. */
export interface Standing extends ConformanceReport {
  /** Members that only throw `NotFilledError` yet. */
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

/** What a report begins with, and its tasks. */
function partsOf(one: Standing, sheet: Sheet): { readonly head: string; readonly tasks: readonly string[] } {
  const [head = '', ...tasks] = renderReport(one).split(/^(?=\[ \] )/m);
  const members = renderUnfilled(one, sheet);
  return { head, tasks: members === '' ? tasks : [members, ...tasks] };
}

/** Each thing to do is told once, for the first kernel that has it. */
export function renderStandings(standings: readonly Standing[], sheet: Sheet): string {
  const told = new Set<string>();
  const text = standings.map((one) => {
    const { head, tasks } = partsOf(one, sheet);
    const fresh = tasks.filter((task) => !told.has(task));
    fresh.forEach((task) => told.add(task));
    const shared = fresh.length === tasks.length ? '' : fresh.length === 0 ? 'nothing to do but what stands above\n' : 'besides what stands above:\n';
    return head + shared + fresh.join('');
  }).join('');
  return text.split('\n').map((line) => (line.length > sheet.width ? sheet.wrap(line, 4) : line)).join('\n');
}
