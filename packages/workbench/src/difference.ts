import type { EntryDifference, FieldDifference } from '@faultline/codec-kit';
import type { DecodedEntry } from '@faultline/contracts';
import { wordText } from './values';
import type { Sheet } from './sheet';

const hex = (value: bigint): string => `0x${value.toString(16)}`;
const place = ({ high, low }: FieldDifference): string => (high === low ? String(high) : `${high}:${low}`);

/** A field's change: one bit is set or cleared, a wider field becomes another number. */
const fieldLine = (sheet: Sheet) => (field: FieldDifference): string => {
  const { name, high, low, from, to, meaning } = field;
  const change = high !== low ? `${hex(from)} becomes ${hex(to)}` : to === 0n ? 'cleared' : 'set';
  return sheet.wrap(`  ${place(field).padStart(5)}  ${name} ${change}${meaning === undefined ? '' : `  (${meaning})`}`, 9);
};

type Change = EntryDifference['flags'][string];

function flagText(name: string, [from, to]: Change): string {
  if (to === true && from !== undefined) return `now ${name}`;
  if (from === true && to !== undefined) return `no longer ${name}`;
  if (to === undefined) return from === false ? '' : `${name} means nothing now`;
  if (from === undefined) return to === true ? `now ${name}` : to === false ? '' : `${name} is ${to}`;
  return `${name} ${from} becomes ${to}`;
}

const kindText = (a: string, b: string): string => (a === b ? `still ${b}` : `${a} becomes ${b}`);

/** Two entries' difference in words, after the values themselves. */
export function renderDifference(op: string, from: DecodedEntry, to: DecodedEntry, { fields, flags }: EntryDifference, sheet: Sheet): string {
  const head = sheet.head(`${wordText(from.raw)}  ${op === '' ? '' : `${op} `}->  ${wordText(to.raw)}`);
  if (from.raw === to.raw) return [head, '  no bit differs', ''].join('\n');
  const readings = Object.entries(flags).map(([name, change]) => flagText(name, change)).filter((text) => text !== '');
  return [
    head, `  ${from.level}: ${kindText(from.kind, to.kind)}`, ...fields.map(fieldLine(sheet)),
    sheet.wrap(`  kernel reads: ${readings.join(', ') || 'the same'}`, 4), '',
  ].join('\n');
}

/** The same for JSON. */
export const differenceJson = (from: DecodedEntry, to: DecodedEntry, { fields, flags }: EntryDifference): object => ({
  from: wordText(from.raw), to: wordText(to.raw), level: from.level, kind: [from.kind, to.kind],
  bits: fields.map(({ name, high, low, from: before, to: after, meaning }) =>
    ({ name, high, low, from: hex(before), to: hex(after), ...(meaning === undefined ? {} : { meaning }) })),
  flags: Object.fromEntries(Object.entries(flags).map(([name, change]) => [name, change.map((value) => value ?? null)])),
});
