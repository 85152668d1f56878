import { LogError } from '../errors';
import type { Fields } from './parse-line';

/** Where a step of the scenario begins in a log. */
export interface StepMark {
  /** Seq of its first event, or of the next step's if it has none. */
  readonly seq: number;
  /** The step in words. */
  readonly text: string;
}

/** Steps that a written log may have. */
export const MAX_STEPS = 1_000_000;
const MOST_TEXT = 2000;
const KEYS = ['step', 'do'];

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= MOST_TEXT && !/\p{C}/u.test(value);

/** The line of a mark, without its end. @throws LogError `unwritable` for what a reader would refuse */
export function printMark(step: number, { seq, text }: StepMark): string {
  if (isText(text) && step < MAX_STEPS) return JSON.stringify({ step, do: text });
  throw new LogError('unwritable', `step ${step} cannot be marked: its text is not printable or too long, or there are too many`, 'mark steps by a short line of text', { seq });
}

/** Is this the line of a mark, not of an event? It begins as `printMark` writes it. */
export const isMark = (line: string): boolean => line.startsWith('{"step":');

/** What follows in the log when a mark is read. */
interface Next {
  readonly line: number;
  readonly step: number;
  readonly seq: number;
}

/**
 * The mark in a line.
 * @throws LogError `bad-step`
 */
export function parseMark(fields: Fields, { line, step, seq }: Next): StepMark {
  const fail = (what: string): never => {
    throw new LogError('bad-step', `line ${line}: ${what}`, 'the line was damaged or changed by hand: restore it, or record the log again', { line, column: 1 });
  };
  if (step >= MAX_STEPS) return fail(`the log has more than ${MAX_STEPS} steps`);
  if (fields['step'] !== step) return fail(`the next step is ${step}`);
  const text = fields['do'];
  if (!isText(text)) return fail(`step ${step} has no text in \`do\` that can be printed`);
  if (Object.keys(fields).some((key) => !KEYS.includes(key))) return fail(`step ${step} has a field that is not known`);
  return Object.freeze({ seq, text });
}
