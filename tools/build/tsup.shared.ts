import type { Options } from 'tsup';
import { constantsInliner } from './inline-constants';
import { withLiterals } from './literals';
import { plainForms } from './paths/esbuild';

/** Numbers become literals where they are used: an engine does not know that nothing changes them. */
const literals: NonNullable<Options['plugins']>[number] = {
  name: 'literals',
  renderChunk(code, { path }) {
    if (!/\.c?js$/.test(path)) return undefined;
    const text = withLiterals(code);
    return { code: text.toString(), map: text.generateMap({ source: path, hires: true }) };
  },
};

/**
 * One build for every package: ESM, CJS and declarations, each entry named by its output.
 * `templates`: the sources hold sources of others, as text, which are nothing to inline into.
 */
export const library = (entry: Record<string, string>, { templates = false } = {}): Options => ({
  entry,
  format: ['esm', 'cjs'],
  target: 'es2022',
  clean: true,
  sourcemap: true,
  treeshake: true,
  silent: true,
  // Names stay.
  esbuildOptions: (options) => void (options.minifySyntax = true),
  esbuildPlugins: templates ? [] : [plainForms(constantsInliner())],
  plugins: [literals],
  // tsup's declaration step still sets an option that TypeScript 6 deprecates.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
});
