import { isAlias, isMap, isNode, isScalar, LineCounter, parseAllDocuments, visit, type Document, type Node } from 'yaml';
import type { z } from 'zod';
import { checkNames } from './check-names';
import { ScenarioError, type Place, type ScenarioErrorCode } from './errors';
import { LIMITS } from './limits';
import { FRAME, STEPS, type Scenario, type Step, type StepName } from './steps';

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** A file with what is needed to say where something stands. */
export class Source {
  constructor(
    readonly file: string,
    readonly document: Document.Parsed,
    private readonly lines: LineCounter,
  ) {}

  at(offset: number | undefined): Place {
    if (offset === undefined) return { file: this.file };
    const { line, col } = this.lines.linePos(offset);
    return { file: this.file, line, column: col };
  }

  /** Where the value at a path stands; the nearest that exists. */
  place(path: readonly PropertyKey[]): Place {
    for (let length = path.length; length >= 0; length--) {
      const node = this.document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return this.at(node.range[0]);
    }
    return { file: this.file };
  }

  /** Where a key of the map at a path stands. */
  key(path: readonly PropertyKey[], key: string): Place {
    const map = this.document.getIn(path, true);
    const pair = isMap(map) ? map.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
    return pair !== undefined && isNode(pair.key) && pair.key.range ? this.at(pair.key.range[0]) : this.place(path);
  }

  error(code: ScenarioErrorCode, place: Place, message: string, remedy: string): ScenarioError {
    return new ScenarioError(code, place, message, remedy);
  }
}

function open(text: string, file: string): Source {
  if (text.length > LIMITS.fileChars)
    throw new ScenarioError('too-large', { file }, `the file has ${text.length} characters, more than ${LIMITS.fileChars}`, 'a scenario is a small file: split it');
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const [document, second] = Array.isArray(documents) ? documents : [];
  if (document === undefined || document.contents === null) throw new ScenarioError('syntax', { file, line: 1, column: 1 }, 'the file is empty', 'write a scenario: name, about, steps');
  const source = new Source(file, document, lines);
  const [error] = document.errors;
  if (error !== undefined) throw source.error('syntax', source.at(error.pos[0]), error.message, 'mend the YAML here');
  if (second !== undefined) throw source.error('syntax', source.at(second.range[0]), 'there is more than one document', 'keep one scenario a file');
  return source;
}

/** No aliases, no anchors, no keys that reach a prototype, no deep nesting. */
function refuseTricks(source: Source): void {
  visit(source.document, {
    Alias: (_key, node) => {
      throw source.error('alias', source.at(node.range?.[0]), 'YAML aliases are not allowed', 'write the value out');
    },
    Node: (_key, node, path) => {
      if (!isAlias(node) && 'anchor' in node && node.anchor) throw source.error('alias', source.at((node as Node).range?.[0]), 'YAML anchors are not allowed', 'write the value out');
      if (path.length > LIMITS.depth * 2) throw source.error('too-deep', source.at((node as Node).range?.[0]), `more than ${LIMITS.depth} levels of nesting`, 'a scenario is flat');
    },
    Pair: (_key, pair) => {
      if (isScalar(pair.key) && FORBIDDEN_KEYS.has(String(pair.key.value)))
        throw source.error('forbidden-key', source.at(pair.key.range?.[0]), `the key '${String(pair.key.value)}' is not allowed`, 'use another name');
    },
  });
}

const CODES: Readonly<Record<string, ScenarioErrorCode>> = {
  invalid_type: 'wrong-type', too_big: 'out-of-range', too_small: 'out-of-range', invalid_format: 'wrong-type', invalid_value: 'wrong-type', invalid_union: 'wrong-type',
};

const saidOf = (message: string): string => message.replace(/^Invalid input: /, '');

/** An issue in words; of a union, what each of its members asks for. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_union') return saidOf(issue.message);
  return [...new Set(issue.errors.flat().map((each) => saidOf(each.message)))].join(', or ');
}

function fail(source: Source, base: readonly PropertyKey[], issue: z.core.$ZodIssue, what: string): ScenarioError {
  const path = [...base, ...issue.path];
  const label = issue.path.length > 0 ? `${what}: '${issue.path.join('.')}'` : what;
  if (issue.code === 'unrecognized_keys')
    return source.error('unknown-key', source.key(path, issue.keys[0]!), `${what} has no key '${issue.keys[0]!}'`, 'see the format for the keys it has');
  const missing = issue.code === 'invalid_type' && source.document.getIn(path) === undefined;
  if (missing) return source.error('missing-key', source.place(base), `${label} is missing`, 'add it');
  const code = CODES[issue.code] ?? 'wrong-type';
  return source.error(code, source.place(path), `${label}: ${messageOf(issue)}`, 'see the format for what it takes');
}

function check<T>(source: Source, schema: z.ZodType<T>, value: unknown, base: readonly PropertyKey[], what: string): T {
  const result = schema.safeParse(value);
  if (!result.success) throw fail(source, base, result.error.issues[0]!, what);
  return result.data;
}

function parseStep(source: Source, value: unknown, index: number): Step {
  const path = ['steps', index];
  const keys = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  if (keys.length !== 1) throw source.error('wrong-type', source.place(path), `step ${index} is not one step name with its keys`, 'write it as NAME: {…}');
  const name = keys[0] as StepName;
  if (!Object.hasOwn(STEPS, name)) throw source.error('unknown-step', source.key(path, name), `there is no step '${name}'`, `use one of ${Object.keys(STEPS).join(', ')}`);
  const body = (value as Record<string, unknown>)[name] ?? {};
  const args = check(source, STEPS[name] as z.ZodType<object>, body, [...path, name], `step ${index} (${name})`);
  return Object.freeze({ name, ...args }) as Step;
}

/**
 * Reads and checks a scenario. The result is frozen and names only processes and mappings that exist when they are used.
 * @param file how messages call it
 * @throws ScenarioError with file, line and column
 */
export function parseScenario(text: string, file: string): Scenario {
  const source = open(text, file);
  refuseTricks(source);
  const value: unknown = source.document.toJS({ maxAliasCount: 0 });
  const frame = check(source, FRAME, value, [], 'the scenario');
  const steps = frame.steps.map((step, index) => parseStep(source, step, index));
  checkNames(source, steps);
  return Object.freeze({ ...frame, steps: Object.freeze(steps) });
}
