import { readSync } from 'node:fs';
import { CliError } from './errors';

const WAIT_MS = 5;

/** One read of the standard input; a pipe that is empty for now is waited for. */
export function readMore(block: Buffer): number {
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
