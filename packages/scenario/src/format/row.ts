import type * as z from 'zod';
import { name, pages, place } from './values';

/** One kind of step. */
export interface StepRow {
  /** What happens: a sentence. */
  readonly says: string;
  readonly keys: z.ZodObject;
  /** What the model has no notion of yet; absent: it plays the step (`run.ts`), whatever single values still lack. */
  readonly lacks?: string;
  /** Steps that show it: the last, or one that leads to the last. */
  readonly example: readonly string[];
  /** The machine that the example wants, if any. */
  readonly machine?: string;
}
export type StepRows = Readonly<Record<string, StepRow>>;

export const proc = name.meta({ description: 'The process that acts. A is there from the start, fork makes others.' });
export const at = place.meta({ description: 'The page, or the first of the range.' });
/** The keys of a step on a range of one process. */
export const ranged = { proc, at, pages: pages.meta({ description: 'Length of the range; it may run beyond its mapping.' }) } as const;

/** What most examples begin with. */
export const MAP = 'mmap: {proc: A, as: m, pages: 4, prot: rw, share: private, backing: anon}';
export const WRITE = 'write: {proc: A, at: m+0, value: 17}';
