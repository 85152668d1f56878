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

/**
 * A report as a to-do list: what is broken, in the order in which to mend it. Lines of at most 100 columns, but for a longer word.
 * @example
 * process.stdout.write(renderReport(checkConformance(arch)));
 */
export function renderReport(report: ConformanceReport): string {
  const { architecture, config, kernel, holds, broken, notApplicable, seed, runs, results } = report;
  const counts = `${results.length} laws, ${holds} kept, ${broken} broken, ${notApplicable} not applicable`;
  const head = `${architecture}:${config}, kernel ${kernel}: ${counts} (seed ${seed}, ${runs} runs)`;
  return [head, ...results.filter(({ status }) => status === 'broken').flatMap(task)].flatMap(wrapped).join('\n') + '\n';
}
