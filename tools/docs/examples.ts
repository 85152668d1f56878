import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

/** A code block of a document. */
export interface Example {
  /** Line of the document on which the code begins, from 1. */
  readonly line: number;
  readonly code: string;
  /** What it prints, as its `// → ` comments say. */
  readonly prints: readonly string[];
}

const BLOCK = /^```ts\n([\s\S]*?)^```$/gm;
const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;
const printed = (code: string): string[] =>
  code.split('\n').flatMap((line) => line.split('// → ').slice(1).join('// → ').split(' → ').filter((part) => part !== ''));

/** The TypeScript blocks of a document. */
export function examplesOf(file: string): Example[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(BLOCK)].map((match) => ({ line: lineOf(text, match.index) + 1, code: match[1]!, prints: printed(match[1]!) }));
}

/** Files and folders that a document names in backticks or links, as written; those of a NAME to be chosen are left out. */
export function pathsIn(file: string): string[] {
  const text = readFileSync(file, 'utf8').replace(/^```[\s\S]*?^```$/gm, '');
  const named = [...text.matchAll(/`((?:packages|tools|docs|examples)\/[\w./-]*)`/g)].map((match) => match[1]!);
  const linked = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => join(dirname(file), match[1]!));
  return [...named, ...linked].filter((path) => !path.includes('NAME'));
}

/** Runs an example against the sources and returns what it printed, a line each. */
export async function run({ code }: Example, folder: string): Promise<string[]> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: folder, loader: 'ts' }, bundle: true, platform: 'node', format: 'cjs', write: false, logLevel: 'silent',
    conditions: ['@faultline/source'],
  });
  const lines: string[] = [];
  const log = (...values: unknown[]): void => void lines.push(values.map(String).join(' '));
  const body = `export default (console, require, module, exports) => {${outputFiles[0]!.text}\n}`;
  const { default: example } = (await import(`data:text/javascript;base64,${Buffer.from(body).toString('base64')}`)) as { default: (...given: unknown[]) => void };
  example({ log }, createRequire(join(folder, 'example.js')), { exports: {} }, {});
  return lines;
}
