// Types and lint of what changed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { captured } from '../gates/part.mjs';

const CACHE = 'node_modules/.cache/check';
const LINTED = /\.[cm]?[jt]s$/;
/** What changes the verdict on every file. */
const LINT_ITSELF = /^(eslint\.config\.mjs|tools\/lint\/|package-lock\.json|packages\/[^/]+\/package\.json)/;
const TYPED = /\.[cm]?ts$|\.mjs$|tsconfig[^/]*\.json$|package(-lock)?\.json$/;

const nothing = (name, detail) => ({ name, ok: true, seconds: 0, detail, output: '' });

/** Programs one after the other, up to the first that fails. */
async function inTurn(name, detail, programs, cwd) {
  let seconds = 0;
  for (const [command, ...args] of programs) {
    const part = await captured('npx', [command, ...args], { cwd });
    seconds += part.seconds;
    if (!part.ok) return { name, ...part, seconds, detail };
  }
  return { name, ok: true, seconds, detail, output: '' };
}

/** Packages among the changed whose own settings are narrower than those that the sources share: no types of Node, say. */
const narrower = (root, files) =>
  [...new Set(files.flatMap((file) => /^packages\/[^/]+/.exec(file)?.[0] ?? []))]
    .filter((folder) => existsSync(join(root, folder, 'tsconfig.json')) && 'compilerOptions' in JSON.parse(readFileSync(join(root, folder, 'tsconfig.json'), 'utf8')));

/** One program over all sources and tools, which remembers what it knows of files that have not changed. */
export function types(root, files, gone) {
  if (![...files, ...gone].some((file) => TYPED.test(file))) return nothing('types', 'nothing changed that has types');
  const own = narrower(root, files).map((folder) => ['tsc', '-p', folder]);
  return inTurn('types', 'all packages and tools', [['tsc', '-p', 'tools/check/tsconfig.json'], ...own], root);
}

/** ESLint on changed files; on all where lint itself changed. The rule on boundaries asks Nx for the graph of packages. */
export function lint(root, files) {
  const all = files.some((file) => LINT_ITSELF.test(file));
  const linted = files.filter((file) => LINTED.test(file));
  if (!all && linted.length === 0) return nothing('lint', 'nothing changed that is linted');
  const detail = all ? 'all files, since lint itself or a package.json changed' : `${linted.length} files`;
  const cache = all ? [] : ['--cache', '--cache-strategy', 'content', '--cache-location', `${CACHE}/eslint`];
  return inTurn('lint', detail, [
    ['nx', 'show', 'projects'],
    ['eslint', ...cache, '--no-warn-ignored', ...(all ? ['packages', 'tools', 'eslint.config.mjs', 'vitest.config.ts'] : linted)],
  ], root);
}
