/** What a caller of the gather can do wrong, by code. */
export type GatherErrorCode = 'no-such-gather' | 'too-many-gathers' | 'nothing-recorded' | 'flush-due' | 'bad-argument' | 'bad-option' | 'busy';

/** An error of the gather: tell it by `code`. */
export class GatherError extends Error {
  constructor(
    readonly code: GatherErrorCode,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'GatherError';
  }
}
