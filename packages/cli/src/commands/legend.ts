import { renderLegend } from '@faultline/workbench';
import type { Io } from '../io';
import { terminalOf } from '../render/terminal';

/** `faultline --legend`: what the signs in tables mean. */
export function legend(io: Io): number {
  io.out(renderLegend(terminalOf(io)));
  return 0;
}
