import { lockfileOf, wanted, type Packed } from './packed';

/** Where the package will live. */
export type Home = 'workspace' | 'standalone';

/** What a package of its own is built with; the same as here. */
export const VERSIONS = { '@faultline': '0.1.0', rxjs: '7.8.2', tsup: '8.5.1', typescript: '6.0.3', vitest: '4.1.12' } as const;

const entry = (file: string, source: string, home: Home): object => ({
  ...(home === 'workspace' ? { '@faultline/source': `./src/${source}.ts` } : {}),
  import: { types: `./dist/${file}.d.ts`, default: `./dist/${file}.js` },
  require: { types: `./dist/${file}.d.cts`, default: `./dist/${file}.cjs` },
});

/** What both homes have in common. */
const common = (home: Home): object => ({
  type: 'module',
  sideEffects: false,
  engines: { node: '>=20.19' },
  exports: {
    '.': entry('index', 'index', home),
    './mmu': entry('mmu', 'mmu/index', home),
    './module': entry('module', 'module', home),
    './package.json': './package.json',
  },
  files: ['dist', 'src', '!src/**/*.spec.ts', '!src/testing'],
});

/** Packages of Faultline that an architecture is made of, and those that it is written with: the command, the laws, and an example to read. */
const MADE_OF = ['@faultline/codec-kit', '@faultline/contracts'] as const;
const WRITTEN_WITH = ['@faultline/arch-toy', '@faultline/cli', '@faultline/conformance'] as const;

const ours = (names: readonly string[], from?: Packed): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, wanted(name, VERSIONS['@faultline'], from)]));
const peers = { peerDependencies: { rxjs: '^7.8.0' }, peerDependenciesMeta: { rxjs: { optional: true } } };

const inWorkspace = (name: string): object => ({
  name: `@faultline/arch-${name}`, version: VERSIONS['@faultline'], description: `The ${name} page-table geometry, bits and permissions as data`, license: 'MIT',
  repository: { type: 'git', url: 'git+https://github.com/faultline-model/faultline.git', directory: `packages/arch-${name}` },
  ...common('workspace'),
  scripts: {
    build: 'tsup', typecheck: 'tsc -p tsconfig.json', lint: 'eslint .', test: `vitest run --root ../.. --passWithNoTests packages/arch-${name}/`,
  },
  dependencies: ours(MADE_OF),
  ...peers,
  nx: { tags: ['layer:domain', 'kind:arch'] },
});

const standalone = (name: string, from: Packed | undefined): Readonly<Record<string, unknown>> => {
  const { rxjs, tsup, typescript, vitest } = VERSIONS;
  return {
    name: `arch-${name}`, version: '0.1.0', private: true, description: `The ${name} architecture for faultline`,
    ...common('standalone'),
    scripts: { build: 'tsup', typecheck: 'tsc -p tsconfig.json', test: 'vitest run', conformance: 'tsup && faultline conformance .' },
    dependencies: ours(MADE_OF, from),
    ...peers,
    devDependencies: { ...ours(WRITTEN_WITH, from), rxjs, tsup, typescript, vitest },
  };
};

const TSCONFIG: Readonly<Record<Home, object>> = {
  workspace: { extends: '../../tsconfig.base.json', include: ['src', 'tsup.config.ts'] },
  standalone: {
    compilerOptions: {
      target: 'ES2022', lib: ['ES2022'], module: 'ESNext', moduleResolution: 'bundler', types: [], strict: true, exactOptionalPropertyTypes: true,
      verbatimModuleSyntax: true, isolatedModules: true, skipLibCheck: true, noEmit: true,
    },
    include: ['src'],
  },
};

const ENTRIES = `{ index: 'src/index.ts', mmu: 'src/mmu/index.ts', module: 'src/module.ts' }`;
const TSUP: Readonly<Record<Home, string>> = {
  workspace: `import { library } from '../../tools/build/tsup.shared';

export default library(${ENTRIES});
`,
  standalone: `import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ${ENTRIES},
  format: ['esm', 'cjs'], target: 'es2022', clean: true, sourcemap: true, silent: true,
  // tsup's declaration step still sets an option that TypeScript 6 deprecates.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
});
`,
};

const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;

type File = readonly [path: string, text: string];

/** npm takes a package that another asks for by version for one of a registry, and would forget its tarball. */
const NPMRC = 'omit-lockfile-registry-resolved=false\n';

const standaloneFiles = (name: string, from: Packed | undefined): readonly File[] => {
  const manifest = standalone(name, from);
  return [
    ['package.json', json(manifest)],
    ['.gitignore', 'node_modules\ndist\n'],
    ...(from === undefined ? [] : [['package-lock.json', json(lockfileOf(manifest, from))], ['.npmrc', NPMRC]] as const),
  ];
};

/** The files that say how the package is built. @throws PackedError if the tarballs are not those it needs */
export const manifestsFor = (name: string, home: Home, from: Packed | undefined): readonly File[] => [
  ...(home === 'workspace' ? [['package.json', json(inWorkspace(name))] as const] : standaloneFiles(name, from)),
  ['tsconfig.json', json(TSCONFIG[home])],
  ['tsup.config.ts', TSUP[home]],
];
