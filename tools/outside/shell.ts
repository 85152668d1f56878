import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';

/** A command as it was typed, and what came of it. */
export interface Done {
  readonly command: string;
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

const BLOCK = /^```sh\n([\s\S]*?)^```$/gm;

/** The shell blocks of a document: of each its commands, without comments. */
export const blocksOf = (markdown: string): string[][] =>
  [...markdown.matchAll(BLOCK)].map(([, code]) => code!.split('\n').map((line) => line.replace(/\s+#\s.*$/, '').trim()).filter((line) => line !== '' && !line.startsWith('#')));

const MARK = '\u0001';

/** What a reader's shell has: no word of the test runner, nor of an npm that runs it, nor the repository's own commands. */
function readerEnv(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((part) => !part.includes('node_modules')).join(delimiter);
  return { PATH: path, LANG: process.env['LANG'] ?? 'C.UTF-8', NO_COLOR: '1', npm_config_fund: 'false', npm_config_audit: 'false', npm_config_update_notifier: 'false', ...extra };
}

/** Types commands into one shell, each after the end of the one before. */
export async function type(commands: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<Done[]> {
  const script = commands.map((command) => `${command}\nstatus=$?\nprintf '${MARK}%s${MARK}' $status\nprintf '${MARK}' >&2\n`).join('');
  const shell = spawn('bash', ['-c', script], { cwd, env: readerEnv(env), stdio: ['ignore', 'pipe', 'pipe'] });
  const read = async (stream: AsyncIterable<Buffer>): Promise<string> => {
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part);
    return Buffer.concat(parts).toString('utf8');
  };
  const [out, err] = await Promise.all([read(shell.stdout), read(shell.stderr)]);
  const outs = out.split(MARK);
  const errs = err.split(MARK);
  return commands.map((command, at) => ({ command, status: Number(outs[2 * at + 1] ?? NaN), out: outs[2 * at] ?? '', err: errs[at] ?? '' }));
}
