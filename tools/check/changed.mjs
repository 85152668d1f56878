// What changed, as git knows it.
import { spawnSync } from 'node:child_process';

/** The command was called where it cannot work: what is wrong, and what to do. */
export class Misuse extends Error {}

function ask(cwd, args) {
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (error !== undefined) throw new Misuse(`git could not be started (${error.code}), and it knows what changed; install it, or run npm test, which checks everything`);
  return { ok: status === 0, out: stdout, err: stderr.trim() };
}
const commitOf = (cwd, name) => {
  const { ok, out } = ask(cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
  return ok ? out.trim() : undefined;
};
const listOf = (cwd, args) => {
  const { ok, out, err } = ask(cwd, args);
  if (!ok) throw new Misuse(`git ${args[0]} failed: ${err}`);
  return out.split('\0').filter((path) => path !== '');
};

/** The commit to compare with: the one asked for; else where this branch left main; else HEAD. */
function baseOf(cwd, since) {
  if (since !== undefined) {
    const commit = commitOf(cwd, since);
    if (commit === undefined) throw new Misuse(`there is no commit '${since}'; git log lists those there are`);
    return { commit, name: since };
  }
  if (commitOf(cwd, 'HEAD') === undefined) throw new Misuse('there is no commit yet; commit once, or run npm test');
  for (const main of ['main', 'origin/main']) {
    const { ok, out } = ask(cwd, ['merge-base', 'HEAD', main]);
    if (ok) return { commit: out.trim(), name: main };
  }
  return { commit: commitOf(cwd, 'HEAD'), name: 'HEAD' };
}

/** Files that differ from a commit, in the working tree too; `gone` are those that are no more. Paths from the root, with slashes. */
export function changesSince(cwd, since) {
  if (!ask(cwd, ['rev-parse', '--is-inside-work-tree']).ok) throw new Misuse('this is no git checkout, so nobody knows what changed; run npm test, which checks everything');
  const base = baseOf(cwd, since);
  const differing = (filter) => listOf(cwd, ['diff', '--name-only', '-z', '--no-renames', `--diff-filter=${filter}`, base.commit, '--']);
  const untracked = listOf(cwd, ['ls-files', '--others', '--exclude-standard', '-z']);
  return { base, files: [...new Set([...differing('d'), ...untracked])].sort(), gone: differing('D') };
}
