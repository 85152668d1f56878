// The model's side: node model-worker.mjs JOB ARCH [ARG…]. Runs one round for each line on stdin and answers with a line of JSON.
import { createInterface } from 'node:readline';
import { eventsOfOneFault } from './model-events.mjs';
import { replayRounds } from './model-replay.mjs';
import { memoryRound, scalingRound, workloadRound } from './model-rounds.mjs';
import { partsOf } from './model-session.mjs';

const [job, arch, ...args] = process.argv.slice(2);
const parts = await partsOf(arch);
const JOBS = {
  workload: (workload, mode, pages, repeats) => workloadRound(parts, workload, mode, Number(pages), Number(repeats)),
  scaling: (pages, faults, memoryPages) => scalingRound(parts, Number(pages), Number(faults), Number(memoryPages)),
  memory: (pages) => memoryRound(parts, Number(pages)),
  replay: replayRounds(parts),
  events: () => eventsOfOneFault(parts),
};

for await (const _line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(JOBS[job](...args))}\n`);
}
