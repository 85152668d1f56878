import type { Options } from 'tsup';
import { importedBy, withLiterals, type Exports } from './literals';
import { plainForms } from './paths/esbuild';

/** What a bundle imports of this project. It is built already: the package depends on it. */
async function exportsFor(code: string): Promise<ReadonlyMap<string, Exports>> {
  const names = [...importedBy(code)].filter((name) => name.startsWith('@faultline/'));
  return new Map(await Promise.all(names.map(async (name): Promise<[string, Exports]> => [name, await import(name)])));
}

/** Numbers become literals where they are used. */
const literals: NonNullable<Options['plugins']>[number] = {
  name: 'literals',
  async renderChunk(code, { path }) {
    if (!/\.c?js$/.test(path)) return undefined;
    const text = withLiterals(code, await exportsFor(code));
    return { code: text.toString(), map: text.generateMap({ source: path, hires: true }) };
  },
};

/** One build for every package: ESM, CJS and declarations, each entry named by its output. */
export const library = (entry: Record<string, string>): Options => ({
  entry,
  format: ['esm', 'cjs'],
  target: 'es2022',
  clean: true,
  sourcemap: true,
  treeshake: true,
  silent: true,
  // Names stay.
  esbuildOptions: (options) => void (options.minifySyntax = true),
  esbuildPlugins: [plainForms()],
  plugins: [literals],
  // tsup's declaration step still sets an option that TypeScript 6 deprecates.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
});
