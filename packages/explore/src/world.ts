import { mmapLock } from '@faultline/core-mm';
import type { SimulatedMachine } from '@faultline/machine';
import { callAfter, type UnmappingCall } from './calls';
import { hardwareSteps, takeHardware, type HardwareStep } from './hardware';
import { faultedSince, remembered } from './history';
import { KeyParts } from './key/parts';
import { Staleness } from './staleness';
import { LockTable } from './locks';
import type { Race, Scene } from './race';
import { advance, newRunner, type Runner } from './runner';
import type { Numbers, Words } from './words';

/** One thing that can happen next. A flush is named by its place among those not done, in an order that history does not change. */
export type Transition =
  | { readonly kind: 'thread'; readonly thread: number; readonly option?: number }
  | { readonly kind: 'flush'; readonly cpu: number; readonly place: number }
  | HardwareStep;

interface PendingFlush {
  readonly cpu: number;
  /** Its place among those that wait on the CPU. */
  readonly place: number;
  /** What is asked, of which CPU, and which thread waits for it. */
  readonly text: string;
}

/** One execution of a race, step by step. Threads cannot be copied: a state is reached by taking its transitions anew. */
export class World {
  readonly locks = new LockTable();
  readonly staleness: Staleness;
  readonly keyParts: KeyParts;
  readonly runners: readonly Runner[];
  /** What the model itself threw in the last step. */
  failure: string | undefined;
  /** How often the access has faulted that faulted in the last step; 0: none did. */
  faults = 0;
  /** The call that gave up its mmap lock in the last step: it has only to return. */
  returning: UnmappingCall | undefined;

  /**
   * @param numbers shared by the worlds whose states are compared
   * @param out scratch
   */
  constructor(
    readonly race: Race,
    readonly machine: SimulatedMachine,
    readonly scene: Scene,
    readonly numbers: Numbers,
    readonly out: Words,
  ) {
    machine.scheduler.held = true;
    this.staleness = new Staleness(machine);
    this.keyParts = new KeyParts(machine, this.staleness, numbers, out);
    this.runners = race.threads.map((thread) => newRunner(thread, machine, scene));
  }

  private canRun({ at, done }: Runner): boolean {
    if (done) return false;
    if (at?.kind === 'lock') return this.locks.canTake(at.lock, at.mode);
    return at?.kind === 'flush' ? !this.machine.scheduler.isPending(at.request) : true;
  }

  /** What each CPU still has to do for flushes, in the order of what it is. */
  pendingFlushes(): PendingFlush[] {
    const { machine, out, runners } = this;
    const waiting = (request: number): number => runners.findIndex(({ at }) => at?.kind === 'flush' && at.request === request);
    return machine.scheduler.pending
      .map(({ cpu, place, request }) => {
        machine.state.tlbs[cpu]!.pending.rows.encodeRow(place, out);
        return { cpu, place, text: `${cpu},${waiting(request)}:${out.take()}` };
      })
      .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  }

  private threadSteps(): Transition[] {
    return this.runners.flatMap((runner, thread): Transition[] => {
      if (!this.canRun(runner)) return [];
      return runner.at?.kind === 'choice' ? runner.at.options.map((_, option) => ({ kind: 'thread', thread, option })) : [{ kind: 'thread', thread }];
    });
  }

  /** Everything that can happen now, in a fixed order. */
  enabled(): Transition[] {
    const flushes = this.pendingFlushes().map(({ cpu }, place) => ({ kind: 'flush' as const, cpu, place }));
    return [...this.threadSteps(), ...flushes, ...hardwareSteps(this.machine, this.race, this.scene)];
  }

  /** Every thread has ended and every flush is done. */
  get finished(): boolean {
    return this.runners.every(({ done }) => done) && this.machine.scheduler.pending.length === 0;
  }

  /** No thread can go on, ever. */
  get stuck(): boolean {
    return !this.finished && this.machine.scheduler.pending.length === 0 && !this.runners.some((runner) => this.canRun(runner));
  }

  /** Takes one step, which has to be possible. */
  take(transition: Transition): void {
    const { machine, scene } = this;
    const from = machine.log.length;
    this.returning = undefined;
    this.faults = 0;
    if (transition.kind === 'thread') this.resume(transition.thread, transition.option ?? 0);
    else if (transition.kind === 'flush') this.perform(transition.place);
    else takeHardware(machine, scene, transition);
    machine.log.forEachRecord((words, at, seq) => this.staleness.observe(words, at, seq), from);
    if (transition.kind === 'thread') this.countFaults(this.runners[transition.thread]!, from);
  }

  private countFaults(runner: Runner, from: number): void {
    if (runner.access === undefined) runner.faults = 0;
    else if (faultedSince(this.machine, from)) this.faults = ++runner.faults;
  }

  /** A CPU does its part of a flush. */
  private perform(place: number): void {
    const share = this.pendingFlushes()[place]!;
    this.machine.scheduler.perform(share.cpu, share.place);
  }

  private resume(thread: number, option: number): void {
    const runner = this.runners[thread]!;
    const { log } = this.machine;
    const from = log.length;
    if (runner.at?.kind === 'lock') this.locks.take(runner.at.lock, runner.at.mode, thread);
    runner.choice.taken = option;
    this.failure = advance(runner);
    runner.call = callAfter(this.machine, from, runner.call);
    if (runner.at?.kind === 'unlock') this.unlock(runner, runner.at.lock, thread);
    Object.assign(runner, remembered(runner, this.machine, from, this.numbers, this.out));
  }

  private unlock(runner: Runner, lock: string, thread: number): void {
    if (!this.locks.release(lock, thread)) this.failure = `${this.race.threads[thread]!.name} drops ${lock}, which it does not hold`;
    if (runner.call === undefined || lock !== mmapLock(runner.call.mm)) return;
    this.returning = runner.call;
    runner.call = undefined;
  }
}
