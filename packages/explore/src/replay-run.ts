import type { Violation } from './invariants';
import { Stage, type StageOptions } from './stage';
import { describeRun } from './trace';
import type { Transition } from './world';

/**
 * Takes the steps of a run that an exploration printed (`run[n].transition`) and tells what the last one breaks.
 * @throws ExploreError `not-possible` for a step that cannot be taken there
 */
export const replayRun = (options: StageOptions, run: readonly Transition[]): Violation | undefined =>
  describeRun(new Stage(options).world(), run).violation;
