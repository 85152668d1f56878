import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileTwin } from './twin.mjs';

/** Why there is nothing to compare with; undefined: there is. */
export function rivalMissing() {
  if (process.platform !== 'linux') return `the rival is a Linux kernel, but this host runs ${process.platform}`;
  try {
    execFileSync('cc', ['--version'], { stdio: 'ignore' });
  } catch {
    return 'no C compiler: install one that answers to `cc` (on Debian and Ubuntu: gcc and libc6-dev)';
  }
  return undefined;
}

/** First line of what the compiler says of itself. */
export const compilerVersion = () => execFileSync('cc', ['--version'], { encoding: 'utf8' }).split('\n')[0];

/** The C programs, compiled into a folder that lasts as long as this process. Returns how to find one. */
export function compileRivals(names) {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const name of names) execFileSync('cc', ['-O2', '-o', join(folder, name), join(import.meta.dirname, 'c', `${name}.c`)]);
  compileTwin(folder);
  return (name) => join(folder, name);
}
