import type { Sheet } from '@faultline/workbench';
import { columnHeads, grid, wrap } from './grid';
import { styleOf } from './style';

/** What the sheet needs to know of a terminal. */
export interface Screen {
  readonly color: boolean;
  /** Characters of a line. */
  readonly width: number;
}

/** The sheet of a terminal. */
export function terminalOf({ color, width }: Screen): Sheet {
  const style = styleOf(color);
  return {
    ...style, width, wrap: (text, indent) => wrap(width, text, indent),
    grid: (heads, rows, mark) => grid(width, heads, rows, style.head, mark), columnHeads: (heads) => columnHeads(width, heads, style.head),
  };
}
