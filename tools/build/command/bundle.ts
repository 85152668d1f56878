import { build, type Metafile, type Plugin } from 'esbuild';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { exportedNumbers, withLiterals, type Exports } from '../literals';
import { plainForms } from '../paths/esbuild';
import { notices } from './notices';

/** What modules of the CommonJS kind call, in a file that is an ES module. */
const REQUIRE = "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\n";

/** RxJS as ES modules, so that only what is used goes in; its condition for Node leads to two hundred files. */
const rxjsIn = (root: string): string => join(dirname(createRequire(join(root, 'x')).resolve('rxjs/package.json')), 'dist/esm/index.js');

/** Commander loads what starts programs, for subcommands that are programs of their own; there is none, and it takes a while to load. */
const noPrograms: Plugin = {
  name: 'no-programs',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) => (/node_modules\/commander\//.test(importer) ? { path: 'no-programs', namespace: 'no-programs' } : undefined));
    onLoad({ filter: /./, namespace: 'no-programs' }, () => ({ contents: '' }));
  },
};

/** The files of a bundle, each after those that it imports. */
function inOrder({ outputs }: Metafile): string[] {
  const done = new Set<string>();
  const visit = (file: string): void => {
    if (done.has(file)) return;
    for (const { path, kind, external } of outputs[file]!.imports) if (kind === 'import-statement' && external !== true) visit(path);
    done.add(file);
  };
  Object.keys(outputs).forEach(visit);
  return [...done];
}

/** Numbers as literals, as in what packages are built to; a file knows those of the files before it. */
function finished(code: string, before: ReadonlyMap<string, Exports>): string {
  const text = withLiterals(code, before).toString();
  return text.includes('typeof require') ? text.replace(/^(#!.*\n)?/, `$1${REQUIRE}`) : text;
}

/**
 * Bundles the command from sources, with all that it needs: `bin.js`, a file for each subcommand, and what they share.
 * @param root the repository
 * @param out a folder; files that are there already stay
 * @returns what stands in which file
 */
export async function bundleCommand(root: string, out: string): Promise<Metafile> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root, entryPoints: { bin: 'packages/cli/src/bin.ts' }, outdir: out, bundle: true, splitting: true, write: false, metafile: true,
    platform: 'node', format: 'esm', target: 'es2022', conditions: ['@faultline/source'], alias: { rxjs: rxjsIn(root) },
    // Names stay; what is left out would be read at each start.
    minifySyntax: true, minifyWhitespace: true, legalComments: 'none', chunkNames: 'bin-[name]-[hash]', logLevel: 'error', plugins: [plainForms(), noPrograms],
  });
  const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const known = new Map<string, Exports>();
  mkdirSync(out, { recursive: true });
  for (const name of inOrder(metafile).map((file) => basename(file))) {
    const text = texts.get(name)!;
    known.set(`./${name}`, exportedNumbers(text, known));
    writeFileSync(join(out, name), finished(text, known));
  }
  writeFileSync(join(out, 'THIRD-PARTY.txt'), notices(root, metafile));
  return metafile;
}
