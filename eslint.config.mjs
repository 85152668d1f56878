import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';
import { noBareVerdicts } from './tools/lint/no-bare-verdicts.mjs';
import { noKernelNames } from './tools/lint/no-kernel-names.mjs';
import { noLiteralLevels } from './tools/lint/no-literal-levels.mjs';
import { noLiteralPlaces } from './tools/lint/no-literal-places.mjs';
import { pathDialect } from './tools/lint/path-dialect.mjs';
import { skipsSayWhy } from './tools/lint/skips-say-why.mjs';

/**
 * Who may import whom: contracts below, what codecs, states and logs share on them, domain packages strangers to one another, composition
 * above, tools on it, then what faces show, and the faces on top.
 */
const layers = [
  { sourceTag: 'layer:contracts', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'layer:base', onlyDependOnLibsWithTags: ['layer:contracts'] },
  { sourceTag: 'layer:domain', onlyDependOnLibsWithTags: ['layer:contracts', 'layer:base'] },
  { sourceTag: 'layer:compose', onlyDependOnLibsWithTags: ['layer:contracts', 'layer:base', 'kind:generic'] },
  {
    sourceTag: 'layer:tools',
    onlyDependOnLibsWithTags: ['layer:contracts', 'layer:base', 'kind:generic', 'layer:compose', 'layer:tools'],
  },
  {
    sourceTag: 'layer:words',
    onlyDependOnLibsWithTags: ['layer:contracts', 'layer:base', 'layer:domain', 'layer:compose', 'layer:tools', 'layer:words'],
  },
  { sourceTag: 'layer:faces', onlyDependOnLibsWithTags: ['*'] },
];

/** Generic code never names an architecture; its tests above the domain do, to have something to run on. */
const layersOfTests = layers.map((layer) =>
  ['layer:compose', 'layer:tools'].includes(layer.sourceTag)
    ? { ...layer, onlyDependOnLibsWithTags: [...layer.onlyDependOnLibsWithTags, 'kind:arch'] }
    : layer,
);

const boundaries = (depConstraints) => ({
  '@nx/enforce-module-boundaries': [
    'error',
    { allow: ['^(\\.\\./)+tools/(build|arch-lab)/'], depConstraints },
  ],
});

/** Rules of this project's own. */
const faultline = {
  rules: {
    'no-bare-verdicts': noBareVerdicts,
    'no-kernel-names': noKernelNames,
    'no-literal-levels': noLiteralLevels,
    'no-literal-places': noLiteralPlaces,
    'path-dialect': pathDialect,
    'skips-say-why': skipsSayWhy,
  },
};

export default tseslint.config(
  { ignores: ['**/dist/**', '**/.nx/**', '**/coverage/**', '**/node_modules/**'] },
  js.configs.recommended,
  tseslint.configs.recommended,
  {
    plugins: { '@nx': nx },
    rules: {
      ...boundaries(layers),
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use an `as const` object or a union of literals.' },
      ],
    },
  },
  {
    files: ['packages/*/src/**/*.spec.ts', 'packages/*/src/testing/*.ts'],
    rules: boundaries(layersOfTests),
  },
  {
    // What tells kernels apart: entries, in the architectures, and switches, in their table. Tests state what each kernel does.
    files: ['packages/*/src/**/*.ts', 'tools/**/*.{ts,mjs}'],
    ignores: ['packages/arch-*/**', 'packages/contracts/src/{kernel.ts,switches/**}', '**/*.spec.ts', 'packages/*/src/testing/**'],
    plugins: { faultline },
    rules: { 'faultline/no-kernel-names': 'error' },
  },
  {
    files: ['packages/{core-mm,mmu-gather,cpu,machine}/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/testing/**'],
    plugins: { faultline },
    rules: { 'faultline/path-dialect': 'error' },
  },
  {
    files: ['packages/{core-mm,mmu-gather,cpu,machine}/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/testing/**'],
    plugins: { faultline },
    rules: { 'faultline/no-literal-levels': 'error' },
  },
  {
    // Records are laid out by what is generated; rows and pages of states have words of their own.
    files: ['packages/*/src/**/*.ts'],
    ignores: ['packages/{contracts,state-kit,mmu-gather}/**', 'packages/core-mm/src/state/**', '**/*.spec.ts', '**/testing/**'],
    plugins: { faultline },
    rules: { 'faultline/no-literal-places': 'error' },
  },
  {
    // What helps a spec lies beside it: a folder of testing, or what tools share.
    files: ['packages/*/src/**/*.spec.ts', 'packages/*/src/testing/**/*.ts', 'tools/**/*.ts'],
    plugins: { faultline },
    rules: { 'faultline/no-bare-verdicts': 'error', 'faultline/skips-say-why': 'error' },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', 'packages/cli/bin/*.js'],
    languageOptions: { globals: Object.fromEntries(['Buffer', 'URL', 'clearTimeout', 'console', 'performance', 'process', 'setTimeout'].map((name) => [name, 'readonly'])) },
  },
);
