import { evolutionOf } from '@faultline/contracts';
import { GATHER_FOLDS } from './evolve';
import { GATHER_GUARDS } from './guard';
import type { GatherState } from './state';

/** What the events of gathers are, why one cannot follow, and what each does: for events that come without a log. */
export const { kinds, guard, evolve } = evolutionOf<GatherState>('gather', GATHER_FOLDS, GATHER_GUARDS);
