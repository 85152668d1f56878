import { bitsDiff } from '@faultline/codec-kit';
import { differenceJson, levelIn, renderDifference } from '@faultline/workbench';
import { chooseOne, type MachineChoice } from '../choose';
import { CliError } from '../errors';
import type { Io } from '../io';
import { wordsFrom } from '../raw-values';
import { terminalOf } from '../render/terminal';

export interface BitsOptions extends MachineChoice {
  readonly level: string;
  readonly json?: boolean;
}

/** `faultline bits`: the difference of two entries in words. */
export function bits(io: Io, values: readonly string[], options: BitsOptions): number {
  const { architecture: { geometry, codec } } = chooseOne(options);
  const level = levelIn(geometry, options.level);
  const words = wordsFrom(values);
  if (words.length !== 2) throw new CliError('misuse', `two values are told apart, not ${words.length}`, 'give two');
  const [from, to] = [codec.decode(level, words[0]!), codec.decode(level, words[1]!)];
  const difference = bitsDiff(from, to);
  io.out(options.json === true ? `${JSON.stringify(differenceJson(from, to, difference))}\n` : renderDifference('', from, to, difference, terminalOf(io)));
  return 0;
}
