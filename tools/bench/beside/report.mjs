import { figure, table, wrapped } from '../format.mjs';
import { BYTES_BOUND, TIME_BOUND } from './bound.mjs';

const percent = (bound) => `${Math.round((bound - 1) * 100)} %`;
const ratioOf = (value) => value.toFixed(3);
const both = (here, there) => (here === undefined || there === undefined ? '-' : `${figure(here)}, ${figure(there)}`);

const row = ({ what, here, there, ratio, verdict }) => [
  what, figure(here.ns), figure(there.ns), ...[ratio.median, ratio.min, ratio.low, ratio.high, ratio.max].map(ratioOf),
  verdict === 'within' ? verdict : 'SLOWER',
];

const logRow = ({ what, here, there, bytes }) => [
  what, both(here.events, there.events), both(here.bytesPerEvent, there.bytesPerEvent), bytes.verdict === 'within' ? bytes.verdict : 'LARGER',
];

/** Lines of at most 100 characters. */
export function renderBeside({ hash, subject, tree, rows, quick }) {
  const logged = rows.filter(({ bytes }) => bytes !== undefined);
  return [
    ...wrapped(`This tree beside ${hash.slice(0, 12)} (${subject}), on x86-64, in turns: ${rows[0].pairs} pairs a measure. Ratio = time here / time there: above 1 this tree is slower. `
      + `Beyond the bound of ${percent(TIME_BOUND)} is only what lies beyond it with its whole spread.`),
    ...wrapped(`That commit's build stays for later runs in ${tree}; \`git worktree remove --force\` takes it away.`),
    ...(quick ? ['Quick: smaller rounds and fewer of them. Not figures to quote.'] : []),
    '', ...table(['measure', 'ns', 'there', 'ratio', 'least', '25 %', '75 %', 'greatest', 'bound'], rows.map(row)),
    ...(logged.length === 0 ? [] : [
      '', `Log: bytes an event may grow by ${percent(BYTES_BOUND)}; pairs are here, there`,
      ...table(['measure', 'events an operation', 'bytes an event', 'bound'], logged.map(logRow)),
    ]),
  ];
}
