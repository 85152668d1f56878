// Bundles the command into a folder: node tools/run-ts.mjs tools/build/command/build.ts FOLDER
import { resolve } from 'node:path';
import { bundleCommand } from './bundle';

const root = resolve(process.argv[1]!, '../../../..');

/** What esbuild has found wrong it has printed; anything else is a defect. */
const isPrinted = (error: unknown): boolean => Array.isArray((error as { errors?: unknown }).errors);

try {
  await bundleCommand(root, resolve(process.argv[2]!));
} catch (error) {
  if (!isPrinted(error)) throw error;
  process.exitCode = 1;
}
