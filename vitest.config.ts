import { defineConfig } from 'vitest/config';
import { plainForms } from './tools/build/paths/vite.ts';

// A list given here replaces the defaults, so they are repeated.
const conditions = ['@faultline/source', 'module', 'node', 'development|production'];

/** Long ones, each a command of its own (`npm run test:packages`, `npm run test:laws`), which `npm test` leaves out. */
const APART: Readonly<Record<string, readonly string[]>> = {
  packages: ['tools/packaging/packaging.spec.ts', 'tools/outside/**/*.spec.ts'],
  laws: ['tools/laws/**/*.spec.ts'],
};
/** One of those; `rest`: all others; undefined: all. */
const wanted = process.env.FAULTLINE_TESTS ?? '';
const apart = Object.hasOwn(APART, wanted) ? APART[wanted]! : undefined;

export default defineConfig({
  plugins: [plainForms()],
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: apart !== undefined ? [...apart] : ['packages/*/src/**/*.spec.ts', 'tools/**/*.spec.ts'],
    exclude: ['**/node_modules/**', ...(wanted === 'rest' ? Object.values(APART).flat() : [])],
    environment: 'node',
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: { provider: 'v8', include: ['packages/*/src/**/*.ts'], exclude: ['**/*.spec.ts'] },
  },
});
