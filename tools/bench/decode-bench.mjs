import { join } from 'node:path';
import { figure, range, table, times, wrapped } from './format.mjs';
import { runPairs } from './pairs.mjs';
import { RoundServer } from './server.mjs';
import { median, summarize } from './statistics.mjs';

export const DECODE_ARCHITECTURES = ['x86-64', 'arm64', 's390', 'riscv'];
/** C time by model time at least; a single decode by a bulk one at most. */
const LEAST_RATIO = 0.5;
const MOST_SINGLE = 50;

const sizesOf = (quick) => (quick ? { entries: 1_000_000, singles: 2_000, warmups: 2, pairs: 3 } : { entries: 10_000_000, singles: 20_000, warmups: 3, pairs: 7 });

/** @throws Error where the sides do not agree: then there is nothing to compare */
function checkSums(arch, pairs) {
  const sums = new Set(pairs.flatMap(({ kernel, model }) => [kernel.sum, model.sum]));
  if (sums.size !== 1) throw new Error(`${arch}: C and the model read the same entries differently`);
}

async function decodeOf(arch, rival, { entries, singles, warmups, pairs: counted }) {
  const c = new RoundServer(rival('decode'), [arch, String(entries)]);
  const js = new RoundServer(process.execPath, [join(import.meta.dirname, 'decode-worker.mjs'), arch, String(entries), String(singles)]);
  try {
    const pairs = await runPairs({ kernel: () => c.round(), model: () => js.round() }, warmups + counted);
    checkSums(arch, pairs);
    const { ratio, kernelNs, modelNs } = summarize(pairs, warmups);
    const singleNs = median(pairs.slice(warmups).map(({ model }) => model.singleNs));
    return { arch, entries, pairs: counted, ratio, cNs: kernelNs, bulkNs: modelNs, singleNs, single: singleNs / modelNs.median };
  } finally {
    await Promise.all([c.close(), js.close()]);
  }
}

/** Bulk decode of random page-table entries against a loop in C, and a single decode against a bulk one. */
export async function decodeAll(rival, quick, progress) {
  const rows = [];
  for (const arch of DECODE_ARCHITECTURES) {
    progress(`decode, ${arch}`);
    rows.push(await decodeOf(arch, rival, sizesOf(quick)));
  }
  return rows;
}

const verdict = (reached) => (reached ? 'reached' : 'missed');

/** The marks of each row with what was measured. */
export const judgeDecode = (rows) => rows.flatMap(({ arch, ratio, single }) => [
  { workload: 'decode', arch, what: 'bulk against C', atLeast: LEAST_RATIO, measured: ratio.median, verdict: verdict(ratio.median >= LEAST_RATIO) },
  { workload: 'decode', arch, what: 'single against bulk', atMost: MOST_SINGLE, measured: single, verdict: verdict(single <= MOST_SINGLE) },
]);

const row = ({ arch, cNs, bulkNs, ratio, singleNs, single }) =>
  [arch, figure(cNs.median), figure(bulkNs.median), range(ratio), figure(singleNs), times(single)];

const markOf = ({ arch, what, atLeast, atMost, measured, verdict: said }) =>
  [said === 'missed' ? 'NOT reached' : said, `${what}, ${arch}`, atLeast === undefined ? `<= ${atMost}x` : `>= ${atLeast}x`, times(measured)];

/** Lines of the report; none where nothing was measured. */
export const renderDecode = (rows = []) => rows.length === 0 ? [] : [
  '', ...wrapped(`Decode: ${figure(rows[0].entries)} random page-table entries in one call (kind, frame, flags of each), ${rows[0].pairs} pairs; `
    + 'ratio = C time / model time, both in one run and with the same results (checked); '
    + 'single = one call for each entry, which gives the whole reading with every bit named'),
  ...table(['arch', 'C ns', 'bulk ns', 'ratio', 'single ns', 'single/bulk'], rows.map(row)),
  ...table(['mark', 'of', 'wanted', 'measured'], judgeDecode(rows).map(markOf), 2),
];
