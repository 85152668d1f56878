import type { ConformanceReport, LawResult } from './check';
import type { Counterexample } from './law';

const WIDTH = 100;

const place = ({ level, entry }: Counterexample): string => [level, entry].filter((word) => word !== undefined).join(' ');

/** One case in words, a line each. */
export function counterexampleLines(one: Counterexample): readonly string[] {
  const where = place(one);
  return [`${where === '' ? '' : `${where}: `}${one.given}`, `  expected  ${one.expected}`, `  came      ${one.came}`];
}

/** A line broken at spaces; what continues it stands further in. */
function wrapped(line: string): string[] {
  if (line.length <= WIDTH) return [line];
  const indent = line.length - line.trimStart().length + 4;
  const space = line.lastIndexOf(' ', WIDTH);
  if (space <= indent) return [line];
  return [line.slice(0, space), ...wrapped(' '.repeat(indent) + line.slice(space + 1))];
}

const indented = (lines: readonly string[], by: string): string[] => lines.map((line) => by + line);

const task = ({ law, part, about, source, counterexamples }: LawResult): string[] => [
  `[ ] ${part}: ${law}`,
  `    ${about}`,
  `    (${source})`,
  ...indented(counterexamples.flatMap(counterexampleLines), '    '),
];

/** The member that a law waits for first. */
export const waitsFor = ({ counterexamples }: Pick<LawResult, 'counterexamples'>): string => counterexamples[0]?.waitsFor ?? '';

/** Laws that wait are a line a member: what each of them would say is that the member is a stub. */
function waitingLines(results: readonly LawResult[]): string[] {
  const counts = new Map<string, number>();
  for (const member of results.filter(({ status }) => status === 'waiting').map(waitsFor)) counts.set(member, (counts.get(member) ?? 0) + 1);
  return [...counts].map(([member, count]) => `[ ] ${member}: ${count === 1 ? '1 law waits' : `${count} laws wait`} for it`);
}

/**
 * A report as a to-do list: what is broken, in the order in which to mend it, then the members that laws wait for, in the order in which
 * laws ask for them. Lines of at most 100 columns, but for a longer word.
 * @example
 * process.stdout.write(renderReport(checkConformance(arch)));
 */
export function renderReport(report: ConformanceReport): string {
  const { architecture, config, kernel, holds, broken, waiting, notApplicable, seed, runs, results } = report;
  const counts = [`${results.length} laws, ${holds} kept, ${broken} broken`, ...(waiting > 0 ? [`${waiting} waiting`] : []), `${notApplicable} not applicable`].join(', ');
  const head = `${architecture}:${config}, kernel ${kernel}: ${counts} (seed ${seed}, ${runs} runs)`;
  const tasks = results.filter(({ status }) => status === 'broken').flatMap(task);
  return [head, ...tasks, ...waitingLines(results)].flatMap(wrapped).join('\n') + '\n';
}
