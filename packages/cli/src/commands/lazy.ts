import type { Action } from '../perform';
import type { CommandName } from '.';

/** Every subcommand, loaded with what it uses when it is asked for. */
export const LOADERS: Readonly<Record<CommandName, () => Promise<Action>>> = {
  run: async () => (await import('./run')).run,
  compare: async () => (await import('./compare')).compare,
  verify: async () => (await import('./verify')).verify,
  decode: async () => (await import('./decode')).decode,
  encode: async () => (await import('./encode')).encode,
  apply: async () => (await import('./apply')).apply,
  bits: async () => (await import('./bits')).bits,
  explore: async () => (await import('./explore')).explore,
  conformance: async () => (await import('./conformance')).conformance,
  'new-arch': async () => (await import('./new-arch')).newArch,
  walk: async () => (await import('./walk')).walk,
  rule: async () => (await import('./rule')).rule,
  steps: async () => (await import('./steps')).steps,
  replay: async () => (await import('./replay')).replay,
};
