import type { MmEvent } from '@faultline/contracts';
import type { Race } from '../race';
import { Stage, type StageOptions } from '../stage';
import { stepWords } from '../runner';
import type { Transition, World } from '../world';
import { parts, type ArchName, type Parts } from './machines';

/** A stage for a race on an architecture, which may be a mutant. */
export const stageOf = (race: Race, arch: ArchName, rest: Partial<StageOptions> = {}, mutate: (parts: Parts) => Parts = (same) => same): Stage =>
  new Stage({ race, ...mutate(parts(arch)), ...rest });

const numberOf = (world: World, name: string): number => world.race.threads.findIndex((thread) => thread.name === name);
const possible = (world: World, kind: string, thread?: number): Transition | undefined =>
  world.enabled().find((step) => step.kind === kind && (step.kind !== 'thread' || step.thread === thread));

/** One step of a thread; `option` for a choice. */
export function step(world: World, name: string, option?: string): void {
  const thread = numberOf(world, name);
  const { at } = world.runners[thread]!;
  world.take(at?.kind === 'choice' ? { kind: 'thread', thread, option: at.options.indexOf(option ?? at.options[0]!) } : { kind: 'thread', thread });
}

/** Steps of one thread, and the flushes it waits for, until `arrived`, or its end. How many of its own there were. */
export function runUntil(world: World, name: string, arrived: (at: string) => boolean): number {
  const thread = numberOf(world, name);
  const { runners } = world;
  for (let own = 1; ; own++) {
    for (let flush = possible(world, 'flush'); flush !== undefined && possible(world, 'thread', thread) === undefined; flush = possible(world, 'flush')) world.take(flush);
    const next = possible(world, 'thread', thread);
    if (next === undefined) throw new Error(`${name} cannot go on from ${stepWords(runners[thread]!.at)}`);
    world.take(next);
    if (runners[thread]!.done || arrived(stepWords(runners[thread]!.at))) return own;
  }
}

/** The same until the thread stops where the words begin so. */
export const run = (world: World, name: string, until = 'end'): number => runUntil(world, name, (at) => at.startsWith(until));

/** The same until an event was recorded. */
export function runToEvent(world: World, name: string, type: MmEvent['type']): number {
  const from = world.machine.log.length;
  return runUntil(world, name, () => [...world.machine.log.events(from)].some((event) => event.type === type));
}

/** What was recorded while something was done. */
export function recorded(world: World, act: () => void): MmEvent[] {
  const from = world.machine.log.length;
  act();
  return [...world.machine.log.events(from)];
}

/** The world after a walk: each number takes one of the steps that are possible. Stops at the end of the race. */
export function walk(world: World, choices: readonly number[], visit: (world: World, taken: Transition) => void = () => undefined): Transition[] {
  const way: Transition[] = [];
  for (const choice of choices) {
    const steps = world.enabled();
    if (world.finished || steps.length === 0) break;
    const taken = steps[choice % steps.length]!;
    world.take(taken);
    way.push(taken);
    visit(world, taken);
  }
  return way;
}
