import { ScenarioError } from '../errors';
import { parseScenario } from '../parser';
import type { Scenario } from '../format/frame';

/** A mapping `m` of four pages and one `k` of two huge pages and one. */
export const HEAD = [
  'name: bad', 'about: bad', 'steps:',
  '  - mmap: {proc: A, as: m, pages: 4, prot: rw, share: private, backing: anon}',
  '  - mmap: {proc: A, as: k, pages: 2H+1, prot: rw, share: private, backing: anon}', '',
].join('\n');

/** A scenario of these steps after the mapping `m` of four pages. */
export const scenarioOf = (...steps: readonly string[]): Scenario =>
  parseScenario(['name: test', 'about: test', 'steps:', '  - mmap: {proc: A, as: m, pages: 4, prot: rw, share: private, backing: anon}', ...steps.map((step) => `  - ${step}`)].join('\n'), 'test.yaml');

/** What reading says of a text; undefined: it is fine. Anything but a ScenarioError is thrown on. */
export function failureOf(text: string, file = 'bad.yaml'): ScenarioError | undefined {
  try {
    parseScenario(text, file);
    return undefined;
  } catch (error) {
    if (error instanceof ScenarioError) return error;
    throw error;
  }
}

/** A text with `«` before the place that is wrong: the text without it, and the place. */
export function marked(text: string): { readonly text: string; readonly line: number; readonly column: number } {
  const before = text.slice(0, text.indexOf('«')).split('\n');
  return { text: text.replace('«', ''), line: before.length, column: before.at(-1)!.length + 1 };
}
