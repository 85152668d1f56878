import type { Action } from '../perform';
import type { CommandName } from '.';

const entries = () => import('./on-entries');
const words = () => import('./on-words');

/** A fault is many small functions, and V8's default budget inlines only some of them (measured: a fifth of a fault's time). */
async function running<T>(loaded: Promise<T>): Promise<T> {
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=4000');
  return loaded;
}
const runs = () => running(import('./on-runs'));

/** Every subcommand, loaded with what it uses when it is asked for. */
export const LOADERS: Readonly<Record<CommandName, () => Promise<Action>>> = {
  run: async () => (await runs()).run,
  compare: async () => (await runs()).compare,
  verify: async () => (await runs()).verify,
  decode: async () => (await entries()).decode,
  encode: async () => (await entries()).encode,
  apply: async () => (await entries()).apply,
  bits: async () => (await entries()).bits,
  explore: async () => (await running(import('./explore'))).explore,
  conformance: async () => (await import('./conformance')).conformance,
  'new-arch': async () => (await import('./new-arch')).newArch,
  walk: async () => (await import('./walk')).walk,
  rule: async () => (await words()).rule,
  steps: async () => (await import('./steps')).steps,
  legend: async () => (await words()).legend,
  oops: async () => (await entries()).oops,
  fault: async () => (await entries()).fault,
  replay: async () => (await running(import('./replay'))).replay,
};
