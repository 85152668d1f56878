import { z } from 'zod';
import { LIMITS } from './limits';

const NAME = /^[A-Za-z][A-Za-z0-9_-]{0,31}$/;
const COUNT = /^(\d{1,9})H(?:\+(\d{1,9}))?$/;
const PLACE = /^([A-Za-z][A-Za-z0-9_-]{0,31})\+(\d{1,9}H(?:\+\d{1,9})?|\d{1,9})$/;

/** What `H` may be, at least and at most. Counts are linear in it: what holds at both ends holds between them. */
export const HUGE_PAGES = { least: 2, most: 8192 } as const;

const name = z.string().regex(NAME, 'must be a name: a letter, then letters, digits, _ or -');
const huge = z.string().regex(COUNT, { error: 'must be a number of pages, or one like 2H or 1H+5', abort: true })
  .refine((text) => pagesOf(text, HUGE_PAGES.most) <= LIMITS.pages, `must be at most ${LIMITS.pages} pages, where H is ${HUGE_PAGES.most}`);
const count = z.union([z.number().int('must be a whole number').min(0).max(LIMITS.pages), huge]);
const pages = z.union([
  z.number().int('must be a whole number').min(1).max(LIMITS.pages),
  huge.refine((text) => pagesOf(text, HUGE_PAGES.least) > 0, 'must be at least 1 page'),
]);
const at = z.string().regex(PLACE, 'must be a place like m+0 or m+1H+5');
const byte = z.number().int('must be a whole number').min(0).max(255);
const flag = z.boolean();
const ranged = { proc: name, at, pages };

const prot = z.string().regex(/^(none|(?!.*(.).*\2)[rwx]+)$/, 'must be any of r, w, x, each once, or none');
const backing = z.string().regex(/^(anon|zero|hugetlb|(file|shmem):[A-Za-z][A-Za-z0-9_-]{0,31})$/, 'must be anon, zero, hugetlb, file:NAME or shmem:NAME');

/** Facilities that a recorder can lack. */
export const NEEDS = [
  'swap', 'swapBreak', 'ksm', 'thp', 'hugetlb', 'pin', 'pinRead', 'uffd', 'uffdWp', 'uffdWpShmem', 'uffdPoison', 'softDirty', 'populate', 'collapse',
] as const;

/** Advice words of the format. */
export const ADVICE = [
  'dontneed', 'free', 'pageout', 'cold', 'willneed', 'hugepage', 'nohugepage', 'collapse', 'mergeable', 'unmergeable', 'populate_read',
  'populate_write', 'dontfork', 'dofork', 'wipeonfork', 'keeponfork', 'remove', 'random', 'sequential', 'normal', 'dontneed_locked',
] as const;

