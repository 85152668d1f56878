import { KIND_NAMES, recordKind, type EventType, type MmEvent } from '@faultline/contracts';
import type { EventLog } from './event-log';

/**
 * One outermost operation: a run of events of a log. Frozen; it holds no event, only where they stand.
 * In a log that drops its events it can be read while it is delivered, and until the log is a chunk further.
 */
export class Transaction {
  constructor(
    /** Seq of its first event. */
    readonly first: number,
    /** Seq after its last event. */
    readonly end: number,
    /** Name of the operation, as its `begin` gave it. */
    readonly label: string,
    readonly log: EventLog,
  ) {
    Object.freeze(this);
  }

  /** How many events it has. */
  get count(): number {
    return this.end - this.first;
  }

  /** Type of its first event; undefined if nothing happened. */
  get root(): EventType | undefined {
    if (this.first === this.end) return undefined;
    const { words, at } = this.log.locate(this.first);
    return KIND_NAMES[recordKind(words, at)] as EventType;
  }

  /** Its events, built one by one. */
  events(): IterableIterator<MmEvent> {
    return this.log.events(this.first, this.end);
  }
}
