import { readSync } from 'node:fs';
import { LEVEL_NAMES, levelOf, type Geometry } from '@faultline/contracts';
import { CliError } from './errors';

/** As in the vectors: 16 hexadecimal digits. */
export const wordText = (word: bigint): string => `0x${word.toString(16).padStart(16, '0')}`;

const SHOWN = 40;
/** Is this up to 16 hexadecimal digits? */
export const isWord = (text: string): boolean => /^(0x)?[0-9a-f]{1,16}$/i.test(text);
const fromHex = (text: string): bigint => BigInt(/^0x/i.test(text) ? text : `0x${text}`);

/** An entry's value: up to 16 hexadecimal digits. @throws CliError */
export function wordFrom(text: string, place: { line?: number } = {}): bigint {
  if (isWord(text)) return fromHex(text);
  throw new CliError('misuse', `'${text.slice(0, SHOWN)}' is no 64-bit value in hexadecimal`, 'write it as 0x8000000012345067',
    place.line === undefined ? {} : { file: 'stdin', line: place.line });
}

/** A number of an option, decimal or with 0x. @throws CliError */
export function numberFrom(option: string, text: string): bigint {
  if (/^(0x[0-9a-f]{1,16}|\d{1,19})$/i.test(text)) return BigInt(text);
  throw new CliError('misuse', `--${option} is '${text.slice(0, SHOWN)}', which is no number`, 'write it as 4660 or 0x1234');
}

/** A level that exists here and is not folded into another. @throws CliError */
export function levelIn({ entries }: Geometry, name: string): number {
  const level = levelOf(name);
  if (level !== undefined && (entries[level] ?? 1) > 1) return level;
  throw new CliError('misuse', `there is no level '${name}' here`, `use one of ${LEVEL_NAMES.filter((_, at) => (entries[at] ?? 1) > 1).join(', ')}`);
}

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
  text.split('\n').flatMap((line, at) => line.split(/\s+/).filter((part) => part !== '').map((part) => wordFrom(part, { line: at + 1 })));

/** The values of the command line, in order; `-` stands for those of the standard input. @throws CliError */
export function wordsFrom(values: readonly string[], stdin: () => string = readStdin): bigint[] {
  const dash = values.indexOf('-');
  if (values.indexOf('-', dash + 1) > 0 && dash >= 0) throw new CliError('misuse', "'-' stands twice", 'the standard input can be read once');
  return values.flatMap((value) => (value === '-' ? wordsOfText(stdin()) : [wordFrom(value)]));
}
