import { readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import type { LevelNumbers } from '@faultline/codec-kit';
import { operandsIn, wordFrom, type Operand } from '@faultline/workbench';
import { about, CliError } from './errors';

const MIB = 1024 * 1024;
/** A million values with a line each fit. */
const MAX_INPUT = 32 * MIB;
const WAIT_MS = 5;

/** One read of the standard input; a pipe that is empty for now is waited for. */
function readMore(block: Buffer): number {
  for (;;) {
    try {
      return readSync(0, block);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw new CliError('no-file', `the standard input cannot be read: ${code}`, 'pipe values into it');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
    }
  }
}

/** The standard input piece by piece, whatever its size; characters that a piece cuts go with the next. */
export function* stdinPieces(): Generator<string, void, void> {
  const block = Buffer.alloc(MIB);
  const decoder = new StringDecoder('utf8');
  for (let bytes = readMore(block); bytes > 0; bytes = readMore(block)) yield decoder.write(block.subarray(0, bytes));
  yield decoder.end();
}

/** All of the standard input. @throws CliError where it is larger than any table */
export function readStdin(): string {
  const blocks: Buffer[] = [];
  const block = Buffer.alloc(MIB);
  let bytes = 0;
  for (let more = readMore(block); more > 0; more = readMore(block)) {
    bytes += more;
    if (bytes > MAX_INPUT) throw new CliError('too-large', `the standard input has more than ${MAX_INPUT / MIB} MiB`, 'decode it in parts', { file: 'stdin' });
    blocks.push(Buffer.from(block.subarray(0, more)));
  }
  return Buffer.concat(blocks).toString('utf8');
}

const wordsOfText = (text: string): bigint[] =>
  text.split('\n').flatMap((line, at) => line.split(/\s+/).filter((part) => part !== '').map((part) => about('stdin', () => wordFrom(part), at + 1)));

/** @throws CliError where the standard input is to be read twice */
function checkDash(values: readonly string[]): void {
  const dash = values.indexOf('-');
  if (dash >= 0 && values.indexOf('-', dash + 1) > 0) throw new CliError('misuse', "'-' stands twice", 'the standard input can be read once');
}

/** The values of the command line, in order; `-` stands for those of the standard input. @throws CliError */
export function wordsFrom(values: readonly string[], stdin: () => string = readStdin): bigint[] {
  checkDash(values);
  return values.flatMap((value) => (value === '-' ? wordsOfText(stdin()) : [wordFrom(value)]));
}

const PLAIN: LevelNumbers = { page: 1, down: false };

/** A line of a report that a shell took apart is put together again; what stands alone is a value. */
const linesOf = (values: readonly string[]): string[] => (values.some((value) => /^(pgd|p4d|pud|pmd|pte)$/i.test(value)) ? [values.join(' ')] : [...values]);

/** The same with the levels that are named with the values: `pte:…`, `P:…`, a whole line. @throws CliError */
export function operandsFrom(values: readonly string[], numbers: LevelNumbers = PLAIN, stdin: () => string = readStdin): Operand[] {
  checkDash(values);
  return linesOf(values).flatMap((value) => (value === '-' ? stdin().split('\n').flatMap((line, at) => about('stdin', () => operandsIn(line, numbers), at + 1)) : value === '' ? [{ raw: wordFrom(value) }] : operandsIn(value, numbers)));
}
