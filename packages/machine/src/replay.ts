import { CATALOGUE, KIND_NAMES, type Architecture } from '@faultline/contracts';
import { guardCore, shapeOf } from '@faultline/core-mm';
import { guardGather } from '@faultline/mmu-gather';
import { MachineError } from './errors';
import { evolve, initialMachineState, type MachineState } from './state';
import { TLB_ENTRIES, WALK_CACHE_ENTRIES } from './tlb';

/** A log as replay needs it. */
export interface ReplayLog {
  readonly length: number;
  forEachRecord(visit: (words: Int32Array, at: number, seq: number) => void, from?: number, to?: number): void;
}

export interface ReplayOptions {
  readonly architecture: Architecture;
  readonly memoryPages: number;
  readonly cpus: number;
  /** Last event to fold; default: all. */
  readonly to?: number;
}

const CPU_EVENTS = new Set(CATALOGUE.filter((spec) => spec.owner === 'cpu').map((spec) => spec.name));

function guardCpu(state: MachineState, words: Int32Array, at: number): string | undefined {
  const head = words[at]!;
  const name = KIND_NAMES[head & 255];
  if (!name) return `there are no events of kind ${head & 255}`;
  if (((head >>> 8) & 255) >= state.tlbs.length) return `there is no CPU ${(head >>> 8) & 255}`;
  if (!CPU_EVENTS.has(name) || name === 'TlbInvalidated') return undefined;
  if (name === 'WalkCacheFilled') {
    const slot = (head >>> 16) & 255;
    return slot < WALK_CACHE_ENTRIES ? undefined : `the walk cache has no slot ${slot}`;
  }
  const slot = words[at + 2]!;
  return slot >= 0 && slot < TLB_ENTRIES ? undefined : `the TLB has no slot ${slot}`;
}

/** Why a record cannot follow; undefined: it can. */
export const guard = (state: MachineState, words: Int32Array, at: number): string | undefined =>
  guardCpu(state, words, at) ?? guardCore(state.core, words, at) ?? guardGather(state.gather, words, at);

/**
 * The state at an event of a log that may come from outside: every record is checked before it is folded.
 * @throws MachineError `cannot-follow` with the seq of the first event that cannot follow
 */
export function replay(log: ReplayLog, options: ReplayOptions): MachineState {
  const state = initialMachineState(shapeOf(options.architecture), options.memoryPages, options.cpus);
  const end = Math.min(log.length, (options.to ?? Number.POSITIVE_INFINITY) + 1);
  log.forEachRecord((words, at, seq) => {
    const wrong = guard(state, words, at);
    if (wrong !== undefined)
      throw new MachineError('cannot-follow', `event ${seq} (${KIND_NAMES[words[at]! & 255]}) cannot follow: ${wrong}`, 'the log is damaged or forged before this event', seq);
    evolve(state, words, at);
  }, 0, end);
  return state;
}
