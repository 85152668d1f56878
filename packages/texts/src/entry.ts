import { checkObject, checkText, type DecodedEntry } from '@faultline/contracts';
import { hexText } from './number';

/** What a swap-style entry carries beside its place: a frame, and marks. */
function carriedText({ pfn, migYoung, migDirty, markerUffdWp, markerPoisoned }: NonNullable<DecodedEntry['swap']>): string[] {
  const marks = [[migYoung, 'young'], [migDirty, 'dirty'], [markerUffdWp, 'uffd-wp'], [markerPoisoned, 'poisoned']] as const;
  return [...(pfn === undefined ? [] : [`frame ${hexText(pfn)}`]), ...marks.filter(([set]) => set === true).map(([, mark]) => mark)];
}

/** What an entry is and where it leads: `pte: page, frame 0x105`. */
export function entryText(entry: DecodedEntry): string {
  checkObject('entry', entry, 'an entry, as decode gives it');
  checkText('entry.kind', entry.kind);
  const { kind, level, pfn, tablePhys, swap } = entry;
  const parts = [`${level}: ${kind}`];
  if (pfn !== undefined) parts.push(`frame ${hexText(pfn)}`);
  if (tablePhys !== undefined) parts.push(`next table at ${hexText(tablePhys)}`);
  if (swap !== undefined) parts.push(`${swap.class}, type ${swap.type}, offset ${hexText(swap.offset)}`, ...carriedText(swap));
  return parts.join(', ');
}

/** What the kernel reads from an entry: the flags that hold, and those with a value. */
export const flagsText = (flags: DecodedEntry['flags']): string => Object.entries(flags)
  .filter(([, value]) => value !== false)
  .map(([name, value]) => (value === true ? name : `${name}=${value}`)).join(' ');
