import { grid, WIDTH, wrap } from './grid';
import type { Sheet } from './sheet';
import { styleOf } from './style';

/** The sheet of a terminal. */
export const terminalOf = (color: boolean): Sheet => ({ ...styleOf(color), width: WIDTH, wrap, grid });
