import { replay } from '@faultline/machine';
import { performance } from 'node:perf_hooks';
import { Session } from './model-session.mjs';
import { mixed } from './model-workloads.mjs';

const CPUS = 1;

/** A log of a run that does a bit of everything with `pages` pages. */
function record(parts, pages) {
  const memoryPages = pages * 4;
  const session = new Session(parts, 'silent', { memoryPages, cpus: CPUS });
  mixed(session, pages);
  return { log: session.machine.log, memoryPages };
}

/** Rounds that replay one log, made in the first of them, from its first record to its last: nanoseconds a record. */
export function replayRounds(parts) {
  let run;
  return (pages) => {
    const { log, memoryPages } = (run ??= record(parts, Number(pages)));
    const start = performance.now();
    replay(log, { architecture: parts.architecture, memoryPages, cpus: CPUS });
    return { ns: ((performance.now() - start) * 1e6) / log.length, records: log.length };
  };
}
