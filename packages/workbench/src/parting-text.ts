import { SWITCHES, type SwitchName, type SwitchRow } from '@faultline/contracts';
import { stepText, type Scenario } from '@faultline/scenario';
import { countText } from '@faultline/texts';
import type { EntryParting } from './entry-parting';
import type { KernelParting } from './kernel-parting';
import type { Parting } from './parting';
import type { Sheet } from './sheet';

/** Where runs do not part. */
export const NO_PARTING = 'The runs do not part.';

/** Where entries differ in their bits, if any does. @param names of the columns */
export function entriesText(scenario: Scenario, names: readonly string[], entries: EntryParting | undefined): string {
  if (entries === undefined) return 'No entry differs in its bits.';
  const { step, page, raw, bits, steps } = entries;
  const values = names.map((name, at) => `${name} ${raw[at] ?? 'none'}`).join(', ');
  return `Entries differ in bits first in step ${step} (${stepText(scenario.steps[step]!)}), ${page}: ${values}${bits === undefined ? '' : ` (${bits.join(', ')})`}; in ${steps} of ${countText(scenario.steps.length, 'step')} some differ.`;
}

/** Of each column, the first event that differs, by its seq; no line where none does. */
export function firstEventLines(names: readonly string[], { step, events, seqs }: Pick<Parting, 'step' | 'events' | 'seqs'>): string[] {
  if (events.length === 0) return [];
  const each = names.map((name, at) => `${name} ${seqs[at] === null ? '' : `event ${seqs[at]} `}${events[at]!}`);
  return [`First event that differs: ${each.join(', ')}. (run --events --step ${step} prints them.)`];
}

/** A switch with the commit that made it, if one is known. */
function switchText(name: SwitchName): string {
  const { commit }: SwitchRow = SWITCHES.find((row) => row.name === name)!;
  return `the switch ${name}${commit === undefined ? '' : ` (${commit})`}`;
}

function pairText(scenario: Scenario, { arch, kernels, parting, entries }: KernelParting): string {
  const names = kernels.map((kernel) => `${arch} (${kernel})`);
  const bits = entriesText(scenario, names, entries);
  if (parting === undefined) return `${NO_PARTING} ${bits}`;
  const { step, by } = parting;
  const head = `They part first in step ${step} (${stepText(scenario.steps[step]!)}), by ${by === undefined ? 'no switch: it is in what is the architecture\'s own' : switchText(by)}.`;
  return [head, ...firstEventLines(names, parting), bits].join('\n');
}

/** Each pair of kernels in a paragraph; which pair it is, where there are several. */
export const kernelPartingsText = (scenario: Scenario, partings: readonly KernelParting[], { wrap }: Sheet): string =>
  partings.map((pair) => wrap(`${partings.length > 1 ? `${pair.arch}, ${pair.kernels.join(' and ')}: ` : ''}${pairText(scenario, pair)}`)).join('\n\n');
