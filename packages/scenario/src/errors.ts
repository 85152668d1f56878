import type { UnknownName } from '@faultline/contracts';

/** What can be wrong with a scenario or a document, by code. */
export type ScenarioErrorCode =
  | 'too-large' | 'syntax' | 'alias' | 'forbidden-key' | 'duplicate-key' | 'too-deep' | 'unknown-step' | 'unknown-key' | 'wrong-type' | 'missing-key'
  | 'out-of-range' | 'duplicate-name' | 'unknown-name' | 'outside-mapping' | 'bad-document' | 'not-modelled' | 'too-little-memory';

/** Where it is wrong. Line and column count from 1. */
export interface Place {
  /** Name of the file, as it was given. */
  readonly file: string;
  /** Line, from 1. */
  readonly line?: number;
  /** Column, from 1. */
  readonly column?: number;
}

const MOST = 300;
/** What a terminal would obey, show in another order, or as the space that it is not. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/** One line fit to be shown, whatever was quoted in it. */
function plain(message: string): string {
  const shown = message.slice(0, MOST).replace(UNPRINTABLE, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`);
  return message.length > MOST ? `${shown}…` : shown;
}

/** What is wrong with a scenario file, or with a document: the first mistake. Tell it by `code`. */
export class ScenarioError extends Error {
  readonly file: string;
  /** Line, from 1. */
  readonly line: number | undefined;
  /** Column, in characters from 1. */
  readonly column: number | undefined;

  constructor(
    readonly code: ScenarioErrorCode,
    place: Place,
    message: string,
    readonly remedy: string,
    /** Where a word is wrong: the words to choose from. */
    readonly unknown?: UnknownName,
    /** The other mistakes of the file that are told, by place. */
    readonly more: readonly ScenarioError[] = [],
    /** How many more there are that are not. */
    readonly untold = 0,
  ) {
    super(plain(message));
    this.name = 'ScenarioError';
    this.file = place.file;
    this.line = place.line;
    this.column = place.column;
  }
}
