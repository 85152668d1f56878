import { checkObject, checkOneOf, fieldText, KIND_NAMES, RECORD_FIELDS, type MmEvent } from '@faultline/contracts';

/** An event in one line: `EntrySet table=0x812 index=0 new=0x…`. */
export function eventText(event: MmEvent): string {
  checkObject('event', event, 'an event');
  checkOneOf('event.type', event.type, KIND_NAMES.slice(1));
  const values = event as unknown as Readonly<Record<string, unknown>>;
  const parts = RECORD_FIELDS[KIND_NAMES.indexOf(event.type)]!.map(({ name, type }) => fieldText(name, type, values[name]));
  return [event.type, ...parts].join(' ');
}
