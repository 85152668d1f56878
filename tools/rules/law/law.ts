import type { MmEvent } from '../../../packages/contracts/src/events/events.gen';
import type { RuleCommit } from '../../../packages/contracts/src/rules/rule';
import type { RuleId } from '../../../packages/contracts/src/rules/rules.gen';

/** Where what is not modelled yet belongs. */
export type Later =
  | 'files' | 'swap' | 'reclaim' | 'userfaultfd' | 'KSM' | 'NUMA balancing' | 'markers' | 'device memory' | 'PFN maps' | 'signals'
  | 'accounting' | 'failing allocations' | 'huge pages' | 'hugetlb' | 'CPUs and TLBs' | 'interleavings' | 'other architectures';

/** Does the model follow a row that no rule names: without a trace of its own, told by an event, or not yet? */
export type Standing = 'followed' | `by ${MmEvent['type']}` | `later ${Later}`;

/**
 * One row of a decision table: a rule of the model by its id, or a row that no path names in a branch: its number in the
 * specification, when it holds, what follows, whether the model follows it, and the commit that made it.
 */
export type LawRow = RuleId | readonly [row: string, when: string, then: string, standing: Standing, commit?: RuleCommit];

/** The decisions of one kernel function, in the order in which they are taken; or a table that belongs to no single one. */
export interface LawTable {
  /** `mm/memory.c:do_wp_page`, or a heading. */
  readonly of: string;
  /** File of the specification that the rows are in. */
  readonly spec: 'fault-path' | 'cow-and-gup' | 'fork-mprotect-numa' | 'zap-and-rmap' | 'mmu-gather' | 'tlb-and-races';
  /** What the reader must know besides. */
  readonly about?: string;
  readonly rows: readonly LawRow[];
}

/** A page of `docs/rules`. */
export interface LawPage {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly tables: readonly LawTable[];
}
