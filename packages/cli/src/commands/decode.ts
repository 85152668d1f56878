import type { DecodedEntry } from '@faultline/contracts';
import {
  besideEntry, besideJson, besideOf, entryHere, entryJson, levelIn, readSwapValue, renderBeside, renderEntry, renderSwapValue, swapValueJson, unfolded, wordFrom,
  type BesideOptions, type ChosenEntries, type EntryBeside, type Operand,
} from '@faultline/workbench';
import { chooseForEntries, type EntriesChoice } from '../choose-entries';
import { CliError } from '../errors';
import type { Io } from '../io';
import { operandsFrom } from '../raw-values';
import { terminalOf } from '../render/terminal';

export interface DecodeOptions extends Omit<EntriesChoice, 'kernel'>, BesideOptions {
  readonly level: string;
  readonly swp?: boolean;
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

/** An entry read at its own level, or that of the option. */
interface Read {
  readonly entry: DecodedEntry;
  readonly beside: EntryBeside | undefined;
}

/** Entries at their levels: the one that is named with the value, or the one of `--level`. @throws CliError */
function readerOf(from: ChosenEntries, { level: name }: DecodeOptions): (operand: Operand) => Read {
  const { architecture } = from.chosen;
  const fallback = levelIn(architecture.geometry, name, from.maker?.levels);
  return ({ raw, level }) => {
    const { entry, beside } = besideEntry(from, architecture, level ?? fallback, raw);
    return { entry: beside === undefined ? entry : entryHere(entry, beside), beside };
  };
}

/** `faultline decode`: every bit of an entry, named. */
export function decode(io: Io, values: readonly string[], options: DecodeOptions): number {
  const from = chooseForEntries(options);
  const { label, architecture } = from.chosen;
  if (options.swp === true) return decodeSwap(io, values, from, options);
  const read = readerOf(from, options);
  const neighbours = besideOf(label, architecture, options);
  const sheet = terminalOf(io);
  const operands = unfolded(operandsFrom(values, from.maker?.levels), architecture.geometry.topLevel);
  if (operands.length === 0 && !values.includes('-')) throw new CliError('misuse', 'no value is given', 'give 64-bit values in hexadecimal, or a line of a report');
  const entries = each(operands, read);
  if (options.json === true) printArray(io, each(entries, ({ entry, beside }) => ({ ...entryJson(entry), ...(beside && besideJson(beside)), ...neighbours?.json(entry) })));
  else printParagraphs(io, each(entries, ({ entry, beside }) => (neighbours === undefined ? renderEntry(entry, sheet, beside) : renderBeside(neighbours.columns(entry), sheet))));
  return 0;
}

/** `--swp`: values of `swp_entry_t`, as lines of mm/swapfile.c print them. */
function decodeSwap(io: Io, values: readonly string[], from: ChosenEntries, { json }: DecodeOptions): number {
  const read = values.map((value) => readSwapValue(wordFrom(value), from));
  if (json === true) printArray(io, read.map(swapValueJson));
  else printParagraphs(io, read.map((value) => renderSwapValue(value, terminalOf(io))));
  return 0;
}
