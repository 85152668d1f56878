import type { MappingState, Observation } from './observation';

/** What changed in a step: `null` for what is gone. */
export type Changes = Readonly<Record<string, Readonly<Record<string, MappingState | null>> | null>>;

/** The full state that changes add up to: mappings of processes, by name. */
export type Full = Map<string, Map<string, MappingState>>;

type Mappings = Observation[string];

function changedMappings(before: Mappings, after: Mappings): Record<string, MappingState | null> {
  const changed: Record<string, MappingState | null> = {};
  for (const [name, state] of Object.entries(after))
    if (!Object.hasOwn(before, name) || JSON.stringify(before[name]) !== JSON.stringify(state)) changed[name] = state;
  for (const name of Object.keys(before)) if (!Object.hasOwn(after, name)) changed[name] = null;
  return changed;
}

/** What differs between two observations. A process without a mapping shows when it is gone only. */
export function changes(before: Observation, after: Observation): Changes {
  const changed: Record<string, Record<string, MappingState | null> | null> = {};
  for (const [process, mappings] of Object.entries(after)) {
    const own = changedMappings(Object.hasOwn(before, process) ? before[process]! : {}, mappings);
    if (Object.keys(own).length > 0) changed[process] = own;
  }
  for (const process of Object.keys(before)) if (!Object.hasOwn(after, process)) changed[process] = null;
  return changed;
}

/** Overlays what changed on the full state, in place. */
export function overlay(full: Full, after: Changes): void {
  for (const [process, mappings] of Object.entries(after)) {
    if (mappings === null) {
      full.delete(process);
      continue;
    }
    const own = full.get(process) ?? new Map<string, MappingState>();
    for (const [name, state] of Object.entries(mappings))
      if (state === null) own.delete(name);
      else own.set(name, state);
    full.set(process, own);
  }
}
