import { modelServer, withServers } from './model-server.mjs';
import { runPairs } from './pairs.mjs';
import { keepsLog, shareOf, sizes, TOUCH_PAGES, WORKLOADS } from './plan.mjs';
import { RoundServer } from './server.mjs';
import { median, spread, summarize, timesOf } from './statistics.mjs';
import { TWIN_ARCHITECTURE, twinArguments } from './twin.mjs';

const HOST_PAGE_BYTES = 4_096;

const hasTwin = ({ workload, arch }) => arch === TWIN_ARCHITECTURE && WORKLOADS[workload].twin !== undefined;

/** The programs of a comparison by side; those of C are warm from the start. */
function serversOf({ workload, arch, mode }, rival, { pages, repeats }) {
  const own = [String(pages), String(repeats)];
  return {
    kernel: new RoundServer(rival(workload), own),
    model: modelServer('workload', arch, workload, mode, pages, repeats),
    ...(hasTwin({ workload, arch }) ? { twin: new RoundServer(rival('twin'), twinArguments(workload, pages, repeats, keepsLog(mode))) } : {}),
    touch: new RoundServer(rival('touch'), [String(TOUCH_PAGES), '1']),
  };
}

/** A cold round of each side, warm-up of the model alone, then the rounds that count, interleaved. */
async function roundsOf(servers, plan, until) {
  const sides = Object.fromEntries(Object.entries(servers).map(([name, server]) => [name, () => server.round()]));
  const cold = await runPairs(sides, 1);
  for (let nth = 1; nth < plan.warmups; nth++) await sides.model();
  return [...cold, ...await runPairs(sides, plan.pairs, { least: plan.leastPairs, until })];
}

/** What first touch of host memory took of an operation: pages that a side touched, at what a page costs in the same round. */
const touchOf = (pairs, side) => spread(pairs.map((pair) => pair[side].touched * pair.touch.ns));

/** The model beside its twin: as a part of the twin's rate, and what both recorded. */
function besideTwin(pairs) {
  const { events, bytes } = pairs.at(-1).twin;
  return {
    ratio: spread(timesOf(pairs, 'twin', 'model')), ns: spread(pairs.map(({ twin }) => twin.ns)), touchNs: touchOf(pairs, 'twin'),
    eventsPerOperation: events, bytesPerOperation: bytes,
  };
}

/** What an operation's log bytes would cost, were all of them fresh to the host; none where the log is not kept. */
const freshNs = (pairs, bytesPerOperation) =>
  Number.isNaN(bytesPerOperation) ? undefined : median(pairs.map(({ touch }) => touch.ns)) * (bytesPerOperation / HOST_PAGE_BYTES);

function rowOf(comparison, size, pairs) {
  const warm = pairs.slice(1);
  const { events, bytesPerEvent } = warm.at(-1).model;
  return {
    ...comparison, ...size, ...summarize(pairs, 1), eventsPerOperation: events, bytesPerEvent, touchNs: touchOf(warm, 'model'),
    freshNs: freshNs(warm, events * bytesPerEvent), ...(warm[0].twin ? { twin: besideTwin(warm) } : {}),
  };
}

async function compare(comparison, rival, plan, until) {
  const size = sizes(WORKLOADS[comparison.workload], plan);
  const servers = serversOf(comparison, rival, size);
  return rowOf(comparison, size, await withServers(Object.values(servers), () => roundsOf(servers, plan, until)));
}

/** Kernel, twin and model, in one run: fresh processes for each comparison. */
export async function compareAll(list, rival, plan, progress) {
  const rows = [];
  for (const comparison of list) {
    progress(Object.values(comparison).join(', '));
    rows.push(await compare(comparison, rival, plan, Date.now() + shareOf(plan, list.length)));
  }
  return rows;
}

/** Nanoseconds of the host's own fault, on few pages: what the sizes of rounds go by. */
export const probeFault = (rival) =>
  withServers([new RoundServer(rival('write'), ['2000', '1'])], async (kernel) => (await kernel.round(), (await kernel.round()).ns));
