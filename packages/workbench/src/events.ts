import { RULE_IDS, wordHex, type MmEvent } from '@faultline/contracts';
import { eventText } from '@faultline/texts';
import type { Sheet } from './sheet';

/** Events below the step that they are of, each with its seq: the one form in which every command prints them. */
export const eventLines = (events: readonly MmEvent[], sheet: Sheet): string[] =>
  events.map((event) => sheet.dim(sheet.wrap(`${String(event.seq).padStart(8)}  ${eventText(event)}`, 10)));

/** An event whose 64-bit fields are `0x` and 16 digits, and whose rule is named. */
export const plainEvent = (event: MmEvent): Record<string, unknown> => {
  const fields = (event.type === 'BranchTaken' ? { ...event, rule: RULE_IDS[event.rule] } : event) as unknown as Readonly<Record<string, number>>;
  return Object.fromEntries(Object.keys(fields).filter((name) => !(name.endsWith('Hi') && `${name.slice(0, -2)}Lo` in fields)).map((name) => {
    const word = name.slice(0, -2);
    return name.endsWith('Lo') && `${word}Hi` in fields ? [word, wordHex(fields[name]!, fields[`${word}Hi`]!)] : [name, fields[name]];
  }));
};
