import type { Sheet } from '../sheet';

const same = (text: string): string => text;

/** A sheet as plain as can be: no emphasis, no end of a line, cells between bars. What a terminal makes of views is tested there. */
export const PLAIN: Sheet = {
  width: 100, head: same, dim: same, mark: same, bad: same, good: same, wrap: same,
  grid: (_heads, rows) => rows.map(([label, cells]) => `${label}: ${cells.join(' | ')}`).join('\n'),
  columnHeads: (heads) => heads.join(' | '),
};
