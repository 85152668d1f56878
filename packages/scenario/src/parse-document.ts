import { checkText } from '@faultline/contracts';
import * as z from 'zod';
import type { RunDocument } from './document';
import { ScenarioError } from './errors';
import { LIMITS } from './limits';
import { arePageStrings } from './page-strings';

/** Counters of smaps, as recordings have them. @source recordings/README.md "The file" */
const COUNTERS = [
  'rss', 'pssKiB', 'sharedClean', 'sharedDirty', 'privateClean', 'privateDirty', 'referenced', 'anonymous', 'ksm', 'lazyFree', 'anonHuge', 'shmemHuge', 'filePmd',
  'sharedHugetlb', 'privateHugetlb', 'swap', 'swapPssKiB', 'locked',
] as const;

const count = z.int().nonnegative();
const name = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,31}$/, 'must be the name of a process or a mapping');
const range = z.string().regex(/^\d{1,9}(-\d{1,9})?$/, 'must be a range of pages like 0-3');
const vma = z.strictObject({
  pages: range, prot: z.string().regex(/^[r-][w-][x-][ps]$/, 'must be a protection like rw-p'), vmFlags: z.string(),
  ...(Object.fromEntries(COUNTERS.map((counter) => [counter, count.optional()])) as Record<(typeof COUNTERS)[number], z.ZodOptional<typeof count>>),
});
const state = z.strictObject({ vmas: z.array(vma), pages: z.array(z.string()).refine(arePageStrings, 'must be page entries like "0-3 p5+ x1 anon", upwards') });
const after = z.record(name, z.record(name, state.nullable()).nullable());
/** Recorders print an errno that they have no name for by its number. */
const UNNAMED_ERRNO: Readonly<Record<string, string>> = { 'errno 133': 'EHWPOISON' };
const outcome = z.string().transform((text) => UNNAMED_ERRNO[text] ?? text);
const step = z.strictObject({
  i: count, do: z.string(), result: outcome, value: z.union([count, z.array(count)]).optional(), faults: z.tuple([count, count]).optional(), after,
});
const document = z.strictObject({ scenario: z.string(), kernel: z.string(), arch: z.string(), pmdPages: count, steps: z.array(step).max(LIMITS.steps) });

const REMEDY = 'record the scenario again';

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ScenarioError('bad-document', { file }, `this is no JSON: ${(error as Error).message}`, REMEDY);
  }
}

/** Is there a key that a schema would not see? */
const hides = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (Object.hasOwn(value, '__proto__') || Object.values(value).some(hides));

/** What is wrong, in words: of a key, what the key lacks. */
const saidOf = (issue: z.core.$ZodIssue): string => (issue.code === 'invalid_key' ? issue.issues[0]! : issue).message;

/**
 * Reads a recording.
 * @param file how messages call it
 * @throws ScenarioError `bad-document`
 */
export function parseDocument(text: string, file: string): RunDocument {
  checkText('text', text);
  checkText('file', file);
  const value = jsonOf(text, file);
  const result = document.safeParse(value);
  if (!result.success) {
    const issue = result.error.issues[0]!;
    throw new ScenarioError('bad-document', { file }, `${issue.path.length > 0 ? issue.path.join('.') : 'the document'}: ${saidOf(issue)}`, REMEDY);
  }
  if (hides(value)) throw new ScenarioError('bad-document', { file }, "the key '__proto__' is not allowed", REMEDY);
  return result.data as RunDocument;
}
