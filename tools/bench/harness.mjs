import { join } from 'node:path';
import { runPairs } from './pairs.mjs';
import { ARCHITECTURES, effort, MEMORY_PAGES, MODEL_FLAGS, MODES, SCALE_FAULTS, sizes, WORKLOADS } from './plan.mjs';
import { RoundServer } from './server.mjs';
import { spread, summarize } from './statistics.mjs';

const model = (...args) => new RoundServer(process.execPath, [...MODEL_FLAGS, join(import.meta.dirname, 'model-worker.mjs'), ...args.map(String)]);

async function withServers(servers, work) {
  try {
    return await work(...servers);
  } finally {
    await Promise.all(servers.map((server) => server.close()));
  }
}

async function compare(workload, arch, mode, rival, plan) {
  const { pages, repeats } = sizes(WORKLOADS[workload], plan);
  const servers = [new RoundServer(rival(workload), [String(pages), String(repeats)]), model('workload', arch, workload, mode, pages, repeats)];
  const pairs = await withServers(servers, (kernel, machine) =>
    runPairs({ kernel: () => kernel.round(), model: () => machine.round() }, plan.warmups + plan.pairs));
  const { events, bytesPerEvent } = pairs.at(-1).model;
  return { workload, arch, mode, pages, repeats, ...summarize(pairs, plan.warmups), eventsPerOperation: events, bytesPerEvent };
}

/** Kernel against model: every workload on every architecture in every mode. Two fresh processes for each. */
export async function compareAll(only, rival, quick, progress) {
  const rows = [];
  for (const workload of Object.keys(WORKLOADS).filter((name) => only.includes(name)))
    for (const arch of ARCHITECTURES)
      for (const mode of Object.keys(MODES)) {
        progress(`${workload}, ${arch}, ${mode}`);
        rows.push(await compare(workload, arch, mode, rival, effort(quick)));
      }
  return rows;
}

async function scaleOf(arch, plan) {
  const { scales, scaleWarmups, scaleRounds } = plan;
  const memoryPages = 2 * scales.at(-1) + 4 * SCALE_FAULTS;
  const servers = scales.map((pages) => model('scaling', arch, pages, SCALE_FAULTS, memoryPages));
  const costs = await withServers(servers, async (...machines) => {
    const rounds = [];
    for (let nth = 0; nth < scaleWarmups + scaleRounds; nth++)
      for (const [at, machine] of machines.entries()) (rounds[at] ??= []).push((await machine.round()).ns);
    return rounds.map((ns) => spread(ns.slice(scaleWarmups)));
  });
  return scales.map((pages, at) => ({ arch, pages, ns: costs[at], growth: costs[at].median / costs[0].median }));
}

/** Cost of a fault by mapped pages; the scales take turns, each in a process of its own. */
export async function scaleAll(quick, progress) {
  const rows = [];
  for (const arch of ARCHITECTURES) {
    progress(`scaling, ${arch}`);
    rows.push(...await scaleOf(arch, effort(quick)));
  }
  return rows;
}

const once = (...args) => withServers([model(...args)], (machine) => machine.round());

/** Bytes a mapped page costs. */
export async function weighAll(progress) {
  const rows = [];
  for (const arch of ARCHITECTURES) {
    progress(`memory, ${arch}`);
    rows.push({ arch, pages: MEMORY_PAGES, ...await once('memory', arch, MEMORY_PAGES) });
  }
  return rows;
}

/** What one anonymous write fault records, by architecture. */
export async function listEvents() {
  const rows = [];
  for (const arch of ARCHITECTURES) rows.push({ arch, ...await once('events', arch) });
  return rows;
}
