import type { Options } from 'tsup';
import { constantsInliner } from './inline-constants';
import { plainForms } from './paths/esbuild';

/**
 * One build for every package: ESM, CJS and declarations, each entry named by its output.
 * `ownConstants`: the package takes none from the contracts, so they need not be built before it.
 */
export const library = (entry: Record<string, string>, { ownConstants = false } = {}): Options => ({
  entry,
  format: ['esm', 'cjs'],
  target: 'es2022',
  clean: true,
  sourcemap: true,
  treeshake: true,
  silent: true,
  // Names stay; a number known at build time becomes a literal.
  esbuildOptions: (options) => void (options.minifySyntax = true),
  esbuildPlugins: ownConstants ? [] : [plainForms(constantsInliner())],
  // tsup's declaration step still sets an option that TypeScript 6 deprecates.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
});
