import type { MmEvent } from '@faultline/contracts';
import type { CaseLab } from './lab';

/** What an act came to. */
interface Seen<R> {
  /** What it returned. */
  readonly outcome: R;
  /** What was recorded while it ran. */
  readonly events: MmEvent[];
}

/** After the checks, the next act. */
interface Then<R> {
  then(check: (seen: Seen<R>) => void): Given;
}

interface Given {
  when<R>(act: () => R): Then<R>;
}

/**
 * A case in three parts: given a core that was brought into some state, when one thing is done, then this holds.
 * @example given(machine).when(() => machine.access(mm, AT, 'write', 7)).then(({ events }) => expect(rules(events)).toEqual([…]));
 */
export const given = (machine: CaseLab): Given => ({
  when(act) {
    const from = machine.log.length;
    const outcome = act();
    const events = [...machine.log.events(from)];
    return {
      then(check) {
        check({ outcome, events });
        return given(machine);
      },
    };
  },
});
