import {
  checkFunction, checkList, checkObject, KIND_NAMES, RECORD_FIELDS, recordCause, recordCpu, recordKind, type FieldInfo,
} from '@faultline/contracts';
import type { EventLog } from '../event-log';
import { LogError } from '../errors';
import { codecOf } from './fields';
import { HEADER, printHeader, type LogHeader } from './header';
import { printMark, type StepMark } from './step-marks';

const unwritable = (seq: number, what: string): never => {
  throw new LogError('unwritable', `event ${seq} ${what}`, 'record only values that the event catalogue allows', { seq });
};

function printField(words: Int32Array, at: number, seq: number, field: FieldInfo): string {
  const text = codecOf(field).print(words, at, field) ?? unwritable(seq, `holds a value that its field ${field.name} cannot have`);
  return `,"${field.name}":${text}`;
}

/**
 * One event as a line of a written log, without its end. 64-bit values are `0x` and 16 digits, page numbers and their like
 * `0x` and the digits they need, enumerated fields their names, bits true or false, everything else a number.
 * @throws LogError `unwritable`
 */
export function printRecord(words: Int32Array, at: number, seq: number): string {
  const cause = recordCause(words, at);
  const kind = recordKind(words, at);
  if (cause >= seq) unwritable(seq, `names ${cause} as its cause, which is not earlier`);
  const type = KIND_NAMES[kind] || unwritable(seq, 'is of no known kind');
  let line = `{"seq":${seq},"cause":${cause < 0 ? 'null' : cause},"cpu":${recordCpu(words, at)},"type":"${type}"`;
  for (const field of RECORD_FIELDS[kind]!) line += printField(words, at, seq, field);
  return `${line}}`;
}

/**
 * A log as text: the header, which counts the events, then each event, a line each, with its end. Joined, the parts are the file.
 * @param steps where the steps of a scenario begin, in order: a line each, before the first event of the step
 * @throws LogError `bad-header`, `unwritable`; `dropped` for a log that did not keep its events
 */
export function* writeLog(log: EventLog, header: LogHeader, steps: readonly StepMark[] = []): IterableIterator<string> {
  checkObject('log', log, 'an EventLog');
  checkFunction('log.iterate', log.iterate, 'that of an EventLog');
  checkList('steps', steps, 'a list of places where steps begin');
  checkObject('header', header, HEADER);
  yield `${printHeader({ ...header, events: log.length })}\n`;
  let step = 0;
  for (const cursor = log.iterate(0); cursor.next();) {
    for (; step < steps.length && steps[step]!.seq <= cursor.seq; step++) yield `${printMark(step, steps[step]!)}\n`;
    yield `${printRecord(cursor.words, cursor.at, cursor.seq)}\n`;
  }
  for (; step < steps.length; step++) yield `${printMark(step, steps[step]!)}\n`;
}
