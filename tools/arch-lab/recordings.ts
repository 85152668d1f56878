import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where they are kept, beside the checkout. */
export const SHARED = join(import.meta.dirname, '../../../shared');

/** The recordings, specifications and vectors are at hand. */
export const recordingsThere = existsSync(SHARED);
/** What a title says where they are not. */
export const SKIPPED = recordingsThere ? '' : ' (skipped: no recordings)';

/** Text of a file of theirs. */
export const textOf = (name: string): string => readFileSync(join(SHARED, name), 'utf8');

export interface Row {
  readonly id: string;
  readonly config: string;
  readonly level: string;
  readonly raw: string;
  readonly kind: string;
  readonly pfn?: string;
  readonly tablePhys?: string;
  readonly swap?: Readonly<Record<string, unknown>>;
  readonly flags: Readonly<Record<string, unknown>>;
}
export interface Transition {
  readonly id: string;
  readonly config: string;
  readonly op: string;
  readonly in: string;
  readonly out: string;
  readonly prot?: string;
}

/** One file of vectors; empty where the recordings are absent. `M` is the form of its protection map. */
export interface Vectors<M> {
  readonly configs: Readonly<Record<string, string>>;
  readonly vectors: readonly Row[];
  readonly transitions: readonly Transition[];
  readonly protectionMap: M;
}
export const vectorsOf = <M extends object>(name: string): Vectors<M> =>
  recordingsThere ? (JSON.parse(textOf(`spec/vectors/${name}`)) as Vectors<M>) : { configs: {}, vectors: [], transitions: [],
  protectionMap: {} as M };

/** How many rows and transitions a file has, as the README of the vectors counts them. */
export function countsOf(name: string): readonly [rows: number, transitions: number] {
  const [, rows, transitions] = new RegExp(`\`${name}\` \\((\\d+)[^,]*, (\\d+)`).exec(textOf('spec/vectors/README.md')) ?? [];
  return [Number(rows), Number(transitions)];
}

/** The fields of a swap-style entry as a codec gives them: offsets are bigints, frames numbers. */
export const swapFields = (swap: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(swap).map(([key, value]) =>
    [key, key === 'offset' ? BigInt(value as string) : key === 'pfn' ? Number(value) : value]));
