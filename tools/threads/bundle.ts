import { build, type Plugin } from 'esbuild';
import type { x86_64 } from '@faultline/arch-x86';
import type { createMmu } from '@faultline/arch-x86/mmu';
import type * as machine from '@faultline/machine';
import type * as projections from '@faultline/projections/reference';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { asFrames } from './compile.ts';
import type { Thread } from './frames.ts';

const root = join(import.meta.dirname, '../..');
const runtime = join(import.meta.dirname, 'frames.ts');

/** The model with its paths compiled to frames. */
export interface Compiled {
  readonly createMachine: typeof machine.createMachine;
  readonly snapshotState: typeof machine.snapshotState;
  readonly renderState: typeof projections.renderState;
  readonly architectures: Readonly<Record<string, { readonly architecture: ReturnType<typeof x86_64>; readonly createMmu: typeof createMmu }>>;
  readonly Thread: typeof Thread;
}

const ENTRY = `
  export { createMachine, snapshotState } from '@faultline/machine';
  export { renderState } from '@faultline/projections/reference';
  export { Thread } from '${runtime}';
  import { x86_64 } from '@faultline/arch-x86';
  import { arm64 } from '@faultline/arch-arm64';
  import { s390 } from '@faultline/arch-s390';
  import * as x86 from '@faultline/arch-x86/mmu';
  import * as arm from '@faultline/arch-arm64/mmu';
  import * as z from '@faultline/arch-s390/mmu';
  export const architectures = {
    'x86-64': { architecture: x86_64(), createMmu: x86.createMmu }, arm64: { architecture: arm64(), createMmu: arm.createMmu },
    s390: { architecture: s390(), createMmu: z.createMmu },
  };`;

/** Bundles the sources with compiled paths, and loads them. Also says how many paths were compiled. */
export async function compiled(): Promise<{ model: Compiled; paths: number }> {
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'threads-'));
  let paths = 0;
  const frames: Plugin = {
    name: 'frames',
    setup({ onLoad }) {
      onLoad({ filter: /packages\/(core-mm|mmu-gather|cpu|machine)\/src\/.*\.ts$/ }, ({ path }) => {
        const made = asFrames(path, readFileSync(path, 'utf8'), runtime);
        paths += made?.paths ?? 0;
        return made === undefined ? undefined : { contents: made.code, loader: 'js' };
      });
    },
  };
  const outfile = join(folder, 'model.mjs');
  try {
    await build({
      stdin: { contents: ENTRY, resolveDir: root, loader: 'ts' }, outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20',
      conditions: ['@faultline/source'], logLevel: 'error', plugins: [frames], banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    });
    return { model: (await import(/* @vite-ignore */ outfile)) as Compiled, paths };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
