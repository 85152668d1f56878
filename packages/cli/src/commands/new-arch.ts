import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { folderOf, newArch as filesOf } from '@faultline/new-arch';
import { ARCHITECTURES } from '@faultline/workbench';
import { CliError } from '../errors';
import { cannotWrite, makeFolder, type Io } from '../io';

export interface NewArchOptions {
  /** Folder in which the package's own folder is made. */
  readonly dir: string;
}

/** Writes all of it beside its place, then moves it there: nothing is left half written. */
function writeFolder(folder: string, files: ReadonlyMap<string, string>): void {
  const partial = `${folder}.partial-${process.pid}`;
  try {
    for (const [file, text] of files) {
      mkdirSync(dirname(join(partial, file)), { recursive: true });
      writeFileSync(join(partial, file), text);
    }
    renameSync(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

/** `faultline new-arch`: a package that compiles, whose conformance run lists what is left to fill. */
export function newArch(io: Io, name: string, { dir }: NewArchOptions): number {
  const folder = join(dir, folderOf(name));
  const files = filesOf(name, 'standalone');
  if (ARCHITECTURES.includes(name)) throw new CliError('misuse', `there is an architecture '${name}' already`, 'choose another name');
  if (existsSync(folder)) throw new CliError('exists', `${folder} exists already`, 'choose another name or --dir', { file: folder });
  makeFolder(dir);
  try {
    writeFolder(folder, files);
  } catch (error) {
    throw cannotWrite(folder, error);
  }
  io.err(`faultline: ${files.size} files in ${folder}; its README.md tells what comes next\n`);
  return 0;
}
