import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordsHeader } from './records.mjs';

/** The architecture whose tables the twin walks. */
export const TWIN_ARCHITECTURE = 'x86-64';

/** Compiles the twin into a folder, with the records of the contracts that are installed; returns the program's path. */
export function compileTwin(folder, header = recordsHeader()) {
  const program = join(folder, 'twin');
  writeFileSync(join(folder, 'records.h'), header);
  execFileSync('cc', ['-O2', '-Wall', '-Wextra', '-Werror', '-I', folder, '-o', program, join(import.meta.dirname, 'c', 'twin.c')]);
  return program;
}

/** Arguments for a workload, with the log kept as it is by the model in the same mode. */
export const twinArguments = (workload, pages, repeats, keep) => [workload, String(pages), String(repeats), keep ? 'keep' : 'reuse'];
