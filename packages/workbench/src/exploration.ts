import { RULE_IDS, wordHex, type MmEvent } from '@faultline/contracts';
import type { Exploration, RunLine } from '@faultline/explore';
import { countText, eventText } from '@faultline/texts';
import type { Sheet } from './sheet';

const WORDS = { holds: 'holds in every interleaving', violated: 'violated', budget: 'not decided: the budget ended the search' } as const;

const runLines = (run: readonly RunLine[], sheet: Sheet): string[] => run.flatMap(({ actor, step, events }, at) => [
  `${String(at + 1).padStart(3)}  ${sheet.head(actor.padEnd(16))} ${step}`,
  ...events.map((event) => sheet.dim(sheet.wrap(`       ${eventText(event)}`, 9))),
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
  return [head, ...broken, ...counts, 'bounds:', ...bounds.map((bound) => sheet.wrap(`  ${bound}`, 4)), ''].join('\n');
}

/** An event whose 64-bit fields are `0x` and 16 digits, and whose rule is named. */
const plainEvent = (event: MmEvent): Record<string, unknown> => {
  const fields = (event.type === 'BranchTaken' ? { ...event, rule: RULE_IDS[event.rule] } : event) as unknown as Readonly<Record<string, number>>;
  return Object.fromEntries(Object.keys(fields).filter((name) => !(name.endsWith('Hi') && `${name.slice(0, -2)}Lo` in fields)).map((name) => {
    const word = name.slice(0, -2);
    return name.endsWith('Lo') && `${word}Hi` in fields ? [word, wordHex(fields[name]!, fields[`${word}Hi`]!)] : [name, fields[name]];
  }));
};

/** The same as JSON, in one line. `run[n].transition` is what `replayRun` takes. */
export function explorationJson(found: Exploration): string {
  const { violation } = found;
  if (violation === undefined) return `${JSON.stringify(found)}\n`;
  const run = violation.run.map((line) => ({ ...line, events: line.events.map(plainEvent) }));
  return `${JSON.stringify({ ...found, violation: { ...violation, run } })}\n`;
}
