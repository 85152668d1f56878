import type { EntrySlot } from '@faultline/contracts';

/** What a law wanted, and what it got. */
export interface Mismatch {
  readonly expected: string;
  readonly came: string;
  /** The entry in question, where it is not the one that the case began with. */
  readonly entry?: EntrySlot;
  /** Member that is not filled yet: nothing can be said before it is. */
  readonly waitsFor?: string;
}

const words = (value: unknown): string => {
  if (typeof value === 'bigint' || (typeof value === 'number' && value > 9)) return `0x${value.toString(16)}`;
  return typeof value === 'string' ? value : String(value);
};

/** Wants two values to be the same. */
export const same = (what: string, expected: unknown, came: unknown): Mismatch | undefined =>
  Object.is(expected, came) ? undefined : { expected: `${what} ${words(expected)}`, came: `${what} ${words(came)}` };

/** Wants one of a few values. */
export const oneOf = (what: string, expected: readonly unknown[], came: unknown): Mismatch | undefined =>
  expected.includes(came) ? undefined : { expected: `${what} ${expected.map(words).join(' or ')}`, came: `${what} ${words(came)}` };

/** Wants a statement to hold. */
export const that = (expected: string, holds: boolean, came = 'it is not so'): Mismatch | undefined =>
  holds ? undefined : { expected, came };

/** First mismatch of a list of things. */
export function firstOf<T>(list: Iterable<T>, judge: (item: T) => Mismatch | undefined): Mismatch | undefined {
  for (const item of list) {
    const found = judge(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Wants a whole number in a range. */
export const whole = (what: string, value: unknown, min: number, max: number): Mismatch | undefined =>
  that(
    `${what} a whole number from ${min} to ${max}`,
    Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max,
    `${what} ${words(value)}`,
  );

/** Wants both halves of a slot to be signed 32-bit words. */
export const signed = ({ lo, hi }: EntrySlot): Mismatch | undefined =>
  that('halves that are signed 32-bit words', (lo | 0) === lo && (hi | 0) === hi, `lo ${lo}, hi ${hi}`);

/** The member that a stub stands for, of what the stub threw. */
function waitsFor(error: unknown): Pick<Mismatch, 'waitsFor'> {
  const { code, member } = (error ?? {}) as { readonly code?: unknown; readonly member?: unknown };
  return code === 'not-filled' && typeof member === 'string' ? { waitsFor: member } : {};
}

/** An exception in words. */
export const thrown = (error: unknown): Mismatch => ({
  expected: 'an answer',
  came: `threw ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`,
  ...waitsFor(error),
});
