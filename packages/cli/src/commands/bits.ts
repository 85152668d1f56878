import { bitsDiff } from '@faultline/codec-kit';
import { differenceJson, levelIn, renderDifference } from '@faultline/workbench';
import { chooseForEntries, type EntriesChoice } from '../choose-entries';
import { CliError } from '../errors';
import type { Io } from '../io';
import { operandsFrom } from '../raw-values';
import { terminalOf } from '../render/terminal';

export interface BitsOptions extends EntriesChoice {
  readonly level: string;
  readonly json?: boolean;
}

/** `faultline bits`: the difference of two entries in words. */
export function bits(io: Io, values: readonly string[], options: BitsOptions): number {
  const { chosen: { architecture: { geometry, codec } }, maker } = chooseForEntries(options);
  const fallback = levelIn(geometry, options.level, maker?.levels);
  const operands = operandsFrom(values, maker?.levels);
  if (operands.length !== 2) throw new CliError('misuse', `two values are told apart, not ${operands.length}`, 'give two');
  const level = Math.min(operands.find((operand) => operand.level !== undefined)?.level ?? fallback, geometry.topLevel);
  const [from, to] = [codec.decode(level, operands[0]!.raw), codec.decode(level, operands[1]!.raw)];
  const difference = bitsDiff(from, to);
  io.out(options.json === true ? `${JSON.stringify(differenceJson(from, to, difference))}\n` : renderDifference('', from, to, difference, terminalOf(io)));
  return 0;
}
