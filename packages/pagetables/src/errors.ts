/** What can be wrong with a dump, or with a question about it, by code. */
export type DumpErrorCode =
  | 'too-large' | 'too-deep' | 'too-many' | 'syntax' | 'wrong-shape' | 'duplicate-table' | 'missing-table' | 'mislabelled' | 'not-modelled'
  | 'outside' | 'unknown-attribute';

/** Where in the file it is wrong. Line and column count from 1. */
export interface DumpPlace {
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

const MOST = 300;
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** One line fit to be shown, whatever was quoted in it. */
function plain(message: string): string {
  const shown = message.slice(0, MOST).replace(UNPRINTABLE, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`);
  return message.length > MOST ? `${shown}…` : shown;
}

/** An error of a dump: tell it by `code`. The message begins with the path of the value it is about, where there is one. */
export class DumpError extends Error {
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(
    readonly code: DumpErrorCode,
    message: string,
    readonly remedy: string,
    place: DumpPlace = {},
  ) {
    super(plain(message));
    this.name = 'DumpError';
    this.line = place.line;
    this.column = place.column;
  }
}
