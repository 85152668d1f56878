import { join } from 'node:path';
import { serverIn, withServers } from '../model-server.mjs';
import { runPairs } from '../pairs.mjs';
import { median, timesOf } from '../statistics.mjs';
import { judgeBytes, judgeTimes } from './bound.mjs';
import { argumentsOf, OLDER_JOBS } from './measures.mjs';
import { workerFor } from './worktree.mjs';

function serverOf(tree, measure, divisor) {
  const worker = workerFor(tree, measure.name, OLDER_JOBS);
  return serverIn(join(tree, 'tools', 'bench'), worker, ...argumentsOf(measure, worker, divisor));
}

/** One process of each tree: warmed up, then in pairs. */
async function pairsOf(trees, measure, { warmups, pairs, divisor }) {
  return withServers([serverOf(trees.here, measure, divisor), serverOf(trees.there, measure, divisor)], async (here, there) => {
    const sides = { here: () => here.round(), there: () => there.round() };
    return (await runPairs(sides, warmups + pairs)).slice(warmups);
  });
}

const of = (pairs, side) => {
  const { events, bytesPerEvent } = pairs.at(-1)[side];
  return { ns: median(pairs.map((pair) => pair[side].ns)), events, bytesPerEvent };
};

function rowOf({ name, mode, what }, pairs) {
  const [here, there] = [of(pairs, 'here'), of(pairs, 'there')];
  return { name, mode, what, here, there, ...judgeTimes(timesOf(pairs, 'here', 'there')), bytes: judgeBytes(here.bytesPerEvent, there.bytesPerEvent) };
}

/** Both trees, measure by measure, in several pairs of processes each. @param trees folders `here` and `there` */
export async function compareTrees(trees, measures, effort, tell) {
  const rows = [];
  for (const measure of measures) {
    const pairs = [];
    for (let nth = 0; nth < effort.processes; nth++) {
      tell(`${measure.what}, processes ${nth + 1} of ${effort.processes}`);
      pairs.push(...await pairsOf(trees, measure, effort));
    }
    rows.push(rowOf(measure, pairs));
  }
  return rows;
}

/** Whether a row is beyond a bound. */
export const isBeyond = ({ verdict, bytes }) => verdict !== 'within' || (bytes !== undefined && bytes.verdict !== 'within');
