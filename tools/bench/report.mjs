import { renderDecode } from './decode-bench.mjs';
import { figure, range, table, times, wrapped } from './format.mjs';
import { REMARKS } from './marks.mjs';
import { MODEL_FLAGS, MODES, SCALE_FAULTS, WORKLOADS } from './plan.mjs';
import { replayTable, TWIN_NOTES, twinTable } from './report-twin.mjs';
import { renderStart } from './start-bench.mjs';

/** Stands beside every ratio: the letters of the remarks. */
const BESIDE = Object.keys(REMARKS).join('');
const remarks = () => Object.entries(REMARKS).flatMap(([letter, text]) => wrapped(`${letter}: ${text}`));

function head({ host, quick }) {
  const virtual = host.virtual === true ? 'a virtual machine' : 'virtual or not: it does not tell';
  return [
    ...wrapped(`Host: ${host.cpu}, ${host.cpus} CPUs, ${virtual}; Linux ${host.kernel}; Node ${host.node}; ${host.compiler}`),
    ...(host.divisor > 1 ? wrapped(`Rounds are ${host.divisor} times smaller than full ones: quick, or the host is slow (a fault took ${figure(host.faultNs)} ns)`) : []),
    ...(quick ? ['Quick: smaller rounds and fewer of them. Not figures to quote.'] : []),
    ...wrapped('Ratio = kernel time / model time for the same operation: above 1 the model is faster. Warm: median [least greatest] '
      + 'of interleaved pairs of rounds; cold: the first round of a fresh process. Both with 4 KiB pages, one thread. '
      + 'Each model round has a fresh machine, made before the clock starts; the kernel unmaps between rounds.'),
    ...wrapped(`The model runs with node ${MODEL_FLAGS.join(' ')}`),
    ...Object.entries(MODES).flatMap(([mode, text]) => wrapped(`${mode}: ${text}`)),
    ...TWIN_NOTES.flatMap((text) => wrapped(text)),
    ...remarks(),
  ];
}

const comparisonRow = (row) => [
  row.arch, row.mode, figure(row.kernelNs.median), figure(row.modelNs.median), `${range(row.ratio)} ${BESIDE}`,
  `${times(row.coldRatio)} ${BESIDE}`, figure(row.eventsPerOperation),
  row.bytesPerEvent === undefined ? '-' : figure(row.bytesPerEvent), reachOf(row),
];

function reachOf({ workload, mode }) {
  const reach = WORKLOADS[workload].reach[mode];
  return reach === undefined ? '-' : `${reach}x`;
}

function comparisonTable(workload, rows) {
  const { pages, repeats, pairs } = rows[0];
  const { title, per } = WORKLOADS[workload];
  const header = ['arch', 'mode', 'kern ns', 'model ns', 'warm ratio', 'cold ratio', 'ev/op', 'B/ev', 'reach'];
  return [
    '', `${title}: ${repeats} x ${figure(pages)} pages a round, ${pairs} pairs; one operation is one ${per}`,
    ...table(header, rows.map(comparisonRow), 2),
    ...twinTable(rows),
  ];
}

const comparisons = (rows) =>
  Object.keys(WORKLOADS).flatMap((workload) => {
    const own = rows.filter((row) => row.workload === workload);
    return own.length > 0 ? comparisonTable(workload, own) : [];
  });

function eventList({ arch, first, next, missing }) {
  const lacking = missing.length > 0 ? `; MISSING of the least: ${missing.join(', ')}` : '';
  return wrapped(`${arch}: ${first.length} events with its tables, ${next.length} without: ${next.join(' ')}${lacking}`);
}

const events = (rows) => ['', 'What one anonymous write fault records', ...rows.flatMap(eventList)];

const scaling = (rows) => rows.length === 0 ? [] : [
  '', `Cost of a fault by mapped pages: ${figure(SCALE_FAULTS)} anonymous write faults a round, transactions, log not kept`,
  ...table(['arch', 'mapped pages', 'ns a fault', 'least', 'greatest', 'against the first'],
    rows.map(({ arch, pages, ns, growth }) => [arch, figure(pages), figure(ns.median), figure(ns.min), figure(ns.max), times(growth)])),
];

const memory = (rows) => rows.length === 0 ? [] : [
  '', `Bytes of a mapped and written page: ${figure(rows[0].pages)} pages; state held, and log when it is kept`,
  ...table(['arch', 'state', 'of it simulated tables', 'log', 'events a page'],
    rows.map((row) => [row.arch, row.stateBytes, row.tableBytes, row.logBytes, row.events].map((cell) => (typeof cell === 'string' ? cell : figure(cell))))),
];

const VERDICTS = { reached: 'reached', missed: 'NOT reached', 'not measured': 'not measured' };

function markLine({ workload, arch, mode, pages, atLeast, atMost, measured, verdict }) {
  const what = workload === 'scaling' ? `fault at ${figure(pages)} mapped pages, ${arch}` : `${WORKLOADS[workload].title}, ${arch}, ${mode}`;
  const wanted = atLeast === undefined ? `<= ${atMost}x` : `>= ${atLeast}x ${BESIDE}`;
  return [VERDICTS[verdict], what, wanted, times(measured)];
}

const marks = (rows) => ['', ...table(['mark', 'of', 'wanted', 'measured'], rows.map(markLine), 2)];

/** The whole report as lines of at most 100 characters. */
export const render = (results) => [
  ...head(results), ...events(results.events), ...comparisons(results.comparisons), ...replayTable(results.replay), ...scaling(results.scaling), ...memory(results.memory),
  ...renderDecode(results.decode), ...renderStart(results.start),
  ...marks(results.marks), '', ...remarks(),
];
