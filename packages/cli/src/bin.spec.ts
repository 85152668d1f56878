import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { because } from '../../../tools/arch-lab/because';

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const FULL = '/dev/full';
const FINDING = ['explore', 'free-before-flush', '--without', 'flush-before-free'];

type Output = 'pipe' | 'closed' | number;

/** Runs the command with its outputs as told; `closed` is a pipe whose reader went away at once. */
async function ended(args: readonly string[], stdout: Output, stderr: Output): Promise<{ status: number | null; err: string }> {
  const how = (output: Output): 'pipe' | number => (output === 'closed' ? 'pipe' : output);
  const child = spawn(process.execPath, ['packages/cli/bin/faultline.js', ...args], { cwd: REPOSITORY, stdio: ['ignore', how(stdout), how(stderr)] });
  if (stdout === 'closed') child.stdout!.destroy();
  if (stderr === 'closed') child.stderr!.destroy();
  let err = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => void (err += text));
  const status = await new Promise<number | null>((resolve) => void child.on('close', resolve));
  return { status, err };
}

describe('an output whose reader has seen enough changes nothing of the status', () => {
  it.each([['fine', ['rule'], 0], ['a finding', FINDING, 1]] as const)('stdout: %s', async (_what, args, status) => {
    expect(await ended(args, 'closed', 'pipe')).toEqual({ status, err: '' });
  });
  it('stderr: misuse', async () => expect(await ended(['frobnicate'], 'pipe', 'closed')).toEqual({ status: 2, err: '' }));
});

describe.skipIf(!existsSync(FULL))('an output that is full is misuse', because(`only where there is ${FULL}`), () => {
  async function full(args: readonly string[], which: 'stdout' | 'stderr'): ReturnType<typeof ended> {
    const output = openSync(FULL, 'w');
    const result = await ended(args, which === 'stdout' ? output : 'pipe', which === 'stderr' ? output : 'pipe');
    closeSync(output);
    return result;
  }
  it.each([['one write', ['--version']], ['many', ['run', 'examples', '--arch', 's390', '--json']], ['a finding', FINDING]])(
    'stdout, told in one line: %s', async (_what, args) =>
      expect(await full(args, 'stdout')).toEqual({ status: 2, err: 'faultline: stdout: it cannot be written: ENOSPC: no space left on device; make room, or write elsewhere\n' }));
  it('stderr: the status tells', async () => expect(await full(['frobnicate'], 'stderr')).toEqual({ status: 2, err: '' }));
});
