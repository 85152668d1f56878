import type { Command, CommanderError, Option } from 'commander';
import { CliError } from './errors';

/** A command that does not exist. */
export const noCommand = (root: Command, name: string): CliError =>
  new CliError('misuse', `there is no command '${name}'`, 'faultline --help lists the commands', {}, { name, known: root.commands.map((command) => command.name()) });

/** An option of a command that stands before it. */
function beforeCommand(root: Command): CliError | undefined {
  const [option = ''] = root.args;
  const command = root.commands.find((each) => root.args.includes(each.name()));
  if (!command?.options.some(({ long }) => long === option.split('=')[0])) return undefined;
  return new CliError('misuse', `${option} stands before '${command.name()}'`, `put it after the command: faultline ${command.name()} ${option}`);
}

/** A mistake that the parser of arguments found, as every other is told. */
function misuse({ code, message }: CommanderError, command: Command): CliError {
  const [first = ''] = command.args;
  if (command.parent === null && first !== '' && !first.startsWith('-')) return noCommand(command, first);
  const [what = '', meant] = message.replace(/^error: /, '').replace(/\.$/, '').split(/\n\(Did you mean (.*)\?\)/);
  const name = command.parent === null ? 'faultline' : `faultline ${command.name()}`;
  const before = command.parent === null && code === 'commander.unknownOption' ? beforeCommand(command) : undefined;
  return before ?? new CliError('misuse', what, `${meant === undefined ? '' : `did you mean ${meant}? `}${name} --help shows what it takes`);
}

const isList = ({ flags }: Option): boolean => /<.*,/.test(flags);

/** An option with one value may stand there once: which of two is meant, nobody knows. */
function onceEach(command: Command): void {
  for (const option of command.options.filter(({ required, variadic, parseArg }) => required && !variadic && parseArg === undefined)) {
    const given: string[] = [];
    command.on(`option:${option.name()}`, (value: string) => {
      given.push(value);
      if (given.length < 2) return;
      const [before, after] = given;
      const remedy = isList(option) && before !== after ? `give it once, as a list: ${option.long} ${before},${after}` : 'give it once';
      throw new CliError('misuse', `${option.long} stands there twice, with '${before}' and '${after}'`, remedy);
    });
  }
}

/** The same command; mistakes in its arguments are told as every other, and an option that stands there twice is one. */
export function guarded(root: Command): Command {
  for (const command of root.commands) command.allowExcessArguments(false);
  for (const command of [root, ...root.commands]) {
    onceEach(command);
    command.exitOverride((error) => {
      throw error.exitCode === 0 || error.code === 'commander.help' ? error : misuse(error, command);
    });
  }
  return root;
}
