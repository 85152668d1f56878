import { Command, CommanderError } from 'commander';
import { ARCHITECTURES, configurationsText, isTyped } from '@faultline/workbench';
import type { CommandName } from './commands';
import { errorText, plain } from './errors';
import { fitted, helpCommand, withGlobalOptions, type OwnIo } from './global-options';
import { guarded } from './guarded';
import type { Io } from './io';
import { numberIn } from './numbers';
import type { Parsed } from './perform';

const MISUSE = 2;
const MOST_STATES = 10_000_000;
const MOST_RUNS = 100_000;
const MOST_SEED = 2 ** 31 - 1;

/** Reads a whole number, from 1 on if nothing else is said. */
const numberTo = (option: string, most: number, least = 1) => (text: string): number => numberIn(option, text, least, most);
const [LEAST_WIDTH, MOST_WIDTH] = [32, 52] as const;
const widthOf = numberTo('maxphyaddr', MOST_WIDTH, LEAST_WIDTH);
const MOST_REPORTS = 1_000_000;

/** Options that choose one machine. */
const machineOptions = (command: Command): Command => command
  .option('--arch <A>', `architecture, and after a colon a configuration: ${ARCHITECTURES.join(', ')}, arm64:4k-48+swaf, …`)
  .option('--config <C>', 'configuration, if it is not in --arch')
  .option('--kernel <K>', 'kernel profile: 6.1, 6.2-rc3, 6.12 (default: 6.2-rc3)')
  .option('--arch-module <module>', 'an architecture from outside, which --arch can name')
  .addHelpText('after', `\n${configurationsText()}`);

/** The same, and the level of an entry. */
const entryOptions = (command: Command): Command => machineOptions(command)
  .option('--level <L>', 'level of the table: pte, pmd, pud, p4d, pgd, or by another name: l3, S, PML4', 'pte');

/** Options that turn switches of the kernel; `docs/switches.md` lists them. */
const switchOptions = (command: Command): Command => command
  .option('--with <switch,…>', 'switches of the kernel to set (can be repeated)', collect, [] as string[])
  .option('--without <switch,…>', 'switches of the kernel to clear (can be repeated)', collect, [] as string[]);

const collect = (value: string, before: readonly string[]): string[] => [...before, value];

