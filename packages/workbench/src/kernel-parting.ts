import { profilesBetween, type MmEvent, type SwitchName } from '@faultline/contracts';
import { ScenarioRun, type Scenario } from '@faultline/scenario';
import { eventText } from '@faultline/texts';
import type { Chosen } from './architectures';
import { factsOf } from './facts';
import { machineOf } from './machines';
import { partingOf } from './parting';
import { profileIn } from './switches';

/** Where the runs of two kernels on one architecture part. */
export interface KernelParting {
  /** The architecture, as it was written. */
  readonly arch: string;
  readonly kernels: readonly [string, string];
  /** Undefined: nowhere. */
  readonly parting?: {
    readonly step: number;
    /** The switch whose rule parts them; undefined: the architecture's own part, its entries or its flushes. */
    readonly by?: SwitchName;
    /** The first event that differs, of each kernel. */
    readonly events: readonly string[];
  };
}
type Parting = NonNullable<KernelParting['parting']>;

/** What a run recorded, and where each step ends. */
interface Recorded {
  readonly events: readonly MmEvent[];
  readonly ends: readonly number[];
}

function recordedOn(scenario: Scenario, chosen: Chosen): Recorded {
  const machine = machineOf(chosen);
  const ends = [...new ScenarioRun(scenario, machine).steps()].map(({ end }) => end);
  return { events: [...machine.log.events()], ends };
}

/** Seq of the first event in which two runs of one encoding differ; undefined: in none. */
function firstApart({ events: left }: Recorded, { events: right }: Recorded): number | undefined {
  const longest = Math.max(left.length, right.length);
  for (let seq = 0; seq < longest; seq++)
    if (JSON.stringify(left[seq]) !== JSON.stringify(right[seq])) return seq;
  return undefined;
}

/** Where switches part the kernels: both run with the entries of one of them, so that every event can be compared. */
function bySwitch(scenario: Scenario, entries: Chosen, from: Chosen, to: Chosen): Parting | undefined {
  const run = (profile = profileIn(from)): Recorded => recordedOn(scenario, { ...entries, profile });
  const [left, right] = [run(), run(profileIn(to))];
  const seq = firstApart(left, right);
  if (seq === undefined) return undefined;
  const culprit = profilesBetween(profileIn(from), profileIn(to)).find(({ profile }) => firstApart(left, run(profile)) === seq)!;
  const text = ({ events }: Recorded): string => (events[seq] === undefined ? 'nothing more' : eventText(events[seq]));
  return { step: left.ends.findIndex((end) => seq < end), by: culprit.turned, events: [text(left), text(right)] };
}

/** Where they part although their cores run with the same switches: in entries, flushes, or what else is the architecture's. */
function byArchitecture(scenario: Scenario, from: Chosen, to: Chosen): Parting | undefined {
  const found = partingOf([from, { ...to, profile: profileIn(from) }].map((chosen) => factsOf(scenario, chosen)));
  return found && { step: found.step, events: found.events };
}

function partingOfPair(scenario: Scenario, from: Chosen, to: Chosen): KernelParting {
  const ways = [bySwitch(scenario, from, from, to) ?? bySwitch(scenario, to, from, to), byArchitecture(scenario, from, to)];
  const parting = ways.filter((way) => way !== undefined).sort((a, b) => a.step - b.step)[0];
  return { arch: from.label, kernels: [from.architecture.kernel, to.architecture.kernel], ...(parting && { parting }) };
}

/** Each pair of kernels on each architecture: where they part, and by which switch. */
export const kernelPartingsOf = (scenario: Scenario, chosen: readonly Chosen[]): KernelParting[] =>
  chosen.flatMap((from, at) => chosen.slice(at + 1).filter(({ label }) => label === from.label).map((to) => partingOfPair(scenario, from, to)));
