import { isNull } from './fault';
import { weighAlone, weighBare, weighWalk } from './weigh-fault';
import { weighMap, weighSwaps, weighTable, weighWords } from './weigh-memory';
import { Weighing, type Evidenced, type Judgement } from './weighing';

/** Weighs everything: the one verdict, and all reasons. */
export function judge(all: Evidenced): Judgement {
  const weighing = new Weighing();
  const { context, entries, fault } = all;
  const { kind } = context.draft;
  weighWords(entries, context, weighing);
  if (kind === 'bad-table-entry') weighTable(entries.at(-1), weighing);
  else if (kind === 'bad-page-map') weighMap(entries.at(-1), all, weighing);
  else if (kind === 'bad-swap' || kind === 'bad-rss') weighSwaps(all, weighing);
  else if (kind === 'bad-page-state') {
    weighing.missing.push('who had the page before: page_owner, KASAN or slab debugging tells');
    weighing.say('not-enough');
  } else if (fault === undefined) weighAlone(all, weighing);
  else if (entries.length === 0) weighBare(fault, context, weighing);
  else weighWalk(all, weighing);
  if (fault !== undefined && isNull(fault)) weighing.note('null-pointer');
  if (fault !== undefined && fault.patterns.some((pattern) => pattern.startsWith('poison'))) weighing.note('poison');
  return weighing.end();
}
