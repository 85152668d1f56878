/** What can be wrong with a choice of switches, by code. */
export type SwitchErrorCode = 'unknown-switch' | 'unknown-kernel' | 'bad-profile' | 'not-modelled' | 'contradiction';

/** A name that nothing has, and those that there are: whoever shows the error may say which was meant. */
export interface UnknownName {
  /** The name as it was given. */
  readonly name: string;
  /** The names there are. */
  readonly known: readonly string[];
}

/** An error of a choice of switches: tell it by `code`. */
export class SwitchError extends Error {
  constructor(
    readonly code: SwitchErrorCode,
    message: string,
    readonly remedy: string,
    readonly unknown?: UnknownName,
  ) {
    super(message);
    this.name = 'SwitchError';
  }
}
