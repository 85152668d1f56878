import { plainEvent } from '@faultline/contracts';
import type { Exploration, RunLine } from '@faultline/explore';
import { countText } from '@faultline/texts';
import { eventLines } from './events';
import type { Sheet } from './sheet';

const WORDS = { holds: 'holds in every interleaving', violated: 'violated', budget: 'not decided: the budget ended the search' } as const;

const runLines = (run: readonly RunLine[], sheet: Sheet): string[] => run.flatMap(({ actor, step, events }, at) => [
  sheet.wrap(`${String(at + 1).padStart(3)}  ${sheet.head(actor.padEnd(16))} ${step}`, 7), ...eventLines(events, sheet),
]);

const switchesText = ({ without, with: on = [] }: Exploration): string =>
  `${without.length > 0 ? ` without ${without.join(', ')}` : ''}${on.length > 0 ? ` with ${on.join(', ')}` : ''}`;

/** What was searched, how far, and the shortest run that breaks an invariant. */
export function renderExploration(found: Exploration, sheet: Sheet): string {
  const { race, machine, verdict, states, transitions, ends, depth, bounds, violation } = found;
  const head = `${sheet.head(race)}${switchesText(found)}: ${(verdict === 'holds' ? sheet.good : sheet.bad)(WORDS[verdict])}`;
  const broken = violation === undefined ? [] : [
    sheet.wrap(`${violation.invariant}: ${violation.message}`, 2), `shortest run, ${countText(violation.run.length, 'step')}:`, ...runLines(violation.run, sheet),
  ];
  const counts = [`${countText(states, 'state')}, ${countText(transitions, 'transition')}, ${countText(ends, 'end')}, depth ${depth}`, `on ${machine}`];
  return [sheet.wrap(head, 2), ...broken, ...counts.map((line) => sheet.wrap(line, 2)), 'bounds:', ...bounds.map((bound) => sheet.wrap(`  ${bound}`, 4)), ''].join('\n');
}

/** The same as JSON, in one line. `run[n].transition` is what `replayRun` takes. */
export function explorationJson(found: Exploration): string {
  const { violation } = found;
  if (violation === undefined) return `${JSON.stringify(found)}\n`;
  const run = violation.run.map((line) => ({ ...line, events: line.events.map((event) => plainEvent(event)) }));
  return `${JSON.stringify({ ...found, violation: { ...violation, run } })}\n`;
}
