import {
  argumentText, buildEvent, checkFunction, RECORD_WIDTH, recordKind, toRecord, WIDEST_RECORD, type EventTaker, type EventType, type HandlerTable, type MmEvent, type Recorder,
} from '@faultline/contracts';
import { Observable } from 'rxjs';
import { Chunks, type Chunk } from './chunks';
import { RecordCursor, seek, walk, type Visit } from './cursor';
import { LogError } from './errors';
import { allKinds, checkedChunkWords, checkedFirstSeq, checkOptions, CHUNK_WORDS, kindsOf, NO_FOLD, type EventLogOptions } from './options';
import { EventStream } from './event-stream';
import { Publisher } from './publisher';
import { Transaction } from './transaction';

/**
 * The log: records in words, appended, folded, then published (DESIGN §4). Nothing is allocated per event unless somebody
 * listens. Committed words are never rewritten while they are held.
 */
export class EventLog implements Recorder {
  words: Int32Array;
  top = 0;
  last: number;
  /** Seq of the next event: of a log that begins at 0, the events so far, those dropped included. Written by the generated writers only. */
  length: number;
  listeners = 0;
  takers: readonly (EventTaker | undefined)[] = [];
  /** Operations that are open; changed by `begin` and `end` only. */
  depth = 0;
  /** Every event, frozen, in causal order; built only while somebody listens. A subscriber starts at the next event. */
  readonly events$: Observable<MmEvent>;
  /** A handle for each outermost operation, at its end and after its events. */
  readonly transactions$: Observable<Transaction>;

  readonly checked: boolean;
  readonly handlers: HandlerTable['handlers'];
  readonly states: HandlerTable['states'];
  readonly publisher: Publisher;
  private readonly chunks: Chunks;
  private operationFirst = 0;
  private operationLabel = '';

  /** @throws LogError `bad-option` */
  constructor(options: EventLogOptions = {}) {
    checkOptions(options);
    const { checked = true, retain = true, fold = NO_FOLD, firstSeq = 0, chunkWords = CHUNK_WORDS } = options;
    const { handlers, states } = fold;
    this.checked = checked;
    this.handlers = handlers;
    this.states = states;
    this.length = checkedFirstSeq(firstSeq);
    this.chunks = new Chunks(checkedChunkWords(chunkWords), retain, this.length);
    this.words = this.chunks.current.words;
    this.last = this.words.length - WIDEST_RECORD;
    this.publisher = new Publisher(this);
    this.events$ = this.observe(allKinds());
    this.transactions$ = new Observable((subscriber) => this.publisher.addListener(subscriber));
  }

  /** Seq of the oldest event still held; 0 in a log that keeps its events. */
  get first(): number {
    return this.chunks.first;
  }

  /** Bytes the held records take, with the ends of chunks where no record fitted. */
  get bytes(): number {
    return this.chunks.closedBytes + this.top * Int32Array.BYTES_PER_ELEMENT;
  }

  /**
   * Appends the record of an event that was made elsewhere. Nothing is folded or published.
   * @throws RecordError `out-of-range`
   */
  append(event: MmEvent): void {
    const at = this.top > this.last ? this.roll() : this.top;
    toRecord(event, this.words, at);
    this.top = at + RECORD_WIDTH[recordKind(this.words, at)]!;
    this.length++;
  }

  roll(): number {
    const pending = this.publisher.pendingFrom;
    const chunk = this.chunks.open(this.length, this.depth > 0 ? Math.min(pending, this.operationFirst) : pending);
    this.words = chunk.words;
    this.top = 0;
    return 0;
  }

  /** Is an operation open, or a delivery under way? */
  get busy(): boolean {
    return this.depth > 0 || this.publisher.delivering;
  }

  /** Begins an operation; only the outermost one becomes a transaction, and gives it its label. */
  begin(label: string): void {
    if (this.depth++ > 0) return;
    this.operationFirst = this.length;
    this.operationLabel = label;
  }

  /**
   * Ends the innermost operation; the end of the outermost delivers the transaction.
   * @throws LogError `no-operation`
   */
  end(): void {
    if (this.depth === 0) throw new LogError('no-operation', 'end() without begin()', 'call end() once for each begin(), in a finally clause');
    if (--this.depth > 0 || !this.publisher.expectsTransactions) return;
    this.publisher.end(new Transaction(this.operationFirst, this.length, this.operationLabel, this));
  }

  /**
   * Events of some types only; of others not even objects are built.
   * @throws LogError `unknown-kind`
   */
  stream<T extends EventType>(...types: readonly T[]): Observable<Extract<MmEvent, { readonly type: T }>> {
    return this.observe(kindsOf(types)) as Observable<Extract<MmEvent, { readonly type: T }>>;
  }

  private observe(kinds: Uint8Array): Observable<MmEvent> {
    return new EventStream(this.publisher, kinds);
  }

  /**
   * The event of a seq, built anew.
   * @throws LogError `no-such-event`, `dropped`
   */
  at(seq: number): MmEvent {
    const { words, at } = this.locate(seq);
    return buildEvent(words, at, seq);
  }

  /**
   * Where the record of a seq stands: `at` is its first word in `words`, which are the log itself and not to be written.
   * @throws LogError `no-such-event`, `dropped`
   */
  locate(seq: number): { readonly words: Int32Array; readonly at: number } {
    this.check(seq, this.length - 1);
    const { chunk, at } = this.start(seq);
    return { words: chunk.words, at };
  }

  /**
   * A cursor over the records from `from` to before `to`; default: all that are held now.
   * @throws LogError `no-such-event`, `dropped`
   */
  iterate(from: number = this.first, to: number = this.length): RecordCursor {
    const { chunk, at } = this.start(from);
    return new RecordCursor(chunk, at, from, this.endOf(to));
  }

  /**
   * Hands over the records from `from` to before `to`, without objects: the way of replay.
   * @throws LogError `no-such-event`, `dropped`
   */
  forEachRecord(visit: Visit, from: number = this.first, to: number = this.length): void {
    checkFunction('visit', visit);
    const { chunk, at } = this.start(from);
    walk(chunk, at, from, this.endOf(to), visit);
  }

  /**
   * The events from `from` to before `to`, built one by one.
   * @throws LogError `no-such-event`, `dropped`
   */
  *events(from?: number, to?: number): IterableIterator<MmEvent> {
    for (const cursor = this.iterate(from, to); cursor.next();) yield buildEvent(cursor.words, cursor.at, cursor.seq);
  }

  /** Where a visit to before event `to` ends. */
  private endOf(to: number): number {
    if (!Number.isInteger(to) || to < 0) throw new LogError('no-such-event', `to is ${argumentText(to)}, but must be a seq`, 'pass the seq after the last event that is wanted');
    return Math.min(to, this.length);
  }

  /** Where event `from` stands, or will. */
  private start(from: number): { chunk: Chunk; at: number } {
    this.check(from, this.length);
    if (from === this.length) return { chunk: this.chunks.current, at: this.top };
    const chunk = this.chunks.holding(from);
    return { chunk, at: seek(chunk, from) };
  }

  private check(seq: number, last: number): void {
    if (!Number.isInteger(seq) || seq < 0 || seq > last)
      throw new LogError('no-such-event', `there is no event ${argumentText(seq)}; the log has ${this.length}`, 'pass a seq from `first` to before `length`');
    if (seq < this.first)
      throw new LogError('dropped', `event ${seq} was dropped; the log begins at ${this.first}`, 'make the log with `retain: true`', { seq });
  }
}
