import type { Core } from './core';
import { F_FLAGS } from './state/frames';
import { PG_ANON, PG_SWAPBACKED } from './state/flags';

/** Places in `ENUMS.counter`. */
export const MM_FILEPAGES = 0;
export const MM_ANONPAGES = 1;
export const MM_SHMEMPAGES = 3;

/** Counter of a page-cache page. @kernel v6.2-rc3 include/linux/mm.h:mm_counter_file */
export const fileCounter = (k: Core, pfn: number): number =>
  (k.state.frames.get(pfn, F_FLAGS) >>> PG_SWAPBACKED) & 1 ? MM_SHMEMPAGES : MM_FILEPAGES;

/** Counter of any page. @kernel v6.2-rc3 include/linux/mm.h:mm_counter */
export const mmCounter = (k: Core, pfn: number): number =>
  (k.state.frames.get(pfn, F_FLAGS) >>> PG_ANON) & 1 ? MM_ANONPAGES : fileCounter(k, pfn);
