#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { nodeIo } from './io';
import { start } from './start';

// A fault is many small functions, and V8's default budget inlines only some of them (measured: a fifth of a fault's time).
setFlagsFromString('--max-inlined-bytecode-size-cumulative=4000');
// A reader that has seen enough (`| head`) closes the pipe: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});
void start(process.argv.slice(2), nodeIo()).then((status) => void (process.exitCode = status));
