/** Why a commit cannot stand beside this tree, and what to do; ends a run with status 2. */
export class BesideError extends Error {
  /** @param code `no-checkout`, `no-commit`, `no-bench` or `not-built` */
  constructor(code, message, remedy) {
    super(`${message}: ${remedy}`);
    this.name = 'BesideError';
    this.code = code;
    this.remedy = remedy;
  }
}
