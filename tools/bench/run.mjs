// Benchmarks of the model against the host's own kernel and a native twin: npm run bench -- --help
import { runBeside } from './beside/run.mjs';
import { compareAll, probeFault } from './compare.mjs';
import { DECODE_ARCHITECTURES, decodeAll, judgeDecode } from './decode-bench.mjs';
import { listEvents, replayAll, scaleAll, weighAll } from './harness.mjs';
import { describeHost } from './host.mjs';
import { judge, REMARKS } from './marks.mjs';
import { parseOptions, USAGE } from './options.mjs';
import { ARCHITECTURES, comparisons, effort, WORKLOADS } from './plan.mjs';
import { progressOn } from './progress.mjs';
import { render } from './report.mjs';
import { compileRivals, rivalMissing } from './rivals.mjs';
import { renderStart, startAll } from './start-bench.mjs';

/** Steps of the parts that are not comparisons. */
const PARTS = { replay: ARCHITECTURES.length, scaling: ARCHITECTURES.length, memory: ARCHITECTURES.length, decode: DECODE_ARCHITECTURES.length, start: 1 };

function stepsOf(list, only) {
  return list.length + Object.keys(PARTS).filter((name) => only.includes(name)).reduce((sum, name) => sum + PARTS[name], 0);
}

async function measure({ only, quick }) {
  const rival = compileRivals([...Object.keys(WORKLOADS), 'decode', 'touch']);
  const list = comparisons(only, quick);
  const { tell, end } = progressOn(process.stderr, stepsOf(list, only));
  const part = async (name, work) => (only.includes(name) ? await work() : []);
  const faultNs = await probeFault(rival);
  const plan = effort(quick, faultNs);
  const results = {
    host: { ...describeHost(), faultNs, divisor: plan.divisor }, quick, remarks: Object.values(REMARKS), events: await listEvents(),
    comparisons: await compareAll(list, rival, plan, tell),
    replay: await part('replay', () => replayAll(quick, tell)),
    scaling: await part('scaling', () => scaleAll(quick, tell)),
    memory: await part('memory', () => weighAll(tell)),
    decode: await part('decode', () => decodeAll(rival, quick, tell)),
    start: await part('start', () => startAll(quick, tell)),
  };
  end();
  return { ...results, marks: judge(results) };
}

const isBeyond = (starts) => starts.some(({ verdict }) => verdict === 'missed');

/** Starts alone: no rival is needed, and the bounds are the gate. */
function runStart({ quick, json }) {
  const { tell, end } = progressOn(process.stderr, 1);
  const rows = startAll(quick, tell);
  end();
  console.log(json ? JSON.stringify({ quick, start: rows }, undefined, 2) : renderStart(rows).join('\n'));
  return isBeyond(rows) ? 1 : 0;
}

/** Every ratio of the document carries the remarks. */
const document = (results) => ({
  ...results, comparisons: results.comparisons.map((row) => ({ ...row, remarks: results.remarks })),
});

async function main(options) {
  const results = await measure(options);
  console.log(options.json ? JSON.stringify(document(results), undefined, 2) : render(results).join('\n'));
  return options.check && [...results.marks, ...judgeDecode(results.decode)].some(({ verdict }) => verdict !== 'reached') || isBeyond(results.start) ? 1 : 0;
}

function options() {
  try {
    return parseOptions(process.argv.slice(2));
  } catch (error) {
    return { wrong: error.message };
  }
}

/** Says why nothing can be measured; the status of a run that could not begin. */
function refuse(message) {
  console.error(message);
  return 2;
}

const chosen = options();
if (chosen.wrong !== undefined) process.exitCode = refuse(`${chosen.wrong}\n${USAGE}`);
else if (chosen.help) console.log(USAGE);
else if (chosen.beside !== undefined) process.exitCode = await runBeside(chosen);
else if (chosen.only.every((name) => name === 'start')) process.exitCode = runStart(chosen);
else {
  const missing = rivalMissing();
  process.exitCode = missing !== undefined ? refuse(missing) : await main(chosen);
}
