// Runs a TypeScript program of this repository from source: node tools/run-ts.mjs FILE [ARG…]
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [file, ...args] = process.argv.slice(2);
const cache = join(import.meta.dirname, '..', 'node_modules', '.cache');
(await import('node:fs')).mkdirSync(cache, { recursive: true });
const out = mkdtempSync(join(cache, 'run-ts-'));
process.on('exit', () => rmSync(out, { recursive: true, force: true }));
await build({
  entryPoints: [resolve(file)], outfile: join(out, 'main.mjs'), bundle: true, platform: 'node', format: 'esm',
  target: 'node20', conditions: ['@faultline/source'], packages: 'bundle', external: ['vitest', 'esbuild', 'typescript'], logLevel: 'error',
  banner: { js: "import {createRequire as __cr} from 'node:module'; const require = __cr(import.meta.url);" },
});
process.argv = [process.argv[0], resolve(file), ...args];
await import(pathToFileURL(join(out, 'main.mjs')).href);
