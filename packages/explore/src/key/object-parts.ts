import { ENUMS } from '@faultline/contracts';
import type { Part } from './part';

/** Every field; a number that JSON does not know is told by its name. */
const textOf = (value: object): string => JSON.stringify(value, (_, each: unknown) => (each === Number.POSITIVE_INFINITY ? 'infinity' : each));

/** Address spaces, their counters and VMAs; faults are counted in a part of their own. */
export const mms: Part = ({ machine: { state: { core } } }) =>
  textOf([core.mmRows.plain(), core.vmas.plain(), core.mms().map((mm) => ENUMS.counter.map((_, counter) => mm.counter(counter)))]);

/** Gathers in progress, by number; slots beyond those queued hold what was there before. */
export const gathers: Part = ({ machine: { state } }) =>
  [...state.gather.gathers.values()].sort((a, b) => a.id - b.id).map((gather) => textOf({ ...gather, slots: [...gather.slots.subarray(0, gather.queued)] })).join();
