import { buildEvent, handleRecord, type MmEvent } from '@faultline/contracts';
import { expect } from 'vitest';
import { GATHER_FOLDS } from '../evolve';
import { GATHER_GUARDS } from '../guard';
import { initialGatherState, type GatherState } from '../state';
import { lab, type Lab, type LabOptions } from './lab';
import { recordOf, tableOf, type Write } from '../../../../tools/arch-lab/recorder';

/** An event without its place in a log. */
type Fact = Omit<MmEvent, 'seq' | 'cause' | 'cpu'>;

const factOf = ({ seq: _, cause: __, cpu: ___, ...fact }: MmEvent): Fact => fact;

/** The state after these events. */
export function stateAfter(...events: readonly Write[]): GatherState {
  const state = initialGatherState();
  const folds = tableOf('gather', GATHER_FOLDS, state);
  events.forEach((event, seq) => void handleRecord(folds, recordOf(event), 0, seq));
  return state;
}

export const factsOf = (...events: readonly Write[]): Fact[] => events.map((event) => factOf(buildEvent(recordOf(event), 0, 0)));

interface When {
  /** What the command records. */
  then(...expected: readonly Write[]): void;
}

/** `given(events).when(command).then(events)` */
export const given = (...events: readonly Write[]) => ({
  when: (command: (it: Lab) => unknown, options: LabOptions = {}): When => ({
    then(...expected) {
      const made = lab({ ...options, state: stateAfter(...events) });
      command(made);
      expect(made.recorder.events().map(factOf)).toEqual(factsOf(...expected));
    },
  }),
  /** Why the next record cannot follow. */
  refuses: (next: Write): unknown => handleRecord(tableOf('gather', GATHER_GUARDS, stateAfter(...events)), recordOf(next), 0, events.length),
});
