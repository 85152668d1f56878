import { argumentText } from '../argument';

/** What can be wrong with a record, by code. */
export type RecordErrorCode = 'out-of-range' | 'unknown-kind' | 'missing-field' | 'cannot-follow';

/** An event or an operand that no record can hold, or that cannot follow: tell it by `code`. */
export class RecordError extends Error {
  constructor(
    readonly code: RecordErrorCode,
    /** Kind of event. */
    readonly type: string,
    readonly field: string,
    message: string,
    readonly remedy: string,
    /** The event, where it has one. */
    readonly seq?: number,
  ) {
    super(message);
    this.name = 'RecordError';
  }
}

/** @throws RecordError `out-of-range` */
export function refuse(type: string, field: string, value: unknown, expected: string): never {
  throw new RecordError('out-of-range', type, field, `${type}.${field} is ${argumentText(value)}, but must be ${expected}`, 'record only what the meaning of the field allows (`MEANINGS`)');
}

/** Half of a 64-bit value, signed or not. */
export const half = (value: unknown): boolean => whole(value, -(2 ** 31), 2 ** 32 - 1);

export const whole = (value: unknown, low: number, high: number): boolean => Number.isInteger(value) && (value as number) >= low && (value as number) <= high;
