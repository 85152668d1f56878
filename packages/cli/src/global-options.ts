import { Help, type Command } from 'commander';
import { noCommand } from './guarded';
import type { Io } from './io';
import { numberIn } from './numbers';
import { LEAST_WIDTH, MOST_WIDTH } from './render/screen';
import { VERSION } from './version';

/** An `Io` of which the global options change what they are about. */
export type OwnIo = { -readonly [K in keyof Io]: Io[K] };

type Legend = () => void | Promise<void>;

/** Without a command: the legend where it is asked for, else how the command is used. @throws CliError for a command that does not exist */
function withoutCommand(root: Command, io: Io, legend: Legend): void | Promise<void> {
  const [name] = root.args;
  if (name !== undefined) throw noCommand(root, name);
  if (io.legend !== true) root.help({ error: true });
  return legend();
}

/** Options that stand before or after any subcommand, and help that keeps the width. @param legend prints the legend at length */
export function withGlobalOptions(root: Command, io: OwnIo, legend: Legend): Command {
  return root.version(VERSION, '-V, --version', 'print the version, the event format and the kernel profiles')
    .option('--width <N>', "characters of a line (default: COLUMNS, or the terminal's)").option('--legend', 'print at length what the signs in tables mean')
    .on('option:width', (text: string) => void (io.width = numberIn('width', text, LEAST_WIDTH, MOST_WIDTH))).on('option:legend', () => void (io.legend = true))
    .configureOutput({ getOutHelpWidth: () => io.width, getErrHelpWidth: () => io.width, outputError: () => {} })
    .helpCommand(false).allowExcessArguments().action(() => withoutCommand(root, io, legend));
}

/** `faultline help`, and of a command what its `--help` prints. @throws CliError for a command that does not exist */
export function helpCommand(root: Command): void {
  root.command('help').description('how the command is used, or one of its subcommands').argument('[command]', 'run, compare, …').action((name: string | undefined) => {
    const of = name === undefined ? root : root.commands.find((command) => command.name() === name);
    if (of === undefined) throw noCommand(root, name!);
    of.help();
  });
}

const help = Object.assign(new Help(), { minWidthToWrap: 1 });
const MORE = 4;

/** A line that is too long in several; those after the first are indented further. */
function fittedLine(line: string, width: number): string {
  if (line.length <= width) return line;
  const text = line.trimStart();
  const indent = ' '.repeat(line.length - text.length + MORE);
  return indent.slice(MORE) + help.boxWrap(text, width - indent.length).replaceAll('\n', `\n${indent}`);
}

/** Text whose lines keep the width. */
export const fitted = (text: string, { width }: Io): string => text.split('\n').map((line) => fittedLine(line, width)).join('\n');
