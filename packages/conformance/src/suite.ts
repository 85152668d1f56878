import { checkFunction, checkObject, type Architecture } from '@faultline/contracts';
import { checkOptions, identityOf, statusOf, type ConformanceOptions } from './check';
import type { Law, LawPart } from './law';
import { conformanceLaws } from './laws';
import { counterexampleLines, waitsFor } from './report';

/** The two functions of a test runner that the suite needs; those of Vitest, Jest and node:test fit. */
export interface TestRunner {
  /** A group of tests. */
  readonly describe: (name: string, body: () => void) => unknown;
  /** A test. */
  readonly it: (name: string, body: () => void) => unknown;
}

function assertLaw(law: Law, arch: Architecture, options: ConformanceOptions): void {
  const found = law.check(arch, options);
  if (statusOf(found) === 'waiting') throw new Error(`${law.name}: waits for ${waitsFor({ counterexamples: found })}, which is not filled yet`);
  if (found.length > 0) throw new Error([law.name, law.about, `(${law.source})`, ...found.flatMap(counterexampleLines)].join('\n'));
}

/**
 * Registers the laws as tests, one `it` a law, in groups by part. Laws that do not apply are left out.
 * @example
 * import { describe, it } from 'vitest';
 * conformance(myArchitecture(), { describe, it });
 */
export function conformance(arch: Architecture, runner: TestRunner, options: ConformanceOptions = {}): void {
  checkObject('runner', runner, 'an object { describe, it }');
  checkFunction('runner.describe', runner.describe);
  checkFunction('runner.it', runner.it);
  checkOptions(options);
  const { describe, it } = runner;
  const laws = (options.laws ?? conformanceLaws).filter((law) => law.applies(arch));
  const parts = new Set<LawPart>(laws.map(({ part }) => part));
  const { architecture, config, kernel } = identityOf(arch);
  describe(`${architecture}:${config} on ${kernel} keeps the laws of an architecture`, () => {
    for (const part of parts)
      describe(part, () => {
        for (const law of laws.filter((one) => one.part === part)) it(law.name, () => assertLaw(law, arch, options));
      });
  });
}
