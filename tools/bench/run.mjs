// Benchmarks of the model against the host's own kernel: npm run bench -- --help
import { decodeAll, judgeDecode } from './decode-bench.mjs';
import { compareAll, listEvents, scaleAll, weighAll } from './harness.mjs';
import { describeHost } from './host.mjs';
import { judge, REMARKS } from './marks.mjs';
import { parseOptions, USAGE } from './options.mjs';
import { WORKLOADS } from './plan.mjs';
import { render } from './report.mjs';
import { compileRivals, rivalMissing } from './rivals.mjs';

const progress = (what) => void (process.stderr.isTTY && process.stderr.write(`\r\x1b[K${what}`));
const progressDone = () => progress('');

async function measure({ only, quick }) {
  const rival = compileRivals([...Object.keys(WORKLOADS), 'decode'].filter((name) => only.includes(name)));
  const results = {
    host: describeHost(), quick, remarks: Object.values(REMARKS), events: await listEvents(),
    comparisons: await compareAll(only, rival, quick, progress),
    scaling: only.includes('scaling') ? await scaleAll(quick, progress) : [],
    memory: only.includes('memory') ? await weighAll(progress) : [],
    decode: only.includes('decode') ? await decodeAll(rival, quick, progress) : [],
  };
  progressDone();
  return { ...results, marks: judge(results) };
}

/** Every ratio of the document carries the remarks. */
const document = (results) => ({
  ...results, comparisons: results.comparisons.map((row) => ({ ...row, remarks: results.remarks })),
});

async function main(options) {
  const results = await measure(options);
  console.log(options.json ? JSON.stringify(document(results), undefined, 2) : render(results).join('\n'));
  return options.check && [...results.marks, ...judgeDecode(results.decode)].some(({ verdict }) => verdict !== 'reached') ? 1 : 0;
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
else {
  const missing = rivalMissing();
  process.exitCode = missing !== undefined ? refuse(missing) : await main(chosen);
}
