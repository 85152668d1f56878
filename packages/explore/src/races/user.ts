import { ACCESS_READ, ACCESS_WRITE } from '@faultline/contracts';
import { choiceStep, type RaceThread } from '../race';

const ACCESSES = [ACCESS_READ, ACCESS_WRITE] as const;
const OPTIONS = ['load', 'store'];
const STORED = 9;

/** User code of the scene's mm: accesses to a page, each a load or a store, until one ends in a signal. */
export const user = (name: string, cpu: number, page: number, most: number, options: readonly string[] = OPTIONS): RaceThread => ({
  name, cpu,
  *path({ paths }, { mm }, choice) {
    for (let nth = 0; nth < most; nth++) {
      yield choiceStep('user: next access', options, nth);
      const access = ACCESSES[OPTIONS.indexOf(options[choice.taken]!)]!;
      if ((yield* paths.access(mm, page, access, true, STORED)) < 0) return;
    }
  },
});
