// Jobs that commits from before the bench replayed logs lack, in terms of what 869827f has. `--beside` copies it into the
// tools/bench of such a commit and runs it there: node older-worker.mjs replay ARCH PAGES, or zap ARCH MODE PAGES REPEATS.
// It goes when nobody compares with such a commit any more, and does not follow changes of this tree.
import { replay } from '@faultline/machine';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { partsOf, Session } from './model-session.mjs';
import { map, writePages } from './model-workloads.mjs';

const FIRST = 0x10000;
const [job, arch, ...args] = process.argv.slice(2);
const parts = await partsOf(arch);
let run;

const unmap = ({ machine, mm }, pages) => machine.munmap(mm, FIRST, pages);

function record(pages) {
  const session = new Session(parts, 'silent', { memoryPages: pages * 4 });
  map(session, pages);
  writePages(session, 0, pages);
  const child = session.machine.fork(session.mm).mm;
  writePages(session, 0, pages);
  session.machine.exit(child);
  unmap(session, pages);
  return session.machine.log;
}

function replayRound(pages) {
  const log = (run ??= record(pages));
  const start = performance.now();
  replay(log, { architecture: parts.architecture, memoryPages: pages * 4, cpus: 1 });
  return { ns: ((performance.now() - start) * 1e6) / log.length, records: log.length };
}

function zapRound(mode, pages, repeats) {
  const session = new Session(parts, mode, { memoryPages: pages * 2 + 16_384 });
  for (let nth = 0; nth < repeats; nth++) {
    map(session, pages);
    writePages(session, 0, pages);
    session.time(() => unmap(session, pages));
  }
  const operations = pages * repeats;
  return { ns: session.ns / operations, events: session.events / operations, bytesPerEvent: session.logBytes / session.events };
}

const JOBS = {
  replay: (pages) => replayRound(Number(pages)),
  zap: (mode, pages, repeats) => zapRound(mode, Number(pages), Number(repeats)),
};

for await (const _line of createInterface({ input: process.stdin })) process.stdout.write(`${JSON.stringify(JOBS[job](...args))}\n`);
