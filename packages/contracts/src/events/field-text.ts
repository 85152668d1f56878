import { wordHex } from '../numbers';
import { RULE_IDS } from '../rules/rules.gen';
import { MEANINGS, type Meaning, type MeaningName } from './meanings';
import type { FieldType } from './spec';

const meaningNamed = (type: FieldType): Meaning | undefined => MEANINGS[type as MeaningName];

/** A field of an event, or a local of a path, as people read it: `vpn=0x100010`. Of a 64-bit value, `value` is the low half. */
export function fieldText(name: string, type: FieldType, value: unknown, hi?: number): string {
  if (hi !== undefined) return `${name}=${wordHex(Number(value), hi)}`;
  if (type === 'rule') return `${name}=${RULE_IDS[Number(value)] ?? String(value)}`;
  return meaningNamed(type)?.hex === undefined ? `${name}=${String(value)}` : `${name}=0x${Number(value).toString(16)}`;
}
