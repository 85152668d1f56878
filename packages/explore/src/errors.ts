/** What can go wrong in the explorer, by code. */
export type ExploreErrorCode = 'cannot-start' | 'not-possible' | 'not-reproduced';

/** An error of the explorer: tell it by `code`. */
export class ExploreError extends Error {
  constructor(
    readonly code: ExploreErrorCode,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'ExploreError';
  }
}
