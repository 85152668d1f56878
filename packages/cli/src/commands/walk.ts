import {
  answer, isDefect, mappings, mapsPhysical, MAX_DUMP_BYTES, merged, pageTables, readDump, withAttributes, type Mapping, type PageTables,
} from '@faultline/pagetables';
import { answerJson, chooseForDump, heldJson, heldText, holdFault, mappingsJson, namesIn, renderAnswer, renderMappings, wordFrom } from '@faultline/workbench';
import { about, CliError } from '../errors';
import { expectKind } from '../file-kinds';
import type { Io } from '../io';
import { terminalOf } from '../render/terminal';

export interface WalkOptions {
  readonly kernel?: string;
  readonly phys?: string;
  readonly merge?: boolean;
  readonly only?: readonly string[];
  readonly fault?: string;
  readonly maxphyaddr?: number;
  readonly json?: boolean;
}

/** What is asked: one address, or rows. */
interface Question {
  readonly va: bigint | undefined;
  readonly phys: bigint | undefined;
  readonly merge: boolean;
  readonly only: readonly string[];
}

/** An address in hexadecimal. @throws CliError */
function addressFrom(what: string, text: string): bigint {
  if (/^(0x)?[0-9a-f]{1,16}$/i.test(text)) return BigInt(/^0x/i.test(text) ? text : `0x${text}`);
  throw new CliError('misuse', `${what} '${text.slice(0, 40)}' is no address in hexadecimal`, 'write it as 0x7f8eca067000');
}

function questionFrom(va: string | undefined, { phys, merge, only = [], fault }: WalkOptions): Question {
  if (va === undefined && fault !== undefined) throw new CliError('misuse', '--fault is held against one address, and none is given', 'give the address after the dump');
  if (va !== undefined && (phys !== undefined || merge === true || only.length > 0))
    throw new CliError('misuse', 'an address is one row: --phys, --merge and --only choose among rows', 'give the address alone');
  return {
    va: va === undefined ? undefined : addressFrom('VA', va), phys: phys === undefined ? undefined : addressFrom('--phys', phys),
    merge: merge === true, only: only.flatMap((text) => namesIn('only', text, 'attribute', 'dirty')),
  };
}

/** The rows that are asked for. */
function rowsOf(tables: PageTables, { phys, merge, only }: Question): Mapping[] {
  const { pageShift } = tables.architecture.geometry;
  const chosen = withAttributes([...mappings(tables)], only).filter((row) => phys === undefined || mapsPhysical(row, phys, pageShift));
  return merge ? [...merged(chosen, pageShift)] : chosen;
}

/** `faultline walk`: what a dump of page tables maps. Status 1: it leads to tables that are not there, or not where they should be. */
export function walk(io: Io, file: string, va: string | undefined, options: WalkOptions): number {
  const question = questionFrom(va, options);
  return about(file, () => walked(io, file, question, options));
}

function walked(io: Io, file: string, question: Question, options: WalkOptions): number {
  expectKind(io, file, 'dump');
  const dump = readDump(io.read(file, MAX_DUMP_BYTES));
  const tables = pageTables(dump, chooseForDump(dump, options.kernel, options.maxphyaddr).architecture);
  if (question.va === undefined) return show(io, tables, rowsOf(tables, question), options);
  const found = answer(tables, question.va);
  const held = options.fault === undefined ? undefined : holdFault({ code: wordFrom(options.fault) }, question.va, tables);
  const sheet = terminalOf(io);
  if (options.json === true) io.out(answerJson(found, tables, held === undefined ? {} : heldJson(held)));
  else io.out(renderAnswer(found, tables, sheet) + (held === undefined ? '' : `${sheet.wrap(heldText(held), 2)}\n`));
  return statusOf(found.mapping === undefined ? [] : [found.mapping]);
}

function show(io: Io, tables: PageTables, rows: readonly Mapping[], { json }: WalkOptions): number {
  io.out(json === true ? mappingsJson(rows) : renderMappings(rows, tables, terminalOf(io)));
  return statusOf(rows);
}

/** A finding: a table that is not where it should be, or nothing but words that are no entries. */
const statusOf = (rows: readonly Mapping[]): number => (rows.some(({ kind }) => isDefect(kind)) || (rows.length > 0 && rows.every(({ kind }) => kind === 'bad')) ? 1 : 0);
