/** Where a mistake is. */
export interface ErrorPlace {
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly seq?: number | undefined;
}

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
  ) {
    super(message);
    this.name = 'CliError';
    this.file = place.file;
    this.line = place.line;
    this.column = place.column;
    this.seq = place.seq;
  }
}

/** What typed errors of every package have. */
interface TypedError extends ErrorPlace {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/** Is this a typed error of one of our packages? Told by its members, never by its class. */
export const isTyped = (error: unknown): error is TypedError =>
  error instanceof Error && typeof (error as Partial<TypedError>).code === 'string' && typeof (error as Partial<TypedError>).remedy === 'string';

const MOST = 1000;
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text of others as it may be shown: it steers no terminal, and does not fill the screen. */
export function plain(text: string): string {
  const shown = text.slice(0, MOST).replace(UNPRINTABLE, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`);
  return text.length > MOST ? `${shown}…` : shown;
}

/** `FILE:LINE:COLUMN: message; remedy`, in one line. */
export function errorLine(error: TypedError): string {
  const { file, line, column, seq } = error;
  const where = [file, line, column].filter((part) => part !== undefined).join(':');
  const event = seq === undefined || error.message.includes(`event ${seq}`) ? '' : `event ${seq}: `;
  const parts = [where === '' ? '' : `${where}: `, event, error.message, '; ', error.remedy];
  return `faultline: ${parts.map((part) => plain(part.replaceAll('\n', ' '))).join('')}\n`;
}

/** Does something with a file; a typed error that comes of it names the file. */
export function about<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!isTyped(error)) throw error;
    const { code, message, remedy, line, column, seq } = error;
    throw new CliError(code, message, remedy, { file: error.file ?? file, line, column, seq });
  }
}
