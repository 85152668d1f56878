import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleRow } from '../../packages/contracts/src/rules/rule';
import { constantOf } from './module';

/** A file of the packages: where it stands from the root, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

const IMPORTS = /^import [^;]*;$/gm;
const COMMENTS = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
/** The table itself, and what is made from paths, prove nothing. */
const NO_PATH = /^packages\/contracts\/src\/rules\/|\/src\/testing\/|\.spec\.ts$/;

/** A face that prints an id, and the table itself, test no rule. */
const NO_TEST = /^packages\/(cli|texts|workbench|contracts)\//;

/** Every TypeScript source of every package, in order. */
export function sourcesOf(root: string): Source[] {
  const packages = readdirSync(join(root, 'packages')).map((name) => `packages/${name}/src`);
  const paths = packages.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name.replaceAll('\\', '/')}`));
  return paths.filter((path) => path.endsWith('.ts')).sort().map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** Rules whose constant no path uses. An import is no use, nor is a comment. */
export function unrecorded(rules: readonly RuleRow[], sources: readonly Source[]): string[] {
  const text = sources.filter(({ path }) => !NO_PATH.test(path)).map((source) => source.text.replace(COMMENTS, '').replace(IMPORTS, '')).join('\n');
  return rules.map(({ id }) => id).filter((id) => !new RegExp(`\\b${constantOf(id)}\\b`).test(text));
}

/** Tests of the model that name each rule by its id, as paths from the root. */
export function testsOf(rules: readonly RuleRow[], sources: readonly Source[]): ReadonlyMap<string, readonly string[]> {
  const specs = sources.filter(({ path }) => path.endsWith('.spec.ts') && !NO_TEST.test(path));
  return new Map(rules.map(({ id }) => [id, specs.filter(({ text }) => text.includes(`'${id}'`)).map(({ path }) => path)]));
}

/** Rules that no test names. */
export const untested = (rules: readonly RuleRow[], sources: readonly Source[]): string[] =>
  [...testsOf(rules, sources)].filter(([, paths]) => paths.length === 0).map(([id]) => id);
