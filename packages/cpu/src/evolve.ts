import { evolutionOf } from '@faultline/contracts';
import type { CpuState } from './state';
import { TLB_FOLDS } from './tlb-folds';
import { TLB_GUARDS } from './tlb-guards';

/** What the events of CPUs are, why one cannot follow, and what each does: for events that come without a log. */
export const { kinds, guard, evolve } = evolutionOf<CpuState>('cpu', TLB_FOLDS, TLB_GUARDS);
