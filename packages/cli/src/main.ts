import { Command, CommanderError } from 'commander';
import { ARCHITECTURES } from './architectures';
import { compare } from './commands/compare';
import { decode } from './commands/decode';
import { explore } from './commands/explore';
import { replay } from './commands/replay';
import { run } from './commands/run';
import { verify } from './commands/verify';
import { errorLine, isTyped } from './errors';
import type { Io } from './io';

const MISUSE = 2;

/** Options that choose one machine. */
const machineOptions = (command: Command): Command => command
  .option('--arch <A>', `architecture, and after a colon a configuration: ${ARCHITECTURES.join(', ')}, arm64:4k-48+swaf, …`)
  .option('--config <C>', 'configuration, if it is not in --arch')
  .option('--kernel <K>', 'kernel profile: 6.1, 6.2-rc3, 6.12 (default: 6.2-rc3)');

const collect = (value: string, before: readonly string[]): string[] => [...before, value];

/** Every subcommand; `done` is told the exit status. */
function program(io: Io, done: (status: number) => void): Command {
  const root = new Command('faultline').description('An executable model of how Linux handles a page fault').exitOverride()
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text) });

  machineOptions(root.command('run').description('run scenarios on one architecture').argument('<scenario...>', 'scenario files, or folders of them'))
    .option('--target <T>', "a recordings directory's name, x86_64-6.2: stands for --arch and --kernel")
    .option('--out <dir>', 'write one NAME.json for each scenario').option('--log <file>', 'write the event log of the run')
    .option('--json', 'print the document of a recording').action((paths, options) => done(run(io, paths, options)));

  root.command('compare').description('one scenario on several architectures or kernels').argument('<scenario>', 'scenario file')
    .option('--arch <A,B,C>', 'architectures', 'x86-64,arm64,s390').option('--kernel <K,L>', 'kernel profiles', '6.2-rc3')
    .option('--json', 'print JSON').action((path, options) => done(compare(io, path, options)));

  root.command('verify').description('hold runs against recordings of real kernels').argument('<scenarios>', 'folder of scenarios').argument('<recordings>', 'folder of recordings, one folder a target')
    .option('--target <T,...>', 'only these targets').option('--json', 'print JSON').action((scenarios, recordings, options) => done(verify(io, scenarios, recordings, options)));

  machineOptions(root.command('decode').description('name every bit of page-table entries').argument('<hex...>', '64-bit values'))
    .option('--level <L>', 'level of the table: pte, pmd, pud, p4d, pgd', 'pte').option('--json', 'print JSON, a line an entry')
    .action((values, options) => done(decode(io, values, options)));

  machineOptions(root.command('explore').description('run a race through every interleaving').argument('<race>', 'name of a race'))
    .option('--without <rule>', 'switch a rule of the kernel off (can be repeated)', collect, [] as string[]).option('--max-states <n>', 'states to visit at most')
    .option('--json', 'print JSON').action((race, options) => done(explore(io, race, { ...options, arch: options.arch ?? 'x86-64' })));

  root.command('replay').description('the state at an event of a written log').argument('<log>', 'file that run --log wrote')
    .option('--to <seq>', 'last event to fold (default: all)').option('--json', 'print JSON').action((file, options) => done(replay(io, file, options)));
  return root;
}

/** Mistakes of the user become one line; anything else is a defect and goes on. */
function statusOf(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : MISUSE;
  if (!isTyped(error)) throw error;
  io.err(errorLine(error));
  return MISUSE;
}

/**
 * Runs the command with these arguments and returns the exit status: 0 fine, 1 a finding, 2 misuse, 3 a budget ended the search.
 * @example main(['decode', '--arch', 's390', '0x400'], nodeIo())
 */
export function main(args: readonly string[], io: Io): number {
  let status = 0;
  try {
    program(io, (result) => void (status = result)).parse([...args], { from: 'user' });
  } catch (error) {
    return statusOf(error, io);
  }
  return status;
}
