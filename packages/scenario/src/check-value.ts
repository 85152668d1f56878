import * as z from 'zod';
import type { ScenarioErrorCode } from './errors';
import { isOptional, valueOf, wordsOf, type Words } from './format/words';
import type { Source } from './source';

/** Of what is checked: how messages call it, and what tells more about it. */
export interface About {
  readonly what: string;
  readonly see: string;
}

type Path = readonly PropertyKey[];
type Issue = z.core.$ZodIssue;

const CODES: Readonly<Record<string, ScenarioErrorCode>> = { too_big: 'out-of-range', too_small: 'out-of-range', custom: 'out-of-range' };

/** A number with something behind it that may be a unit. */
const WITH_UNIT = /^\s*\d+\s*([kmgt]?i?b?|bytes?|pages?)\s*$/i;
const COUNT_IN_SMALL = /^\d+h(\+\d+)?$/;

/** The schema at a path: the value of a key, an element of a list. */
function schemaAt(schema: z.ZodType, path: Path): z.ZodType {
  const [key, ...rest] = path;
  const value = valueOf(schema);
  if (key === undefined) return value;
  if (value instanceof z.ZodObject) return schemaAt(value.shape[key as string] as z.ZodType, rest);
  if (value instanceof z.ZodArray) return schemaAt(value.element as z.ZodType, rest);
  return value instanceof z.ZodRecord ? schemaAt(value.valueType as z.ZodType, rest) : value;
}

const valueAt = (value: unknown, path: Path): unknown => path.reduce<unknown>((inner, key) => (inner as Readonly<Record<PropertyKey, unknown>>)[key], value);

/** What stands there instead. */
function instead(value: unknown, counted: boolean): string {
  if (value === null || value === undefined) return 'is empty';
  if (typeof value !== 'object') return `is ${typeof value === 'string' ? `'${value}'` : String(value)}`;
  return counted ? `has ${Object.keys(value).length}` : `is a ${Array.isArray(value) ? 'list' : 'map'}`;
}

/** Of a union, what its members say beyond 'not this type', if any does; of a key, what the key lacks. */
function causeOf(issue: Issue): Issue {
  if (issue.code === 'invalid_key') return issue.issues[0]!;
  if (issue.code !== 'invalid_union') return issue;
  const causes = issue.errors.flat();
  return causes.find(({ message }) => !message.startsWith('Invalid input: ')) ?? causes[0]!;
}

function remedyFor(value: unknown, { unit }: Partial<Words>, see: string): string {
  if (unit !== undefined && typeof value === 'string' && COUNT_IN_SMALL.test(value)) return `write ${value.toUpperCase()}`;
  if (unit !== undefined && typeof value === 'string' && WITH_UNIT.test(value)) return `write the number alone, it counts ${unit}`;
  return see;
}

const labelOf = (path: Path, what: string): string => (path.length > 0 ? `${what}: '${path.join('.')}'` : what);
const areMissing = (keys: readonly string[]): string => `${keys.map((key) => `'${key}'`).join(', ')} ${keys.length > 1 ? 'are' : 'is'} missing`;

/** What to do about a key that holds its value too; undefined: it does not. */
function remedyForJoined(name: string): string | undefined {
  if (name.includes(':')) return 'put a space after the colon';
  return name.includes('=') ? 'write KEY: VALUE, with a colon and a space' : undefined;
}

/** One check of one value of a file. */
class ValueCheck {
  constructor(
    private readonly source: Source,
    private readonly schema: z.ZodType,
    private readonly value: unknown,
    private readonly base: Path,
    private readonly about: About,
  ) {}

  /** Keys of a map that it must have and has not. */
  private missingAt(path: Path): string[] {
    const map = schemaAt(this.schema, path) as z.ZodObject;
    const value = valueAt(this.value, path) as object;
    return Object.entries(map.shape).filter(([key, schema]) => !isOptional(schema as z.ZodType) && !Object.hasOwn(value, key)).map(([key]) => key);
  }

