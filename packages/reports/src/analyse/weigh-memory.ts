import { isStrong, patternName } from '../patterns';
import { isSpecialInAnon, mapsFrames } from './checks';
import type { Context } from './context';
import type { Entry } from './entries';
import type { Evidenced, Weighing } from './weighing';

/** A legal word at two bits tells little unless it is an ordinary one. */
const ORDINARY = 3;

/** Words that no kernel writes: patterns, flips, or neither. */
export function weighWords(entries: readonly Entry[], { evidence, half }: Context, weighing: Weighing): void {
  for (const { reading, patterns, near, level } of entries) {
    const strong = patterns.filter(isStrong);
    if (reading.legal && strong.length === 0) continue;
    const close = near.find((each) => each.distance === 1 || evidence.plausibility(level, each.raw, half) >= ORDINARY);
    if (strong.length > 0) weighing.say('overwritten', ...strong.map(patternName));
    else if (close !== undefined) weighing.say('near-legal', 'bit-flip');
    else weighing.say('overwritten', ...(reading.neverSet.length > 2 ? ['too-many-bits'] : patterns.length > 0 ? patterns.map(patternName) : ['too-many-bits']));
  }
}

const FALSE_ALARMS: Readonly<Record<string, string>> = {
  huge: 'huge-leaf', protnone: 'numa-hint', 'invalid-huge': 'huge-leaf', migration: 'migration', device: 'device-private', hwpoison: 'hwpoison', marker: 'marker', 'swapin-error': 'marker',
};

/** Why a device or migration word is told only under an assumption: the table of types is not printed. */
function nameOf({ reading: { kind, swap } }: Entry): string {
  return kind === 'device' && swap?.name.startsWith('device-exclusive') === true ? 'device-exclusive' : FALSE_ALARMS[kind] ?? kind;
}

/** A table entry that was called bad, and is one that stands there rightly. */
export function weighTable(entry: Entry | undefined, weighing: Weighing): void {
  if (entry === undefined || !entry.reading.legal) return;
  const { kind } = entry.reading;
  if (Object.hasOwn(FALSE_ALARMS, kind)) weighing.say('legal', nameOf(entry));
  else if (kind === 'table' || kind === 'none') weighing.say('legal', 'changed-since');
  else weighing.say('entry-explains', kind);
}

/** An entry that zapping or a fault refused. */
export function weighMap(entry: Entry | undefined, { context, swaps }: Evidenced, weighing: Weighing): void {
  if (entry === undefined || !entry.reading.legal) return;
  const { reading: { kind, valid } } = entry;
  const { page, vma } = context.draft;
  if (swaps.length > 0 && swaps.every(({ matches }) => matches === null)) weighing.note('swap-mismatch');
  if (kind === 'swap') return swaps.length > 0 ? weighing.say('entry-explains', 'no-such-swap-file') : weighing.say('not-enough');
  if (kind === 'protnone') weighing.note('numa-hint');
  if (!valid && Object.hasOwn(FALSE_ALARMS, kind) && kind !== 'protnone') return weighing.say('legal', nameOf(entry));
  if (page?.mapcount !== undefined && page.mapcount < 0) {
    weighing.say('entry-explains', 'mapcount-below-zero');
    if (mapsFrames(context) === true && !context.evidence.special(entry.level, entry.reading.raw)) weighing.note('not-special');
    return undefined;
  }
  if (isSpecialInAnon(entry, context)) return weighing.say('entry-explains', vma?.anonymous === true || context.draft.fileOps === '' ? 'special-in-anon' : 'special-in-file');
  if (kind === 'none') return weighing.say('legal', entry.reading.raw === 0n ? 'changed-since' : 'stray-marks');
  weighing.missing.push('whether the frame is in the memory map of that machine', 'what the page at that frame was');
  return weighing.say('not-enough');
}

/** Values of swap alone. */
export function weighSwaps({ swaps, context }: Evidenced, weighing: Weighing): void {
  const special = swaps.find(({ name }) => name !== 'swap');
  if (special !== undefined) return weighing.say('legal', special.name.startsWith('device') ? 'device-private' : special.name.startsWith('migration') ? 'migration' : special.name);
  if (swaps.some(({ beyond }) => beyond)) return weighing.say('overwritten', 'too-many-bits');
  weighing.missing.push(context.draft.kind === 'bad-swap' ? 'the page-table entry that held the value' : 'which mapping was counted wrongly');
  return weighing.say('not-enough');
}
