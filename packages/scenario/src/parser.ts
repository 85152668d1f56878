import { checkText } from '@faultline/contracts';
import { broken, isMap, type Broken, type Fields } from './broken';
import { checkNames } from './check-names';
import { checkValue } from './check-value';
import { FRAME, type Scenario } from './format/frame';
import { STEP_NAMES, STEPS, type Step, type StepName } from './format/steps';
import { LIMITS } from './limits';
import { readYaml } from './read-yaml';
import type { Source } from './source';

/** How a step that is not one name with its keys was meant, if that shows. */
function remedyOf(keys: readonly string[], value: unknown): string {
  const [first = ''] = keys;
  if (keys.length > 1 && (value as Fields)[first] === null && Object.hasOwn(STEPS, first)) return `indent its keys below ${first}, or write ${first}: {KEY: VALUE, …}`;
  return keys.length > 1 ? 'begin each step with a dash and a space' : 'write it as NAME: {KEY: VALUE, …}';
}

function parseStep(source: Source, value: unknown, index: number): Step | Broken {
  const { mistakes } = source;
  const path = ['steps', index];
  const keys = isMap(value) ? Object.keys(value) : [];
  const [name = ''] = keys;
  if (keys.length !== 1) {
    mistakes.add(() => ({ code: 'wrong-type', offset: source.offset(path), message: `step ${index} is not one step name with its keys`, remedy: remedyOf(keys, value) }));
    return broken(value);
  }
  if (!Object.hasOwn(STEPS, name)) {
    const remedy = name.includes(':') ? 'put a space after the colon' : '`faultline steps` lists them';
    mistakes.add(() => ({ code: 'unknown-step', offset: source.keyOffset(path, name), message: `there is no step '${name}'`, remedy, unknown: { name, known: STEP_NAMES } }));
    return broken(value);
  }
  const body = (value as Fields)[name] ?? {};
  const about = { what: `step ${index} (${name})`, see: `see \`faultline steps ${name}\`` };
  return checkValue(source, STEPS[name as StepName].keys, body, [...path, name], about) ? ({ name, ...body } as Step) : broken(value);
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

const ABOUT = { what: 'the scenario', see: 'see `faultline steps`' } as const;

/**
 * Reads and checks a scenario. The result is frozen and names only processes and mappings that exist when they are used;
 * keys of a step stand in the order of the file.
 * @param file how messages call it
 * @throws ScenarioError with file, line and column of each mistake: the first, and the others in `more`
 */
export function parseScenario(text: string, file: string): Scenario {
  checkText('text', text);
  checkText('file', file);
  const source = readYaml(text, file);
  const value = source.value();
  checkValue(source, FRAME, value, [], ABOUT);
  const listed: unknown = isMap(value) ? value['steps'] : undefined;
  const steps = (Array.isArray(listed) && listed.length <= LIMITS.steps ? listed : []).map((step, index) => parseStep(source, step, index));
  checkNames(source, steps);
  source.refuse();
  return frozen({ ...(value as Omit<Scenario, 'steps'>), steps: steps as Step[] });
}