/** Every step of the format with its keys. @source scenarios/FORMAT.md */
export const STEPS = {
  mmap: z.strictObject({
    proc: name, as: name, pages, prot, share: z.enum(['private', 'shared']), backing, offset: count.optional(), align: z.literal('huge').optional(),
    skew: count.optional(), fixed: at.optional(), noreserve: flag.optional(), populate: flag.optional(), locked: flag.optional(), readonlyFd: flag.optional(),
  }),
  write: z.strictObject({ proc: name, at, value: z.union([byte, z.literal('ret')]) }),
  read: z.strictObject({ proc: name, at }),
  exec: z.strictObject({ proc: name, at }),
  kernelRead: z.strictObject({ proc: name, at }),
  kernelWrite: z.strictObject({ proc: name, at, value: byte }),
  fork: z.strictObject({ proc: name, child: name }),
  exit: z.strictObject({ proc: name }),
  munmap: z.strictObject(ranged),
  mprotect: z.strictObject({ ...ranged, prot }),
  mremap: z.strictObject({ ...ranged, newPages: pages, as: name, mayMove: flag.optional(), dontUnmap: flag.optional() }),
  madvise: z.strictObject({ ...ranged, advice: z.enum(ADVICE) }),
  mlock: z.strictObject({ ...ranged, onfault: flag.optional() }),
  munlock: z.strictObject({ ...ranged, onfault: flag.optional() }),
  msync: z.strictObject(ranged),
  pin: z.strictObject({ ...ranged, as: name, mode: z.enum(['write', 'read']) }),
  unpin: z.strictObject({ proc: name, as: name }),
  get: z.strictObject({ ...ranged, as: name }),
  readGot: z.strictObject({ proc: name, as: name }),
  dropGot: z.strictObject({ proc: name, as: name }),
  poke: z.strictObject({ proc: name, target: name, at, value: byte }),
  peek: z.strictObject({ proc: name, target: name, at }),
  vmRead: z.strictObject({ proc: name, target: name, at }),
  vmWrite: z.strictObject({ proc: name, target: name, at, value: byte }),
  uffdRegister: z.strictObject({ ...ranged, mode: z.enum(['missing', 'wp', 'both']) }),
  uffdUnregister: z.strictObject(ranged),
  uffdWp: z.strictObject({ ...ranged, on: flag }),
  uffdCopy: z.strictObject({ proc: name, at, value: byte, wp: flag.optional() }),
  uffdZero: z.strictObject(ranged),
  uffdPoison: z.strictObject(ranged),
  softDirtyClear: z.strictObject({ proc: name }),
  refsClear: z.strictObject({ proc: name }),
  ksmRun: z.strictObject({}),
  swapBreak: z.strictObject({}),
  swapoff: z.strictObject({}),
  fileWrite: z.strictObject({ file: name, offset: count, value: byte }),
  fileRead: z.strictObject({ file: name, offset: count }),
  fileTruncate: z.strictObject({ file: name, pages: count }),
  filePunch: z.strictObject({ file: name, offset: count, pages }),
  fileSync: z.strictObject({ file: name }),
} as const;
export type StepName = keyof typeof STEPS;

/** The frame of a file: everything but the steps themselves. */
export const FRAME = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be lower-case letters, digits and -'),
  about: z.string(),
  notes: z.array(z.string()).optional(),
  machine: z.strictObject({
    cpus: z.number().int().min(1).max(32).optional(), thp: z.enum(['never', 'madvise', 'always']).optional(),
    swap: z.number().int().min(0).max(2 ** 20).optional(), ksm: flag.optional(), hugetlb: z.number().int().min(0).max(2 ** 16).optional(),
    files: z.record(name, z.strictObject({ pages: count.optional(), cached: flag.optional() }))
      .refine((files) => Object.keys(files).length <= LIMITS.files, `must be at most ${LIMITS.files} files`).optional(),
  }).optional(),
  needs: z.array(z.enum(NEEDS)).optional(),
  steps: z.array(z.unknown()).max(LIMITS.steps),
});

/** One step, by its name. */
export type Step = { readonly [N in StepName]: { readonly name: N } & Readonly<z.infer<(typeof STEPS)[N]>> }[StepName];

/** A scenario as the file has it, checked. */
export interface Scenario extends Readonly<Omit<z.infer<typeof FRAME>, 'steps'>> {
  readonly steps: readonly Step[];
}

/** Pages of a count. @param huge base pages of a PMD-sized huge page, `H` */
export function pagesOf(value: number | string, huge: number): number {
  if (typeof value === 'number') return value;
  const [, hugePages, rest] = COUNT.exec(value)!;
  return Number(hugePages) * huge + Number(rest ?? 0);
}

/** Mapping name and page of a place like `m+3`. @param huge base pages of a PMD-sized huge page, `H` */
export function placeOf(text: string, huge: number): { readonly mapping: string; readonly page: number } {
  const [, mapping, page] = PLACE.exec(text)!;
  return { mapping: mapping!, page: pagesOf(/^\d+$/.test(page!) ? Number(page) : page!, huge) };
}
