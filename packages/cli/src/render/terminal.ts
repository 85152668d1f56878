import type { Sheet } from '@faultline/workbench';
import { grid, WIDTH, wrap } from './grid';
import { styleOf } from './style';

/** The sheet of a terminal. */
export const terminalOf = (color: boolean): Sheet => ({ ...styleOf(color), width: WIDTH, wrap, grid });
