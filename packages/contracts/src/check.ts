import type { Architecture } from './arch/architecture';
import { argumentText, isObject, misspeltKey, wordRemedy } from './argument';

/** A wrong argument of a call: tell it by `code`; `argument` is its name. Packages with errors of their own have the same code there. */
export class ArgumentError extends Error {
  readonly code = 'bad-argument';

  constructor(
    readonly argument: string,
    value: unknown,
    allowed: string,
    readonly remedy: string = `pass ${allowed} as ${argument}`,
    message: string = `${argument} is ${argumentText(value)}, but must be ${allowed}`,
  ) {
    super(message);
    this.name = 'ArgumentError';
  }
}

/** @throws ArgumentError unless it holds */
function check(holds: boolean, name: string, value: unknown, allowed: string): void {
  if (!holds) throw new ArgumentError(name, value, allowed);
}

/** @throws ArgumentError */
export const checkObject = (name: string, value: unknown, allowed: string): void => check(isObject(value), name, value, allowed);
/** @throws ArgumentError */
export const checkList = (name: string, value: unknown, allowed: string): void => check(Array.isArray(value), name, value, allowed);
/** @throws ArgumentError */
export const checkFunction = (name: string, value: unknown, allowed = 'a function'): void => check(typeof value === 'function', name, value, allowed);
/** @throws ArgumentError */
export const checkText = (name: string, value: unknown): void => check(typeof value === 'string', name, value, 'a text');
/** @throws ArgumentError */
export const checkNumber = (name: string, value: unknown, least: number, most: number): void =>
  check(Number.isInteger(value) && (value as number) >= least && (value as number) <= most, name, value, `a whole number from ${least} to ${most}`);

const MOST_64 = 2n ** 64n - 1n;
/** A 64-bit value. @throws ArgumentError */
export const checkWord = (name: string, value: unknown): void =>
  check(typeof value === 'bigint' && value >= 0n && value <= MOST_64, name, value, 'a bigint from 0 to 2^64-1');

/** One of some words; the nearest is told for any other. @throws ArgumentError */
export function checkOneOf(name: string, value: unknown, words: readonly string[]): void {
  if (!words.includes(value as string)) throw new ArgumentError(name, value, `one of ${words.join(', ')}`, wordRemedy(name, value, words));
}

/** No option stands under a misspelt name. @throws ArgumentError */
export function checkKeys(of: string, given: object, known: readonly string[]): void {
  const misspelt = misspeltKey(of, given, known);
  if (misspelt !== undefined) throw new ArgumentError(of, given, `an object of ${known.join(', ')}`, misspelt.remedy, misspelt.message);
}

const PARTS = ['geometry', 'codec', 'prot', 'swap', 'live', 'gather', 'hw', 'faults', 'caps'] as const satisfies readonly (keyof Architecture)[];
/** What an argument must be that is an architecture. */
export const AN_ARCHITECTURE = 'an architecture, as the factory of its package gives it';
/** Has it all parts of one? Whether they keep its laws is for conformance to say. */
export const isArchitecture = (value: unknown): value is Architecture => isObject(value) && PARTS.every((part) => isObject((value as Partial<Architecture>)[part]));
/** @throws ArgumentError */
export const checkArchitecture = (name: string, value: unknown): void => check(isArchitecture(value), name, value, AN_ARCHITECTURE);

/** What the factory of an architecture takes. @throws ArgumentError */
export function checkArchitectureOptions(options: { readonly kernel?: unknown; readonly config?: unknown }, more: readonly string[] = []): void {
  checkObject('options', options, 'an object, with kernel and config or without');
  checkKeys('options', options, ['kernel', 'config', ...more]);
  for (const name of ['kernel', 'config'] as const) if (options[name] !== undefined) checkText(name, options[name]);
}
