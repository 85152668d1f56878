/** A reason in a title: "entry vectors (skipped: no recordings)". */
const IN_TITLE = /\(skipped: ([^)]+)\)/;
const reasonOf = ({ meta, fullName }) => meta?.skipped ?? IN_TITLE.exec(fullName)?.[1] ?? 'no reason given';

/** How many tests were skipped for which reason, the commonest first. */
export function skipsOf(report) {
  const skipped = report.testResults.flatMap((file) => file.assertionResults).filter(({ status }) => ['skipped', 'pending', 'todo', 'disabled'].includes(status));
  const counts = new Map();
  for (const test of skipped) counts.set(reasonOf(test), (counts.get(reasonOf(test)) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}

/** Lines of what was skipped, and why. */
export const skipLines = (report) => skipsOf(report).map(([reason, count]) => `${String(count).padStart(30)} skipped: ${reason}`);
