import type { Race } from './race';

const HARDWARE = {
  fill: 'H1: a CPU may cache the translation of a page, or the table that maps it, by speculation',
  evict: 'H2: a CPU may evict a cached translation or table',
} as const;

/** Every bound of a search, in words: those of the race, and those of the searcher. */
export const boundsOf = (race: Race, maxStates: number, maxDepth: number): readonly string[] => [
  ...race.bounds,
  ...race.hardware.map((kind) => HARDWARE[kind]),
  `invariants judged: ${race.invariants.join(', ')}; deadlock, livelock`,
  'one step at a time: no reordering of memory accesses',
  'an access that faults as before, with nothing changed but counts, is not followed',
  `at most ${maxStates} states`,
  `at most ${maxDepth} steps a run`,
];
