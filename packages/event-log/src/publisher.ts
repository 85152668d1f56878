import { buildEvent, type MmEvent } from '@faultline/contracts';
import type { Subscriber } from 'rxjs';
import type { Transaction } from './transaction';

/** What the publisher needs of the log it speaks for. */
interface Source {
  readonly length: number;
  /** How many listen to events. */
  listeners: number;
  cpu: number;
  cause: number;
  /** Operations that are open. */
  readonly depth: number;
  /** Ends the innermost one. */
  end(): void;
  /** Where the record of an event stands. */
  locate(seq: number): { readonly words: Int32Array; readonly at: number };
}

/** One subscriber to events. */
interface Sink {
  readonly subscriber: Subscriber<MmEvent>;
  /** By kind: 1 if it wants events of it. */
  readonly kinds: Uint8Array;
  /** First event it sees. */
  readonly from: number;
}

/** A transaction that ended, and who had subscribed by then. */
interface Ended {
  readonly transaction: Transaction;
  readonly to: readonly Subscriber<Transaction>[];
}

/**
 * Delivers events and transactions in causal order. What a subscriber makes happen in its handler is appended and folded
 * at once, but delivered only when the event at hand has reached everybody. Lists of subscribers are replaced, never
 * changed, so a delivery under way is not disturbed by who comes and goes.
 */
export class Publisher {
  private sinks: readonly Sink[] = [];
  /** The same by kind, without the questions that the newest event answers by itself. */
  private takers: readonly (readonly Subscriber<MmEvent>[])[] = [];
  private listeners: readonly Subscriber<Transaction>[] = [];
  private readonly ended: Ended[] = [];
  /** How many subscribers want each kind. */
  readonly wanted = new Int32Array(256);
  /** Events before this one are delivered, while a delivery is under way. */
  private published = 0;
  private delivering = false;

  constructor(private readonly source: Source) {}

  /** Whether anybody listens to transactions. */
  get expectsTransactions(): boolean {
    return this.listeners.length > 0;
  }

  /** Oldest event that somebody has yet to be given, or `length`. */
  get pendingFrom(): number {
    const published = this.delivering && this.source.listeners > 0 ? this.published : this.source.length;
    return Math.min(published, this.ended[0]?.transaction.first ?? published);
  }

  /** Adds a subscriber to events of some kinds; it starts at the next event. Returns how to remove it. */
  addSink(subscriber: Subscriber<MmEvent>, kinds: Uint8Array): () => void {
    const sink = { subscriber, kinds, from: this.source.length };
    this.setSinks([...this.sinks, sink]);
    return () => this.setSinks(this.sinks.filter((other) => other !== sink));
  }

  private setSinks(sinks: readonly Sink[]): void {
    this.sinks = sinks;
    this.source.listeners = sinks.length;
    this.takers = Array.from(this.wanted, (_, kind) => sinks.flatMap(({ subscriber, kinds }) => (kinds[kind] === 1 ? [subscriber] : [])));
    this.takers.forEach((subscribers, kind) => void (this.wanted[kind] = subscribers.length));
  }

  /** Adds a subscriber to transactions; it starts at the next one that ends. Returns how to remove it. */
  addListener(subscriber: Subscriber<Transaction>): () => void {
    this.listeners = [...this.listeners, subscriber];
    return () => void (this.listeners = this.listeners.filter((other) => other !== subscriber));
  }

  /** Delivers the event noted last. If a delivery is under way further up the stack, that one will come to it. */
  publish(event: MmEvent, kind: number, seq: number): void {
    if (this.delivering) return;
    const { source } = this;
    const { cpu, cause, depth } = source;
    this.delivering = true;
    this.published = seq + 1;
    try {
      const takers = this.takers[kind]!;
      for (let i = 0; i < takers.length; i++) if (!takers[i]!.closed) takers[i]!.next(event);
      if (source.length !== this.published || source.depth !== depth || this.ended.length > 0) this.catchUp(depth);
    } finally {
      this.settle(cpu, cause);
    }
  }

  /** Delivers a transaction, once its events are delivered. */
  end(transaction: Transaction): void {
    if (this.delivering) return void this.ended.push({ transaction, to: this.listeners });
    const { cpu, cause, depth } = this.source;
    this.delivering = true;
    this.published = this.source.length;
    try {
      this.deliverTransaction(transaction, this.listeners);
      this.catchUp(depth);
    } finally {
      this.settle(cpu, cause);
    }
  }

  /** Handlers may have acted on other CPUs and for other causes: whoever recorded goes on with its own. */
  private settle(cpu: number, cause: number): void {
    this.delivering = false;
    this.source.cpu = cpu;
    this.source.cause = cause;
  }

  /** Delivers what handlers made happen, until nothing is left. */
  private catchUp(depth: number): void {
    for (;;) {
      // A handler that threw inside an operation of its own left it open.
      while (this.source.depth > depth) this.source.end();
      if (this.transactionIsDue()) this.deliverEnded();
      else if (this.source.listeners > 0 && this.published < this.source.length) this.deliverNext();
      else return;
    }
  }

  private transactionIsDue(): boolean {
    return this.ended.length > 0 && (this.source.listeners === 0 || this.ended[0]!.transaction.end <= this.published);
  }

  private deliverEnded(): void {
    const { transaction, to } = this.ended.shift()!;
    this.deliverTransaction(transaction, to);
  }

  private deliverTransaction(transaction: Transaction, to: readonly Subscriber<Transaction>[]): void {
    for (let i = 0; i < to.length; i++) if (!to[i]!.closed) to[i]!.next(transaction);
  }

  private deliverNext(): void {
    const seq = this.published++;
    const { words, at } = this.source.locate(seq);
    const kind = words[at]! & 255;
    if (this.wanted[kind] !== 0) this.deliver(buildEvent(words, at, seq), kind, seq);
  }

  private deliver(event: MmEvent, kind: number, seq: number): void {
    const { sinks } = this;
    for (let i = 0; i < sinks.length; i++) {
      const { subscriber, kinds, from } = sinks[i]!;
      if (kinds[kind] === 1 && seq >= from && !subscriber.closed) subscriber.next(event);
    }
  }
}
