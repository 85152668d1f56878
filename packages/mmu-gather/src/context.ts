import { GatherError } from './errors';
import { gatherLimits, type GatherLimits } from './limits';
import type { DelayedRmapForm, GatherOptions } from './options';
import type { Gather } from './state';

/** What every decision of one machine's gathers leans on. */
export interface Context extends GatherOptions {
  readonly limits: GatherLimits;
  readonly form: DelayedRmapForm;
  /** Pages are never gathered. */
  readonly immediate: boolean;
  /** Tables have batches of their own, which are handed over to RCU; else they take slots among the pages. */
  readonly tableBatches: boolean;
}

export const contextOf = (options: GatherOptions): Context => ({
  ...options,
  limits: gatherLimits(options.kernel, options.pageShift, options.pointerBytes),
  form: options.delayedRmap ?? (options.kernel === '6.1' ? 'off' : 'v6.2-rc3'),
  immediate: options.policy.mode === 'immediate',
  tableBatches: options.policy.tableFree === 'rcuBatch',
});

export function gatherOf(k: Context, id: number): Gather {
  const gather = k.state.gathers.get(id);
  if (gather !== undefined) return gather;
  throw new GatherError('no-such-gather', `no gather ${id} is in progress`, 'use the handle that begin returned, before finish');
}
