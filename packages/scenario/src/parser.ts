import type { z } from 'zod';
import { checkNames } from './check-names';
import type { ScenarioError, ScenarioErrorCode } from './errors';
import { readYaml, type Source } from './read-yaml';
import { FRAME, STEPS, type Scenario, type Step, type StepName } from './steps';

const CODES: Readonly<Record<string, ScenarioErrorCode>> = { too_big: 'out-of-range', too_small: 'out-of-range', custom: 'out-of-range' };

const NOT_THIS_TYPE = 'Invalid input: ';

/** Of a union, what its members say beyond 'not this type', if any does; of a key, what the key lacks. */
function causesOf(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code === 'invalid_key') return issue.issues;
  if (issue.code !== 'invalid_union') return [issue];
  const causes = issue.errors.flat();
  const near = causes.filter(({ message }) => !message.startsWith(NOT_THIS_TYPE));
  return near.length > 0 ? near : causes;
}

const saidOf = ({ message }: z.core.$ZodIssue): string => message.replace(NOT_THIS_TYPE, '');

/** The keys a map takes, as a remedy names them. */
const keysOf = (schema: z.ZodType): string => Object.keys((schema as z.ZodObject).shape).join(', ') || 'none';

function fail(source: Source, schema: z.ZodType, base: readonly PropertyKey[], issue: z.core.$ZodIssue, what: string): ScenarioError {
  const path = [...base, ...issue.path];
  const label = issue.path.length > 0 ? `${what}: '${issue.path.join('.')}'` : what;
  if (issue.code === 'unrecognized_keys') {
    const remedy = issue.path.length > 0 ? 'see the format for the keys it has' : `it takes ${keysOf(schema)}`;
    return source.error('unknown-key', source.key(path, issue.keys[0]!), `${label} has no key '${issue.keys[0]!}'`, remedy);
  }
  if (!source.has(path)) return source.error('missing-key', source.place(base), `${label} is missing`, 'add it');
  const causes = causesOf(issue);
  const place = issue.code === 'invalid_key' ? source.key(path.slice(0, -1), String(path.at(-1))) : source.place(path);
  return source.error(CODES[causes[0]!.code] ?? 'wrong-type', place, `${label}: ${[...new Set(causes.map(saidOf))].join(', or ')}`, 'see the format for what it takes');
}

function check<T>(source: Source, schema: z.ZodType<T>, value: unknown, base: readonly PropertyKey[], what: string): T {
  const result = schema.safeParse(value);
  if (!result.success) throw fail(source, schema, base, result.error.issues[0]!, what);
  return result.data;
}

function parseStep(source: Source, value: unknown, index: number): Step {
  const path = ['steps', index];
  const keys = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  if (keys.length !== 1) throw source.error('wrong-type', source.place(path), `step ${index} is not one step name with its keys`, 'write it as NAME: {…}');
  const name = keys[0] as StepName;
  if (!Object.hasOwn(STEPS, name)) throw source.error('unknown-step', source.key(path, name), `there is no step '${name}'`, `use one of ${Object.keys(STEPS).join(', ')}`);
  const body = (value as Record<string, unknown>)[name] ?? {};
  check(source, STEPS[name] as z.ZodType<object>, body, [...path, name], `step ${index} (${name})`);
  return { name, ...body } as Step;
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

/**
 * Reads and checks a scenario. The result is frozen and names only processes and mappings that exist when they are used;
 * keys of a step stand in the order of the file.
 * @param file how messages call it
 * @throws ScenarioError with file, line and column
 */
export function parseScenario(text: string, file: string): Scenario {
  const source = readYaml(text, file);
  const frame = check(source, FRAME, source.value(), [], 'the scenario');
  const steps = frame.steps.map((step, index) => parseStep(source, step, index));
  checkNames(source, steps);
  return frozen({ ...frame, steps });
}
