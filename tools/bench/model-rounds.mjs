import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Session } from './model-session.mjs';
import { map, ROUNDS, writePages } from './model-workloads.mjs';
import { keepsLog } from './plan.mjs';

setFlagsFromString('--expose-gc');
/** Between timed rounds the collector is left alone: a forced collection throws compiled code away with the old machine. */
const collect = runInNewContext('gc');

/** Pages of memory of a machine that maps `pages`: room for tables and copies. */
const memoryFor = (pages) => pages * 2 + 16_384;

/** One round of a workload on a fresh machine. */
export function workloadRound(parts, workload, mode, pages, repeats) {
  const session = new Session(parts, mode, { memoryPages: memoryFor(pages) });
  ROUNDS[workload](session, pages, repeats);
  const operations = pages * repeats;
  return {
    ns: session.ns / operations, events: session.events / operations, touched: session.touched / operations,
    bytesPerEvent: keepsLog(mode) ? session.logBytes / session.events : undefined,
  };
}

/** Nanoseconds a fault while the mapped pages grow from `pages` by `faults`, none of whose events is kept. */
export function scalingRound(parts, pages, faults, memoryPages) {
  const batch = Math.min(pages, faults);
  const machines = Math.ceil(faults / batch);
  let ns = 0;
  for (let nth = 0; nth < machines; nth++) {
    const session = new Session(parts, 'transactions', { memoryPages, retainLog: false });
    map(session, pages + batch);
    writePages(session, 0, pages);
    session.time(() => writePages(session, pages, pages + batch));
    ns += session.ns;
  }
  return { ns: ns / (batch * machines) };
}

/** Bytes held by objects and array buffers, after a collection. */
function held() {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Bytes a mapped and written page costs: of state, and of log when it is kept. */
export function memoryRound(parts, pages) {
  const session = new Session(parts, 'silent', { memoryPages: memoryFor(pages), retainLog: false });
  map(session, pages);
  const before = held();
  writePages(session, 0, pages);
  const stateBytes = (held() - before) / pages;
  return { stateBytes, ...logCost(parts, pages), tableBytes: session.machine.view.tableBytes(session.mm) / pages };
}

function logCost(parts, pages) {
  const session = new Session(parts, 'silent', { memoryPages: memoryFor(pages) });
  map(session, pages);
  session.time(() => writePages(session, 0, pages));
  return { logBytes: session.logBytes / pages, events: session.events / pages };
}
