/** What can be wrong with a choice of switches, by code. */
export type SwitchErrorCode = 'unknown-switch' | 'unknown-kernel' | 'not-modelled' | 'contradiction';

/** An error of a choice of switches: tell it by `code`. */
export class SwitchError extends Error {
  constructor(
    readonly code: SwitchErrorCode,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'SwitchError';
  }
}
