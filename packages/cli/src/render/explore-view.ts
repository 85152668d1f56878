import type { Exploration } from '@faultline/explore';
import { eventText } from './event-text';
import { wrap } from './grid';
import type { Style } from './style';

const WORDS = { holds: 'holds in every interleaving', violated: 'violated', budget: 'not decided: the budget ended the search' } as const;

function runLines(run: NonNullable<Exploration['violation']>['run'], style: Style): string[] {
  return run.flatMap(({ actor, step, events }, at) => [
    `${String(at + 1).padStart(3)}  ${style.head(actor.padEnd(16))} ${step}`,
    ...events.map((event) => style.dim(wrap(`       ${eventText(event)}`, 9))),
  ]);
}

/** What was searched, how far, and the shortest run that breaks an invariant. */
export function renderExploration(found: Exploration, without: readonly string[], style: Style): string {
  const { race, verdict, states, transitions, ends, depth, bounds, violation } = found;
  const head = `${style.head(race)}${without.length > 0 ? ` without ${without.join(', ')}` : ''}: ${(verdict === 'holds' ? style.good : style.bad)(WORDS[verdict])}`;
  const broken = violation === undefined ? [] : [
    `${violation.invariant}: ${violation.message}`, `shortest run, ${violation.run.length} steps:`, ...runLines(violation.run, style),
  ];
  return [head, ...broken, `${states} states, ${transitions} transitions, ${ends} ends, depth ${depth}`, 'bounds:', ...bounds.map((bound) => `  ${bound}`), ''].join('\n');
}

/** The same as JSON. */
export const explorationJson = (found: Exploration): string => `${JSON.stringify(found)}\n`;
