import { legendJson, renderLegend } from '@faultline/workbench';
import type { Io } from '../io';
import { terminalOf } from '../render/terminal';

/** `faultline legend`, or `--legend` alone: what the signs in tables mean. */
export function legend(io: Io, { json }: { readonly json?: boolean }): number {
  io.out(json === true ? `${JSON.stringify(legendJson())}\n` : renderLegend(terminalOf(io)));
  return 0;
}
