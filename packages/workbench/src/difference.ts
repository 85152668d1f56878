import { bitList, type EntryDifference, type FieldDifference } from '@faultline/codec-kit';
import type { DecodedEntry } from '@faultline/contracts';
import { bitsText, countText, fieldChange, flagChange, hexText, kindChange, wordText } from '@faultline/texts';
import type { Sheet } from './sheet';

const fieldLine = (sheet: Sheet) => (field: FieldDifference): string => {
  const { name, high, low, meaning } = field;
  return sheet.wrap(`  ${bitsText(high, low).padStart(5)}  ${name} ${fieldChange(field)}${meaning === undefined ? '' : `  (${meaning})`}`, 9);
};

const differing = (from: DecodedEntry, to: DecodedEntry): number[] => bitList(from.raw ^ to.raw);
/** How many bits differ, and which. */
function bitsDiffer(from: DecodedEntry, to: DecodedEntry): string {
  const bits = differing(from, to);
  return `${countText(bits.length, 'bit')} differ${bits.length === 1 ? 's' : ''} (${bits.join(', ')})`;
}

/** Two entries' difference in words, after the values themselves. */
export function renderDifference(op: string, from: DecodedEntry, to: DecodedEntry, { fields, flags }: EntryDifference, sheet: Sheet): string {
  const head = sheet.head(sheet.wrap(`${wordText(from.raw)}  ${op === '' ? '' : `${op} `}->  ${wordText(to.raw)}`, 2));
  if (from.raw === to.raw) return [head, '  no bit differs', ''].join('\n');
  const readings = Object.entries(flags).map(([name, change]) => flagChange(name, change)).filter((text) => text !== '');
  return [
    head, sheet.wrap(`  ${from.level}: ${kindChange(from.kind, to.kind)}; ${bitsDiffer(from, to)}`, 4), ...fields.map(fieldLine(sheet)),
    sheet.wrap(`  kernel reads: ${readings.join(', ') || 'the same'}`, 4), '',
  ].join('\n');
}

/** The same for JSON. */
export const differenceJson = (from: DecodedEntry, to: DecodedEntry, { fields, flags }: EntryDifference): object => ({
  from: wordText(from.raw), to: wordText(to.raw), level: from.level, kind: [from.kind, to.kind], differing: differing(from, to),
  bits: fields.map(({ name, high, low, from: before, to: after, meaning }) =>
    ({ name, high, low, from: hexText(before), to: hexText(after), ...(meaning === undefined ? {} : { meaning }) })),
  flags: Object.fromEntries(Object.entries(flags).map(([name, change]) => [name, change.map((value) => value ?? null)])),
});
