import { COUNTER_ANON, COUNTER_FILE, COUNTER_SHMEM, PG_ANON, PG_SWAP_BACKED, type Pfn, type Place } from '@faultline/contracts';
import type { Core } from './core';
import { F_FLAGS } from './state/frames';

/** Counter of a page-cache page. @kernel v6.2-rc3 include/linux/mm.h:mm_counter_file */
export const fileCounter = (k: Core, pfn: Pfn): Place<'counter'> =>
  (k.state.frames.get(pfn, F_FLAGS) >>> PG_SWAP_BACKED) & 1 ? COUNTER_SHMEM : COUNTER_FILE;

/** Counter of any page. @kernel v6.2-rc3 include/linux/mm.h:mm_counter */
export const mmCounter = (k: Core, pfn: Pfn): Place<'counter'> =>
  (k.state.frames.get(pfn, F_FLAGS) >>> PG_ANON) & 1 ? COUNTER_ANON : fileCounter(k, pfn);
