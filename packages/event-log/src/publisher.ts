import { buildEvent, recordKind, type EventTaker, type MmEvent } from '@faultline/contracts';
import { throwError, type Subscriber } from 'rxjs';
import type { Transaction } from './transaction';

/** What the publisher needs of the log it speaks for. */
interface Source {
  readonly length: number;
  /** How many are to be given events at once: none while a delivery is under way. */
  listeners: number;
  /** By kind: who is to be given its events at once. */
  takers: readonly (EventTaker | undefined)[];
  /** Operations that are open. */
  readonly depth: number;
  /** Ends the innermost one. */
  end(): void;
  /** Where the record of an event stands. */
  locate(seq: number): { readonly words: Int32Array; readonly at: number };
}

/** One subscriber to events. */
interface Sink {
  readonly take: EventTaker;
  /** By kind: 1 if it wants events of it. */
  readonly kinds: Uint8Array;
  /** First event it sees. */
  readonly from: number;
  /** It has not left. */
  open: boolean;
}

/** A transaction that ended, and who had subscribed by then. */
interface Ended {
  readonly transaction: Transaction;
  readonly to: readonly Subscriber<Transaction>[];
}

const KINDS = 256;
const NOTHING = -1;

/** An exception of a subscriber is its own: RxJS tells of it on a later turn. */
const report = (error: unknown): void => void throwError(() => error).subscribe();

function hand(sink: Sink, event: MmEvent): void {
  if (!sink.open) return;
  try {
    sink.take(event);
  } catch (error) {
    report(error);
  }
}

/** One who gives an event to all of these; undefined: there are none. */
function takerFor(sinks: readonly Sink[]): EventTaker | undefined {
  if (sinks.length < 2) return sinks[0]?.take;
  return (event) => {
    for (let i = 0; i < sinks.length; i++) hand(sinks[i]!, event);
  };
}

/**
 * Delivers events and transactions in causal order. What a subscriber makes happen in its handler is appended and folded
 * at once, but delivered only when the event at hand has reached everybody. Lists of subscribers are replaced, never
 * changed, so a delivery under way is not disturbed by who comes and goes.
 */
export class Publisher {
  private sinks: readonly Sink[] = [];
  private listeners: readonly Subscriber<Transaction>[] = [];
  private readonly ended: Ended[] = [];
  /** Events before this one are delivered, while a delivery is under way; else -1. */
  private published = NOTHING;

  constructor(private readonly source: Source) {}

  /** Whether anybody listens to transactions. */
  get expectsTransactions(): boolean {
    return this.listeners.length > 0;
  }

  /** Is an event or a transaction on its way to subscribers? */
  get delivering(): boolean {
    return this.published !== NOTHING;
  }

  /** Oldest event that somebody has yet to be given, or `length`. */
  get pendingFrom(): number {
    const published = this.delivering && this.sinks.length > 0 ? this.published : this.source.length;
    return Math.min(published, this.ended[0]?.transaction.first ?? published);
  }

  /** Adds a subscriber to events of some kinds; it starts at the next event. Returns how to remove it. */
  addSink(take: EventTaker, kinds: Uint8Array): () => void {
    const sink: Sink = { take, kinds, from: this.source.length, open: true };
    this.setSinks([...this.sinks, sink]);
    return () => {
      sink.open = false;
      this.setSinks(this.sinks.filter((other) => other !== sink));
    };
  }

  private setSinks(sinks: readonly Sink[]): void {
    this.sinks = sinks;
    this.source.takers = Array.from({ length: KINDS }, (_, kind) => takerFor(sinks.filter(({ kinds }) => kinds[kind] === 1)));
    if (!this.delivering) this.source.listeners = sinks.length;
  }

  /** Adds a subscriber to transactions; it starts at the next one that ends. Returns how to remove it. */
  addListener(subscriber: Subscriber<Transaction>): () => void {
    this.listeners = [...this.listeners, subscriber];
    return () => void (this.listeners = this.listeners.filter((other) => other !== subscriber));
  }

  /** Delivers the event noted last. Never called while a delivery is under way: that one will come to it. */
  publish(event: MmEvent, to: EventTaker, seq: number): void {
    const { source } = this;
    const { depth } = source;
    this.published = seq + 1;
    source.listeners = 0;
    try {
      to(event);
    } catch (error) {
      report(error);
    }
    if (source.length !== this.published || source.depth !== depth || this.ended.length > 0) this.catchUp(depth);
    this.settle();
  }

  /** Delivers a transaction, once its events are delivered. */
  end(transaction: Transaction): void {
    if (this.delivering) return void this.ended.push({ transaction, to: this.listeners });
    const { depth } = this.source;
    this.published = this.source.length;
    this.source.listeners = 0;
    try {
      this.deliverTransaction(transaction, this.listeners);
      this.catchUp(depth);
    } finally {
      this.settle();
    }
  }

  private settle(): void {
    const { source } = this;
    this.published = NOTHING;
    source.listeners = this.sinks.length;
  }

  /** Delivers what handlers made happen, until nothing is left. */
  private catchUp(depth: number): void {
    for (;;) {
      // A handler that threw inside an operation of its own left it open.
      while (this.source.depth > depth) this.source.end();
      if (this.transactionIsDue()) this.deliverEnded();
      else if (this.sinks.length > 0 && this.published < this.source.length) this.deliverNext();
      else return;
    }
  }

  private transactionIsDue(): boolean {
    return this.ended.length > 0 && (this.sinks.length === 0 || this.ended[0]!.transaction.end <= this.published);
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
    const kind = recordKind(words, at);
    if (this.source.takers[kind] !== undefined) this.deliver(buildEvent(words, at, seq), kind, seq);
  }

  private deliver(event: MmEvent, kind: number, seq: number): void {
    const { sinks } = this;
    for (let i = 0; i < sinks.length; i++) {
      const sink = sinks[i]!;
      if (sink.kinds[kind] === 1 && seq >= sink.from) hand(sink, event);
    }
  }
}
