import { bitsDiff } from '@faultline/codec-kit';
import type { DecodedEntry } from '@faultline/contracts';
import { wordText } from '@faultline/texts';
import { operationOf, renderDifference, type OperationChoice } from '@faultline/workbench';
import { chooseOne, type MachineChoice } from '../choose';
import type { Io } from '../io';
import { wordsFrom } from '../raw-values';
import { terminalOf } from '../render/terminal';
import { each, printArray, printParagraphs } from './decode';

export interface ApplyOptions extends MachineChoice, OperationChoice {
  readonly op: string;
  readonly json?: boolean;
}

/** `faultline apply`: what a modifier of the kernel makes of entries. */
export function apply(io: Io, values: readonly string[], options: ApplyOptions): number {
  const { architecture } = chooseOne(options);
  const { codec } = architecture;
  const { op } = options;
  const operation = operationOf(architecture, op, options);
  const results = each(wordsFrom(values), (word) => ({ word, made: operation.apply(word) }));
  const read = (word: bigint): DecodedEntry => codec.decode(operation.level, word);
  const sheet = terminalOf(io);
  if (options.json === true) printArray(io, each(results, ({ word, made }) => ({ op, in: wordText(word), out: wordText(made) })));
  else printParagraphs(io, each(results, ({ word, made }) => renderDifference(op, read(word), read(made), bitsDiff(read(word), read(made)), sheet)));
  return 0;
}
