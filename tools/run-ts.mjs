// Runs a TypeScript program of this repository from source: node tools/run-ts.mjs FILE [ARG…]
import { build } from 'esbuild';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [file, ...args] = process.argv.slice(2);
const cache = join(import.meta.dirname, '..', 'node_modules', '.cache');
mkdirSync(cache, { recursive: true });
const out = mkdtempSync(join(cache, 'run-ts-'));
process.on('exit', () => rmSync(out, { recursive: true, force: true }));

/** Bundles a program; resolves to what it exports, once it has run. */
async function run(entry, name, options) {
  await build({
    entryPoints: [entry], outfile: join(out, name), bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'error', ...options,
  });
  return import(pathToFileURL(join(out, name)).href);
}

const { plainForms } = await run(join(import.meta.dirname, 'build/paths/esbuild.ts'), 'paths.mjs', { packages: 'external' });
process.argv = [process.argv[0], resolve(file), ...args];
process.setSourceMapsEnabled(true);
await run(resolve(file), 'main.mjs', {
  conditions: ['@faultline/source'], packages: 'bundle', external: ['vitest', 'esbuild', 'typescript', 'magic-string'], sourcemap: 'inline',
  plugins: [plainForms()],
  banner: { js: "import {createRequire as __cr} from 'node:module'; const require = __cr(import.meta.url);" },
});
