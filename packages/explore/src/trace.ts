import { buildEvent, type MmEvent } from '@faultline/contracts';
import { stepWords, type Transition, type World } from './world';

/** One step of a run, for people. */
export interface RunLine {
  /** Thread or CPU that acted. */
  readonly actor: string;
  /** Where it stopped afterwards, or what the hardware did. */
  readonly step: string;
  readonly events: readonly MmEvent[];
}

function actorOf(world: World, step: Transition): string {
  return step.kind === 'thread' ? `CPU ${world.race.threads[step.thread]!.cpu} ${world.race.threads[step.thread]!.name}` : `CPU ${step.cpu} hardware`;
}

function stepOf(world: World, step: Transition): string {
  if (step.kind === 'thread') return stepWords(world.runners[step.thread]!.at);
  if (step.kind === 'flush') return 'does its part of the flush';
  return `${step.kind === 'fill' ? 'caches the translation of' : 'evicts'} page 0x${step.vpn.toString(16)}`;
}

/** The steps of a run with their events. `world` stands at the start. */
export function describeRun(world: World, way: readonly Transition[]): RunLine[] {
  const { log } = world.machine;
  return way.map((step) => {
    const from = log.length;
    world.take(step);
    const events: MmEvent[] = [];
    log.forEachRecord((words, at, seq) => void events.push(buildEvent(words, at, seq)), from);
    return { actor: actorOf(world, step), step: stepOf(world, step), events };
  });
}
