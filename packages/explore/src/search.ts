import { profileOf, switchesApart } from '@faultline/contracts';
import { boundsOf } from './bounds';
import { ExploreError } from './errors';
import type { Exploration, ExploreOptions } from './exploration';
import { violationOf, type Violation } from './invariants';
import { stateKey, stillKey } from './key/key';
import { Stage } from './stage';
import { livelockOf } from './livelock';
import { describeRun } from './trace';
import type { Transition, World } from './world';

const DEFAULT_STATES = 200_000;
const DEFAULT_DEPTH = 500;
/** Worlds that are kept for states still to be expanded (some 0.1 MB each); more are made anew when needed. */
const MOST_WORLDS = 1000;

/** A state, by a shortest way to it. */
interface Node {
  readonly parent: Node | undefined;
  readonly step: Transition | undefined;
  readonly depth: number;
  readonly end: boolean;
  /** States from which a step of a thread, or of a flush, leads here. */
  readonly before: Node[];
  /** A step in which an access faults that has faulted before, to a state that was known. */
  again: Transition | undefined;
  /** Worlds that stand in this state, each reached in its own way; undefined once it is expanded. */
  worlds: World[] | undefined;
}

function wayTo(node: Node): Transition[] {
  const way: Transition[] = [];
  for (let at = node; at.parent !== undefined; at = at.parent) way.push(at.step!);
  return way.reverse();
}

/** The search: breadth first, so that the first bad run found is a shortest one. */
export class Search {
  private readonly nodes = new Map<string, Node>();
  private readonly queue: Node[] = [];
  /** Where an access had faulted, by the state up to counts. */
  private readonly faulted = new Map<string, Node>();
  private readonly stage: Stage;
  private readonly maxStates: number;
  private readonly maxDepth: number;
  private transitions = 0;
  private kept = 0;
  private full = false;

  constructor(private readonly options: ExploreOptions) {
    this.stage = new Stage(options);
    this.maxStates = options.maxStates ?? DEFAULT_STATES;
    this.maxDepth = options.maxDepth ?? DEFAULT_DEPTH;
  }

  run(): Exploration {
    this.visit(undefined, undefined, this.stage.world());
    for (let at = 0; at < this.queue.length && !this.full; at++) {
      const found = this.queue[at]!.end ? undefined : this.expand(this.queue[at]!);
      if (found !== undefined) return found;
    }
    const endless = this.full ? undefined : this.endless();
    return endless === undefined ? this.report(this.full ? 'budget' : 'holds') : this.livelock(endless);
  }

  /** The way to a circle from which threads and flushes lead to no end; what hardware may do it need not do. */
  private endless(): Transition[] | undefined {
    const ending = new Set(this.queue.filter(({ end }) => end));
    for (const node of ending) for (const before of node.before) ending.add(before);
    const endless = this.queue.filter((node) => !ending.has(node));
    const node = endless.find(({ again }) => again !== undefined) ?? endless[0];
    return node && [...wayTo(node), ...(node.again ? [node.again] : [])];
  }

  private livelock(way: readonly Transition[]): Exploration {
    const { run } = describeRun(this.stage.world(), way);
    return this.report('violated', { invariant: 'livelock', message: livelockOf(this.stage.reach(way)), run });
  }

  /** A world that stands in the node's state, the caller's own. */
  private worldAt(node: Node): World {
    const kept = node.worlds!.pop();
    if (kept === undefined) return this.stage.reach(wayTo(node));
    this.kept--;
    return kept;
  }

  /** Takes every step that is possible. */
  private expand(node: Node): Exploration | undefined {
    const first = this.worldAt(node);
    for (const [nth, step] of first.enabled().entries()) {
      if (this.full) break;
      const world = nth === 0 ? first : this.worldAt(node);
      const from = world.machine.log.length;
      world.take(step);
      this.transitions++;
      const violation = violationOf(world, from);
      if (violation !== undefined) return this.violated([...wayTo(node), step], violation);
      this.visit(node, step, world);
    }
    this.kept -= node.worlds!.length;
    node.worlds = undefined;
    return undefined;
  }

  private visit(parent: Node | undefined, step: Transition | undefined, world: World): void {
    const again = world.faults > 1 ? this.faulted.get(stillKey(world)) : undefined;
    const key = stateKey(world);
    const known = again ?? this.nodes.get(key);
    const node = known ?? this.add(key, parent, step, world);
    if (node === undefined) return;
    if (step?.kind === 'thread' || step?.kind === 'flush') node.before.push(parent!);
    if (again === undefined) this.keep(node, world);
    else parent!.again ??= step;
    if (world.faults > 0 && known === undefined) this.faulted.set(stillKey(world), node);
  }

  /** A state that is new; undefined: there is no room for it. */
  private add(key: string, parent: Node | undefined, step: Transition | undefined, world: World): Node | undefined {
    const depth = (parent?.depth ?? -1) + 1;
    if (this.nodes.size >= this.maxStates || depth > this.maxDepth) {
      this.full = true;
      return undefined;
    }
    const node: Node = { parent, step, depth, end: world.finished, before: [], again: undefined, worlds: [] };
    this.nodes.set(key, node);
    this.queue.push(node);
    return node;
  }

  private keep(node: Node, world: World): void {
    if (node.worlds === undefined || node.end || this.kept >= MOST_WORLDS) return;
    node.worlds.push(world);
    this.kept++;
  }

  /** The run is told from a world of its own, which has to break the same invariant. */
  private violated(way: readonly Transition[], violation: Violation): Exploration {
    const { run, violation: again } = describeRun(this.stage.world(), way);
    if (again?.invariant !== violation.invariant || again.message !== violation.message)
      throw new ExploreError('not-reproduced', `the run to "${violation.message}" ends in "${again?.message ?? 'nothing'}"`, 'report this race as a defect');
    return this.report('violated', { ...violation, run });
  }

  /** How the switches in force differ from those of the kernel. */
  private switches(): Pick<Exploration, 'without' | 'with'> {
    const { architecture: { kernel }, profile = profileOf(kernel) } = this.options;
    const apart = switchesApart(profileOf(kernel), profile);
    const on = apart.filter((name) => profile[name]);
    return { without: apart.filter((name) => !profile[name]), ...(on.length === 0 ? {} : { with: on }) };
  }

  private report(verdict: Exploration['verdict'], violation?: Exploration['violation']): Exploration {
    const { race, architecture: { name, config, kernel } } = this.options;
    return {
      race: race.name, machine: `${name}:${config}, kernel ${kernel}`, ...this.switches(), verdict, states: this.nodes.size, transitions: this.transitions,
      ends: this.queue.filter(({ end }) => end).length, depth: this.queue.at(-1)!.depth,
      bounds: boundsOf(race, this.maxStates, this.maxDepth),
      ...(violation ? { violation } : {}),
    };
  }
}
