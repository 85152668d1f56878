import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { definesPaths, sequentialTwin } from './transform';

/** Packages whose paths have sequential twins, in `src/sequential`; `only` where not every path of the package needs one. */
const PACKAGES: readonly { readonly name: string; readonly only?: readonly string[] }[] = [
  { name: 'core-mm' },
  { name: 'machine', only: ['access.ts', 'paths.ts'] },
];
const TWIN_FOLDER = 'sequential';

/** Names of the core whose twins the packages above use: what its twin folder exports. */
const coreTwins = (root: string): ReadonlySet<string> =>
  new Set(readFileSync(join(root, 'packages/core-mm/src/sequential.ts'), 'utf8').match(/\b[a-z]\w+(?=[,\s}].*from)/g) ?? []);

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((item) => {
    const path = join(folder, item.name);
    if (item.isDirectory()) return item.name === TWIN_FOLDER ? [] : sources(path);
    return item.name.endsWith('.ts') && !item.name.endsWith('.spec.ts') ? [path] : [];
  });
}

/** Every twin of the repository: where it belongs, and its text. @param root of the repository */
export function twins(root: string): { path: string; text: string }[] {
  const foreign = coreTwins(root);
  return PACKAGES.flatMap(({ name, only }) => {
    const src = join(root, 'packages', name, 'src');
    const paths = sources(src).filter((file) => definesPaths(readFileSync(file, 'utf8')) && (only?.includes(relative(src, file)) ?? true));
    const withTwin = new Set(paths.map((file) => relative(src, file)));
    return paths.map((file) => {
      const own = relative(src, file);
      const redirect = (specifier: string): string => {
        const target = posix.join(dirname(own), specifier);
        const twin = withTwin.has(`${target}.ts`);
        if (!twin && !existsSync(join(src, `${target}.ts`)) && !existsSync(join(src, target, 'index.ts'))) throw new Error(`${own}: no ${specifier}`);
        const from = posix.join(TWIN_FOLDER, dirname(own));
        const path = posix.relative(from, twin ? posix.join(TWIN_FOLDER, target) : target);
        return path.startsWith('.') ? path : `./${path}`;
      };
      return { path: join(src, TWIN_FOLDER, own), text: sequentialTwin(own, readFileSync(file, 'utf8'), redirect, foreign) };
    });
  });
}
