import type * as archModule from './arch-module';
import type { Io } from './io';

/** A subcommand: what it does with its operands and options, as `program.ts` declares them; the exit status. */
export type Action = (io: Io, ...parsed: never[]) => number;

/** Operands, and options as the last. */
export type Parsed = readonly unknown[];

/** What loads an architecture from outside: `arch-module.ts`. */
type Modules = Pick<typeof archModule, 'blaming' | 'loadArchModule'>;

/** The module that `--arch-module` names. */
export const moduleIn = (parsed: Parsed): string | undefined => (parsed.at(-1) as { readonly archModule?: string }).archModule;

/**
 * Does a subcommand. Where `--arch-module` names an architecture, it is loaded first, and is `outside` among the options.
 * @param modules there if `moduleIn(parsed)` is
 */
export function perform(io: Io, action: Action, parsed: Parsed, modules: Modules | undefined): number {
  const act = action as (io: Io, ...parsed: readonly unknown[]) => number;
  const specifier = moduleIn(parsed);
  if (specifier === undefined || modules === undefined) return act(io, ...parsed);
  const outside = modules.loadArchModule(specifier);
  return modules.blaming(specifier, () => act(io, ...parsed.slice(0, -1), { ...parsed.at(-1) as object, outside }));
}
