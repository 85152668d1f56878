import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { nodeIo } from '../io';
import { main } from '../main';

/** What a call of the command did. */
export interface Captured {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command as a user would, without colour and 100 characters wide, and keeps what it printed. */
export function faultline(...args: string[]): Captured {
  let out = '';
  let err = '';
  const io = { ...nodeIo(), color: false, width: 100, out: (text: string) => void (out += text), err: (text: string) => void (err += text) };
  const status = main(args, io);
  return { status, out, err };
}

/** A folder that is gone after the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'faultline-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
