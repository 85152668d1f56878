import {
  answer, isDefect, mappings, mapsPhysical, MAX_DUMP_BYTES, merged, pageTables, readDump, withAttributes, type Mapping, type PageTables,
} from '@faultline/pagetables';
import { answerJson, chooseForDump, mappingsJson, namesIn, renderAnswer, renderMappings } from '@faultline/workbench';
import { about, CliError } from '../errors';
import { expectKind } from '../file-kinds';
import type { Io } from '../io';
import { terminalOf } from '../render/terminal';

export interface WalkOptions {
  readonly kernel?: string;
  readonly phys?: string;
  readonly merge?: boolean;
  readonly only?: readonly string[];
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

function questionFrom(va: string | undefined, { phys, merge, only = [] }: WalkOptions): Question {
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
  const tables = pageTables(dump, chooseForDump(dump, options.kernel).architecture);
  if (question.va === undefined) return show(io, tables, rowsOf(tables, question), options);
  const found = answer(tables, question.va);
  io.out(options.json === true ? answerJson(found) : renderAnswer(found, tables, terminalOf(io)));
  return statusOf(found.mapping === undefined ? [] : [found.mapping]);
}

function show(io: Io, tables: PageTables, rows: readonly Mapping[], { json }: WalkOptions): number {
  io.out(json === true ? mappingsJson(rows) : renderMappings(rows, tables, terminalOf(io)));
  return statusOf(rows);
}

const statusOf = (rows: readonly Mapping[]): number => (rows.some(({ kind }) => isDefect(kind)) ? 1 : 0);
