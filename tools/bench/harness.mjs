import { modelServer, withServers } from './model-server.mjs';
import { ARCHITECTURES, effort, MEMORY_PAGES, REPLAY_PAGES, SCALE_FAULTS } from './plan.mjs';
import { spread } from './statistics.mjs';

async function scaleOf(arch, plan) {
  const { scales, scaleWarmups, scaleRounds } = plan;
  const memoryPages = 2 * scales.at(-1) + 4 * SCALE_FAULTS;
  const servers = scales.map((pages) => modelServer('scaling', arch, pages, SCALE_FAULTS, memoryPages));
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

const once = (...args) => withServers([modelServer(...args)], (machine) => machine.round());

/** Bytes a mapped page costs. */
export async function weighAll(progress) {
  const rows = [];
  for (const arch of ARCHITECTURES) {
    progress(`memory, ${arch}`);
    rows.push({ arch, pages: MEMORY_PAGES, ...await once('memory', arch, MEMORY_PAGES) });
  }
  return rows;
}

async function replayOf(arch, { warmups, pairs }) {
  const rounds = await withServers([modelServer('replay', arch, REPLAY_PAGES)], async (machine) => {
    const all = [];
    for (let nth = 0; nth < warmups + pairs; nth++) all.push(await machine.round());
    return all;
  });
  const warm = rounds.slice(warmups).map(({ ns }) => ns);
  return { arch, records: rounds[0].records, rounds: warm.length, coldNs: rounds[0].ns, ns: spread(warm), perSecond: spread(warm.map((ns) => 1e9 / ns)) };
}

/** What replaying a log costs: every record checked, then folded. */
export async function replayAll(quick, progress) {
  const rows = [];
  for (const arch of ARCHITECTURES) {
    progress(`replay, ${arch}`);
    rows.push(await replayOf(arch, effort(quick)));
  }
  return rows;
}

/** What one anonymous write fault records, by architecture. */
export async function listEvents() {
  const rows = [];
  for (const arch of ARCHITECTURES) rows.push({ arch, ...await once('events', arch) });
  return rows;
}
