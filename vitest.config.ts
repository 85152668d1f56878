import { defineConfig } from 'vitest/config';
import { plainForms } from './tools/build/paths/vite.ts';

// A list given here replaces the defaults, so they are repeated.
const conditions = ['@faultline/source', 'module', 'node', 'development|production'];

export default defineConfig({
  plugins: [plainForms()],
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/*/src/**/*.spec.ts', 'tools/**/*.spec.ts'],
    environment: 'node',
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: { provider: 'v8', include: ['packages/*/src/**/*.ts'], exclude: ['**/*.spec.ts'] },
  },
});
