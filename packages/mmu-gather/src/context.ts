import { GatherError } from './errors';
import { gatherLimits, type GatherLimits } from './limits';
import type { GatherOptions } from './options';
import type { Gather } from './state';

/** What every decision of one machine's gathers leans on. */
export interface Context extends GatherOptions {
  readonly limits: GatherLimits;
  /** Pages are never gathered. The architecture flushes each entry as it is cleared. */
  readonly immediate: boolean;
  /** Tables have batches of their own, which RCU frees; else they take slots among the pages. */
  readonly tableBatches: boolean;
}

export const contextOf = (options: GatherOptions): Context => ({
  ...options,
  limits: gatherLimits(options.profile, options.pageShift, options.pointerBytes),
  immediate: options.policy.mode === 'immediate',
  tableBatches: options.policy.tableFree === 'rcuBatch',
});

export function gatherOf(k: Context, id: number): Gather {
  const gather = k.state.get(id);
  if (gather !== undefined) return gather;
  throw new GatherError('no-such-gather', `no gather ${id} is in progress`, 'use the handle that begin returned, before finish');
}
