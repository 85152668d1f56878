/** The remarks that stand beside every ratio. */
export const REMARKS = {
  C: 'the model neither clears nor holds page contents (one byte a page); the kernel does both',
  V: 'the host may be a virtual machine, whose faults cost more than bare metal\'s',
};

/** What has to be reached: a ratio at least, or a growth at most. */
export const MARKS = [
  { workload: 'write', arch: 'x86-64', mode: 'events', atLeast: 1 },
  { workload: 'write', arch: 'x86-64', mode: 'transactions', atLeast: 2 },
  { workload: 'scaling', arch: 'x86-64', pages: 1_000_000, atMost: 1.5 },
];

const measuredOf = (mark, { comparisons, scaling }) =>
  mark.workload === 'scaling'
    ? scaling.find((row) => row.arch === mark.arch && row.pages === mark.pages)?.growth
    : comparisons.find((row) => row.workload === mark.workload && row.arch === mark.arch && row.mode === mark.mode)?.ratio.median;

const isReached = ({ atLeast, atMost }, value) => (atLeast === undefined ? value <= atMost : value >= atLeast);

/** Each mark with what was measured: `reached`, `missed`, or `not measured`. */
export const judge = (results) =>
  MARKS.map((mark) => {
    const measured = measuredOf(mark, results);
    if (measured === undefined) return { ...mark, verdict: 'not measured' };
    return { ...mark, measured, verdict: isReached(mark, measured) ? 'reached' : 'missed' };
  });
