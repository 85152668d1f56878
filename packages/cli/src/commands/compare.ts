import { equipped, factsOf, kernelPartingsOf, partingOf, renderCompare, type Outside, type SwitchOptions } from '@faultline/workbench';
import { chooseColumns } from '../choose';
import type { Io } from '../io';
import { terminalOf } from '../render/terminal';
import { readRunnable } from '../scenarios';

export interface CompareOptions extends SwitchOptions {
  readonly arch?: string;
  readonly kernel?: string;
  readonly outside?: Outside;
  readonly json?: boolean;
}

/** `faultline compare`: one scenario, a column for each architecture and kernel; the kernels of one architecture are compared with each other. */
export function compare(io: Io, path: string, options: CompareOptions): number {
  const chosen = chooseColumns(options.arch, options.kernel, options.outside).map((each) => equipped(each, options));
  const scenario = readRunnable(io, path);
  const columns = chosen.map((each) => factsOf(scenario, each));
  const parting = partingOf(columns);
  const kernels = kernelPartingsOf(scenario, chosen);
  if (options.json === true) {
    const plain = columns.map(({ eventKinds: _, ...column }) => column);
    io.out(`${JSON.stringify({ scenario: scenario.name, columns: plain, parting: parting ?? null, ...(kernels.length > 0 && { kernels }) })}\n`);
  } else io.out(renderCompare(scenario, columns, parting, terminalOf(io.color), kernels));
  return 0;
}
