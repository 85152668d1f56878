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

/** A folder of tarballs that is not what `npm run pack:all` makes. */
export class PackedError extends Error {
  readonly code = 'bad-packed';
  readonly remedy = 'make the folder with npm run pack:all in the repository';
  constructor(message: string) {
    super(message);
    this.name = 'PackedError';
  }
}
