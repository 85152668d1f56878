// A shell as a user has it: commands one after the other, in the folder that the last one left.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** No registry is asked: what a user is told works from npm's cache. */
const OFFLINE = { npm_config_offline: 'true', NO_COLOR: '1', COLUMNS: '100' };
const INHERITED = /^(npm_|NX_|VITEST|FORCE_COLOR|NODE_OPTIONS|INIT_CWD)/;
const environment = (more) => ({ ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !INHERITED.test(name))), ...OFFLINE, ...more });

export class Shell {
  constructor(folder, env = {}) {
    this.folder = folder;
    this.env = environment(env);
  }

  /** Runs one line; resolves to its status and what it said. */
  async run(line) {
    const notes = mkdtempSync(join(tmpdir(), 'faultline-shell-'));
    const where = join(notes, 'folder');
    const from = performance.now();
    const done = await this.spawned(['-c', `${line}\nstatus=$?\npwd > "$0"\nexit $status`, where]);
    if (existsSync(where)) this.folder = readFileSync(where, 'utf8').trimEnd();
    rmSync(notes, { recursive: true, force: true });
    return { line, ...done, seconds: (performance.now() - from) / 1000 };
  }

  spawned(args) {
    return new Promise((resolve) => {
      const said = { out: '', err: '' };
      const child = spawn('bash', args, { cwd: this.folder, env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
      child.stdout.on('data', (chunk) => (said.out += chunk));
      child.stderr.on('data', (chunk) => (said.err += chunk));
      child.on('error', (error) => resolve({ status: -1, ...said, err: error.message }));
      child.on('close', (status) => resolve({ status, ...said }));
    });
  }
}
