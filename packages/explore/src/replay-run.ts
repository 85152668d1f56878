import { checkList, checkObject } from '@faultline/contracts';
import { checkStage } from './arguments';
import type { Violation } from './invariants';
import { Stage, type StageOptions } from './stage';
import { describeRun } from './trace';
import type { Transition } from './world';

/**
 * Takes the steps of a run that an exploration printed (`run[n].transition`) and tells what the last one breaks.
 * @throws ExploreError `not-possible` for a step that cannot be taken there
 */
export function replayRun(options: StageOptions, run: readonly Transition[]): Violation | undefined {
  checkStage(options);
  checkList('run', run, 'a list of transitions');
  for (const step of run) checkObject('run', step, 'a list of transitions');
  return describeRun(new Stage(options).world(), run).violation;
}
