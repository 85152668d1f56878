import type { Path, StepPoint } from '@faultline/contracts';
import type { SimulatedMachine } from '@faultline/machine';
import { LockTable } from './locks';
import type { Race, Scene } from './race';

/** One thing that can happen next. */
export type Transition =
  | { readonly kind: 'thread'; readonly thread: number }
  | { readonly kind: 'flush'; readonly cpu: number; readonly place: number }
  | { readonly kind: 'fill' | 'evict'; readonly cpu: number; readonly vpn: number };

interface Runner {
  readonly path: Path<unknown>;
  readonly cpu: number;
  /** Where it stopped; undefined before its first step. */
  at: StepPoint | undefined;
  done: boolean;
  cause: number;
  /** Number of what it has seen and done so far (`Histories`). */
  history: number;
}

/** Numbers for histories: equal numbers mean equal histories, exactly. */
export class Histories {
  private readonly numbers = new Map<string, number>();

  next(before: number, seen: string): number {
    const key = `${before}|${seen}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.numbers.size + 1);
    return this.numbers.size;
  }
}

/** One execution of a race, step by step. Threads cannot be copied: a state is reached by taking its transitions anew. */
export class World {
  readonly locks = new LockTable();
  readonly runners: Runner[];

  constructor(
    readonly race: Race,
    readonly machine: SimulatedMachine,
    readonly scene: Scene,
    private readonly histories: Histories,
    private readonly seenSince: (machine: SimulatedMachine, from: number) => string,
  ) {
    machine.stepping.stepping = true;
    this.runners = race.threads.map(({ cpu, path }) =>
      ({ path: path(machine, scene), cpu, at: undefined, done: false, cause: -1, history: 0 }));
  }

  private canRun({ at, done }: Runner): boolean {
    if (done) return false;
    if (at?.kind === 'lock') return this.locks.canTake(at.lock, at.mode);
    return at?.kind === 'flush' ? !this.machine.queue.isPending(at.request) : true;
  }

  /** Everything that can happen now, in a fixed order. */
  enabled(): Transition[] {
    const threads = this.runners.flatMap((runner, thread) => (this.canRun(runner) ? [{ kind: 'thread' as const, thread }] : []));
    const flushes = this.machine.queue.pending.map(({ cpu }, place) => ({ kind: 'flush' as const, cpu, place }));
    return [...threads, ...flushes, ...this.hardwareSteps()];
  }

  private hardwareSteps(): Transition[] {
    const { core, tlbs } = this.machine.state;
    const steps: Transition[] = [];
    for (const vpn of this.scene.pages)
      tlbs.forEach((tlb, cpu) => {
        const cached = tlb.find(this.scene.mm, vpn | 0, (vpn / 4294967296) | 0) >= 0;
        const kind = cached ? 'evict' : 'fill';
        const possible = cached || (core.loaded[cpu] === this.scene.mm && this.machine.view.entry(this.scene.mm, vpn)?.present === true);
        if (possible && this.race.hardware.includes(kind)) steps.push({ kind, cpu, vpn });
      });
    return steps;
  }

  /** Every thread has ended and every flush is done. */
  get finished(): boolean {
    return this.runners.every(({ done }) => done) && this.machine.queue.pending.length === 0;
  }

  take(transition: Transition): void {
    const { log, queue, unit, core } = this.machine;
    if (transition.kind === 'thread') return this.resume(this.runners[transition.thread]!, transition.thread);
    log.cpu = transition.cpu;
    log.cause = -1;
    if (transition.kind === 'flush') queue.perform(transition.place);
    else if (transition.kind === 'fill') unit.speculate(core.state.mm(this.scene.mm), transition.vpn);
    else unit.evict(core.state.mm(this.scene.mm), transition.vpn);
  }

  private resume(runner: Runner, thread: number): void {
    const { log } = this.machine;
    const from = log.length;
    if (runner.at?.kind === 'lock') this.locks.take(runner.at.lock, runner.at.mode, thread);
    log.cpu = runner.cpu;
    log.cause = runner.cause;
    const step = runner.path.next();
    runner.cause = log.cause;
    runner.done = step.done === true;
    runner.at = step.done ? undefined : step.value;
    if (runner.at?.kind === 'unlock') this.locks.release(runner.at.lock, thread);
    runner.history = this.histories.next(runner.history, `${stepWords(runner.at)}#${this.seenSince(this.machine, from)}`);
  }
}

/** A step point in words; flush requests by scope only, for their numbers differ between interleavings. */
export function stepWords(at: StepPoint | undefined): string {
  if (at === undefined) return 'end';
  if (at.kind === 'step') return `${at.label}(${at.locals.join(',')})`;
  return at.kind === 'flush' ? 'wait for flush' : `${at.kind} ${at.lock}`;
}
