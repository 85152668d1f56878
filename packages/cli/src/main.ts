import { Command, CommanderError } from 'commander';
import { ARCHITECTURES, isTyped } from '@faultline/workbench';
import { blaming } from './arch-module';
import { apply } from './commands/apply';
import { bits } from './commands/bits';
import { compare } from './commands/compare';
import { conformance } from './commands/conformance';
import { decode } from './commands/decode';
import { encode } from './commands/encode';
import { explore } from './commands/explore';
import { newArch } from './commands/new-arch';
import { replay } from './commands/replay';
import { rule } from './commands/rule';
import { run } from './commands/run';
import { verify } from './commands/verify';
import { walk } from './commands/walk';
import { errorLine, plain } from './errors';
import type { Io } from './io';

const MISUSE = 2;

/** Options that choose one machine. */
const machineOptions = (command: Command): Command => command
  .option('--arch <A>', `architecture, and after a colon a configuration: ${ARCHITECTURES.join(', ')}, arm64:4k-48+swaf, …`)
  .option('--config <C>', 'configuration, if it is not in --arch')
  .option('--kernel <K>', 'kernel profile: 6.1, 6.2-rc3, 6.12 (default: 6.2-rc3)')
  .option('--arch-module <module>', 'an architecture from outside, which --arch can name');

/** The same, and the level of an entry. */
const entryOptions = (command: Command): Command => machineOptions(command)
  .option('--level <L>', 'level of the table: pte, pmd, pud, p4d, pgd', 'pte');

/** Options that turn switches of the kernel; `docs/switches.md` lists them. */
const switchOptions = (command: Command): Command => command
  .option('--with <switch,…>', 'switches of the kernel to set (can be repeated)', collect, [] as string[])
  .option('--without <switch,…>', 'switches of the kernel to clear (can be repeated)', collect, [] as string[]);

const collect = (value: string, before: readonly string[]): string[] => [...before, value];

/** Every subcommand; `done` is told the exit status. */
function program(io: Io, done: (status: number) => void): Command {
  const root = new Command('faultline').description('An executable model of how Linux handles a page fault').exitOverride()
    .configureOutput({ writeOut: (text) => io.out(text), writeErr: (text) => io.err(text.split('\n').map(plain).join('\n')) });

  switchOptions(machineOptions(root.command('run').description('run scenarios on one architecture').argument('<scenario...>', 'scenario files, or folders of them')))
    .option('--target <T>', "a recordings directory's name, x86_64-6.2: stands for --arch and --kernel")
    .option('--out <dir>', 'write one NAME.json for each scenario').option('--log <file>', 'write the event log of the run')
    .option('--json', 'print the document of a recording').action((paths, options) => done(blaming(options.archModule, () => run(io, paths, options))));

  switchOptions(root.command('compare').description('one scenario on several architectures or kernels').argument('<scenario>', 'scenario file'))
    .option('--arch <A,B,C>', 'architectures (default: x86-64,arm64,s390)').option('--kernel <K,L>', 'kernel profiles (default: 6.2-rc3)')
    .option('--arch-module <module>', 'an architecture from outside, which --arch can name')
    .option('--json', 'print JSON').action((path, options) => done(blaming(options.archModule, () => compare(io, path, options))));

  switchOptions(root.command('verify').description('hold runs against recordings of real kernels').argument('<scenarios>', 'folder of scenarios').argument('<recordings>', 'folder of recordings, one folder a target'))
    .option('--target <T,...>', 'only these targets').option('--json', 'print JSON').action((scenarios, recordings, options) => done(verify(io, scenarios, recordings, options)));

  entryOptions(root.command('decode').description('name every bit of page-table entries').argument('<hex...>', '64-bit values; - reads them from stdin'))
    .option('--beside <A,B>', 'show the same entry on these architectures too, or on all').option('--json', 'print an array of JSON, an object an entry')
    .action((values, options) => done(blaming(options.archModule, () => decode(io, values, options))));

  entryOptions(root.command('encode').description('the entry of a description').argument('<kind>', 'page, huge, protnone, table, swap, migration-read, marker, …'))
    .option('--pfn <N>', 'frame number').option('--table <N>', 'address of the next table').option('--prot <P>', 'protection: letters of rwxs (s: shared), - for none, or its value')
    .option('--type <N>', 'swap file').option('--offset <N>', 'offset in it').option('--flags <F,G>', 'marks, by the names that decode prints: young, dirty, write, …')
    .option('--beside <A,B>', 'show the same entry on these architectures too, or on all').option('--json', 'print an array of JSON, as decode does')
    .action((kind, options) => done(blaming(options.archModule, () => encode(io, kind, options))));

  machineOptions(root.command('apply').description("what the kernel's modifiers make of entries").argument('<hex...>', '64-bit values; - reads them from stdin'))
    .requiredOption('--op <op>', 'modifier: wrprotect, pte_mkdirty, pmd_modify, pfn_pte, …').option('--prot <P>', 'protection: letters of rwxs (s: shared), - for none, or its value')
    .option('--arg <N>', 'argument of the modifier').option('--json', 'print an array of JSON: op, in, out').action((values, options) => done(blaming(options.archModule, () => apply(io, values, options))));

  entryOptions(root.command('bits').description('the difference of two entries in words').argument('<hex...>', 'two 64-bit values'))
    .option('--json', 'print JSON').action((values, options) => done(blaming(options.archModule, () => bits(io, values, options))));

  switchOptions(machineOptions(root.command('explore').description('run a race through every interleaving').argument('<race>', 'name of a race')))
    .option('--max-states <n>', 'states to visit at most')
    .option('--json', 'print JSON').action((race, options) => done(blaming(options.archModule, () => explore(io, race, options))));

  root.command('conformance').description('the laws an architecture must keep').argument('<arch>', 'architecture, or the module of one: a package, its folder, a file')
    .option('--config <C>', 'configuration, if it is not in the name').option('--kernel <K>', 'only this kernel profile').option('--arch-module <module>', 'an architecture from outside, by its name')
    .option('--runs <n>', 'cases of a law at a level (default: 200)').option('--seed <n>', 'seed of the cases').option('--json', 'print JSON')
    .action((arch, options) => done(conformance(io, arch, options)));

  root.command('new-arch').description('the package of a new architecture, to be filled').argument('<name>', 'its name, as --arch will have it')
    .option('--dir <dir>', 'where the folder arch-NAME is made', '.').action((name, options) => done(newArch(io, name, options)));

  root.command('walk').description('what a dump of page tables maps').argument('<dump>', 'file in the format of docs/dumping-page-tables.md').argument('[va]', 'one address only: each entry read')
    .option('--phys <PA>', 'only what maps the page of this physical address').option('--only <attr...>', 'only rows with these attributes: a kind, a level, a flag, flag=value; no-ATTR: without it')
    .option('--merge', 'join neighbours that are alike').option('--kernel <K>', 'kernel profile, if the dumped kernel is none').option('--json', 'print JSON')
    .action((dump, va, options) => done(walk(io, dump, va, options)));

  root.command('rule').description('what a rule of the kernel says, and where it comes from').argument('[id]', 'do_wp_page/copy, or its row of the specification (default: all rules)')
    .option('--json', 'print JSON').action((id, options) => done(rule(io, id, options)));

  root.command('replay').description('the state at an event of a written log').argument('<log>', 'file that run --log wrote')
    .option('--to <seq>', 'last event to fold (default: all)').option('--arch-module <module>', 'the architecture of the log, if it is from outside')
    .option('--json', 'print JSON').action((file, options) => done(blaming(options.archModule, () => replay(io, file, options))));
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
