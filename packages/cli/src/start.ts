import type { CommandName } from './commands';
import { LOADERS } from './commands/lazy';
import type { Io } from './io';
import { moduleIn, perform, type Parsed } from './perform';
import { program, statusOf } from './program';

/** Does what `main` does, and loads only what the arguments ask for. */
export async function start(args: readonly string[], world: Io): Promise<number> {
  const io = { ...world };
  let status = 0;
  const call = async (name: CommandName, parsed: Parsed): Promise<void> => {
    const modules = moduleIn(parsed) === undefined ? undefined : await import('./arch-module');
    status = perform(io, await LOADERS[name](), parsed, modules);
  };
  try {
    await program(io, call).parseAsync([...args], { from: 'user' });
  } catch (error) {
    return statusOf(error, io);
  }
  return status;
}
