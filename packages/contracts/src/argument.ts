/** What a caller passed may be anything. */
export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const MOST_SHOWN = 40;

/** What a caller passed, short and on one line, for a message that refuses it. */
export function argumentText(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}…` : value);
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return 'an array';
  return isObject(value) ? 'an object' : Object.is(value, -0) ? '0' : String(value);
}
