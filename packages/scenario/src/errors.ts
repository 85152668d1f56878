/** What can be wrong with a scenario or a document, by code. */
export type ScenarioErrorCode =
  | 'too-large' | 'syntax' | 'alias' | 'forbidden-key' | 'too-deep' | 'unknown-step' | 'unknown-key' | 'wrong-type' | 'missing-key'
  | 'out-of-range' | 'duplicate-name' | 'unknown-name' | 'outside-mapping' | 'bad-document';

/** Where it is wrong. Line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** An error of a scenario file: tell it by `code`. */
export class ScenarioError extends Error {
  readonly file: string;
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(
    readonly code: ScenarioErrorCode,
    place: Place,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'ScenarioError';
    this.file = place.file;
    this.line = place.line;
    this.column = place.column;
  }
}