  /** Keys that are none. What the map lacks is told with them: it is what they were meant to be, or stands beside it. */
  unknownKeys(path: Path, names: readonly string[]): void {
    const { source, about: { what, see } } = this;
    const shape = Object.keys((schemaAt(this.schema, path) as z.ZodObject).shape);
    const there = new Set(Object.keys(valueAt(this.value, path) as object));
    const known = shape.filter((key) => !there.has(key));
    const lacks = this.missingAt(path);
    const takes = `it takes ${shape.join(', ') || 'none'}`;
    names.forEach((name, nth) => source.mistakes.add(() => ({
      code: 'unknown-key', offset: source.keyOffset([...this.base, ...path], name), message: `${labelOf(path, what)} has no key '${name}'`,
      remedy: remedyForJoined(name) ?? [takes, ...(nth === 0 && lacks.length > 0 ? [areMissing(lacks)] : []), see].join('; '), unknown: { name, known },
    })));
  }

  missingKeys(path: Path): void {
    const { source, about: { what, see } } = this;
    source.mistakes.add(() => {
      const lacks = this.missingAt(path);
      return {
        code: 'missing-key', offset: source.offset([...this.base, ...path]), order: source.end([...this.base, ...path]), message: `${labelOf(path, what)}: ${areMissing(lacks)}`, remedy: `add ${lacks.length > 1 ? 'them' : 'it'}; ${see}`,
      };
    });
  }

  wrongValue(issue: Issue): void {
    const { source, about: { what, see } } = this;
    source.mistakes.add(() => {
      const path = [...this.base, ...issue.path];
      const ofKey = issue.code === 'invalid_key';
      const value = ofKey ? issue.path.at(-1) : valueAt(this.value, issue.path);
      const at = ofKey ? schemaAt(this.schema, issue.path.slice(0, -1)) : schemaAt(this.schema, issue.path);
      const words = wordsOf(ofKey ? ((at as z.ZodRecord).keyType as unknown as z.ZodType) : at);
      const { code } = causeOf(issue);
      return {
        code: CODES[code] ?? 'wrong-type', offset: ofKey ? source.keyOffset(path.slice(0, -1), String(value)) : source.offset(path),
        message: `${labelOf(issue.path, what)} ${instead(value, CODES[code] !== undefined)}, but takes ${words.takes ?? 'no such value'}`, remedy: remedyFor(value, words, see),
        ...(typeof value === 'string' && words.known !== undefined && { unknown: { name: value, known: words.known } }),
      };
    });
  }

  /** Issues of one map at a time: keys it has not, else keys it lacks; then its values, each once, whatever is wrong with it. */
  report(issues: readonly Issue[]): void {
    const unknown = new Set(issues.filter(({ code }) => code === 'unrecognized_keys').map(({ path }) => path.join('.')));
    const lacking = new Set<string>();
    const wrong = new Set<string>();
    for (const issue of issues) {
      const map = issue.path.slice(0, -1);
      if (issue.code === 'unrecognized_keys') this.unknownKeys(issue.path, issue.keys);
      else if (!this.lacks(issue.path)) {
        if (!wrong.has(issue.path.join('.'))) this.wrongValue(issue);
        wrong.add(issue.path.join('.'));
      }
      else if (!unknown.has(map.join('.')) && !lacking.has(map.join('.'))) {
        lacking.add(map.join('.'));
        this.missingKeys(map);
      }
    }
  }

  /** Is there no key at the end of the path? */
  private lacks(path: Path): boolean {
    return path.length > 0 && !Object.hasOwn(valueAt(this.value, path.slice(0, -1)) as object, path.at(-1)!);
  }
}

/**
 * Holds a value of a file against its schema, and adds what is wrong to the mistakes of the file.
 * @param base where the value stands
 * @returns whether all is well
 */
export function checkValue(source: Source, schema: z.ZodType, value: unknown, base: Path, about: About): boolean {
  const result = schema.safeParse(value);
  if (!result.success) new ValueCheck(source, schema, value, base, about).report(result.error.issues);
  return result.success;
}
