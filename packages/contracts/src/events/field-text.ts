import { wordHex, wordHi, wordLo } from '../numbers';
import { MEANINGS, type Meaning, type MeaningName } from './meanings';
import type { FieldType } from './spec';

const meaningNamed = (type: FieldType): Meaning | undefined => MEANINGS[type as MeaningName];

/** A field of an event, or a local of a path, as people read it: `vpn=0x100010`, a 64-bit value with all its digits. */
export function fieldText(name: string, type: FieldType, value: unknown): string {
  if (typeof value === 'bigint') return `${name}=${wordHex(wordLo(value), wordHi(value))}`;
  return meaningNamed(type)?.hex === undefined ? `${name}=${String(value)}` : `${name}=0x${Number(value).toString(16)}`;
}
