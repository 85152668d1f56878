import { z } from 'zod';
import type { RunDocument } from './document';
import { ScenarioError } from './errors';

const count = z.int().nonnegative();
const vma = z.looseObject({ pages: z.string(), prot: z.string(), vmFlags: z.string() });
const state = z.strictObject({ vmas: z.array(vma), pages: z.array(z.string()) });
const after = z.record(z.string(), z.union([z.null(), z.record(z.string(), z.union([z.null(), state]))]));
const step = z.strictObject({
  i: count, do: z.string(), result: z.string(), value: z.union([count, z.array(count)]).optional(), faults: z.tuple([count, count]).optional(), after,
});
const document = z.strictObject({ scenario: z.string(), kernel: z.string(), arch: z.string(), pmdPages: count, steps: z.array(step) });

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ScenarioError('bad-document', { file }, `this is no JSON: ${(error as Error).message}`, 'record the scenario again');
  }
}

/**
 * Reads a recording.
 * @param file how messages call it
 * @throws ScenarioError `bad-document`
 */
export function parseDocument(text: string, file: string): RunDocument {
  const result = document.safeParse(jsonOf(text, file));
  if (result.success) return result.data as RunDocument;
  const { path, message } = result.error.issues[0]!;
  throw new ScenarioError('bad-document', { file }, `${path.length > 0 ? path.join('.') : 'the document'}: ${message}`, 'record the scenario again');
}
