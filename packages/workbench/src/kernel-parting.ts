import { plainEvent, profilesBetween, type MmEvent, type SwitchName } from '@faultline/contracts';
import { playToEnd, ScenarioRun, type Scenario } from '@faultline/scenario';
import { eventText } from '@faultline/texts';
import type { Chosen } from './architectures';
import { entryPartingOf, type EntryParting } from './entry-parting';
import { eventKind, factsOf, type Column } from './facts';
import { machineOf } from './machines';
import { counterpart, NOTHING_MORE, partingOf } from './parting';
import { profileIn } from './switches';

/** Where the runs of two kernels on one architecture part. */
export interface KernelParting {
  /** The architecture, as it was written. */
  readonly arch: string;
  /** The kernels that were compared. */
  readonly kernels: readonly [string, string];
  /** Undefined: nowhere. */
  readonly parting?: {
    readonly step: number;
    /** The switch whose rule parts them; undefined: the architecture's own part, its entries or its flushes. */
    readonly by?: SwitchName;
    /** The first event that differs, of each kernel. */
    readonly events: readonly string[];
    /** Its seq in the run of each kernel; null: there is nothing more, or no event that stands there as it does. */
    readonly seqs: readonly (number | null)[];
  };
  /** Where leaf entries differ in their bits; undefined: none does. */
  readonly entries?: EntryParting;
}
type Parting = NonNullable<KernelParting['parting']>;

/** What a run recorded, and where each step begins and ends. */
interface Recorded {
  readonly events: readonly MmEvent[];
  readonly steps: readonly { readonly first: number; readonly end: number }[];
}

function recordedOn(scenario: Scenario, chosen: Chosen): Recorded {
  const machine = machineOf(chosen);
  const run = new ScenarioRun(scenario, machine);
  return { steps: playToEnd(run), events: [...machine.log.events()] };
}

const jsonOf = (event: MmEvent | undefined): string => (event === undefined ? '' : JSON.stringify(plainEvent(event)));

/** Seq of the first event in which two runs of one encoding differ; undefined: in none. */
function firstApart({ events: left }: Recorded, { events: right }: Recorded): number | undefined {
  const longest = Math.max(left.length, right.length);
  for (let seq = 0; seq < longest; seq++)
    if (jsonOf(left[seq]) !== jsonOf(right[seq])) return seq;
  return undefined;
}

/** The seq, in the run of a kernel with all that is its own, of an event of a run that has less of it. */
function realSeq({ events, steps }: Recorded, seq: number, step: number, real: Column): number | null {
  const { first, end } = steps[step]!;
  return counterpart(events.slice(first, end).map(eventKind), seq - first, step, real);
}

/** Where switches part the kernels: both run with the entries of one of them, so that every event can be compared. */
function bySwitch(scenario: Scenario, entries: Chosen, { from, to, columns }: Pair): Parting | undefined {
  const run = (profile = profileIn(from)): Recorded => recordedOn(scenario, { ...entries, profile });
  const [left, right] = [run(), run(profileIn(to))];
  const seq = firstApart(left, right);
  if (seq === undefined) return undefined;
  const culprit = profilesBetween(profileIn(from), profileIn(to)).find(({ profile }) => firstApart(left, run(profile)) === seq)!;
  const step = left.steps.findIndex(({ end }) => seq < end);
  const text = ({ events }: Recorded): string => (events[seq] === undefined ? NOTHING_MORE : eventText(events[seq]));
  return { step, by: culprit.turned, events: [text(left), text(right)], seqs: [left, right].map((each, at) => realSeq(each, seq, step, columns[at]!)) };
}

/** Where they part although their cores run with the same switches: in entries, flushes, or what else is the architecture's. */
function byArchitecture(scenario: Scenario, { from, to, columns }: Pair): Parting | undefined {
  const alike = [from, { ...to, profile: profileIn(from) }].map((chosen) => factsOf(scenario, chosen));
  const found = partingOf(alike);
  if (found === undefined) return undefined;
  const { step, events, seqs } = found;
  const real = seqs.map((seq, at) => {
    const { eventKinds, firstSeqs } = alike[at]!;
    return seq === null ? null : counterpart(eventKinds[step]!, seq - firstSeqs[step]!, step, columns[at]!);
  });
  return { step, events, seqs: real };
}

/** Two kernels on one architecture, and what the scenario came to on each. */
interface Pair {
  readonly from: Chosen;
  readonly to: Chosen;
  readonly columns: readonly [Column, Column];
}

function partingOfPair(scenario: Scenario, pair: Pair): KernelParting {
  const { from, to, columns } = pair;
  const ways = [bySwitch(scenario, from, pair) ?? bySwitch(scenario, to, pair), byArchitecture(scenario, pair)];
  const parting = ways.filter((way) => way !== undefined).sort((a, b) => a.step - b.step)[0];
  const entries = entryPartingOf(columns, [from, to]);
  return { arch: from.label, kernels: [from.architecture.kernel, to.architecture.kernel], ...(parting && { parting }), ...(entries && { entries }) };
}

/**
 * Each pair of kernels on each architecture: where they part, and by which switch.
 * @param columns what the scenario came to on each of the chosen
 */
export function kernelPartingsOf(scenario: Scenario, chosen: readonly Chosen[], columns: readonly Column[]): KernelParting[] {
  const all = chosen.map((each, at) => ({ each, column: columns[at]! }));
  return all.flatMap((from, at) => all.slice(at + 1).filter(({ each }) => each.label === from.each.label)
    .map((to) => partingOfPair(scenario, { from: from.each, to: to.each, columns: [from.column, to.column] })));
}
