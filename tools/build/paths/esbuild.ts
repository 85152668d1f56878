import type { Plugin } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { withPlainForms } from './transform.ts';

/** Plain forms of paths, for esbuild and what stands on it. */
export const plainForms = (): Plugin => ({
  name: 'plain-forms',
  setup(build) {
    build.onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const made = withPlainForms(basename(path), source);
      return { contents: made === undefined ? source : `${made.code}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(made.map).toString('base64')}`, loader: path.endsWith('x') ? 'tsx' : 'ts' };
    });
  },
});
