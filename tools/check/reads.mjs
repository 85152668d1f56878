// What specs read without importing it: files, folders, and programs that they start.

/** A file that matches `what` is read by those specs, given by the beginnings of their paths. */
const READS = [
  [/\.md$/, ['tools/docs/']],
  [/^docs\/rules\//, ['tools/rules/pages.spec.ts']],
  [/^docs\/switches\.md$/, ['tools/switches/']],
  [/^docs\/scenarios\.md$|\.schema\.json$/, ['tools/scenarios/']],
  [/\.spec\.ts$/, ['tools/rules/pages.spec.ts', 'tools/rules/coverage.spec.ts']],
  [/^examples\//, ['tools/docs/', 'tools/laws/', 'packages/cli/', 'packages/scenario/', 'packages/workbench/']],
  [/^packages\/[^/]+\/src\/(?!.*\.spec\.ts$)/, ['tools/docs/', 'tools/outside/', 'tools/packaging/', 'tools/browser/', 'tools/threads/']],
  [/^packages\/core-mm\/src\//, ['tools/docs/']],
  [/^(package|package-lock|nx)\.json$|^packages\/[^/]+\/(package\.json|.*\.ts)$/, ['tools/boundaries/', 'tools/packaging/']],
  [/^(eslint\.config\.mjs|tools\/lint\/)/, ['tools/boundaries/', 'tools/lint/']],
  [/^tools\/bench\//, ['tools/bench/']],
  [/^tools\/dump\//, ['tools/dump/']],
  [/^packages\/new-arch\//, ['packages/new-arch/', 'packages/cli/src/new-arch.spec.ts', 'tools/outside/']],
  [/^packages\/contracts\/src\/events\/.*\.gen\.ts$/, ['tools/events/']],
];
/** What changes every test: how sources are found, compiled and run. */
const EVERYTHING = /^(vitest\.config\.ts|tsconfig\.base\.json|package-lock\.json|tools\/build\/)/;

/** Those of the specs that read one of the files without importing it. */
export function readersOf(files, specs) {
  if (files.some((file) => EVERYTHING.test(file))) return specs;
  const beginnings = READS.flatMap(([what, readers]) => (files.some((file) => what.test(file)) ? readers : []));
  return specs.filter((spec) => beginnings.some((beginning) => spec.startsWith(beginning)));
}

/** What is made by a generator: the spec that holds it against its sources, and what makes it anew. */
export const GENERATED = [
  { name: 'events', spec: 'tools/events/events.spec.ts', from: /^(packages\/contracts\/src\/events|tools\/events)\//, remedy: 'npm run generate:events' },
  { name: 'rules', spec: 'tools/rules/pages.spec.ts', from: /^(packages\/contracts\/src\/rules|tools\/rules|docs\/rules)\/|\.spec\.ts$/, remedy: 'npm run generate:rules' },
  { name: 'switches', spec: 'tools/switches/switches.spec.ts', from: /^(packages\/contracts\/src\/switches|tools\/switches)\/|^docs\/switches\.md$/, remedy: 'npm run generate:switches' },
  { name: 'scenarios', spec: 'tools/scenarios/page.spec.ts', from: /^(packages\/scenario\/src|tools\/scenarios)\/|^docs\/scenarios\.md$|\.schema\.json$/, remedy: 'npm run generate:scenarios' },
  { name: 'documents', spec: 'tools/docs/docs.spec.ts', from: /\.md$|^packages\/[^/]+\/src\/(?!.*\.spec\.ts$)|^tools\/docs\//, remedy: 'mend the document' },
];
