import { EFFECT_MM, EFFECT_RANGE, type GatherPolicy } from '@faultline/contracts';

/** Pages and tables are gathered; one flush before they are freed. */
export const GATHER: GatherPolicy = Object.freeze<GatherPolicy>({
  mode: 'batched',
  mergeVmas: false,
  tableFree: 'pageBatch',
  tableFreeOwesFlush: false,
  flush: (state, _mm, steps) => steps.effect(state.fullmm || state.needFlushAll ? EFFECT_MM : EFFECT_RANGE),
});
