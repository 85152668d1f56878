import type { Options } from 'tsup';

/** One build for every package: ESM, CJS and declarations, each entry named by its output. */
export const library = (entry: Record<string, string>): Options => ({
  entry,
  format: ['esm', 'cjs'],
  target: 'es2022',
  clean: true,
  sourcemap: true,
  treeshake: true,
  silent: true,
  // tsup's declaration step still sets an option that TypeScript 6 deprecates.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
});
