import { checkExplore } from './arguments';
import type { Exploration, ExploreOptions } from './exploration';
import { Search } from './search';

/**
 * Runs a race through every interleaving of its threads, flushes and hardware steps. The same options give the same result.
 * Not modelled, so that bugs may be missed: reordering of memory accesses, lazy TLB mode, two threads on one CPU with preemption.
 * @throws ArgumentError; ExploreError `cannot-start`
 */
export function explore(options: ExploreOptions): Exploration {
  checkExplore(options);
  return new Search(options).run();
}
