import { defineConfig } from 'vitest/config';
import { plainForms } from './tools/build/paths/vite.ts';

// A list given here replaces the defaults, so they are repeated.
const conditions = ['@faultline/source', 'module', 'node', 'development|production'];

/** What installs packed packages: a command of its own, `npm run test:packages`. */
const INSTALLS = ['tools/packaging/packaging.spec.ts', 'tools/outside/**/*.spec.ts'];
const installing = process.env.FAULTLINE_INSTALLS === '1';

export default defineConfig({
  plugins: [plainForms()],
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: installing ? INSTALLS : ['packages/*/src/**/*.spec.ts', 'tools/**/*.spec.ts'],
    exclude: ['**/node_modules/**', ...(installing ? [] : INSTALLS)],
    environment: 'node',
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: { provider: 'v8', include: ['packages/*/src/**/*.ts'], exclude: ['**/*.spec.ts'] },
  },
});
