// The command, bundled from the sources of this checkout as they are, or as it was bundled from the same before.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '../../..');
/** What a bundle is made of beside packages and tools: others' packages are told by the lockfile. */
const SINGLE = ['package-lock.json', 'tsconfig.base.json', 'tools/run-ts.mjs'];

const isSource = (name) => /\.(ts|mjs|json)$/.test(name) && !name.endsWith('.spec.ts');
const holdsSources = (name) => !['testing', 'node_modules', 'dist'].includes(name);

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && holdsSources(entry.name)) yield* sources(path);
    else if (entry.isFile() && isSource(entry.name)) yield path;
  }
}

/** One name for a state of the sources: paths, sizes and times. */
function keyOf(root) {
  const hash = createHash('sha256').update(process.version);
  const folders = ['packages', 'tools/build'].map((folder) => join(root, folder));
  for (const path of [...SINGLE.map((file) => join(root, file)), ...folders.flatMap((folder) => [...sources(folder)])]) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`\n${path.slice(root.length)} ${size} ${mtimeMs}`);
  }
  return hash.digest('hex').slice(0, 32);
}

/**
 * The file to run. Where it cannot be made, stderr says why, and it is undefined.
 * @param {string} root the folder of the repository
 * @returns {Promise<string | undefined>}
 */
export async function commandFromSources(root = repository) {
  const folder = join(root, 'node_modules/.cache/faultline-command', keyOf(root));
  if (!existsSync(folder)) {
    const { bundleInto } = await import('./make.mjs');
    const wrong = bundleInto(root, folder);
    if (wrong !== undefined) {
      console.error(`faultline: ${wrong}`);
      return undefined;
    }
  }
  return join(folder, 'bin.js');
}
