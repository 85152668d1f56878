import type { Step } from './format/steps';

const argument = (value: unknown): string => (typeof value === 'boolean' ? (value ? 'True' : 'False') : String(value));

/** A step in one line, as recordings repeat it. */
export function stepText(step: Step): string {
  const { name, ...args } = step as { name: string } & Record<string, unknown>;
  const { proc, ...rest } = args;
  return [name, ...(proc === undefined ? [] : [proc]), ...Object.entries(rest).filter(([, value]) => value !== undefined).map(([key, value]) => `${key}=${argument(value)}`)].join(' ');
}
