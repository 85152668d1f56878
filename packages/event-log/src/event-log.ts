import { buildEvent, type EventType, type MmEvent, type Recorder } from '@faultline/contracts';
import { Observable } from 'rxjs';
import { Chunks, type Chunk, MARK_MASK, MARK_SHIFT } from './chunks';
import { RecordCursor, seek, walk, type Visit } from './cursor';
import { LogError } from './errors';
import { allKinds, checkedChunkWords, CHUNK_WORDS, kindsOf, type EventLogOptions, type Fold } from './options';
import { Publisher } from './publisher';
import { Transaction } from './transaction';

const foldNothing: Fold = () => undefined;

/**
 * The log: records in words, appended, folded, then published (DESIGN §4). Nothing is allocated per event unless somebody
 * listens. Committed words are never rewritten while they are held.
 */
export class EventLog implements Recorder {
  words: Int32Array;
  cpu = 0;
  cause = -1;
  /** Every event, frozen, in causal order; built only while somebody listens. A subscriber starts at the next event. */
  readonly events$: Observable<MmEvent>;
  /** A handle for each outermost operation, at its end and after its events. */
  readonly transactions$: Observable<Transaction>;

  private readonly fold: Fold;
  private readonly chunks: Chunks;
  private readonly publisher: Publisher;
  private marks: Int32Array;
  /** Seq of the first event in the current chunk. */
  private base = 0;
  /** First free word of the current chunk: where the record being written stands. */
  private top = 0;
  /** Width of the record being written. */
  private width = 0;
  private count = 0;
  private openOperations = 0;
  private operationFirst = 0;
  private operationLabel = '';

  /** @throws LogError `bad-option` */
  constructor(options: EventLogOptions = {}) {
    this.fold = options.fold ?? foldNothing;
    this.chunks = new Chunks(checkedChunkWords(options.chunkWords ?? CHUNK_WORDS), options.retain ?? true);
    this.words = this.chunks.current.words;
    this.marks = this.chunks.current.marks;
    this.publisher = new Publisher(this);
    this.events$ = this.observe(allKinds());
    this.transactions$ = new Observable((subscriber) => this.publisher.addListener(subscriber));
  }

  /** Events so far, those dropped included: the seq of the next one. */
  get length(): number {
    return this.count;
  }

  /** Seq of the oldest event still held; 0 in a log that keeps its events. */
  get first(): number {
    return this.chunks.first;
  }

  /** Bytes the held records take, with the index and the ends of chunks where no record fitted. */
  get bytes(): number {
    const marks = ((this.count - this.base + MARK_MASK) >> MARK_SHIFT) * Int32Array.BYTES_PER_ELEMENT;
    return this.chunks.closedBytes + this.top * Int32Array.BYTES_PER_ELEMENT + marks;
  }

  /** Operations that are open. */
  get depth(): number {
    return this.openOperations;
  }

  reserve(width: number): number {
    if (this.top + width > this.words.length) this.roll();
    this.width = width;
    return this.top;
  }

  commit(): number {
    this.fold(this.words, this.top);
    return this.note();
  }

  note(): number {
    const seq = this.count;
    const nth = seq - this.base;
    const at = this.top;
    if ((nth & MARK_MASK) === 0) this.marks[nth >> MARK_SHIFT] = at;
    this.top = at + this.width;
    this.count = seq + 1;
    if (this.publisher.active) this.publisher.publish(this.words, at, seq);
    return seq;
  }

  private roll(): void {
    const pending = this.publisher.pendingFrom;
    const chunk = this.chunks.open(this.count, this.openOperations > 0 ? Math.min(pending, this.operationFirst) : pending);
    this.words = chunk.words;
    this.marks = chunk.marks;
    this.base = this.count;
    this.top = 0;
  }

  /** Begins an operation; only the outermost one becomes a transaction, and gives it its label. */
  begin(label: string): void {
    if (this.openOperations++ > 0) return;
    this.operationFirst = this.count;
    this.operationLabel = label;
  }

  /**
   * Ends the innermost operation; the end of the outermost delivers the transaction.
   * @throws LogError `no-operation`
   */
  end(): void {
    if (this.openOperations === 0) throw new LogError('no-operation', 'end() without begin()', 'call end() once for each begin(), in a finally clause');
    if (--this.openOperations > 0 || !this.publisher.expectsTransactions) return;
    this.publisher.end(new Transaction(this.operationFirst, this.count, this.operationLabel, this));
  }

  /**
   * Events of some types only; of others not even objects are built.
   * @throws LogError `unknown-kind`
   */
  stream<T extends EventType>(...types: readonly T[]): Observable<Extract<MmEvent, { readonly type: T }>> {
    return this.observe(kindsOf(types)) as Observable<Extract<MmEvent, { readonly type: T }>>;
  }

  private observe(kinds: Uint8Array): Observable<MmEvent> {
    return new Observable((subscriber) => this.publisher.addSink(subscriber, kinds));
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
    this.check(seq, this.count - 1);
    const { chunk, at } = this.start(seq);
    return { words: chunk.words, at };
  }

  /**
   * A cursor over the records from `from` to before `to`; default: all that are held now.
   * @throws LogError `no-such-event`, `dropped`
   */
  iterate(from: number = this.first, to: number = this.count): RecordCursor {
    const { chunk, at } = this.start(from);
    return new RecordCursor(chunk, at, from, Math.min(to, this.count));
  }

  /**
   * Hands over the records from `from` to before `to`, without objects: the way of replay.
   * @throws LogError `no-such-event`, `dropped`
   */
  forEachRecord(visit: Visit, from: number = this.first, to: number = this.count): void {
    const { chunk, at } = this.start(from);
    walk(chunk, at, from, Math.min(to, this.count), visit);
  }

  /**
   * The events from `from` to before `to`, built one by one.
   * @throws LogError `no-such-event`, `dropped`
   */
  *events(from?: number, to?: number): IterableIterator<MmEvent> {
    for (const cursor = this.iterate(from, to); cursor.next();) yield buildEvent(cursor.words, cursor.at, cursor.seq);
  }

  /** Where event `from` stands, or will. */
  private start(from: number): { chunk: Chunk; at: number } {
    this.check(from, this.count);
    if (from === this.count) return { chunk: this.chunks.current, at: this.top };
    const chunk = this.chunks.holding(from);
    return { chunk, at: seek(chunk, from) };
  }

  private check(seq: number, last: number): void {
    if (!Number.isInteger(seq) || seq < 0 || seq > last)
      throw new LogError('no-such-event', `there is no event ${seq}; the log has ${this.count}`, 'pass a seq from `first` to before `length`');
    if (seq < this.first)
      throw new LogError('dropped', `event ${seq} was dropped; the log begins at ${this.first}`, 'make the log with `retain: true`', { seq });
  }
}
