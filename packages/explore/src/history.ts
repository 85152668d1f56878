import { K_ACCESS_COMPLETED, K_ACCESS_FAILED, K_ACCESS_STARTED, K_FAULT_RAISED, recordKind } from '@faultline/contracts';
import type { SimulatedMachine } from '@faultline/machine';
import { putContent } from './content';
import { stepWords, type Runner } from './runner';
import type { Numbers, Words } from './words';

const ENDED = 0;

/** What a thread knows, and what it knew when the access began that it is in. */
type Memory = Pick<Runner, 'history' | 'access'>;

/**
 * A record of the thread's own last step. A fault throws it back to the beginning of its access: it tries again, and keeps nothing of the
 * tries before but their number, which only the machine's bound of them asks for.
 */
function remember({ history, access }: Memory, kind: number, numbers: Numbers, out: Words): Memory {
  if (kind === K_ACCESS_STARTED) {
    const begun = numbers.of(`${history}|access#${out.take()}`);
    return { history: begun, access: begun };
  }
  if (kind === K_ACCESS_COMPLETED || kind === K_ACCESS_FAILED) return { history, access: undefined };
  return { history: access ?? history, access };
}

/**
 * A thread's local state is a function of its history: the stops it made, and what was recorded from event `from` on, on the way to the last.
 * @param out scratch
 */
export function remembered(runner: Runner, { log }: SimulatedMachine, from: number, numbers: Numbers, out: Words): Memory {
  let memory: Memory = runner;
  log.forEachRecord((words, at) => {
    const kind = recordKind(words, at);
    if (kind === K_FAULT_RAISED && memory.access !== undefined) out.take();
    putContent(out, words, at);
    if (kind === K_ACCESS_STARTED || kind === K_ACCESS_COMPLETED || kind === K_ACCESS_FAILED || kind === K_FAULT_RAISED)
      memory = remember(memory, kind, numbers, out);
  }, from);
  const seen = out.take();
  if (runner.done) return { history: ENDED, access: undefined };
  const stop = stepWords(runner.at);
  return { history: numbers.of(runner.at?.kind === 'choice' ? stop : `${memory.history}|${stop}#${seen}`), access: memory.access };
}

/** Did the hardware report a fault? */
export function faultedSince({ log }: SimulatedMachine, from: number): boolean {
  let found = false;
  log.forEachRecord((words, at) => void (found ||= recordKind(words, at) === K_FAULT_RAISED), from);
  return found;
}
