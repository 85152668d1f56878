import type { CpuSet } from '../cpu-set';
import type { Place } from '../events/enums';
import type { Evolution } from '../events/evolution';
import type { FlushRequested } from '../events/events.gen';
import type { Bit, MmId } from '../numbers';

/** What an MMU half may ask of the machine. */
export interface MmuQuestions {
  /** The CPUs there are. */
  readonly cpus: CpuSet;
  /** CPUs that may hold translations of the mm. */
  cpuMask(mm: MmId): CpuSet;
}

/** Says of the flush at hand which CPU has which share of it. Each share is recorded (`FlushSent`), and waits on its CPU from then on. */
export interface FlushShares {
  /** To the CPU that asked. `leafOnly`: structure caches are kept. */
  self(kind: Place<'invalidation'>, leafOnly: Bit): void;
  /** To each of these that the machine has: the one that asked does it by itself, the others are reached by `remote`. */
  each(cpus: CpuSet, remote: Place<'reach'>, kind: Place<'invalidation'>, leafOnly: Bit): void;
}

/**
 * The MMU half of an architecture: a decider. `decide` reads, and says shares; it changes nothing, its own state included, which goes on
 * by events of `kinds` alone. Work that waits on CPUs is no state of its own: it is in that of the CPUs.
 */
export interface MmuHalf<S = unknown> extends Evolution<S> {
  /** A fresh state. */
  initialState(): S;
  /** Which CPUs have which share of a flush; changes nothing. */
  decide(state: S, flush: FlushRequested, machine: MmuQuestions, shares: FlushShares): void;
}

/** What all MMU halves have in common whose decisions follow from the request and the machine. */
export const STATELESS: Omit<MmuHalf<undefined>, 'decide'> = Object.freeze<Omit<MmuHalf<undefined>, 'decide'>>({
  kinds: [], initialState: () => undefined, guard: () => undefined, evolve: (state) => state,
});
