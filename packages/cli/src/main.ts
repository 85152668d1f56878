import * as modules from './arch-module';
import { COMMANDS } from './commands';
import type { Io } from './io';
import { perform } from './perform';
import { program, statusOf } from './program';

/**
 * Runs the command with these arguments and returns the exit status: 0 fine, 1 a finding, 2 misuse, 3 a budget ended the search.
 * @example main(['decode', '--arch', 's390', '0x400'], nodeIo())
 */
export function main(args: readonly string[], world: Io): number {
  const io = { ...world };
  let status = 0;
  try {
    program(io, (name, parsed) => void (status = perform(io, COMMANDS[name], parsed, modules))).parse([...args], { from: 'user' });
  } catch (error) {
    return statusOf(error, io);
  }
  return status;
}
