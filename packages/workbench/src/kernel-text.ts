import { SWITCHES, type SwitchName, type SwitchRow } from '@faultline/contracts';
import { stepText, type Scenario } from '@faultline/scenario';
import type { KernelParting } from './kernel-parting';
import type { Sheet } from './sheet';

/** Where two runs do not part. */
export const NO_PARTING = 'The runs do not part; entries may differ in their bits.';

/** A switch with the commit that made it, if one is known. */
function switchText(name: SwitchName): string {
  const { commit }: SwitchRow = SWITCHES.find((row) => row.name === name)!;
  return `the switch ${name}${commit === undefined ? '' : ` (${commit})`}`;
}

function pairText(scenario: Scenario, { arch, kernels, parting }: KernelParting): string {
  if (parting === undefined) return NO_PARTING;
  const { step, by, events } = parting;
  const head = `They part first in step ${step} (${stepText(scenario.steps[step]!)}), by ${by === undefined ? 'no switch: it is in what is the architecture\'s own' : switchText(by)}.`;
  if (events.length === 0) return head;
  return `${head}\nFirst event that differs: ${kernels.map((kernel, at) => `${arch} (${kernel}) ${events[at]!}`).join(', ')}.`;
}

/** Each pair of kernels in a paragraph; which pair it is, where there are several. */
export const kernelPartingsText = (scenario: Scenario, partings: readonly KernelParting[], { wrap }: Sheet): string =>
  partings.map((pair) => wrap(`${partings.length > 1 ? `${pair.arch}, ${pair.kernels.join(' and ')}: ` : ''}${pairText(scenario, pair)}`)).join('\n\n');
