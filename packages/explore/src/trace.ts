import { buildEvent, type MmEvent } from '@faultline/contracts';
import { ExploreError } from './errors';
import { violationOf, type Violation } from './invariants';
import { stepWords } from './runner';
import type { Transition, World } from './world';

/** One step of a run, for people; `transition` is the same for `replayRun`. */
export interface RunLine {
  /** Thread or CPU that acted. */
  readonly actor: string;
  /** Where it stopped afterwards, or what the hardware did. */
  readonly step: string;
  /** The step, as `replayRun` takes it. */
  readonly transition: Transition;
  /** What it recorded. */
  readonly events: readonly MmEvent[];
}

const HARDWARE = { fill: 'speculates on', evict: 'evicts the translation of', evictTable: 'evicts the cached table of' } as const;

function actorOf(world: World, step: Transition): string {
  return step.kind === 'thread' ? `CPU ${world.race.threads[step.thread]!.cpu} ${world.race.threads[step.thread]!.name}` : `CPU ${step.cpu} hardware`;
}

/** What a thread chose, and where it stopped; `chosen` is the choice it stood at before. */
function threadStep(world: World, thread: number, chosen: string): string {
  return `${chosen}${stepWords(world.runners[thread]!.at)}`;
}

function stepOf(world: World, step: Transition, chosen: string): string {
  if (step.kind === 'thread') return threadStep(world, step.thread, chosen);
  if (step.kind === 'flush') return 'does its part of the flush';
  return `${HARDWARE[step.kind]} page 0x${step.vpn.toString(16)}`;
}

function chosenBy(world: World, step: Transition): string {
  if (step.kind !== 'thread') return '';
  const { at } = world.runners[step.thread]!;
  return at?.kind === 'choice' ? `${at.options[step.option ?? 0]!}, then ` : '';
}

const same = (a: Transition, b: Transition): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Takes the steps of a run and tells them with their events, and what the last one breaks. `world` stands at the start.
 * @throws ExploreError `not-possible`
 */
export function describeRun(world: World, way: readonly Transition[]): { readonly run: RunLine[]; readonly violation: Violation | undefined } {
  const { log } = world.machine;
  let violation: Violation | undefined;
  const run = way.map((transition, nth) => {
    if (!world.enabled().some((possible) => same(possible, transition)))
      throw new ExploreError('not-possible', `step ${nth + 1} of the run is not possible there`, 'replay a run on the race, machine and rules it was found with');
    const from = log.length;
    const chosen = chosenBy(world, transition);
    world.take(transition);
    violation = violationOf(world, from);
    const events: MmEvent[] = [];
    log.forEachRecord((words, at, seq) => void events.push(buildEvent(words, at, seq)), from);
    return { actor: actorOf(world, transition), step: stepOf(world, transition, chosen), transition, events };
  });
  return { run, violation };
}
