import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const cache = join(import.meta.dirname, '../../../node_modules/.cache');

/** The generator from its source, so that nothing has to be built first. */
async function fromSource() {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'new-arch-'));
  try {
    const outfile = join(folder, 'index.mjs');
    await build({ entryPoints: [join(import.meta.dirname, '../src/index.ts')], outfile, bundle: true, format: 'esm' });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The folder of a name; Nx shows of an error its message alone. */
function folderFor(name, folderOf) {
  try {
    return `packages/${folderOf(name)}`;
  } catch (error) {
    throw new Error(`${error.message}; ${error.remedy}`, { cause: error });
  }
}

/** `npx nx g @faultline/new-arch:arch NAME`: the package in this workspace. Nx writes its tree whole or not at all. */
export default async function arch(tree, { name }) {
  const { folderOf, newArch } = await fromSource();
  const folder = folderFor(name, folderOf);
  if (tree.exists(folder)) throw new Error(`${folder} exists already; choose another name`);
  for (const [file, text] of newArch(name, 'workspace')) tree.write(`${folder}/${file}`, text);
  return () => console.log(`\nNext: npm install, then read docs/adding-an-architecture.md and fill ${folder}.`);
}
