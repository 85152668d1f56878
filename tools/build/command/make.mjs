// Makes what the cache of the command does not hold yet.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** How long an older bundle stays: a process that runs it may still load parts of it. */
const STAYS_MS = 60 * 60 * 1000;

/** Takes bundles away that were made a while ago. */
function dropOld(cache) {
  for (const name of readdirSync(cache)) {
    const made = statSync(join(cache, name), { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - made > STAYS_MS) rmSync(join(cache, name), { recursive: true, force: true });
  }
}

/** Puts a folder in its place, whole; another process may have been faster. */
function place(partial, folder) {
  try {
    renameSync(partial, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

function bundled(root, partial) {
  const [runner, builder] = ['tools/run-ts.mjs', 'tools/build/command/build.ts'].map((file) => join(root, file));
  const { status } = spawnSync(process.execPath, [runner, builder, partial], { stdio: ['ignore', 2, 2] });
  return status === 0;
}

/** @returns {string | undefined} what is wrong, and what to do */
function make(root, folder, partial) {
  mkdirSync(partial, { recursive: true });
  try {
    dropOld(dirname(folder));
    if (!bundled(root, partial)) return 'the sources cannot be bundled; correct what stands above';
    writeFileSync(join(partial, 'package.json'), '{"type":"module"}\n');
    place(partial, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return undefined;
}

/**
 * Bundles the command into a folder that is not there yet.
 * @returns {string | undefined} what is wrong, and what to do
 */
export function bundleInto(root, folder) {
  if (!existsSync(join(root, 'node_modules/esbuild'))) return 'what the sources are bundled with is not installed; run npm ci';
  try {
    return make(root, folder, `${folder}.partial-${process.pid}`);
  } catch (error) {
    return `the bundle of the sources cannot be kept: ${error.message}; check the folder`;
  }
}
