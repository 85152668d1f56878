/** What can go wrong with a log, by code. */
export type LogErrorCode =
  // using a log
  | 'bad-option' | 'unknown-kind' | 'no-operation' | 'no-such-event' | 'dropped' | 'unwritable'
  // reading one
  | 'no-header' | 'bad-header' | 'wrong-version' | 'line-too-long' | 'too-many-events' | 'cut-line' | 'not-json' | 'not-an-object'
  | 'unknown-type' | 'missing-field' | 'unexpected-field' | 'repeated-field' | 'wrong-type' | 'out-of-range' | 'bad-seq' | 'bad-cause' | 'bad-step';

/** Where in a written log an error lies; each part only where it is known. */
export interface LogPlace {
  /** From 1; the header is line 1. */
  readonly line?: number;
  /** From 1, in characters. */
  readonly column?: number;
  /** Seq of the event. */
  readonly seq?: number;
}

/** An error of the log: tell it by `code`. */
export class LogError extends Error {
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly seq: number | undefined;

  constructor(
    readonly code: LogErrorCode,
    message: string,
    readonly remedy: string,
    place: LogPlace = {},
  ) {
    super(message);
    this.name = 'LogError';
    this.line = place.line;
    this.column = place.column;
    this.seq = place.seq;
  }
}

const QUOTED = 40;

/** Foreign text, short and in printable ASCII, so that a message cannot drive a terminal. */
export function quoted(text: string): string {
  const short = text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text;
  return JSON.stringify(short).replace(/[^\x20-\x7e…]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
