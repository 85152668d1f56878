#!/usr/bin/env node
import { nodeIo } from './io';
import { start } from './start';

// A reader that has seen enough (`| head`) closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});
void start(process.argv.slice(2), nodeIo()).then((status) => void (process.exitCode = status));
