import type { Scenario } from '@faultline/scenario';
import {
  columnJson, entryPartingOf, equipped, factsOf, kernelPartingsOf, partingOf, renderCompare, type Chosen, type Compared, type Outside, type SwitchOptions,
} from '@faultline/workbench';
import { chooseColumns } from '../choose';
import { eachScenario } from '../each-scenario';
import type { Io } from '../io';
import { terminalOf } from '../render/terminal';
import { readScenarios } from '../scenarios';

export interface CompareOptions extends SwitchOptions {
  readonly arch?: string;
  readonly kernel?: string;
  readonly outside?: Outside;
  readonly json?: boolean;
}

function comparedOn(scenario: Scenario, chosen: readonly Chosen[]): Compared {
  const columns = chosen.map((each) => factsOf(scenario, each));
  return { scenario, columns, parting: partingOf(columns), entries: entryPartingOf(columns, chosen), kernels: kernelPartingsOf(scenario, chosen, columns) };
}

function comparedJson({ scenario, columns, parting = undefined, entries = undefined, kernels = [] }: Compared): string {
  return `${JSON.stringify({ scenario: scenario.name, columns: columns.map(columnJson), parting: parting ?? null, entries: entries ?? null, ...(kernels.length > 0 && { kernels }) })}\n`;
}

/** `faultline compare`: scenarios, a column for each architecture and kernel; the kernels of one architecture are compared with each other. */
export function compare(io: Io, paths: readonly string[], options: CompareOptions): number {
  const chosen = chooseColumns(options.arch, options.kernel, options.outside).map((each) => equipped(each, options));
  const { json = false, outside } = options;
  return eachScenario(io, readScenarios(io, paths), {
    json, remedy: outside && `run faultline conformance ${outside.specifier}`,
    run(scenario) {
      const compared = comparedOn(scenario, chosen);
      return () => io.out(json ? comparedJson(compared) : renderCompare(compared, terminalOf(io), io.legend === true ? 'length' : 'line'));
    },
  });
}
