// One part of a run of gates: a program, what it said, how it ended.
import { spawn } from 'node:child_process';

/** Runs a program and keeps its output, both streams in the order in which they came. */
export const captured = (command, args, options = {}) =>
  new Promise((resolve) => {
    const from = performance.now();
    const chunks = [];
    const end = (ok, more = '') => resolve({ ok, output: Buffer.concat(chunks).toString() + more, seconds: (performance.now() - from) / 1000 });
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => end(false, `${command} could not be started: ${error.message}\n`));
    child.on('close', (status, signal) => end(status === 0, signal === null ? '' : `${command} was ended by ${signal}\n`));
  });

/** What a part came to, in one line. */
export const lineOf = ({ name, ok, seconds, detail = '' }) =>
  `${name.padEnd(18)} ${(ok ? 'ok' : 'FAILED').padEnd(6)} ${`${seconds.toFixed(0)} s`.padStart(6)}  ${detail}`.trimEnd();

/** The line, and below it all that a part said, where it failed. */
export const textOf = (part) => (part.ok ? lineOf(part) : `${lineOf(part)}\n${part.output.trimEnd()}\n`);
