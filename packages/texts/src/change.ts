import type { EntryDifference, FieldDifference } from '@faultline/codec-kit';
import { hexText } from './number';

/** A field's change: one bit is set or cleared, a wider field becomes another number. */
export function fieldChange({ high, low, from, to }: FieldDifference): string {
  if (high !== low) return `${hexText(from)} becomes ${hexText(to)}`;
  return to === 0n ? 'cleared' : 'set';
}

/** What the kernel reads otherwise; empty where that is no news. */
export function flagChange(name: string, [from, to]: EntryDifference['flags'][string]): string {
  if (to === true && from !== undefined) return `now ${name}`;
  if (from === true && to !== undefined) return `no longer ${name}`;
  if (to === undefined) return from === false ? '' : `${name} means nothing now`;
  if (from === undefined) return to === true ? `now ${name}` : to === false ? '' : `${name} is ${to}`;
  return `${name} ${from} becomes ${to}`;
}

/** What became of the kind. */
export const kindChange = (from: string, to: string): string => (from === to ? `still ${to}` : `${from} becomes ${to}`);
