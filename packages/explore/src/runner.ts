import { stepPointText } from '@faultline/contracts';
import type { SimulatedMachine } from '@faultline/machine';
import type { UnmappingCall } from './calls';
import type { Choice, RacePath, RaceStep, RaceThread, Scene } from './race';

const NOT_STARTED = -1;

/** A thread of a race on its way. */
export interface Runner {
  readonly path: RacePath;
  readonly cpu: number;
  readonly choice: { -readonly [K in keyof Choice]: Choice[K] };
  /** Where it stopped; undefined before its first step and after its last. */
  at: RaceStep | undefined;
  done: boolean;
  /** The unmapping call it is in, as long as it may still zap or flush. */
  call: UnmappingCall | undefined;
  /** Number of what it has seen and done since it last kept nothing across a step. */
  history: number;
  /** The same when the access began that it is in. */
  access: number | undefined;
  /** How often that access has faulted. */
  faults: number;
}

export function newRunner({ cpu, path }: RaceThread, machine: SimulatedMachine, scene: Scene): Runner {
  const choice = { taken: 0 };
  return { path: path(machine.threadOn(cpu), scene, choice), cpu, choice, at: undefined, done: false, call: undefined, history: NOT_STARTED, access: undefined, faults: 0 };
}

/** Runs to the next stop. What the model throws ends the thread and comes back in words. */
export function advance(runner: Runner): string | undefined {
  try {
    const step = runner.path.next();
    runner.done = step.done === true;
    runner.at = step.done ? undefined : step.value;
    return undefined;
  } catch (error) {
    runner.done = true;
    runner.at = undefined;
    return error instanceof Error ? error.message : String(error);
  }
}

/** A stop in words; flush requests by what they wait for only, for their numbers differ between interleavings. */
export function stepWords(at: RaceStep | undefined): string {
  if (at === undefined) return 'end';
  if (at.kind === 'step') return stepPointText(at);
  if (at.kind === 'choice') return at.locals.length > 0 ? `${at.label} (${at.locals.join(', ')})` : at.label;
  return at.kind === 'flush' ? 'wait for flush' : `${at.kind} ${at.lock}`;
}
