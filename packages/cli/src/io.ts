import {
  closeSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, realpathSync, renameSync, statSync, unlinkSync, writeFileSync, type Stats,
} from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { dirname, resolve, sep } from 'node:path';
import { cannotWrite, CliError } from './errors';
import { screenOf } from './render/screen';

/** What the command needs of the world; tests hand in another. */
export interface Io {
  /** Takes text for stdout. */
  out(text: string): void;
  /** Takes text for stderr. */
  err(text: string): void;
  /** Text of a file. @throws CliError if it cannot be read, or is larger than `maxBytes` */
  read(path: string, maxBytes: number): string;
  /** The first characters of a file, enough to tell what kind it is. @throws CliError as `read`, whatever its size */
  start(path: string): string;
  /** Lines of a file, one by one, with their ends. @throws CliError as `read` */
  lines(path: string, maxBytes: number): Iterable<string>;
  /** Text of a file piece by piece, whatever its size. @throws CliError if it cannot be read */
  pieces(path: string): Iterable<string>;
  /** Names in a folder, sorted. */
  list(path: string): string[];
  /** Is there a folder of this name? */
  isFolder(path: string): boolean;
  /** Writes a file whole or not at all: what existed stays until the new text is complete. A device or a pipe takes the text as it comes. */
  write(path: string, text: Iterable<string>): void;
  /** Makes a folder, and those above it, if need be. @throws CliError */
  makeFolder(path: string): void;
  /** Whether text may be coloured. */
  readonly color: boolean;
  /** Characters of a line on stdout. */
  readonly width: number;
  /** Does the user want the legend at length? */
  readonly legend?: boolean;
}

const MIB = 1024 * 1024;
const BLOCK = MIB;
const START = 4096;

/** Asks the file system. @throws CliError for whatever it has against the path */
function asking<T>(path: string, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    throw new CliError('no-file', `it cannot be read: ${(error as Error).message}`, 'check the path', { file: path });
  }
}
const statOf = (path: string): Stats | undefined => asking(path, () => statSync(path, { throwIfNoEntry: false }));

const MOST_NAMES = 1000;

/** What else there is in the folder of a path. */
function besides(path: string): string[] {
  const folder = dirname(path);
  if (!isFolder(folder)) return [];
  return asking(path, () => readdirSync(folder)).slice(0, MOST_NAMES).map((name) => (path.startsWith('.') || folder !== '.' ? `${folder}${sep}${name}` : name));
}

function readable(path: string, maxBytes: number, orPipe = false): void {
  if (path === '') throw new CliError('no-file', 'the name of a file is empty', 'name a file');
  const stat = statOf(path);
  if (stat === undefined) throw new CliError('no-file', `there is no file ${path}`, 'check the path', { file: path }, { name: path, known: besides(path) });
  if (stat.isDirectory()) throw new CliError('no-file', 'it is a folder, and a file is wanted', 'name a file in it', { file: path });
  if (!stat.isFile() && !orPipe) throw new CliError('no-file', `${path} is no file`, 'name a file', { file: path });
  if (stat.size > maxBytes)
    throw new CliError('too-large', `the file has ${stat.size} bytes, more than ${Math.round(maxBytes / MIB)} MiB`, 'this is no file of that kind', { file: path });
}

/** Text of the first bytes; of a character that is cut there, what stands for one. */
function startOf(path: string): string {
  const file = asking(path, () => openSync(path, 'r'));
  try {
    const block = Buffer.alloc(START);
    return block.toString('utf8', 0, asking(path, () => readSync(file, block)));
  } finally {
    closeSync(file);
  }
}

/** Lines with their ends, read a block at a time: a log can be longer than a string may be. */
function* linesOf(path: string): Generator<string, void, void> {
  const file = asking(path, () => openSync(path, 'r'));
  const block = Buffer.alloc(BLOCK);
  const decoder = new StringDecoder('utf8');
  let rest = '';
  try {
    for (let bytes = readSync(file, block); bytes > 0; bytes = readSync(file, block)) {
      const lines = (rest + decoder.write(block.subarray(0, bytes))).split(/(?<=\n)/);
      rest = lines.at(-1)!.endsWith('\n') ? '' : lines.pop()!;
      yield* lines;
      if (rest.length > BLOCK) throw new CliError('too-large', `a line is longer than ${BLOCK} characters`, 'this is no file of that kind', { file: path });
    }
    if (rest !== '') yield rest;
  } finally {
    closeSync(file);
  }
}

/** Pieces of text; characters that a piece cuts go with the next. */
function* piecesOf(path: string): Generator<string, void, void> {
  const file = asking(path, () => openSync(path, 'r'));
  const block = Buffer.alloc(BLOCK);
  const decoder = new StringDecoder('utf8');
  const read = (): number => asking(path, () => readSync(file, block));
  try {
    for (let bytes = read(); bytes > 0; bytes = read()) yield decoder.write(block.subarray(0, bytes));
    yield decoder.end();
  } finally {
    closeSync(file);
  }
}

function writeParts(path: string, text: Iterable<string>): void {
  const file = openSync(path, 'w');
  let block = '';
  try {
    for (const part of text) {
      block += part;
      if (block.length < BLOCK) continue;
      writeFileSync(file, block);
      block = '';
    }
    writeFileSync(file, block);
  } finally {
    closeSync(file);
  }
}

function dropPartial(partial: string): void {
  try {
    unlinkSync(partial);
  } catch {
    // It was never made; what stopped the writing is told.
  }
}

function replace(path: string, text: Iterable<string>): void {
  const partial = `${path}.partial-${process.pid}`;
  try {
    writeParts(partial, text);
    renameSync(partial, path);
  } catch (error) {
    dropPartial(partial);
    throw error;
  }
}

/** A file that is there is replaced where a symbolic link leads to it; what is neither a file nor a folder cannot be replaced. */
function writeWhole(path: string, text: Iterable<string>): void {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) replace(path, text);
    else if (stat.isFile() || stat.isDirectory()) replace(realpathSync(path), text);
    else writeParts(path, text);
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

const isFolder = (path: string): boolean => statOf(path)?.isDirectory() === true;

/** Makes a folder, and those above it. Node's own way never ends where a file system makes no folders, as /proc. */
function makeAll(path: string): void {
  if (isFolder(path)) return;
  if (dirname(path) !== path) makeAll(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    if (!isFolder(path)) throw error;
  }
}

function makeFolder(path: string): void {
  try {
    if (path === '') throw new Error('it has no name');
    makeAll(resolve(path));
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

/** The process's own world. */
export const nodeIo = (): Io => ({
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  read(path, maxBytes) {
    readable(path, maxBytes);
    return asking(path, () => readFileSync(path, 'utf8'));
  },
  start(path) {
    readable(path, Number.POSITIVE_INFINITY);
    return startOf(path);
  },
  lines(path, maxBytes) {
    readable(path, maxBytes);
    return linesOf(path);
  },
  pieces(path) {
    readable(path, Number.POSITIVE_INFINITY, true);
    return piecesOf(path);
  },
  list(path) {
    if (!isFolder(path)) throw new CliError('no-file', `${path} is no folder`, 'name a folder', { file: path });
    return asking(path, () => readdirSync(path).sort());
  },
  isFolder,
  write: writeWhole,
  makeFolder,
  ...screenOf(process.env, process.stdout),
});
