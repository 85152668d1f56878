import type { UnknownName } from '@faultline/contracts';

/** What cannot be shown as it is asked for: the mistake, and what to do. */
export class WorkbenchError extends Error {
  constructor(
    readonly code: 'misuse' | 'not-modelled' | 'cannot-hold',
    message: string,
    readonly remedy: string,
    readonly unknown?: UnknownName,
  ) {
    super(message);
    this.name = 'WorkbenchError';
  }
}

/** Where a mistake is. */
export interface ErrorPlace {
  /** Name of the file, as it was given. */
  readonly file?: string | undefined;
  /** Line, from 1. */
  readonly line?: number | undefined;
  /** Column, from 1. */
  readonly column?: number | undefined;
  /** Seq of the event. */
  readonly seq?: number | undefined;
}

/** What typed errors of every package have. */
export interface TypedError extends ErrorPlace {
  /** What is wrong, by code. */
  readonly code: string;
  /** What is wrong, in a sentence. */
  readonly message: string;
  /** What to do. */
  readonly remedy: string;
  /** Where a name is wrong: the names to choose from. */
  readonly unknown?: UnknownName | undefined;
  /** Other mistakes of the same input, and how many there are beyond those. */
  readonly more?: readonly TypedError[];
  /** Mistakes of the file that are not told. */
  readonly untold?: number;
}

/** Is this a typed error of one of our packages? Told by its members, never by its class. */
export const isTyped = (error: unknown): error is TypedError =>
  error instanceof Error && typeof (error as Partial<TypedError>).code === 'string' && typeof (error as Partial<TypedError>).remedy === 'string';
