// A fresh clone on a bare machine: the files that git knows of, in a folder of their own, as the first and only commit, and `npm ci`.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');

function told(command, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (error !== undefined || status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr}`);
  return stdout;
}

/** Files as they are now, new ones included, ignored ones not. */
function copyFiles(to) {
  const files = told('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], root).split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
  for (const file of files) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    cpSync(join(root, file), join(to, file));
  }
}

function commit(to) {
  const git = (...args) => told('git', ['-c', 'user.name=first-minutes', '-c', 'user.email=first@minutes.invalid', ...args], to);
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'Checkout');
}

/** Makes the checkout. What this tree has built is taken along, so that `npm run build` need not build it again. */
export async function makeCheckout(shell, to) {
  mkdirSync(to, { recursive: true });
  copyFiles(to);
  commit(to);
  shell.folder = to;
  const installed = await shell.run('npm ci');
  if (installed.status !== 0) throw new Error(`npm ci failed without a registry; run npm ci once with one, so that npm's cache has the packages\n${installed.err}`);
  if (existsSync(join(root, '.nx'))) cpSync(join(root, '.nx'), join(to, '.nx'), { recursive: true });
}
