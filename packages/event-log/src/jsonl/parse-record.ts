import { KIND_NAMES, RECORD_FIELDS, type EventType, type FieldInfo, type MmEvent } from '@faultline/contracts';
import { LogError, quoted, type LogErrorCode } from '../errors';
import { codecOf, wholeNumberFault, type EventDraft } from './fields';
import type { Fields } from './parse-line';

/** A line of an event, with what errors about it tell. */
export interface EventLine {
  readonly text: string;
  readonly fields: Fields;
  /** From 1. */
  readonly line: number;
  /** What the seq of the event has to be. */
  readonly seq: number;
}

const COMMON = ['seq', 'cause', 'cpu', 'type'];
const MAX_CPU = 255;
const KINDS: ReadonlyMap<string, number> = new Map(KIND_NAMES.flatMap((name, kind) => (name === '' ? [] : [[name, kind] as const])));
const REMEDY = 'the line was damaged or changed by hand: restore it, or record the log again';

function fail({ text, line, seq }: EventLine, code: LogErrorCode, key: string, problem: string): never {
  const column = text.indexOf(`${JSON.stringify(key)}:`) + 1;
  throw new LogError(code, `line ${line}, event ${seq}: ${problem}`, REMEDY, { line, seq, ...(column > 0 ? { column } : {}) });
}

/** The value of a key that has to be there. */
function own(event: EventLine, key: string): unknown {
  if (!Object.hasOwn(event.fields, key)) fail(event, 'missing-field', key, `field ${key} is missing`);
  return event.fields[key];
}

/** The kind of the event's type. */
function kindOf(event: EventLine): number {
  const type = own(event, 'type');
  if (typeof type !== 'string') return fail(event, 'wrong-type', 'type', 'type must be a text');
  return KINDS.get(type) ?? fail(event, 'unknown-type', 'type', `there are no events of type ${quoted(type)}`);
}

/** Colons of a line whose values were all found to hold none: as many as keys, repeated ones included. */
function keysWritten(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) count++;
  return count;
}

/** Looks for more keys than the known ones, all of which were found. */
function checkKeys(event: EventLine, type: string, fields: readonly FieldInfo[]): void {
  const keys = Object.keys(event.fields);
  if (keys.length > COMMON.length + fields.length) {
    const key = keys.find((name) => !COMMON.includes(name) && !fields.some((field) => field.name === name))!;
    fail(event, 'unexpected-field', key, `${type} has no field ${quoted(key)}`);
  }
  if (keysWritten(event.text) > keys.length) fail(event, 'repeated-field', '', 'a field stands there twice');
}

function checkSeq(event: EventLine): void {
  const seq = own(event, 'seq');
  if (wholeNumberFault(seq, 0, Number.MAX_SAFE_INTEGER) === 'wrong-type') fail(event, 'wrong-type', 'seq', 'seq must be a whole number');
  if (seq !== event.seq) fail(event, 'bad-seq', 'seq', `seq is ${String(seq)}, but must be ${event.seq}`);
}

function causeOf(event: EventLine): number | null {
  const cause = own(event, 'cause');
  if (cause === null) return null;
  const fault = wholeNumberFault(cause, 0, event.seq - 1);
  if (fault === 'wrong-type') fail(event, 'wrong-type', 'cause', 'cause must be a whole number or null');
  if (fault !== undefined) fail(event, 'bad-cause', 'cause', `cause is ${String(cause)}, but must be an earlier event`);
  return cause as number;
}

function cpuOf(event: EventLine): number {
  const cpu = own(event, 'cpu');
  const fault = wholeNumberFault(cpu, 0, MAX_CPU);
  if (fault !== undefined) fail(event, fault, 'cpu', `cpu must be a whole number from 0 to ${MAX_CPU}`);
  return cpu as number;
}

function putField(event: EventLine, field: FieldInfo, out: EventDraft): void {
  const codec = codecOf(field);
  const fault = codec.parse(own(event, field.name), field, out);
  if (fault !== undefined) fail(event, fault, field.name, `${field.name} must be ${codec.expected(field)}`);
}

/**
 * The event of a line.
 * @throws LogError for whatever is wrong with the line
 */
export function parseEvent(event: EventLine): MmEvent {
  const kind = kindOf(event);
  const type = KIND_NAMES[kind] as EventType;
  checkSeq(event);
  const out: EventDraft = { seq: event.seq, cause: causeOf(event), cpu: cpuOf(event), type };
  for (const field of RECORD_FIELDS[kind]!) putField(event, field, out);
  checkKeys(event, type, RECORD_FIELDS[kind]!);
  return out as unknown as MmEvent;
}
