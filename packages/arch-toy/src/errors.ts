/** A configuration that is not modelled; `code` tells it. */
export class ConfigError extends Error {
  readonly code = 'unknown-config';
  constructor(
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'ConfigError';
  }
}
