import { readSync } from 'node:fs';
import { wordFrom } from '@faultline/workbench';
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

/** The values of the command line, in order; `-` stands for those of the standard input. @throws CliError */
export function wordsFrom(values: readonly string[], stdin: () => string = readStdin): bigint[] {
  const dash = values.indexOf('-');
  if (values.indexOf('-', dash + 1) > 0 && dash >= 0) throw new CliError('misuse', "'-' stands twice", 'the standard input can be read once');
  return values.flatMap((value) => (value === '-' ? wordsOfText(stdin()) : [wordFrom(value)]));
}
