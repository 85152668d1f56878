import { spawnSync } from 'node:child_process';
import { BesideError } from './errors.mjs';

/** What speaks the bench's protocol in every commit that has it. */
const WORKER = 'tools/bench/model-worker.mjs';

export function git(root, ...args) {
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd: root, encoding: 'utf8' });
  return { ok: status === 0, out: (stdout ?? '').trim(), told: (error?.message ?? stderr ?? '').trim() };
}

/** The full hash of a commit that can be measured. @throws BesideError */
export function resolveCommit(root, name) {
  if (!git(root, 'rev-parse', '--git-dir').ok) throw new BesideError('no-checkout', 'this is no git checkout', 'clone the repository to compare with a commit');
  const { ok, out } = git(root, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`);
  if (!ok) throw new BesideError('no-commit', `there is no commit '${name}'`, 'name one that `git log` shows, or fetch it');
  if (!git(root, 'cat-file', '-e', `${out}:${WORKER}`).ok)
    throw new BesideError('no-bench', `commit ${out.slice(0, 12)} has no ${WORKER}`, 'name one that has a bench');
  return out;
}

/** First line of a commit's message. */
export const subjectOf = (root, hash) => git(root, 'log', '-1', '--format=%s', hash).out;
