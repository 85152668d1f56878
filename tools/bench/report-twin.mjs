import { figure, range, table, times, wrapped } from './format.mjs';
import { REMARKS } from './marks.mjs';
import { WORKLOADS } from './plan.mjs';

const BESIDE = Object.keys(REMARKS).join('');

/** What heads the tables of the twin. */
export const TWIN_NOTES = [
  'Twin: the same operation in C (-O2) over tables of the same form, with the same records in the same order, whose widths are '
    + 'read from the built contracts; docs/benchmarks.md says what it leaves out. Twin ratio = twin time / model time: the figure to improve. Pairs are model, twin.',
  'Touch: the part of the model\'s figure that is first touch of host memory: pages that the process got from the host in the timed part '
    + '(counted), at what a page costs in C in the same run. A warm process mostly finds the memory of rounds before. Fresh: what it '
    + 'would be if the host handed out every page of the log anew; - where the log is not kept. The twin\'s own stands in --json.',
];

const both = (model, twin) => `${figure(model)}, ${figure(twin)}`;

/** PERFORMANCE's marks against the twin, by mode. */
function reachOf({ workload }) {
  const marks = Object.entries(WORKLOADS[workload].twin);
  return marks.length === 0 ? [] : [`reach against the twin: ${marks.map(([mode, reach]) => `${mode} ${reach}x`).join(', ')}`];
}

const bytesOf = ({ bytesPerEvent, eventsPerOperation, twin }) =>
  bytesPerEvent === undefined ? '-' : both(bytesPerEvent * eventsPerOperation, twin.bytesPerOperation);

const twinRow = (row) => [
  row.mode, figure(row.twin.ns.median), range(row.twin.ratio), `${times(row.ratio.median)} ${BESIDE}`,
  both(row.eventsPerOperation, row.twin.eventsPerOperation), bytesOf(row), figure(row.touchNs.median), figure(row.freshNs),
];

/** The model beside its twin, where there is one: lines under the table of a workload. */
export function twinTable(rows) {
  const own = rows.filter(({ twin }) => twin !== undefined);
  if (own.length === 0) return [];
  const header = [own[0].arch, 'twin ns', 'twin ratio', 'kernel', 'ev/op', 'B/op', 'touch ns', 'fresh'];
  return [...table(header, own.map(twinRow)), ...reachOf(own[0])];
}

const PERFORMANCE_REACH = 50e6;

/** What replay costs. */
export const replayTable = (rows) => rows.length === 0 ? [] : [
  '', ...wrapped(`Replay: a log of ${figure(rows[0].records)} records from first to last, each checked by its guard and folded; ${rows[0].rounds} rounds; `
    + `reach ${figure(PERFORMANCE_REACH)} records/s`),
  ...table(['arch', 'ns a record', 'least', 'greatest', 'cold', 'records/s'],
    rows.map(({ arch, ns, coldNs, perSecond }) => [arch, figure(ns.median), figure(ns.min), figure(ns.max), figure(coldNs), figure(perSecond.median)])),
];
