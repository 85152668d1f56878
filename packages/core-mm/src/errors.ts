/** What can go wrong in the core, by code. */
export type CoreErrorCode = 'out-of-memory' | 'cannot-follow' | 'bad-argument';

/** An error of the core: tell it by `code`. */
export class CoreError extends Error {
  constructor(
    readonly code: CoreErrorCode,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'CoreError';
  }
}
