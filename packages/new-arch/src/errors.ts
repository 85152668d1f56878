/** A name that cannot be an architecture's. */
export class NameError extends Error {
  readonly code = 'bad-name';
  constructor(
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'NameError';
  }
}
