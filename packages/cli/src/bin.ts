#!/usr/bin/env node
import { cannotWrite, errorText } from './errors';
import { nodeIo } from './io';
import { start } from './start';

const MISUSE = 2;

/** A reader that has seen enough (`| head`) closes the pipe: that changes nothing of what was found. Whatever else ends the output is told, once. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE' || process.exitCode === MISUSE) return;
  process.exitCode = MISUSE;
  process.stderr.write(errorText(cannotWrite('stdout', error)));
});
// Where messages cannot be read, the status still tells.
process.stderr.on('error', () => {});

void start(process.argv.slice(2), nodeIo()).then((status) => void (process.exitCode ??= status));
