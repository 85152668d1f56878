import { STEP_NAMES, STEPS } from './format/steps';

/** A step that is wrong in itself: what it makes is not known. */
export interface Broken {
  /** Names that it may have been meant to make. */
  readonly mayMake: readonly string[];
}

/** A map, as YAML gives it. */
export type Fields = Readonly<Record<string, unknown>>;
export const isMap = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keys that make no name; any other makes one, or may have been meant to. */
const USING = new Set(STEP_NAMES.flatMap((name) => Object.keys(STEPS[name].keys.shape)).filter((key) => key !== 'as' && key !== 'child'));

/** What can be told of a step that is wrong. */
export function broken(value: unknown): Broken {
  const fields = isMap(value) ? Object.entries(value).flatMap(([key, each]) => (isMap(each) ? Object.entries(each) : [[key, each] as const])) : [];
  return { mayMake: fields.filter(([key]) => !USING.has(key)).map(([, each]) => each).filter((each) => typeof each === 'string') };
}
