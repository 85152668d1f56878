/** What can go wrong on a CPU, by code. */
export type CpuErrorCode = 'no-progress';

/** An error of a CPU: tell it by `code`. */
export class CpuError extends Error {
  constructor(
    readonly code: CpuErrorCode,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'CpuError';
  }
}
