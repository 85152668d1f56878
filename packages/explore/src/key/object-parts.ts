import { ENUMS } from '@faultline/contracts';
import { plainStores } from '@faultline/state-kit';
import type { Part } from './part';

/** Address spaces, their counters and VMAs; faults are counted in a part of their own. */
export const mms: Part = ({ machine: { state: { core } } }) =>
  JSON.stringify([core.mmRows.plain(), core.vmas.plain(), core.mms().map((mm) => ENUMS.counter.map((_, counter) => mm.counter(counter)))]);

/** Gathers in progress, by number. */
export const gathers: Part = ({ machine: { state } }) =>
  JSON.stringify(plainStores(state.gather.stores));
