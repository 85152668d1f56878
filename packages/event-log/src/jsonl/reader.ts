import { ArgumentError, checkText, isObject } from '@faultline/contracts';
import { EventLog } from '../event-log';
import { LogError } from '../errors';
import { checkedHeader, MAX_EVENTS, type LogHeader } from './header';
import { checkedMaxEvents } from '../options';
import { linesOf, withoutEnd } from './lines';
import { parseLine } from './parse-line';
import { parseEvent } from './parse-record';
import { isMark, parseMark, type StepMark } from './step-marks';

/** A log that was read. Its form is sound; whether its events can follow one another is for replay to say. */
export interface LoadedLog {
  /** What the log was recorded on. */
  readonly header: LogHeader;
  /** Its events. */
  readonly log: EventLog;
  /** Where the steps of a scenario begin; none in a log that was written without them. A step ends where the next begins, the last with the log. */
  readonly steps: readonly StepMark[];
  /** Events that the header counts and that the file does not hold, because it was cut off; 0 where the header counts none. */
  readonly lacking: number;
}

/** Limits of a reader. */
export interface ReadOptions {
  /** At most `MAX_EVENTS`, which is the default. */
  readonly maxEvents?: number;
}

/** Takes a written log line by line, trusting nothing. After an error it is of no further use. */
export class LogReader {
  private readonly log = new EventLog();
  private readonly maxEvents: number;
  private header: LogHeader | undefined;
  private readonly steps: StepMark[] = [];
  private lines = 0;

  constructor(options: ReadOptions = {}) {
    this.maxEvents = checkedMaxEvents(options, MAX_EVENTS);
  }

  /**
   * Takes the next line, with or without its end.
   * @throws LogError with the place, for anything that is wrong with it
   */
  push(line: string): void {
    checkText('line', line);
    const text = withoutEnd(line);
    this.lines++;
    if (this.header === undefined) this.header = checkedHeader(parseLine(text, { line: 1 }));
    else this.pushNext(text, this.lines, this.log.length);
  }

  private pushNext(text: string, line: number, seq: number): void {
    if (isMark(text)) this.steps.push(parseMark(parseLine(text, { line }), { line, step: this.steps.length, seq }));
    else this.pushEvent(text, line, seq);
  }

  private pushEvent(text: string, line: number, seq: number): void {
    if (seq >= this.maxEvents)
      throw new LogError('too-many-events', `the log has more than ${this.maxEvents} events`, 'read a shorter log, or record with less in it', { line, seq });
    if (seq === this.header?.events)
      throw new LogError('too-many-events', `the header counts ${seq} events, and here is one more`, 'the file was damaged or changed by hand: restore it, or record the log again', { line, seq });
    this.log.append(parseEvent({ text, line, seq, fields: parseLine(text, { line, seq }) }));
  }

  /**
   * The log, after its last line.
   * @throws LogError `no-header` if there was no line
   */
  finish(): LoadedLog {
    if (this.header === undefined) throw new LogError('no-header', 'the log is empty', 'pass a file that faultline wrote', { line: 1 });
    const { header, log, steps } = this;
    return { header, log, steps, lacking: (header.events ?? log.length) - log.length };
  }
}

/** @throws ArgumentError */
function checkSource(source: string | Iterable<string>): void {
  const iterates = isObject(source) && typeof (source as Partial<Iterable<string>>)[Symbol.iterator] === 'function';
  if (typeof source !== 'string' && !iterates) throw new ArgumentError('source', source, 'the text of a log, or its lines');
}

/**
 * Reads a written log: its whole text, or its lines.
 * @throws LogError with line, column and seq where they are known
 */
export function readLog(source: string | Iterable<string>, options?: ReadOptions): LoadedLog {
  checkSource(source);
  const reader = new LogReader(options);
  for (const line of typeof source === 'string' ? linesOf(source) : source) reader.push(line);
  return reader.finish();
}
