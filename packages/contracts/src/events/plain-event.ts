import { checkObject, checkOneOf } from '../check';
import { wordHex, wordHi, wordLo } from '../numbers';
import { KIND_NAMES, type MmEvent } from './events.gen';

/** The fields of an event as JSON takes them: `bigint`s are texts, `0x` and 16 digits. */
export type PlainEvent<E extends MmEvent = MmEvent> = E extends MmEvent ? { readonly [F in keyof E]: E[F] extends bigint ? string : E[F] } : never;

const plainValue = (value: unknown): unknown => (typeof value === 'bigint' ? wordHex(wordLo(value), wordHi(value)) : value);

/**
 * An event for JSON, which knows no 64-bit values.
 * @example machine.events$.subscribe((event) => console.log(JSON.stringify(plainEvent(event))));
 */
export function plainEvent<E extends MmEvent>(event: E): PlainEvent<E> {
  checkObject('event', event, 'an event');
  checkOneOf('event.type', event.type, KIND_NAMES.slice(1));
  return Object.fromEntries(Object.entries(event).map(([name, value]) => [name, plainValue(value)])) as PlainEvent<E>;
}
