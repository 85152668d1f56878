import type { CpuId } from '../numbers';
import type { MmEvent } from './events.gen';

/** Is given the state of a kind's owner, the operands of a record in the order of the catalogue, the CPU that acted, and the record's seq. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each owner has a state, and each kind operands, of its own
export type RecordHandler = (state: any, ...operands: any[]) => unknown;

/** Stands for a kind that nothing is made of: its operands are not even read. */
export const handleNothing: RecordHandler = () => undefined;

/** What is made of records: by kind its handler and the state it is given. */
export interface HandlerTable {
  /** A handler for each kind, by its number. */
  readonly handlers: readonly RecordHandler[];
  /** What each handler is given first, by the kind's number. */
  readonly states: readonly unknown[];
}

/** Is given events. */
export type EventTaker = (event: MmEvent) => void;

/** Tells those who listen. */
export interface EventPublisher {
  /** Delivers the event of the record written last to who takes its kind. */
  publish(event: MmEvent, to: EventTaker, seq: number): void;
}

/**
 * Where decisions put their events, as the generated writers see it: a log laid open. A writer fills words from `top` on, folds
 * the record, counts it, and builds and publishes the event if anybody wants its kind. Each kind has a writer of its own, so
 * that each of its calls has one target. Handlers fold each record into the state.
 */
export interface Recorder extends HandlerTable {
  /** Each operand is held against its meaning before it is written. Without, an operand out of range makes a wrong record. */
  readonly checked: boolean;
  /** Who delivers events. */
  readonly publisher: EventPublisher;
  /** By kind: who is to be given its events at once. */
  takers: readonly (EventTaker | undefined)[];
  /** How many are to be given events at once; 0 while a delivery is under way, which will come to what is recorded meanwhile. */
  listeners: number;
  /** Words of the current chunk; valid until the next record. */
  words: Int32Array;
  /** First free word. */
  top: number;
  /** Highest `top` at which any record still fits. */
  last: number;
  /** Records so far: the seq of the next. */
  length: number;
  /** Goes on in another chunk; returns where. */
  roll(): number;
}

/** Who acts, and why: what a path is handed, and what every writer of events is given. */
export interface Thread {
  /** Where it records. */
  readonly log: Recorder;
  /** CPU on which it acts. */
  readonly cpu: CpuId;
  /**
   * Seq of the event that led here; -1 for a root. A path moves it on to what it did, and whoever does one thing after another
   * sets it back between them. Which kinds lead to which is a table (`tools/laws/causes.ts`).
   */
  cause: number;
}

/** A thread that runs kernel paths. */
export interface ActingThread extends Thread {
  /** Seq of what happened last to the gather under way: it began, something was queued, it was flushed. What it does next is due to that. */
  gathered: number;
}

/** A thread on a CPU, with nothing that led to it. */
export const threadOn = (log: Recorder, cpu: CpuId = 0): ActingThread => ({ log, cpu, cause: -1, gathered: -1 });
