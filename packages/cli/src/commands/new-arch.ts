import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { folderOf, newArch as filesOf, PACKED_FILE, readPacked, tarballsOf, VENDOR, type Packed } from '@faultline/new-arch';
import { ARCHITECTURES } from '@faultline/workbench';
import { about, cannotWrite, CliError } from '../errors';
import type { Io } from '../io';

export interface NewArchOptions {
  /** Folder in which the package's own folder is made. */
  readonly dir: string;
  /** Folder of tarballs that Faultline's packages come from; none: a registry. */
  readonly from?: string;
}

const MOST_BYTES = 4 * 1024 * 1024;

/** Tarballs that a package takes along. */
interface Tarballs {
  readonly folder: string;
  readonly packed: Packed;
}

function tarballsIn(io: Io, folder: string): Tarballs {
  const index = join(folder, PACKED_FILE);
  if (!existsSync(index)) throw new CliError('misuse', `--from ${folder}: there is no ${PACKED_FILE}`, 'make the folder with npm run pack:all in the repository');
  return about(index, () => ({ folder, packed: readPacked(io.read(index, MOST_BYTES)) }));
}

/** Copies the tarballs into a package's folder. @throws CliError for one that is not there */
function copyTarballs({ folder, packed }: Tarballs, to: string): void {
  mkdirSync(join(to, VENDOR));
  for (const file of tarballsOf(packed)) {
    if (!existsSync(join(folder, file))) throw new CliError('no-file', `${folder} lacks ${file}`, 'make it anew with npm run pack:all in the repository');
    copyFileSync(join(folder, file), join(to, VENDOR, file));
  }
}

/** Writes all of it beside its place, then moves it there: nothing is left half written. */
function writeFolder(folder: string, files: ReadonlyMap<string, string>, tarballs: Tarballs | undefined): void {
  const partial = `${folder}.partial-${process.pid}`;
  try {
    // Alone at first: with those above it, node's own way never ends where a file system makes no folders, as /proc.
    mkdirSync(partial);
    for (const [file, text] of files) {
      mkdirSync(dirname(join(partial, file)), { recursive: true });
      writeFileSync(join(partial, file), text);
    }
    if (tarballs !== undefined) copyTarballs(tarballs, partial);
    renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** The package's files, of tarballs in whose index a mistake is told with its place. */
const filesFrom = (name: string, tarballs: Tarballs | undefined): ReadonlyMap<string, string> =>
  tarballs === undefined ? filesOf(name, 'standalone') : about(join(tarballs.folder, PACKED_FILE), () => filesOf(name, 'standalone', tarballs.packed));

/** `faultline new-arch`: a package that compiles, whose conformance run lists what is left to fill. */
export function newArch(io: Io, name: string, { dir, from }: NewArchOptions): number {
  const folder = join(dir, folderOf(name));
  if (ARCHITECTURES.includes(name)) throw new CliError('misuse', `there is an architecture '${name}' already`, 'choose another name');
  if (existsSync(folder)) throw new CliError('exists', `${folder} exists already`, 'choose another name or --dir', { file: folder });
  const tarballs = from === undefined ? undefined : tarballsIn(io, from);
  const files = filesFrom(name, tarballs);
  io.makeFolder(dir);
  try {
    writeFolder(folder, files, tarballs);
  } catch (error) {
    throw error instanceof CliError ? error : cannotWrite(folder, error);
  }
  io.err(`faultline: ${files.size} files in ${folder}; its README.md tells what comes next\n`);
  return 0;
}
