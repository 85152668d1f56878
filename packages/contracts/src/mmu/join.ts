import { checkFunction, checkKeys, checkObject } from '../check';
import { hasCpu, nextCpu, type CpuSet } from '../cpu-set';
import type { Place } from '../events/enums';
import { recFlushSent, type FlushRequested } from '../events/events.gen';
import { REACH_SELF } from '../events/places.gen';
import type { Recorder, Thread } from '../events/recorder';
import type { Bit } from '../numbers';
import type { FlushShares, MmuHalf, MmuQuestions } from './half';

/** What joining a stream takes; RxJS's observables have it. */
export interface Joined<T> {
  /** Takes each flush request. */
  subscribe(next: (value: T) => void): unknown;
}

/**
 * What an MMU half is joined to. Streams are of the type that whoever exposes them has: `Observable` in architectures and machine,
 * which have RxJS as a peer; nothing of it here, where nothing is needed of it.
 */
export interface MmuContext<Flushes$, Sent$> extends MmuQuestions {
  /** Flush requests of the kernel's paths. */
  readonly flushes$: Flushes$;
  /** Where shares are recorded, and told: an `EventLog`. */
  readonly log: Recorder & { stream(type: 'FlushSent'): Sent$ };
}

/** An MMU half at work. */
export interface Mmu<Sent$, S = unknown> extends MmuHalf<S> {
  /** What the half keeps. */
  readonly state: S;
  /** What it told: the shares that it sent to CPUs. */
  readonly events$: Sent$;
}

/** How an architecture's `createMmu` is called, by its types of streams. */
export type CreateMmuOf<Flushes$, Sent$> = (context: MmuContext<Flushes$, Sent$>) => Mmu<Sent$>;

/** Records the shares of one flush after the other. */
class RecordedShares implements FlushShares {
  private flush!: FlushRequested;
  private readonly thread: { -readonly [K in keyof Thread]: Thread[K] };

  constructor(private readonly machine: MmuQuestions, log: Recorder) {
    this.thread = { log, cpu: 0, cause: -1 };
  }

  /** Shares are those of this flush from now on: it is what they are caused by, and its CPU sends them. */
  of(flush: FlushRequested): this {
    this.flush = flush;
    this.thread.cpu = flush.cpu;
    this.thread.cause = flush.seq;
    return this;
  }

  private send(to: number, by: Place<'reach'>, kind: Place<'invalidation'>, leafOnly: Bit): void {
    const { seq, mm, start, end } = this.flush;
    recFlushSent(this.thread, to, kind, by, leafOnly, seq, mm, start, end);
  }

  self(kind: Place<'invalidation'>, leafOnly: Bit): void {
    this.send(this.flush.cpu, REACH_SELF, kind, leafOnly);
  }

  each(cpus: CpuSet, remote: Place<'reach'>, kind: Place<'invalidation'>, leafOnly: Bit): void {
    for (let cpu = nextCpu(cpus, 0); cpu >= 0; cpu = nextCpu(cpus, cpu + 1))
      if (hasCpu(this.machine.cpus, cpu)) this.send(cpu, cpu === this.flush.cpu ? REACH_SELF : remote, kind, leafOnly);
  }
}

/** @throws ArgumentError */
function checkContext(context: MmuContext<Joined<FlushRequested>, unknown>): void {
  checkObject('context', context, 'an object { flushes$, log, cpus, cpuMask }');
  checkKeys('context', context, ['flushes$', 'log', 'cpus', 'cpuMask']);
  const { flushes$, log, cpus, cpuMask } = context;
  checkFunction('flushes$.subscribe', (flushes$ as Partial<typeof flushes$> | undefined | null)?.subscribe, 'a function: flushes$ is a stream');
  checkFunction('log.stream', (log as Partial<typeof log> | undefined | null)?.stream, 'a function: log is an EventLog');
  checkObject('cpus', cpus, 'a set of CPUs, as firstCpus gives it');
  checkFunction('cpuMask', cpuMask);
}

/**
 * An MMU half as machines take it: joined to the stream of flushes, it decides on each as it comes. No CPU acts inside.
 * @example export const createMmu: CreateMmuOf<Observable<FlushRequested>, Observable<FlushSent>> = mmuOf({ ...STATELESS, decide });
 */
export const mmuOf = <S>(half: MmuHalf<S>) => <Flushes$ extends Joined<FlushRequested>, Sent$>(context: MmuContext<Flushes$, Sent$>): Mmu<Sent$, S> => {
  checkContext(context);
  const state = half.initialState();
  const shares = new RecordedShares(context, context.log);
  context.flushes$.subscribe((flush) => half.decide(state, flush, context, shares.of(flush)));
  return { ...half, state, events$: context.log.stream('FlushSent') };
};
