import type { Path } from './paths';

/** Names of the methods of `O` that are paths. */
export type PathName<O> = { [K in keyof O]-?: O[K] extends (...args: never[]) => Path<unknown> ? K : never }[keyof O] & string;
/** The plain form of a path: it takes what the path takes and returns what the path returns. */
export type Plain<F> = F extends (...args: infer A) => Path<infer T> ? (...args: A) => T : never;

type AnyPath = (...args: never[]) => Path<unknown>;
type Call = (...args: unknown[]) => unknown;

/** Where a path's function keeps its plain form, and how the plain form of a method is named beside it. */
const SUFFIX = '$plain';

/** Runs a path to its end; nobody acts at its step points. */
export function runPath<T>(path: Path<T>): T {
  for (;;) {
    const step = path.next();
    if (step.done) return step.value;
  }
}

/**
 * The plain form of a path, by function or by object and method: what the build made of it, else the path run to its end.
 * @example plain(munmap)(core, mm, start, end); plain(core.gather, 'finish')(gather);
 */
export function plain<F extends AnyPath>(path: F): Plain<F>;
export function plain<O extends object, N extends PathName<O>>(of: O, name: N): Plain<O[N]>;
export function plain(of: object, name?: string): Call {
  const methods = of as Record<string, Call | undefined>;
  const made = methods[(name ?? '') + SUFFIX];
  if (made !== undefined) return name === undefined ? made : made.bind(of);
  return (...args) => runPath((name === undefined ? (of as Call)(...args) : methods[name]!(...args)) as Path<unknown>);
}

/** For the build: says what the plain form of a function is. Returns the function. */
export function withPlain<F extends AnyPath>(path: F, form: Plain<F>): F {
  return Object.defineProperty(path, SUFFIX, { value: form });
}

/** For the build: says what the plain forms of an object's methods are. A copy by spread does not take them along: it may replace methods. */
export function withPlainMethods<O extends object>(of: O, forms: Readonly<Record<string, Call>>): O {
  for (const name of Object.keys(forms)) Object.defineProperty(of, name, { value: forms[name] });
  return of;
}
