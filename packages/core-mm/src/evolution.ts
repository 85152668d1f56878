import { evolutionOf } from '@faultline/contracts';
import { CORE_FOLDS } from './evolve/evolve-core';
import { CORE_GUARDS } from './guard/guard-core';
import type { CoreState } from './state/core-state';

/** What the events of the core are, why one cannot follow, and what each does: for events that come without a log. */
export const { kinds, guard, evolve } = evolutionOf<CoreState>('core', CORE_FOLDS, CORE_GUARDS);
