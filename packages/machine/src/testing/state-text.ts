import type { MachineState } from '../state';

/** What is derived from a state, or says which parts a snapshot shares. */
const ASIDE = new Set(['found', 'lastTable', 'lastTag', 'lastTagHi', 'owner', 'epoch']);

function plainValue(name: string, value: unknown): unknown {
  if (ASIDE.has(name)) return undefined;
  if (value instanceof Map) return [...value.entries()];
  return ArrayBuffer.isView(value) ? (value as Int32Array).join(' ') : value;
}

/** The whole of a state as text, to hold against another, or against itself later. */
export const stateText = (state: MachineState): string => JSON.stringify(state, plainValue);
