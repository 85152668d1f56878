import { besideOf, entryJson, levelIn, renderBeside, renderEntry, type BesideOptions } from '@faultline/workbench';
import { chooseOne, type MachineChoice } from '../choose';
import type { Io } from '../io';
import { wordsFrom } from '../raw-values';
import { terminalOf } from '../render/terminal';

export interface DecodeOptions extends MachineChoice, BesideOptions {
  readonly level: string;
  readonly json?: boolean;
}

const BLOCK = 65536;

/** Prints text as it comes, in blocks. */
function printAll(io: Io, texts: Iterable<string>): void {
  let block = '';
  for (const text of texts) {
    block += text;
    if (block.length < BLOCK) continue;
    io.out(block);
    block = '';
  }
  io.out(block);
}

function* arrayText(elements: Iterable<object>): Generator<string, void, void> {
  let before = '[\n';
  for (const element of elements) {
    yield `${before}${JSON.stringify(element)}`;
    before = ',\n';
  }
  yield before === ',\n' ? '\n]\n' : '[]\n';
}

/** Prints an array of JSON, an element a line. */
export const printArray = (io: Io, elements: Iterable<object>): void => printAll(io, arrayText(elements));

/** Paragraphs: texts that end a line, with an empty one between. */
function* spaced(texts: Iterable<string>): Generator<string, void, void> {
  let before = '';
  for (const text of texts) {
    yield before + text;
    before = '\n';
  }
}

/** Prints texts with an empty line between. */
export const printParagraphs = (io: Io, texts: Iterable<string>): void => printAll(io, spaced(texts));

/** One after another, so that many thousand need no room of their own. */
export function* each<A, B>(items: Iterable<A>, change: (item: A) => B): Generator<B, void, void> {
  for (const item of items) yield change(item);
}

/** `faultline decode`: every bit of an entry, named. */
export function decode(io: Io, values: readonly string[], options: DecodeOptions): number {
  const { label, architecture } = chooseOne(options);
  const level = levelIn(architecture.geometry, options.level);
  const beside = besideOf(label, architecture, options);
  const sheet = terminalOf(io);
  const entries = each(wordsFrom(values), (word) => architecture.codec.decode(level, word));
  if (options.json === true) printArray(io, each(entries, (entry) => ({ ...entryJson(entry), ...beside?.json(entry) })));
  else printParagraphs(io, each(entries, (entry) => (beside === undefined ? renderEntry(entry, sheet) : renderBeside(beside.columns(entry), sheet))));
  return 0;
}
