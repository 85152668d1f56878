import {
  argumentText, handlersByKind, isObject, KIND_NAMES, statesByKind, misspeltKey, wordRemedy, type EventType, type HandlerTable,
} from '@faultline/contracts';
import { LogError } from './errors';

/** How a log is made. */
export interface EventLogOptions {
  /** Handed each record that changes state, before anybody is told of it. It must not record anything itself. Default: nothing. */
  readonly fold?: HandlerTable;
  /** Hold each operand against its meaning before it is written (default). Without, writers are faster and trust their callers. */
  readonly checked?: boolean;
  /**
   * Keep all events (default). Without, chunks are used again, except for those that hold events of the open operation or
   * events not yet delivered, the current one and the one before.
   */
  readonly retain?: boolean;
  /** Seq of the first event; default 0. The log of a state that is taken up goes on where the one that led to it stopped. */
  readonly firstSeq?: number;
  /** Words of a chunk, 256 … 2^24; default 65536. */
  readonly chunkWords?: number;
}

/** Folds nothing. */
export const NO_FOLD: HandlerTable = { handlers: handlersByKind({}), states: statesByKind({}) };

export const CHUNK_WORDS = 65536;
/** The widest record has to fit into the smallest chunk. */
const LEAST_CHUNK_WORDS = 256;
const MOST_CHUNK_WORDS = 2 ** 24;

/** @throws LogError `bad-option` */
export function checkedChunkWords(words: number): number {
  if (Number.isInteger(words) && words >= LEAST_CHUNK_WORDS && words <= MOST_CHUNK_WORDS) return words;
  throw new LogError('bad-option', `chunkWords is ${argumentText(words)}`, `pass a whole number from ${LEAST_CHUNK_WORDS} to ${MOST_CHUNK_WORDS}`);
}

const bad = (name: string, value: unknown, allowed: string): never => {
  throw new LogError('bad-option', `${name} is ${argumentText(value)}, but must be ${allowed}`, `pass ${allowed} as ${name}`);
};

function checkKeys(options: object, known: readonly string[]): void {
  if (!isObject(options)) bad('options', options, 'an object, or nothing');
  const misspelt = misspeltKey('options', options, known);
  if (misspelt !== undefined) throw new LogError('bad-option', misspelt.message, misspelt.remedy);
}

const OPTIONS = ['fold', 'checked', 'retain', 'firstSeq', 'chunkWords'] as const satisfies readonly (keyof EventLogOptions)[];

/** @throws LogError `bad-option` */
export function checkOptions(options: EventLogOptions): void {
  checkKeys(options, OPTIONS);
  const { fold, checked, retain } = options;
  if (fold !== undefined && !(isObject(fold) && Array.isArray(fold.handlers))) bad('fold', fold, 'an object { handlers, states }');
  for (const [name, value] of Object.entries({ checked, retain })) if (value !== undefined && typeof value !== 'boolean') bad(name, value, 'true or false');
}

/** How many events may be read. @throws LogError `bad-option` */
export function checkedMaxEvents(options: { readonly maxEvents?: number }, most: number): number {
  checkKeys(options, ['maxEvents']);
  const { maxEvents = most } = options;
  return Number.isInteger(maxEvents) && maxEvents >= 0 ? Math.min(maxEvents, most) : bad('maxEvents', maxEvents, `a whole number from 0 to ${most}`);
}

const MOST_SEQ = 2 ** 31 - 1;

/** @throws LogError `bad-option` */
export function checkedFirstSeq(seq: number): number {
  if (Number.isInteger(seq) && seq >= 0 && seq <= MOST_SEQ) return seq;
  throw new LogError('bad-option', `firstSeq is ${argumentText(seq)}`, `pass a whole number from 0 to ${MOST_SEQ}`);
}

/** Marks every kind. */
export const allKinds = (): Uint8Array => new Uint8Array(256).fill(1);

/**
 * By kind: 1 if its type is among these.
 * @throws LogError `unknown-kind`
 */
export function kindsOf(types: readonly EventType[]): Uint8Array {
  const kinds = new Uint8Array(256);
  for (const type of types) {
    const kind = KIND_NAMES.indexOf(type);
    if (kind < 1) throw new LogError('unknown-kind', `there are no events of type ${argumentText(type)}`, wordRemedy('type', type, KIND_NAMES.slice(1)));
    kinds[kind] = 1;
  }
  return kinds;
}
