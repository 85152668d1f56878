import type { MmState } from '@faultline/core-mm';
import type { Part } from './part';

/** Fields that count what happened: a part of their own. */
const COUNTS: readonly (keyof MmState)[] = ['minorFaults', 'majorFaults'];

/** Every field but these; a number that JSON does not know is told by its name. */
const textOf = (value: object, leftOut: readonly string[] = []): string =>
  JSON.stringify(value, (name, each: unknown) => (leftOut.includes(name) ? undefined : each === Number.POSITIVE_INFINITY ? 'infinity' : each));

/** Address spaces and their VMAs. */
export const mms: Part = ({ machine: { state } }) => state.core.mms.map((mm) => (mm === undefined ? '' : textOf(mm, COUNTS))).join();

/** Gathers in progress, by number; slots beyond those queued hold what was there before. */
export const gathers: Part = ({ machine: { state } }) =>
  [...state.gather.gathers.values()].sort((a, b) => a.id - b.id).map((gather) => textOf({ ...gather, slots: [...gather.slots.subarray(0, gather.queued)] })).join();
