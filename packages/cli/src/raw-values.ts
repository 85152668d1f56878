import { wordFrom } from '@faultline/workbench';
import { about, CliError } from './errors';
import { readMore } from './stdin';

const MIB = 1024 * 1024;
/** A million values with a line each fit. */
const MAX_INPUT = 32 * MIB;
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
