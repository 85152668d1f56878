import type { Sheet } from './sheet';

/** What stands in a cell where the others of the row have something. */
export const NOTHING = '-';

/** A sign of the table, in few words and at length. */
interface Sign {
  readonly sign: string;
  /** In the line under the table; undefined: only at length. */
  readonly short?: string;
  readonly long: string;
}

const SIGNS: readonly Sign[] = [
  { sign: '1+0', short: 'minor+major', long: 'faults 1+0: one minor fault and no major one of the process that acts, in this step; a major fault had to wait for a device' },
  { sign: 'x2', short: 'mapped twice', long: 'the page is mapped twice, over all processes (its mapcount)' },
  { sign: 'p0+', short: 'p0 p1…', long: 'page p0 and, for each page that follows, the next number. Pages are named in the order in which they are first seen; p0 without + is one page, however often it is mapped; zero is the zero page' },
  { sign: 'a/b', short: 'a rule', long: 'a rule of the kernel that decided, by its id: the kernel\'s function, and what it did. faultline rule a/b says under which condition and where it comes from' },
  { sign: NOTHING, short: 'none', long: 'an empty cell: nothing of this row on this architecture, but something on another; a row with nothing on any is left out' },
  { sign: 'outcome', long: 'what the step came to: ok, an error of a system call, or a signal and its code; then the value that was read, and the faults' },
  { sign: 'branch', long: 'the rules that decided, each once, in their order; rules that only accompany one are left out' },
  { sign: 'pte', long: 'the entry of the page that the step names, after it: 64 bits, and below what the kernel reads from it' },
  { sign: 'pages', long: 'what is new since the step before: PROCESS.MAPPING, pages of the mapping (0, or 0-3), their names, and how often they are mapped' },
  { sign: 'flushes', long: 'what was asked to be flushed, by scope: page, range, mm (an address space), pageLocal (on this CPU only) or pageNoWait (not waited for); remote: invalidations on other CPUs, and how they were reached' },
  { sign: 'tables', long: 'page tables of all processes, in pages, where the step changed them; in the totals, the most that there were' },
  { sign: 'events', long: 'facts recorded; run --events prints them, replay shows the state after each' },
  { sign: 'minor', long: 'minor faults of the whole run; major: the same of major ones' },
  { sign: 'ipi', long: 'invalidations on other CPUs over the whole run, by how they were reached: an interrupt (ipi), a broadcast of the hardware, or firmware' },
  { sign: '+a -b', long: 'beside a kernel: switches that are set (+) or cleared (-) otherwise than in its profile; docs/switches.md lists them' },
];

/** What the signs under a table mean, in one line. */
export const legendLine = ({ dim, wrap }: Sheet): string =>
  dim(wrap(`${SIGNS.flatMap(({ sign, short }) => (short === undefined ? [] : [`${sign}: ${short}`])).join('; ')} (--legend)`));

/** The same for JSON. */
export const legendJson = (): object => SIGNS.map(({ sign, long }) => ({ sign, means: long }));

const LABEL = 12;

/** The same at length. */
export const renderLegend = ({ head, wrap }: Sheet): string =>
  [head('legend'), ...SIGNS.map(({ sign, long }) => wrap(`${sign.padEnd(LABEL)}${long}`, LABEL)), ''].join('\n');
