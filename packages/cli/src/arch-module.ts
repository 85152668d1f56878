import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkConformance, conformanceLaws } from '@faultline/conformance';
import type { Architecture } from '@faultline/contracts';
import { isTyped, type Outside } from '@faultline/workbench';
import { CliError } from './errors';

type Exports = Readonly<Record<string, unknown>>;

const NAME = /^[a-z][a-z0-9-]*$/;
const GUIDE = 'docs/adding-an-architecture.md tells what a module exports';
/** The entry of a package that puts both halves together. */
const ENTRY = 'module';

const bad = (specifier: string, what: string, remedy = GUIDE): CliError => new CliError('bad-module', `${specifier}: ${what}`, remedy);

/** What was thrown, in its first line. */
function said(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : 'it threw what is no error';
  return text.split('\n')[0]!.replace(/^Error: /, '');
}

/** Does what the module's own code takes part in; whatever it throws becomes one line. */
export function blaming<T>(specifier: string | undefined, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (specifier === undefined || isTyped(error)) throw error;
    throw bad(specifier, `the architecture failed: ${said(error)}`, `run faultline conformance ${specifier}`);
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
/** A path may stand without ./ where it leads somewhere. */
const isPath = (specifier: string): boolean =>
  /^([./\\]|[a-z]:[\\/])/i.test(specifier) || specifier.startsWith('file:') || (/[/\\]/.test(specifier) && existsSync(specifier));

/** Files to try, in order: of a folder or package its entry `module`, else the thing itself. */
function candidatesOf(specifier: string): (readonly [from: string, request: string])[] {
  const here = join(process.cwd(), 'x');
  if (!isPath(specifier)) return [[here, `${specifier}/${ENTRY}`], [here, specifier]];
  const path = specifier.startsWith('file:') ? fileURLToPath(specifier) : resolve(specifier);
  if (!isFolder(path)) return [[here, path]];
  const manifest = join(path, 'package.json');
  const { name } = createRequire(manifest)(manifest) as { name?: string };
  return [[manifest, `${String(name)}/${ENTRY}`], [here, path]];
}

const resolved = ([from, request]: readonly [string, string]): string | undefined => {
  try {
    return createRequire(from).resolve(request);
  } catch {
    return undefined;
  }
};

function exportsOf(specifier: string): Exports {
  try {
    const file = candidatesOf(specifier).map(resolved).find((path) => path !== undefined);
    if (file === undefined) throw bad(specifier, 'there is no such module', 'name a package, its folder or a file; a package must be built');
    const found = createRequire(join(process.cwd(), 'x'))(file) as Exports & { default?: Exports };
    return found?.['architecture'] === undefined ? { ...found, ...found?.default } : found;
  } catch (error) {
    throw error instanceof CliError ? error : bad(specifier, `it cannot be loaded: ${said(error)}`);
  }
}

/** The parts of the shape that are not there, in words. */
function lacksOf({ architecture, createMmu, mmuFor }: Exports): string[] {
  return [
    ...(typeof architecture === 'function' ? [] : ['architecture({ kernel, config })']),
    ...(typeof createMmu === 'function' || typeof mmuFor === 'function' ? [] : ['createMmu(context) or mmuFor(architecture)']),
  ];
}

function nameOf(specifier: string, make: Outside['make']): string {
  const name: unknown = blaming(specifier, () => make({})?.name);
  if (typeof name === 'string' && NAME.test(name)) return name;
  throw bad(specifier, `the architecture's name is ${typeof name === 'string' ? `'${name}'` : String(name)}`, 'use lower-case letters, digits and hyphens');
}

/**
 * Loads a module, ESM or CJS, that exports `architecture(options)` and `createMmu` or `mmuFor(architecture)`.
 * @param specifier A package's name, a package's folder, or a file; from the working directory.
 * @throws CliError `bad-module` that names what is missing
 */
export function loadArchModule(specifier: string): Outside {
  const found = exportsOf(specifier);
  const lacks = lacksOf(found);
  if (lacks.length > 0) throw bad(specifier, `it does not export ${lacks.join(', nor ')}`);
  const make = found['architecture'] as Outside['make'];
  const mmu = (found['mmuFor'] as Outside['mmu'] | undefined) ?? (() => found['createMmu'] as ReturnType<Outside['mmu']>);
  return { specifier, name: nameOf(specifier, make), make, mmu, configs: { geometries: [], options: [] }, check: (architecture) => checkComplete(specifier, architecture) };
}

/** What a run needs is there: every member of the interface. @throws CliError `bad-module` naming the members that are missing */
function checkComplete(specifier: string, architecture: Architecture): void {
  const { results } = checkConformance(architecture, { laws: conformanceLaws.filter(({ part }) => part === 'shape'), runs: 1 });
  const broken = results.find(({ status }) => status === 'broken');
  if (broken !== undefined)
    throw bad(specifier, `the architecture is not complete: ${broken.law}: ${broken.counterexamples[0]!.came}`, `run faultline conformance ${specifier}`);
}
