import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { git } from './commit.mjs';
import { BesideError } from './errors.mjs';

/** What the bench runs; what it stands on is built with it. */
const BUILT = '@faultline/machine,@faultline/arch-x86';
const LINES_SHOWN = 20;
/** A worker that has jobs a commit's own may lack, and the file that tells that it has them. */
const OLDER_WORKER = 'older-worker.mjs';
const SINCE = 'tools/bench/model-replay.mjs';

export const cacheOf = (root) => join(root, 'node_modules', '.cache', 'faultline-bench');

/** Runs a command to its end. @throws BesideError with the end of what it said */
async function run(what, cwd, command, args) {
  const lines = [];
  const child = spawn(command, args, { cwd, env: { ...process.env, NX_DAEMON: 'false' }, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => void lines.push(String(text)));
  const code = await new Promise((resolve) => child.once('error', ({ message }) => resolve(message)).once('close', resolve));
  if (code === 0) return;
  const said = lines.join('').trimEnd().split('\n').slice(-LINES_SHOWN).join('\n');
  throw new BesideError('not-built', `${what} ended with ${code} in ${cwd}`, `it said:\n${said}`);
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function drop(root, folder) {
  git(root, 'worktree', 'remove', '--force', folder);
  rmSync(folder, { recursive: true, force: true });
}

/** Worktrees whose folder is gone (`npm ci` empties node_modules) are still known to git. */
function forgetGone(root, cache) {
  for (const line of git(root, 'worktree', 'list', '--porcelain').out.split('\n')) {
    const folder = /^worktree (.*)$/.exec(line)?.[1];
    if (folder?.startsWith(cache + sep) && !existsSync(folder)) git(root, 'worktree', 'remove', '--force', folder);
  }
}

/** Folders are named HASH-PID; one that no pointer names and whose maker is gone was left half made. */
export function dropLeftOvers(root, cache) {
  forgetGone(root, cache);
  const names = readdirSync(cache);
  const ready = new Set(names.filter((name) => name.endsWith('.ready')).map((name) => readFileSync(join(cache, name), 'utf8')));
  for (const name of names) {
    const pid = /^[0-9a-f]{40}-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !ready.has(name) && !isAlive(Number(pid))) drop(root, join(cache, name));
  }
}

/** The folder that an earlier run made for a commit; undefined: none, or it is gone. */
export function madeBefore(cache, hash) {
  const pointer = join(cache, `${hash}.ready`);
  if (!existsSync(pointer)) return undefined;
  const folder = join(cache, readFileSync(pointer, 'utf8'));
  if (existsSync(join(folder, 'packages', 'machine', 'dist'))) return folder;
  rmSync(pointer, { force: true });
  return undefined;
}

async function make(root, cache, hash, tell) {
  const name = `${hash}-${process.pid}`;
  const folder = join(cache, name);
  const short = hash.slice(0, 12);
  try {
    tell(`${short}: check out`);
    await run('git worktree add', root, 'git', ['worktree', 'add', '--force', '--detach', folder, hash]);
    tell(`${short}: npm ci`);
    await run('npm ci', folder, 'npm', ['ci', '--prefer-offline', '--no-audit', '--no-fund']);
    tell(`${short}: build`);
    await run('the build', folder, join(folder, 'node_modules', '.bin', 'nx'), ['run-many', '-t', 'build', '-p', BUILT]);
  } catch (error) {
    drop(root, folder);
    throw error;
  }
  return name;
}

/** Names the folder as the one to use; where another run was first, its folder is the one. */
export function publish(root, cache, hash, name) {
  try {
    writeFileSync(join(cache, `${hash}.ready`), name, { flag: 'wx' });
    return join(cache, name);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    drop(root, join(cache, name));
    return madeBefore(cache, hash);
  }
}

/**
 * A built worktree of a commit under node_modules/.cache. It stays, and later runs use it again. Runs at the same time do
 * not wait for each other: each makes a folder of its own, and the first one done is kept.
 * @throws BesideError
 */
export async function builtTree(root, hash, tell) {
  const cache = cacheOf(root);
  mkdirSync(cache, { recursive: true });
  dropLeftOvers(root, cache);
  return madeBefore(cache, hash) ?? publish(root, cache, hash, await make(root, cache, hash, tell));
}

/** The worker of a tree for a job: its own, or beside it the one for trees from before the job. */
export function workerFor(folder, job, olderJobs) {
  if (!olderJobs.includes(job) || existsSync(join(folder, SINCE))) return 'model-worker.mjs';
  copyFileSync(join(import.meta.dirname, '..', OLDER_WORKER), join(folder, 'tools', 'bench', OLDER_WORKER));
  return OLDER_WORKER;
}
