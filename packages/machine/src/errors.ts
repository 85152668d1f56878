/** What can go wrong in a machine, by code. */
export type MachineErrorCode = 'bad-option' | 'bad-argument' | 'cannot-follow' | 'wrong-architecture' | 'busy';

/** An error of the machine: tell it by `code`. `seq` names the event of a log it concerns. */
export class MachineError extends Error {
  constructor(
    readonly code: MachineErrorCode,
    message: string,
    readonly remedy: string,
    readonly seq?: number,
  ) {
    super(message);
    this.name = 'MachineError';
  }
}