/** Every subcommand, with its operands and options; `call` does the one that the arguments name. */
export function program(io: OwnIo, call: (name: CommandName, parsed: Parsed) => void | Promise<void>): Command {
  const root = withGlobalOptions(new Command('faultline').description('An executable model of how Linux handles a page fault'), io, () => call('legend', [{}]))
    .configureOutput({ writeOut: (text) => io.out(fitted(text, io)), writeErr: (text) => io.err(fitted(text.split('\n').map(plain).join('\n'), io)) });
  // Commander hands itself over as the last.
  const command = (name: CommandName, description: string): Command =>
    root.command(name).description(description).action((...parsed) => call(name, parsed.slice(0, -1)));

  switchOptions(machineOptions(command('run', 'run scenarios on one architecture').argument('<scenario...>', 'scenario files, or folders of them')))
    .option('--target <T>', "a recordings directory's name, x86_64-6.2: stands for --arch and --kernel")
    .option('--out <dir>', 'write one NAME.json for each scenario').option('--log <file>', 'write the event log of the run')
    .option('--events', 'print the events of each step').option('--step <N>', 'of this step only')
    .option('--json', 'print the document of a recording');

  switchOptions(command('compare', 'scenarios on several architectures or kernels').argument('<scenario...>', 'scenario files, or folders of them'))
    .option('--arch <A,B,C>', 'architectures (default: x86-64,arm64,s390)').option('--kernel <K,L>', 'kernel profiles (default: 6.2-rc3)')
    .option('--arch-module <module>', 'an architecture from outside, which --arch can name')
    .option('--json', 'print JSON');

  switchOptions(command('verify', 'hold runs against recordings of real kernels').argument('<scenarios>', 'folder of scenarios').argument('<recordings>', 'folder of recordings, one folder a target'))
    .option('--target <T,...>', 'only these targets').option('--json', 'print JSON');

  entryOptions(command('decode', 'name every bit of page-table entries').argument('<hex...>', '64-bit values, with their level (pte:…, *pmd=…, P:…), or a whole line of a report; - reads them from stdin'))
    .option('--va <VA>', 'the address that the entries translate: its indices, where it leads, and whose half it is').option('--swp', 'the values are no entries but swp_entry_t, as swap lines print them')
    .option('--os <O>', 'linux, or none: hardware alone reads them').option('--maxphyaddr <N>', 'bits of a physical address that the CPU has', widthOf)
    .option('--beside <A,B>', 'show the same entry on these architectures too, or on all').option('--json', 'print an array of JSON, an object an entry');

  entryOptions(command('encode', 'the entry of a description').argument('<kind>', 'page, huge, protnone, table, swap, migration-read, marker, …'))
    .option('--pfn <N>', 'frame number').option('--table <N>', 'address of the next table').option('--prot <P>', 'protection: letters of rwxs (s: shared), - for none, or its value')
    .option('--type <N>', 'swap file').option('--offset <N>', 'offset in it').option('--flags <F,G>', 'marks, by the names that decode prints: young, dirty, write, …')
    .option('--beside <A,B>', 'show the same entry on these architectures too, or on all').option('--json', 'print an array of JSON, as decode does');

  machineOptions(command('apply', "what the kernel's modifiers make of entries").argument('<hex...>', '64-bit values; - reads them from stdin'))
    .requiredOption('--op <op>', 'modifier: wrprotect, pte_mkdirty, pmd_modify, pfn_pte, …').option('--prot <P>', 'protection: letters of rwxs (s: shared), - for none, or its value')
    .option('--arg <N>', 'argument of the modifier').option('--json', 'print an array of JSON: op, in, out');

  entryOptions(command('bits', 'the difference of two entries in words').argument('<hex...>', 'two 64-bit values'))
    .option('--json', 'print JSON');

  switchOptions(machineOptions(command('explore', 'run a race through every interleaving').argument('<race>', 'name of a race')))
    .option('--max-states <n>', 'states to visit at most', numberTo('max-states', MOST_STATES))
    .option('--json', 'print JSON');

  command('conformance', 'the laws an architecture must keep').argument('<arch>', 'architecture, or the module of one: a package, its folder, a file')
    .option('--config <C>', 'configuration, if it is not in the name').option('--kernel <K>', 'only this kernel profile').option('--arch-module <module>', 'an architecture from outside, by its name')
    .option('--runs <n>', 'cases of a law at a level (default: 200)', numberTo('runs', MOST_RUNS)).option('--seed <n>', 'seed of the cases', numberTo('seed', MOST_SEED)).option('--json', 'print JSON');

  command('new-arch', 'the package of a new architecture, to be filled').argument('<name>', 'its name, as --arch will have it')
    .option('--dir <dir>', 'where the folder arch-NAME is made', '.')
    .option('--from <dir>', "tarballs of Faultline's packages, made by npm run pack:all; without it a registry has them");

  command('walk', 'what a dump of page tables maps').argument('<dump>', 'file in the format of docs/dumping-page-tables.md').argument('[va]', 'one address only: each entry read')
    .option('--phys <PA>', 'only what maps the page of this physical address').option('--only <attr...>', 'only rows with these attributes: a kind, a level, a flag, flag=value; no-ATTR: without it')
    .option('--merge', 'join neighbours that are alike').option('--kernel <K>', 'kernel profile, if the dumped kernel is none')
    .option('--fault <CODE>', 'hold the access that a fault code tells against the walk of the address').option('--maxphyaddr <N>', 'bits of a physical address that the CPU has (x86-64): those above are reserved', widthOf).option('--json', 'print JSON');

  command('oops', 'what a kernel\'s report about page tables means').argument('<file>', 'a log with reports in it; - reads the standard input')
    .option('--arch <A>', 'architecture, and after a colon a configuration, where the text does not tell').option('--config <C>', 'configuration, if it is not in --arch')
    .option('--kernel <K>', 'release of the kernel that printed, as 6.1.59, where the text does not tell').option('--maxphyaddr <N>', 'bits of a physical address that the CPU has', widthOf)
    .option('--os <O>', 'linux, or none: the tables are of another system').option('--limit <N>', 'reports to analyse at most (default: 1000)', numberTo('limit', MOST_REPORTS)).option('--json', 'print JSON: an object with reports');

  command('fault', 'what a bare fault code means').argument('<code>', 'error code, ESR, interruption code or cause, in hexadecimal')
    .option('--arch <A>', 'architecture (default: all)').option('--teid <N>', 'the identification beside it (s390)').option('--status <N>', 'the saved status beside it (riscv)').option('--json', 'print an array of JSON');

  command('rule', 'what a rule of the kernel says, and where it comes from').argument('[id]', 'do_wp_page/copy, or its row of the specification (default: all rules)')
    .option('--json', 'print JSON');

  command('legend', 'what the signs in tables mean, as --legend').option('--json', 'print JSON');

  command('steps', 'every step of scenarios: keys, values, defaults').argument('[name]', 'one step: write, mmap, … (default: all, and the rest of the file)')
    .option('--json', 'print JSON').option('--schema', 'print the JSON Schema of scenario files');

  command('replay', 'the state at an event of a written log').argument('<log>', 'file that run --log wrote')
    .option('--to <seq>', 'last event to fold (default: all)').option('--step <N>', 'fold to the end of this step of the scenario').option('--arch-module <module>', 'the architecture of the log, if it is from outside')
    .option('--json', 'print JSON');
  helpCommand(root);
  return guarded(root);
}

/** Mistakes of the user become one line; anything else is a defect and goes on. */
export function statusOf(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : MISUSE;
  if (!isTyped(error)) throw error;
  io.err(errorText(error));
  return MISUSE;
}
