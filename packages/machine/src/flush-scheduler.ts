import { recTlbInvalidated, type CpuId, type Recorder, type Seq, type Thread } from '@faultline/contracts';
import type { CpuState } from '@faultline/cpu';

const NONE = -1;

/** One CPU's share of a flush, not done yet. */
export interface Share {
  /** CPU that has a share of a flush to do. */
  readonly cpu: CpuId;
  /** Its place among those that wait on the CPU. */
  readonly place: number;
  /** Seqs of its `FlushSent`, and of the `FlushRequested` it is of. */
  readonly sent: Seq;
  /** Seq of the `FlushRequested`. */
  readonly request: Seq;
}

/** Lets CPUs do their shares of flushes, which wait in the state (DESIGN §4.7): all as soon as they are sent; held, when an explorer says so. */
export class FlushScheduler {
  held = false;
  private readonly thread: { -readonly [K in keyof Thread]: Thread[K] };

  constructor(log: Recorder, private readonly cpus: CpuState) {
    this.thread = { log, cpu: 0, cause: NONE };
  }

  /** What waits, in the order in which it was sent. */
  get pending(): readonly Share[] {
    return this.cpus
      .flatMap(({ pending }, cpu) => Array.from({ length: pending.count }, (_, place): Share =>
        ({ cpu, place, sent: pending.sent(place), request: pending.request(place) })))
      .sort((a, b) => a.sent - b.sent);
  }

  isPending(request: Seq): boolean {
    return this.cpus.some(({ pending }) => pending.placeOf(request) >= 0);
  }

  /** A CPU does a share that waits there. */
  perform(cpu: CpuId, place: number): void {
    const { pending } = this.cpus[cpu]!;
    const { thread } = this;
    thread.cpu = cpu;
    thread.cause = pending.sent(place);
    recTlbInvalidated(
      thread, pending.kind(place), pending.by(place), pending.leafOnly(place), pending.request(place), pending.mm(place), pending.start(place),
      pending.end(place),
    );
  }

  /** A request was sent to every CPU. */
  settle(): void {
    if (!this.held) this.drain();
  }

  /** Every CPU does what waits there, in the order in which it was sent. */
  drain(): void {
    for (let cpu = this.next(); cpu >= 0; cpu = this.next()) this.perform(cpu, 0);
  }

  /** The CPU whose share was sent before all others; -1: nothing waits. */
  private next(): number {
    let first = NONE;
    let sent = Number.POSITIVE_INFINITY;
    for (let cpu = 0; cpu < this.cpus.length; cpu++) {
      const { pending } = this.cpus[cpu]!;
      if (!pending.has(0) || pending.sent(0) > sent) continue;
      first = cpu;
      sent = pending.sent(0);
    }
    return first;
  }
}
