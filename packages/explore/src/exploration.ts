import type { SwitchName } from '@faultline/contracts';
import type { Violation } from './invariants';
import type { StageOptions } from './stage';
import type { RunLine } from './trace';

export interface ExploreOptions extends StageOptions {
  /** Different states to visit at most; default 200,000. */
  readonly maxStates?: number;
  /** Steps of one run at most; default 500. */
  readonly maxDepth?: number;
}

/** What an exploration found. */
export interface Exploration {
  /** Name of the race. */
  readonly race: string;
  /** Architecture with its configuration, and kernel. */
  readonly machine: string;
  /** Switches that were off, and are on in the profile of the kernel. */
  readonly without: readonly SwitchName[];
  /** The reverse, if there were any. */
  readonly with?: readonly SwitchName[];
  /** What the search found: the invariants hold, one is violated, or the budget ended it. */
  readonly verdict: 'holds' | 'violated' | 'budget';
  /** Different states, told apart exactly. */
  readonly states: number;
  /** Steps that were tried. */
  readonly transitions: number;
  /** States in which every thread had ended. */
  readonly ends: number;
  /** Longest shortest way to a state, in steps. */
  readonly depth: number;
  /** Every bound of the search, in words. */
  readonly bounds: readonly string[];
  /** The shortest run that breaks an invariant; absent: none was found. */
  readonly violation?: Violation & { readonly run: readonly RunLine[] };
}
