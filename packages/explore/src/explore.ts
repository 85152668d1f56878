import type { Architecture, CreateMmu, RulesOff } from '@faultline/contracts';
import { createMachine, snapshotState, type MachineState, type SimulatedMachine } from '@faultline/machine';
import { violationAtEnd, violationOf, type Violation } from './invariants';
import { recordedSince, stateKey } from './key';
import type { Race, Scene } from './race';
import { describeRun, type RunLine } from './trace';
import { Histories, World, type Transition } from './world';

export interface ExploreOptions {
  readonly race: Race;
  readonly architecture: Architecture;
  readonly createMmu: CreateMmu;
  /** Rules of the kernel that are switched off. */
  readonly rulesOff?: RulesOff;
  /** Different states to visit at most; default 200,000. */
  readonly maxStates?: number;
  /** Steps of one run at most; default 500. */
  readonly maxDepth?: number;
}

/** What an exploration found. */
export interface Exploration {
  readonly race: string;
  readonly verdict: 'holds' | 'violated' | 'budget';
  /** Different states, told apart exactly. */
  readonly states: number;
  readonly transitions: number;
  /** States in which every thread had ended. */
  readonly ends: number;
  /** Longest shortest way to a state, in steps. */
  readonly depth: number;
  /** Every bound of the search, in words. */
  readonly bounds: readonly string[];
  readonly violation?: Violation & { readonly run: readonly RunLine[] };
}

const DEFAULT_STATES = 200_000;
const DEFAULT_DEPTH = 500;

/** A state, by the way to it. */
interface Node {
  readonly parent: Node | undefined;
  readonly step: Transition | undefined;
  readonly depth: number;
}

const wayTo = (node: Node): Transition[] => (node.parent === undefined ? [] : [...wayTo(node.parent), node.step!]);

/** Makes a world at the start of the race again and again, from one snapshot. */
class Stage {
  private readonly start: MachineState;
  private readonly scene: Scene;
  private readonly histories = new Histories();

  constructor(private readonly options: ExploreOptions) {
    const machine = this.machine();
    this.scene = options.race.setup(machine);
    this.start = snapshotState(machine.state);
  }

  private machine(initialState?: MachineState): SimulatedMachine {
    const { architecture, createMmu, race, rulesOff } = this.options;
    return createMachine({
      architecture, createMmu, cpus: race.cpus, memoryPages: race.memoryPages, logChunkWords: 4096,
      ...(rulesOff ? { rulesOff } : {}), ...(initialState ? { initialState } : {}),
    });
  }

  world(): World {
    return new World(this.options.race, this.machine(snapshotState(this.start)), this.scene, this.histories, recordedSince);
  }

  /** The world after these transitions. */
  reach(way: readonly Transition[]): World {
    const world = this.world();
    for (const step of way) world.take(step);
    return world;
  }
}

/** The search: breadth first, so that the first bad run found is a shortest one. */
class Search {
  readonly seen = new Set<string>();
  transitions = 0;
  ends = 0;
  depth = 0;
  private readonly stage: Stage;
  private readonly queue: Node[] = [];

  constructor(private readonly options: ExploreOptions) {
    this.stage = new Stage(options);
  }

  run(): Exploration {
    const root: Node = { parent: undefined, step: undefined, depth: 0 };
    this.seen.add(stateKey(this.stage.world()));
    this.queue.push(root);
    for (let at = 0; at < this.queue.length; at++) {
      const node = this.queue[at]!;
      if (this.seen.size >= (this.options.maxStates ?? DEFAULT_STATES) || node.depth >= (this.options.maxDepth ?? DEFAULT_DEPTH))
        return this.report('budget');
      const found = this.expand(node);
      if (found !== undefined) return found;
    }
    return this.report('holds');
  }

  private expand(node: Node): Exploration | undefined {
    const way = wayTo(node);
    const steps = this.stage.reach(way).enabled();
    for (const step of steps) {
      const world = this.stage.reach(way);
      const from = world.machine.log.length;
      world.take(step);
      this.transitions++;
      const child: Node = { parent: node, step, depth: node.depth + 1 };
      const violation = violationOf(world, from) ?? (world.finished ? violationAtEnd(world) : undefined);
      if (violation !== undefined) return this.violated(child, violation);
      this.visit(child, world);
    }
    return undefined;
  }

  private visit(child: Node, world: World): void {
    const key = stateKey(world);
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.depth = Math.max(this.depth, child.depth);
    if (world.finished) this.ends++;
    this.queue.push(child);
  }

  private violated(child: Node, violation: Violation): Exploration {
    const run = describeRun(this.stage.world(), wayTo(child));
    return this.report('violated', { ...violation, run });
  }

  private report(verdict: Exploration['verdict'], violation?: Exploration['violation']): Exploration {
    const { race, maxStates, maxDepth } = this.options;
    return {
      race: race.name, verdict, states: this.seen.size, transitions: this.transitions, ends: this.ends, depth: this.depth,
      bounds: [...race.bounds, `at most ${maxStates ?? DEFAULT_STATES} states`, `at most ${maxDepth ?? DEFAULT_DEPTH} steps a run`],
      ...(violation ? { violation } : {}),
    };
  }
}

/** Runs a race through every interleaving of its threads, flushes and hardware steps. */
export const explore = (options: ExploreOptions): Exploration => new Search(options).run();
