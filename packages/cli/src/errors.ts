import type { UnknownName } from '@faultline/contracts';
import { isTyped, type ErrorPlace, type TypedError } from '@faultline/workbench';
import { suggestion } from './suggestion';

/** A user's mistake: one message, exit status 2. */
export class CliError extends Error implements ErrorPlace {
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly seq: number | undefined;

  constructor(
    readonly code: string,
    message: string,
    readonly remedy: string,
    place: ErrorPlace = {},
    readonly unknown?: UnknownName,
  ) {
    super(message);
    this.name = 'CliError';
    this.file = place.file;
    this.line = place.line;
    this.column = place.column;
    this.seq = place.seq;
  }
}

/** What the system says, without the call that failed: that was made on a file of our own naming. */
const said = (error: unknown): string => (error as Error).message.replace(/, [a-z]+( '.*)?$/, '');

const isFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');

/** The same error for whatever the file system has against a path. */
export const cannotWrite = (path: string, error: unknown): CliError =>
  new CliError('cannot-write', `it cannot be written: ${said(error)}`, isFull(error) ? 'make room, or write elsewhere' : 'check the folder', { file: path === '' ? "''" : path });

const MOST = 1000;
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/** Text of others as it may be shown: it steers no terminal, and does not fill the screen. */
export function plain(text: string): string {
  const shown = text.slice(0, MOST).replace(UNPRINTABLE, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`);
  return text.length > MOST ? `${shown}…` : shown;
}

function lineOf(error: TypedError): string {
  const { file, line, column, seq, unknown } = error;
  const where = [file, line, column].filter((part) => part !== undefined).join(':');
  const event = seq === undefined || error.message.includes(`event ${seq}`) ? '' : `event ${seq}: `;
  const parts = [where === '' ? '' : `${where}: `, event, error.message, '; ', suggestion(unknown), error.remedy];
  return `faultline: ${parts.map((part) => plain(part.replaceAll('\n', ' '))).join('')}\n`;
}

/** `FILE:LINE:COLUMN: message; remedy`: a line a mistake, and one for those that are not told. */
export function errorText(error: TypedError): string {
  const { file, more = [], untold = 0 } = error;
  const rest = untold === 0 ? '' : `faultline: ${plain(file ?? '')}: and ${untold} more\n`;
  return [error, ...more].map(lineOf).join('') + rest;
}

/** Does something with a file, or a line of it; a typed error that comes of it names the place. */
export function about<T>(file: string, action: () => T, at?: number): T {
  try {
    return action();
  } catch (error) {
    if (!isTyped(error)) throw error;
    const { code, message, remedy, line = at, column, seq, unknown } = error;
    throw new CliError(code, message, remedy, { file: error.file ?? file, line, column, seq }, unknown);
  }
}
